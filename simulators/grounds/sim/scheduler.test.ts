import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createScheduler } from './scheduler.ts';

describe('the virtual clock', () => {
  it('runs everything in order of time, and of asking within a millisecond', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (delays) => {
        const clock = createScheduler();
        const ran: [number, number][] = [];
        for (const [i, delay] of delays.entries()) clock.after(delay, () => ran.push([clock.now(), i]));
        clock.runUntil(100);
        const wanted = delays
          .map((delay, i): [number, number] => [delay, i])
          .toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
        assert.deepEqual(ran, wanted);
        assert.equal(clock.now(), 100);
      }),
    );
  });

  it('does not run what was cancelled', () => {
    const clock = createScheduler();
    let ran = 0;
    const handle = clock.after(5, () => (ran += 1));
    clock.after(5, () => (ran += 10));
    clock.cancel(handle);
    clock.runUntil(10);
    assert.equal(ran, 10);
  });
});
