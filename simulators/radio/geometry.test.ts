import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Spot } from '#history/floor-plan';
import { crosses, isBehind, lengthWithin, wholeRoot } from './geometry.ts';

const line = (from: Spot, to: Spot) => ({ from, to });
const spot = fc.tuple(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 2_000 }));

describe('lines on a plan', () => {
  it('cross or do not, whichever way they are drawn', () => {
    const wall = line([50, 0], [50, 100]);
    assert.ok(crosses(line([0, 50], [100, 50]), wall));
    assert.ok(!crosses(line([0, 50], [49, 50]), wall));
    assert.ok(!crosses(line([0, 150], [100, 101]), wall));
    assert.ok(crosses(line([0, 50], [50, 50]), wall), 'who stands in the wall is behind it');
    assert.ok(!crosses(line([50, 10], [50, 90]), wall), 'along a wall is not through it');
    fc.assert(
      fc.property(spot, spot, spot, spot, (a, b, c, d) => {
        const [one, back, other] = [line(a, b), line(b, a), line(c, d)];
        assert.equal(crosses(one, other), crosses(other, one));
        assert.equal(crosses(one, other), crosses(back, other));
      }),
    );
  });

  it('are within a rectangle for no more than their length', () => {
    assert.equal(lengthWithin(line([0, 50], [200, 50]), [50, 0], [150, 100]), 100);
    assert.equal(lengthWithin(line([200, 50], [0, 50]), [150, 100], [50, 0]), 100);
    assert.equal(lengthWithin(line([0, 200], [200, 200]), [50, 0], [150, 100]), 0);
    assert.equal(lengthWithin(line([60, 60], [90, 60]), [50, 0], [150, 100]), 30);
    assert.equal(lengthWithin(line([70, 70], [70, 70]), [50, 0], [150, 100]), 0);
    fc.assert(
      fc.property(spot, spot, spot, spot, (a, b, c, d) => {
        const within = lengthWithin(line(a, b), c, d);
        const [dx, dy] = [a[0] - b[0], a[1] - b[1]];
        assert.ok(within >= 0 && within <= wholeRoot(dx * dx + dy * dy));
      }),
    );
  });

  it('have whole roots', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (n) => {
        const root = wholeRoot(n);
        assert.ok(root * root <= n && (root + 1) * (root + 1) > n);
      }),
    );
  });

  it('lead behind somebody in the quarter round the back', () => {
    assert.ok(isBehind([0, 0], [0, -1], [0, 50]));
    assert.ok(isBehind([0, 0], [0, -1], [50, 50]));
    assert.ok(!isBehind([0, 0], [0, -1], [51, 50]));
    assert.ok(!isBehind([0, 0], [0, -1], [0, -50]));
  });
});
