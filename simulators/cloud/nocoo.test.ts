// What the service of digital receipts does with a request, and with the same one again, in each mood.
import assert from 'node:assert/strict';
import { ISSUE_PATH, WITHDRAW_PATH } from '#protocols/cloud/nocoo';
import { createNocoo } from './nocoo.ts';
import { serve, WELL } from './service.ts';

const receipt = { bill: 1, cents: 690, lines: ['Bill 1', '1 x Soup  6.90'] };
const issue = (body: unknown = receipt, key = 'k1') => ({ path: ISSUE_PATH, key, body });
const withdraw = { path: WITHDRAW_PATH, key: 'k1', body: {} };

describe('the service of digital receipts', () => {
  it('issues a receipt once, and answers the same again under the same key', () => {
    const nocoo = createNocoo();
    const first = nocoo(issue());
    assert.deepEqual(first.answer, { status: 201, body: { key: 'k1', reference: 'R1' } });
    assert.deepEqual(first.deed, { did: 'receipt-issued', key: 'k1', ...receipt });
    assert.deepEqual(nocoo(issue()), {
      answer: { status: 200, body: { key: 'k1', reference: 'R1' } },
      deed: null,
    });
    assert.equal(nocoo(issue(receipt, 'k2')).answer.status, 201);
  });

  it('refuses another receipt under a key that was used', () => {
    const nocoo = createNocoo();
    nocoo(issue());
    const { answer, deed } = nocoo(issue({ ...receipt, cents: 1 }));
    assert.deepEqual([answer.status, deed], [422, null]);
  });

  it('withdraws for good, before and after it has issued', () => {
    const nocoo = createNocoo();
    assert.deepEqual(nocoo(withdraw).deed, { did: 'receipt-withdrawn', key: 'k1' });
    assert.deepEqual(nocoo(withdraw), { answer: { status: 200, body: { key: 'k1', withdrawn: true } }, deed: null });
    assert.equal(nocoo(issue()).answer.status, 410);
  });

  it('takes no request that says nothing, or that has no key', () => {
    const nocoo = createNocoo();
    for (const bad of [issue({}), issue(receipt, ''), { ...withdraw, key: '' }, { ...withdraw, path: '/' }])
      assert.deepEqual([nocoo(bad).answer.status, nocoo(bad).deed], [400, null]);
  });

  it('does what it is asked when its answers are lost or wrong, and nothing when it is out of order', () => {
    const lost = serve(createNocoo(), { ...WELL, losesAnswers: true, slowMs: 5 }, issue());
    assert.deepEqual([lost.answer, lost.afterMs, lost.deed?.key], [null, 5, 'k1']);
    const wrong = serve(createNocoo(), { ...WELL, wrong: true }, issue());
    assert.deepEqual([wrong.answer, wrong.deed?.key], [{ status: 200, body: { key: 'of-somebody-else' } }, 'k1']);
    const nocoo = createNocoo();
    const failed = serve(nocoo, { ...WELL, failing: true }, issue());
    assert.deepEqual([failed.answer?.status, failed.deed], [503, null]);
    assert.equal(serve(nocoo, WELL, issue()).answer?.status, 201);
  });
});
