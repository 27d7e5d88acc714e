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

  it('runs in order whatever is asked for meanwhile, over windows, hours and days', () => {
    const delay = fc.oneof(
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 9_000 }),
      fc.integer({ min: 0, max: 1e8 }),
    );
    const plan = fc.array(fc.record({ delay, later: fc.array(delay, { maxLength: 3 }), cancelled: fc.boolean() }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(plan, fc.array(delay, { maxLength: 5 }), (things, stops) => {
        const clock = createScheduler();
        const wanted: { at: number; order: number }[] = [];
        const ran: { at: number; order: number }[] = [];
        let order = 0;
        const ask = (ms: number, later: readonly number[]) => {
          const mine = { at: clock.now() + ms, order: (order += 1) };
          const handle = clock.after(ms, () => {
            assert.equal(clock.now(), mine.at);
            ran.push(mine);
            for (const one of later) ask(one, []);
          });
          return { mine, handle };
        };
        for (const { delay: ms, later, cancelled } of things) {
          const { mine, handle } = ask(ms, later);
          if (cancelled) clock.cancel(handle);
          else wanted.push(mine);
        }
        for (const stop of stops) clock.runUntil(clock.now() + stop);
        clock.runUntil(3e8);
        assert.deepEqual(
          ran,
          ran.toSorted((a, b) => a.at - b.at || a.order - b.order),
        );
        assert.deepEqual(
          wanted.filter((one) => !ran.includes(one)),
          [],
        );
        assert.equal(clock.now(), 3e8);
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
