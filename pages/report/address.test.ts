import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromHash, NOWHERE, toHash } from './address.ts';

describe('the address of what is seen', () => {
  it('names no more of a whole run in which nothing is chosen than which it is', () => {
    assert.equal(toHash({ ...NOWHERE, run: 0 }), '#run=1');
    assert.equal(toHash(NOWHERE), '#');
    assert.deepEqual(fromHash(''), NOWHERE);
    assert.deepEqual(fromHash('#'), NOWHERE);
  });

  it('leads back to the same place', () => {
    const text = fc.string({ maxLength: 12, unit: 'grapheme' });
    const place = fc.record({
      run: fc.nat(9),
      view: fc.option(
        fc
          .tuple(fc.nat(1_000_000), fc.integer({ min: 20, max: 1_000_000 }))
          .map(([from, span]) => ({ from, to: from + span })),
      ),
      event: fc.nat(),
      finding: fc.integer({ min: -1, max: 99 }),
      filter: text,
      find: text,
    });
    fc.assert(fc.property(place, (one) => assert.deepEqual(fromHash(toHash(one)), { ...one })));
  });

  it('takes the links of the markup for findings', () => {
    assert.equal(fromHash('#finding-3').finding, 2);
  });

  it('makes nothing of nonsense', () => {
    assert.deepEqual(fromHash('#run=-2&from=9&to=3&event=x&finding=1e999'), NOWHERE);
  });
});
