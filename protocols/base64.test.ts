import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromBase64, toBase64 } from './base64.ts';

describe('base64', () => {
  it('is that of Node', () => {
    fc.assert(fc.property(fc.uint8Array(), (some) => toBase64(some) === Buffer.from(some).toString('base64')));
  });

  it('has one spelling only', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQgw+/=_- \n') }), (some) => {
        const read = fromBase64(some);
        if (read !== null) assert.equal(toBase64(read), some);
      }),
    );
    for (const wrong of ['QQ', 'QR==', 'QQ==\n', 'Q-==', '====']) assert.equal(fromBase64(wrong), null, wrong);
  });
});
