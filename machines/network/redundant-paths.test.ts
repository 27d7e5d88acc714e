// A network that prefers its second path changes with it, and is silent until it has settled.
import assert from 'node:assert/strict';
import { createActor, SimulatedClock } from 'xstate';
import { redundantPaths } from './redundant-paths.ts';

describe('two paths', () => {
  const clock = new SimulatedClock();
  const told: string[] = [];
  const paths = createActor(redundantPaths, { input: { convergeMs: 30_000 }, clock });
  paths.on('*', ({ type }) => told.push(type));
  paths.start();

  it('are changed when the second one comes, and steady when that is agreed', () => {
    paths.send({ type: 'SECOND_UP' });
    clock.increment(29_999);
    assert.deepEqual(told, ['changing']);
    clock.increment(1);
    assert.deepEqual([paths.getSnapshot().value, told], ['second', ['changing', 'steady']]);
  });

  it('are never steady while the second one flaps faster than they settle', () => {
    for (let i = 0; i < 5; i += 1) {
      paths.send({ type: 'SECOND_DOWN' });
      clock.increment(10_000);
      paths.send({ type: 'SECOND_UP' });
      clock.increment(10_000);
    }
    assert.deepEqual(told, ['changing', 'steady', 'changing']);
    paths.send({ type: 'SECOND_DOWN' });
    clock.increment(30_000);
    assert.deepEqual([paths.getSnapshot().value, told.at(-1)], ['first', 'steady']);
  });
});
