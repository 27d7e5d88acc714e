import assert from 'node:assert/strict';
import fc from 'fast-check';
import { concatBytes } from '#protocols/bytes';
import { randomOf } from '../../random.ts';
import { segmentsOf } from './segments.ts';

describe('a stream of bytes', () => {
  it('comes in order and whole, in one piece or a few', () => {
    const counts = new Set<number>();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(), (bytes, seed) => {
        const pieces = segmentsOf(bytes, randomOf(seed, 'link'));
        counts.add(pieces.length);
        assert.deepEqual(concatBytes(pieces), bytes);
        assert.ok(bytes.length === 0 || pieces.every((piece) => piece.length > 0));
      }),
      { numRuns: 2_000, seed: 9 },
    );
    assert.deepEqual([...counts].sort(), [1, 2, 3, 4]);
  });
});
