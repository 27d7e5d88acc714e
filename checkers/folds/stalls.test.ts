// Which stops of the machine make time prove nothing.
import assert from 'node:assert/strict';
import { stalls } from './stalls.ts';

const stopped = (still: ReturnType<typeof stalls>, fromMs: number, toMs: number) => {
  still.seen({ t: toMs, node: 'run', kind: 'stall', who: 'harness', fromMs, toMs });
  return still;
};

describe('a machine that stood still', () => {
  it('did so between any two times that touch it', () => {
    const still = stopped(stalls(), 1_000, 1_200);
    assert.deepEqual(
      [still.between(0, 999), still.between(0, 1_000), still.between(1_100, 1_150), still.between(1_201, 9_000)],
      [false, true, true, false],
    );
  });
  it('for a moment did so only for limits of a moment', () => {
    assert.equal(stopped(stalls(), 1_000, 1_060).between(0, 2_000), false);
    assert.equal(stopped(stalls(0), 1_000, 1_060).between(0, 2_000), true);
  });
});
