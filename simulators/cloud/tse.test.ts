// What the signing unit does with a hand-over, and with the same one again, in each mood.
import assert from 'node:assert/strict';
import { SIGN_PATH } from '#protocols/cloud/tse';
import { serve, WELL, type Mood } from './service.ts';
import { createTse } from './tse.ts';

const what = { handOver: 1, atMs: 5, tab: 7, operator: 'Anna', cents: 690, lines: ['1 x Soup  6.90'] };
const sign = (body: unknown = what, key = 'k1') => ({ path: SIGN_PATH, key, body });

describe('the signing unit', () => {
  it('signs a hand-over once, and answers the same again under the same key', () => {
    const tse = createTse();
    const { answer, deed } = tse(sign());
    const { signature } = answer.body as { signature: string };
    assert.deepEqual(answer, { status: 201, body: { key: 'k1', counter: 1, signature } });
    assert.deepEqual(deed, { did: 'hand-over-signed', key: 'k1', ...what, counter: 1, signature });
    assert.deepEqual(tse(sign()), { answer: { status: 200, body: { key: 'k1', counter: 1, signature } }, deed: null });
  });

  it('counts its signatures, each of which depends on those before it', () => {
    const [one, other] = [createTse(), createTse()];
    one(sign());
    other(sign({ ...what, cents: 1 }));
    const [second, otherSecond] = [one(sign(what, 'k2')), other(sign(what, 'k2'))];
    assert.deepEqual([second.deed?.counter, otherSecond.deed?.counter], [2, 2]);
    assert.notEqual(second.deed?.signature, otherSecond.deed?.signature);
  });

  it('refuses another hand-over under a key that was used, and what says nothing or has no key', () => {
    const tse = createTse();
    tse(sign());
    assert.deepEqual(
      [tse(sign({ ...what, cents: 1 })).answer.status, tse(sign({ ...what, cents: 1 })).deed],
      [422, null],
    );
    for (const bad of [sign({}), sign(what, ''), { ...sign(), path: '/' }])
      assert.deepEqual([tse(bad).answer.status, tse(bad).deed], [400, null]);
  });

  it('does nothing while it is busy, and while its certificate has expired', () => {
    const tse = createTse();
    const inMood = (mood: Partial<Mood>) => serve(tse, { ...WELL, ...mood }, sign());
    assert.deepEqual([inMood({ busy: true }).answer?.status, inMood({ busy: true }).deed], [429, null]);
    const expired = inMood({ expired: true, busy: true });
    assert.deepEqual(expired.answer, { status: 403, body: { error: 'certificate-expired' } });
    assert.equal(inMood({}).deed?.counter, 1);
  });
});
