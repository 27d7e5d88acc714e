// An app on old hardware does one thing after the other, in order.
import assert from 'node:assert/strict';
import { createScheduler } from '../grounds/sim/scheduler.ts';
import { Pace } from './pace.ts';

function app() {
  const clock = createScheduler();
  const pace = new Pace(clock);
  const done: [what: string, at: number][] = [];
  return { clock, pace, done, run: (what: string) => pace.run(() => done.push([what, clock.now()])) };
}

describe('the pace of an app', () => {
  it('does everything at once as a rule', () => {
    const { done, run } = app();
    run('a');
    assert.deepEqual(done, [['a', 0]]);
  });

  it('takes its time for each thing on old hardware', () => {
    const { clock, pace, done, run } = app();
    pace.slow(900);
    for (const what of ['a', 'b']) run(what);
    clock.runUntil(5_000);
    run('c');
    clock.runUntil(9_000);
    assert.deepEqual(done, [
      ['a', 900],
      ['b', 1_800],
      ['c', 5_900],
    ]);
  });

  it('lets nothing overtake what is still to be done when it is fast again', () => {
    const { clock, pace, done, run } = app();
    pace.slow(900);
    run('a');
    run('b');
    pace.slow(-900);
    run('c');
    clock.runUntil(5_000);
    run('d');
    assert.deepEqual(
      done.map(([what]) => what),
      ['a', 'b', 'c', 'd'],
    );
    assert.deepEqual(done.at(-1), ['d', 5_000]);
  });
});
