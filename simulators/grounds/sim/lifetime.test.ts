import assert from 'node:assert/strict';
import { startLife } from './lifetime.ts';
import { createScheduler } from './scheduler.ts';

describe('the life of a simulated process', () => {
  function stage() {
    const clock = createScheduler();
    const life = startLife(clock);
    const happened: string[] = [];
    const note = (what: string) => (): void => void happened.push(what);
    return { clock, life, happened, note };
  }

  it('makes up for what fell due while it was frozen, in order, but not for what is cancelled in time', () => {
    const { clock, life, happened, note } = stage();
    life.freeze();
    const second = life.after(20, note('second'));
    life.after(10, () => {
      note('first')();
      life.cancel(second);
    });
    life.after(30, note('third'));
    clock.after(40, life.alive(note('committed')));
    clock.runUntil(100);
    assert.deepEqual(happened, []);
    life.thaw();
    assert.deepEqual(happened, ['first', 'third', 'committed']);
    life.after(10, note('later'));
    clock.runUntil(200);
    assert.equal(happened.at(-1), 'later');
  });

  it('has nothing happen after its end', () => {
    const { clock, life, happened, note } = stage();
    life.after(10, note('a timer'));
    clock.after(20, life.alive(note('a commit')));
    life.end();
    clock.runUntil(100);
    life.thaw();
    assert.deepEqual(happened, []);
  });
});
