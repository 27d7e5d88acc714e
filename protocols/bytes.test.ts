import assert from 'node:assert/strict';
import fc from 'fast-check';
import { concatBytes, fromHex, toHex } from './bytes.ts';

describe('bytes', () => {
  it('come back from hex', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.deepEqual(fromHex(toHex(bytes)), bytes)));
  });

  it('stand behind each other in the order of the parts', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (parts) => {
        assert.equal(toHex(concatBytes(parts)), parts.map((part) => toHex(part)).join(''));
      }),
    );
  });

  it('are not read from an odd number of digits or from other characters', () => {
    assert.throws(() => fromHex('0'), RangeError);
    assert.throws(() => fromHex('0g'), RangeError);
  });
});
