import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Numbered } from './numbered.ts';

describe('things by number', () => {
  it('are found as in a map, whatever the numbers', () => {
    const number = fc.oneof(fc.nat(40), fc.nat(3_000), fc.integer(), fc.double({ noNaN: true }));
    fc.assert(
      fc.property(fc.array(fc.tuple(number, fc.nat())), fc.array(number), (puts, asked) => {
        const numbered = new Numbered<number>();
        const map = new Map<number, number>();
        for (const [key, thing] of puts) {
          numbered.set(key, thing);
          map.set(key, thing);
        }
        for (const key of [...asked, ...map.keys()]) assert.equal(numbered.get(key), map.get(key));
        assert.deepEqual(new Map(numbered), map);
        assert.equal([...numbered].length, map.size);
      }),
    );
  });

  it('come out by rising number when given out one after the other', () => {
    const numbered = new Numbered<number>();
    for (const key of [3, 1, 2]) numbered.set(key, key * 10);
    assert.deepEqual(
      [...numbered],
      [
        [1, 10],
        [2, 20],
        [3, 30],
      ],
    );
  });
});
