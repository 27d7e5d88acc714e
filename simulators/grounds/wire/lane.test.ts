import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createScheduler } from '../sim/scheduler.ts';
import { Lane, type Weather } from './lane.ts';

function laneInCalm() {
  const weather: Weather = { blocks: 0, delayMs: 0 };
  const clock = createScheduler();
  const lane = new Lane(weather, clock);
  const passed: [number, number][] = [];
  const send = (n: number) => lane.pass(1, () => passed.push([n, clock.now()]));
  return { weather, clock, lane, passed, send };
}

describe('one direction of a link', () => {
  it('lets everything pass at once while the link is well', () => {
    const { passed, send } = laneInCalm();
    send(1);
    assert.deepEqual(passed, [[1, 0]]);
  });

  it('holds back during a silence, and lets all pass in order afterwards', () => {
    const { weather, lane, passed, send } = laneInCalm();
    weather.blocks = 1;
    send(1);
    send(2);
    assert.deepEqual([passed, lane.heldBytes()], [[], 2]);
    weather.blocks = 0;
    lane.resume();
    assert.deepEqual(passed.flat(), [1, 0, 2, 0]);
  });

  it('lets nothing overtake when a delay is taken back', () => {
    const { weather, clock, passed, send } = laneInCalm();
    weather.delayMs = 1_500;
    send(1);
    clock.runUntil(1_000);
    weather.delayMs = 0;
    send(2);
    clock.runUntil(2_000);
    assert.deepEqual(passed, [
      [1, 1_500],
      [2, 1_500],
    ]);
  });

  it('forgets what the link has swallowed', () => {
    const { weather, lane, clock, passed, send } = laneInCalm();
    weather.delayMs = 10;
    send(1);
    lane.drop();
    clock.runUntil(20);
    assert.deepEqual([passed, lane.heldBytes()], [[], 0]);
  });

  it('keeps the order and loses nothing in any weather', () => {
    const change = fc.oneof(
      fc.record({ delayMs: fc.integer({ min: 0, max: 50 }) }),
      fc.record({ blocks: fc.integer({ min: 0, max: 2 }) }),
      fc.constant('send' as const),
      fc.record({ waitMs: fc.integer({ min: 0, max: 40 }) }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const { weather, clock, lane, passed, send } = laneInCalm();
        let sent = 0;
        for (const one of changes) {
          if (one === 'send') send((sent += 1));
          else if ('waitMs' in one) clock.runUntil(clock.now() + one.waitMs);
          else {
            Object.assign(weather, one);
            lane.resume();
          }
        }
        Object.assign(weather, { delayMs: 0, blocks: 0 });
        lane.resume();
        clock.runUntil(clock.now() + 100);
        assert.deepEqual(
          passed.map(([n]) => n),
          Array.from({ length: sent }, (_, i) => i + 1),
        );
      }),
    );
  });
});
