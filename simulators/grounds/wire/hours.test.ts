// Hours of the floor on the clock of the machine.
import assert from 'node:assert/strict';
import { timeOfDayMs } from '#protocols/places-by-time';
import { hoursOnWire } from './hours.ts';

const places = { bar: 'counter' };
const moved = (from: string, to: string, clock: string, timeScale: number): string[] =>
  hoursOnWire([{ from, to, places }], { clock, timeScale, beginsMs: timeOfDayMs('09:00') }).map(
    (one) => `${one.from}-${one.to}`,
  );

describe('hours on the wire', () => {
  it('begin and end as long after the run began as on the floor, divided by its time scale', () => {
    assert.deepEqual(moved('18:00', '18:20', '17:40', 20), ['07:49:00.000-07:50:00.000', '09:01:00.000-09:02:00.000']);
    assert.deepEqual(moved('18:00', '18:20', '17:40', 1), ['09:20:00.000-09:40:00.000']);
  });

  it('have begun before the run, or on the day before, where it is that time already', () => {
    assert.deepEqual(moved('17:00', '02:00', '18:00', 20), ['08:57:00.000-09:24:00.000', '10:09:00.000-10:36:00.000']);
    assert.deepEqual(moved('17:00', '02:00', '01:00', 20), ['08:36:00.000-09:03:00.000', '09:48:00.000-10:15:00.000']);
  });

  it('that are already hours of the machine stay so over midnight', () => {
    assert.deepEqual(moved('23:00', '01:00', '22:00', 1), ['10:00:00.000-12:00:00.000']);
  });
});
