import assert from 'node:assert/strict';
import { drawFrom } from './draw.ts';

const items = ['a', 'b', 'c', 'd'];

describe('drawing', () => {
  it('gives the same for the same seed', () => {
    const draws = [drawFrom(5), drawFrom(5), drawFrom(6)].map((draw) =>
      Array.from({ length: 20 }, () => draw.between(0, 1_000_000)),
    );
    assert.deepEqual(draws[0], draws[1]);
    assert.notDeepEqual(draws[0], draws[2]);
  });

  it('is even: nothing comes much more often than another', () => {
    const draw = drawFrom(1);
    const counts = new Map(items.map((item) => [item, 0]));
    for (let i = 0; i < 4_000; i += 1) {
      const item = draw.pick(items);
      counts.set(item, (counts.get(item) ?? 0) + 1);
    }
    for (const [item, count] of counts) assert.ok(count > 850 && count < 1_150, `${item} came ${count} times`);
  });

  it('takes what never happens never, and what always happens always', () => {
    const draw = drawFrom(2);
    for (let i = 0; i < 200; i += 1) {
      assert.equal(draw.chance(0), false);
      assert.equal(draw.chance(100), true);
    }
  });

  it('takes some of the items, each once, at least one and no more than asked for', () => {
    const draw = drawFrom(3);
    for (let i = 0; i < 200; i += 1) {
      const some = draw.some(items, 3);
      assert.ok(some.length >= 1 && some.length <= 3);
      assert.equal(new Set(some).size, some.length);
    }
  });
});
