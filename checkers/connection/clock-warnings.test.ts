// How often an operator is warned of a wrong clock.
import assert from 'node:assert/strict';
import { clockWarnings } from './clock-warnings.ts';
import { evening, type Story } from '../story.ts';

const TIMES = { hold: 'none', serverClockMs: 0, heartbeatMs: 10_000, toleranceMs: 3_000 } as const;
const welcomed = (story: Story, wrong: boolean): Story =>
  story.event('H01', { kind: 'welcome', ...TIMES, ...(wrong ? { skewWarning: true } : {}) });
const warned = (story: Story): Story => story.event('H01', { kind: 'clock-warning', skewMs: 60_000 });
const skew = (story: Story, id: number, params: Record<string, number>): Story =>
  story.event('H01', { kind: 'fault', phase: 'begun', fault: 'clock-skew', id, params });
const over = (story: Story, id: number): Story =>
  story.event('H01', { kind: 'fault', phase: 'ended', fault: 'clock-skew', id, params: {} });
const becomes = (story: Story, to: string): Story =>
  story.event('H01', { kind: 'transition', machine: 'handheld', from: '', to });
/** H01 is at work. */
const atWork = (): Story => welcomed(becomes(evening(), 'idle'), false);
const wrong = (story: Story, id = 1): Story => skew(story, id, { skewMs: -600_000, driftMs: 0 });
const ended = (story: Story, t: number): string =>
  story.at(t).event('run', { kind: 'phase', phase: 'end' }).verdict(clockWarnings);

describe('a wrong clock', () => {
  it('is told once, whatever is said of it at each welcome', () => {
    const once = (): Story => welcomed(warned(wrong(atWork().at(10_000)).at(20_000)).at(30_000), true);
    assert.equal(ended(once(), 60_000), 'pass');
    assert.match(ended(warned(once().at(40_000)), 60_000), /warned again at 0:00:40/);
    assert.match(ended(warned(welcomed(once().at(40_000), true)), 60_000), /warned again/);
  });

  it('may be told twice as it is set: beats from before may still be under way, and say that it is right', () => {
    const twice = (at: number, again: number): Story => warned(warned(wrong(atWork().at(10_000)).at(at)).at(again));
    assert.equal(ended(twice(10_002, 10_051), 60_000), 'pass');
    assert.match(ended(twice(13_100, 13_200), 60_000), /warned again at 0:00:13.200/);
    assert.match(ended(warned(twice(10_002, 14_000).at(15_000)), 60_000), /warned again at 0:00:15/);
  });

  it('is told again when it has been right in between', () => {
    const twice = (): Story => wrong(over(warned(wrong(atWork().at(10_000)).at(20_000)).at(30_000), 1).at(90_000), 2);
    assert.equal(ended(warned(twice().at(100_000)), 200_000), 'pass');
    assert.match(ended(twice(), 200_000), /its operator was not told/);
    // So short a time no beat has noticed.
    const short = wrong(over(warned(wrong(atWork().at(10_000)).at(20_000)).at(30_000), 1).at(31_000), 2);
    assert.equal(ended(short, 200_000), 'pass');
  });

  it('is told at all, once it is wrong enough, by whoever is in contact', () => {
    assert.match(ended(wrong(atWork().at(10_000)), 60_000), /by 0:01:00.000 its operator was not told/);
    assert.equal(ended(wrong(atWork().at(10_000)), 30_000), 'pass');
    assert.equal(ended(skew(atWork().at(10_000), 1, { skewMs: 20_000, driftMs: 0 }), 60_000), 'pass');
    assert.equal(ended(becomes(wrong(atWork().at(10_000)).at(11_000), 'putAway'), 60_000), 'pass');
    assert.equal(ended(wrong(atWork().at(10_000)).at(11_000).server('killed'), 60_000), 'pass');
    // Histories of before beats told of it.
    assert.equal(ended(skew(atWork().at(10_000), 1, { skewMs: 600_000 }), 60_000), 'pass');
  });

  it('may come slowly', () => {
    const drifts = (): Story => skew(atWork().at(10_000), 1, { skewMs: 0, driftMs: 20_000 });
    assert.equal(ended(drifts(), 130_000), 'pass');
    assert.match(ended(drifts(), 150_000), /by 0:02:30.000 its operator was not told/);
    assert.equal(ended(warned(drifts().at(110_000)), 300_000), 'pass');
    assert.match(ended(warned(drifts().at(50_000)), 60_000), /warned of it at 0:00:50/);
  });

  it('is none if it is right', () => {
    assert.match(ended(warned(atWork().at(10_000)), 20_000), /it warned of it at 0:00:10/);
    const step = { kind: 'fault', phase: 'begun', fault: 'server-clock-step', id: 1, params: {} } as const;
    assert.equal(ended(warned(atWork().at(10_000).event('server', step).at(12_000)), 20_000), 'pass');
  });
});
