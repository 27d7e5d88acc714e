// The payment host: each key is charged once, and what was reversed is not charged any more.
import assert from 'node:assert/strict';
import { charge, CHARGE_PATH, chargeKey, REVERSE_PATH } from '#protocols/cloud/payment-host';
import { createPaymentHost } from './payment-host.ts';

const WHAT = { terminal: 'pt1', receiptNo: '0007', trace: 7, cents: 690, card: 'good' } as const;
const KEY = chargeKey(WHAT);

/** A host, and what its answers and deeds are. */
function stage() {
  const host = createPaymentHost();
  const told = (path: string, key: string, body: unknown): [number, string | null] => {
    const { answer, deed } = host({ path, key, body });
    return [answer.status, deed?.did ?? null];
  };
  return {
    charge: (what: object = WHAT, key = KEY) => told(CHARGE_PATH, key, what),
    reverse: (key = KEY) => told(REVERSE_PATH, key, {}),
  };
}

describe('the payment host', () => {
  it('charges once for each key', () => {
    const host = stage();
    assert.deepEqual(host.charge(), [201, 'card-charged']);
    assert.deepEqual(host.charge(), [200, null]);
    assert.deepEqual(host.charge({ ...WHAT, cents: 700 }), [422, null]);
  });

  it('charges nothing any more under a key that was reversed, also before it was charged', () => {
    const host = stage();
    assert.deepEqual(host.charge(), [201, 'card-charged']);
    assert.deepEqual(host.reverse(), [200, 'charge-reversed']);
    assert.deepEqual(host.reverse(), [200, null]);
    assert.deepEqual(host.charge(), [410, null]);
    assert.deepEqual(host.reverse('k2'), [200, 'charge-reversed']);
    assert.deepEqual(host.charge(WHAT, 'k2'), [410, null]);
  });

  it('declines a blocked card, and what nobody can mean', () => {
    const host = stage();
    assert.deepEqual(host.charge({ ...WHAT, card: 'blocked' }), [409, null]);
    assert.deepEqual(host.charge({ ...WHAT, cents: 0 }), [400, null]);
    assert.deepEqual(host.charge(WHAT, ''), [400, null]);
    assert.equal(charge.safeParse({ ...WHAT, receiptNo: '7' }).success, false);
  });
});
