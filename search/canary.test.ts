import assert from 'node:assert/strict';
import { runOnSim } from '#runs/run-on-sim';
import { drawFloor } from '#scenarios/generate/floors';
import { canary } from './canary.ts';

describe('the canary of a search', () => {
  const failsOn = (seed: number, planted: boolean): boolean => {
    const { checkers } = runOnSim(drawFloor(seed), { hash: false, ...(planted ? { step: canary.plant() } : {}) });
    return checkers.some(({ name, verdict }) => name === 'lock-recovery' && verdict === 'fail');
  };

  it('is found within a few floors, and on none of them without the bug', () => {
    const seeds = Array.from({ length: 40 }, (_, i) => i + 1);
    const first = seeds.findIndex((seed) => failsOn(seed, true));
    assert.ok(first >= 0);
    assert.ok(!seeds.slice(0, first + 1).some((seed) => failsOn(seed, false)));
  });
});
