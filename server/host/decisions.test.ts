// What comes while a decision is being carried out.
import assert from 'node:assert/strict';
import { serverConfigSchema } from '#server/core/config';
import { emptyState } from '#server/core/state';
import type { Input } from '#server/core/turn';
import { startDeciding } from './decisions.ts';

const state = emptyState(
  serverConfigSchema.parse({ operators: ['Anna'], devices: [{ name: 'H01', family: 'handheld' }] }),
);
const look: Input = { kind: 'timer', timer: { kind: 'look' } };

/** Decides with `decided` called for every input, the first of which has an output that feeds `many` more. */
function deciding(many: number, decided: (n: number) => void) {
  let count = 0;
  const decisions = startDeciding({
    state,
    step: (same) => {
      count += 1;
      decided(count);
      return { state: same, facts: [], outputs: count === 1 ? [{ kind: 'learn-terminal', terminal: 'pt1' }] : [] };
    },
    platform: {
      timers: { now: () => 0, after: () => ({}), cancel() {} },
      wallClock: () => 0,
      append() {},
      log() {},
    },
    perform() {
      for (let n = 0; n < many; n += 1) decisions.feed(look);
    },
  });
  return decisions;
}

describe('inputs in line', () => {
  it('are decided however many they are', () => {
    let decided = 0;
    deciding(20_000, (n) => (decided = n)).feed(look);
    assert.equal(decided, 20_001);
  });

  it('are decided also behind one that fails, which is told', () => {
    let decided = 0;
    const decisions = deciding(3, (n) => {
      if (n === 2) throw new Error('a fault of the program');
      decided = n;
    });
    assert.throws(() => decisions.feed(look), /a fault of the program/);
    assert.equal(decided, 4);
  });
});
