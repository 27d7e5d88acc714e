// The service of vouchers and customers: once for each voucher, whatever is asked again, and given back for good.
import assert from 'node:assert/strict';
import { CUSTOMER_PATH, GIVE_BACK_PATH, REDEEM_PATH } from '#protocols/cloud/vouchers';
import { createVouchers } from './vouchers.ts';

const redeem = (key: string, code = 'V500-1') => ({ path: REDEEM_PATH, key, body: { code } });
const giveBack = (key: string) => ({ path: GIVE_BACK_PATH, key, body: {} });

describe('the service of vouchers', () => {
  it('redeems a voucher under one key, and answers the same to that key again', () => {
    const service = createVouchers();
    const first = service(redeem('k1'));
    assert.deepEqual(first.answer, { status: 201, body: { key: 'k1', cents: 500 } });
    assert.deepEqual(first.deed, { did: 'voucher-redeemed', key: 'k1', code: 'V500-1', cents: 500 });
    assert.deepEqual(service(redeem('k1')), { answer: { status: 200, body: { key: 'k1', cents: 500 } }, deed: null });
    assert.deepEqual(service(redeem('k2')).answer.body, { key: 'k2', refused: 'used' });
    assert.equal(service(redeem('k1', 'V500-2')).answer.status, 422);
  });

  it('takes it back for good: the voucher is good again under another key, never under that one', () => {
    const service = createVouchers();
    service(redeem('k1'));
    assert.equal(service(giveBack('k1')).deed?.code, 'V500-1');
    assert.equal(service(giveBack('k1')).deed, null);
    assert.equal(service(redeem('k1')).answer.status, 410);
    assert.equal(service(redeem('k2')).answer.status, 201);
  });

  it('redeems nothing under a key that was given back before it came', () => {
    const service = createVouchers();
    assert.deepEqual(service(giveBack('k1')).deed, { did: 'voucher-given-back', key: 'k1' });
    assert.equal(service(redeem('k1')).answer.status, 410);
  });

  it('knows cards by their codes, and refuses what it does not know', () => {
    const service = createVouchers();
    assert.deepEqual(service(redeem('k1', 'X500-1')).answer.body, { key: 'k1', refused: 'expired' });
    assert.deepEqual(service(redeem('k2', 'V0-1')).answer.body, { key: 'k2', refused: 'unknown' });
    const customer = { path: CUSTOMER_PATH, key: 'k3', body: { code: 'C22' } };
    assert.deepEqual(service(customer), {
      answer: { status: 200, body: { key: 'k3', name: 'Guest 22' } },
      deed: null,
    });
    assert.deepEqual(service({ ...customer, body: { code: 'V500-1' } }).answer.body, { key: 'k3', refused: 'unknown' });
    for (const wrong of [
      { ...customer, key: '' },
      { ...customer, body: {} },
      { ...customer, path: '/vouchers' },
    ])
      assert.equal(service(wrong).answer.status, 400);
  });
});
