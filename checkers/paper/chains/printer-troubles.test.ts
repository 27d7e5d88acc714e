// Until when a printer was in trouble, in the time of the server; what comes late of a silence lasts 10 s longer.
import assert from 'node:assert/strict';
import type { ConditionEvent, EventOf } from '#history/events';
import { Failing } from '../../folds/failing.ts';
import { PrinterTroubles } from './printer-troubles.ts';

const LATE_MS = 10_000;
const NEVER = Number.NEGATIVE_INFINITY;
const LASTS = Number.POSITIVE_INFINITY;

const is = (t: number, node: string, of: ConditionEvent['of'], state: string): EventOf<'condition'> =>
  ({ t, node, kind: 'condition', of, state }) as EventOf<'condition'>;
const hears = (t: number, node: string, quality: 'good' | 'weak' | 'bad' | 'none'): EventOf<'signal'> =>
  ({ t, node, kind: 'signal', accessPoint: 'in', band: '2.4', dbm: -60, quality }) as never;
const cable = (t: number, phase: 'begun' | 'ended', node: string, fault = 'bad-cable'): EventOf<'fault'> => ({
  ...{ t, node, kind: 'fault', phase, fault, id: 1, params: {} },
});

/** At the kitchen only a cover that is open counts as failing, at the bar whatever usually does. */
const troubles = (timeScale = 1): PrinterTroubles => {
  const printers = [{ name: 'kitchen', failing: ['cover-open'] }, { name: 'bar' }];
  const all = new PrinterTroubles(['kitchen', 'bar'], timeScale, new Failing({ printers } as never));
  all.condition(is(0, 'server', 'server', 'up'));
  return all;
};
const untils = (all: PrinterTroubles): number[] => ['kitchen', 'bar'].map((printer) => all.untilMs(printer));

describe('the trouble of a printer', () => {
  it('lasts while it is not ready, for a reason that counts', () => {
    const all = troubles();
    assert.deepEqual(untils(all), [NEVER, NEVER]);
    all.condition(is(1_000, 'bar', 'printer', 'paper-out'));
    all.condition(is(1_000, 'kitchen', 'printer', 'paper-out'));
    assert.deepEqual(untils(all), [NEVER, LASTS]);
    all.condition(is(5_000, 'bar', 'printer', 'ready'));
    all.condition(is(6_000, 'bar', 'printer', 'ready'));
    all.condition(is(7_000, 'bar', 'belt-printer', 'off'));
    assert.deepEqual(untils(all), [NEVER, 5_000]);
    all.condition(is(8_000, 'kitchen', 'printer', 'cover-open'));
    assert.deepEqual(untils(all), [LASTS, 5_000]);
    all.condition(is(9_000, 'counter', 'printer', 'off'));
    assert.equal(all.untilMs('counter'), NEVER, 'of another floor');
  });

  it('lasts while it is out of reach, where that counts, and for what comes late', () => {
    const all = troubles();
    for (const printer of ['kitchen', 'bar']) all.condition(is(1_000, printer, 'link', 'silent'));
    assert.deepEqual(untils(all), [1_000 + LATE_MS, LASTS]);
    for (const printer of ['kitchen', 'bar']) all.condition(is(5_000, printer, 'link', 'audible'));
    assert.deepEqual(untils(all), [5_000 + LATE_MS, 5_000 + LATE_MS]);
    const fast = troubles(20);
    fast.condition(is(1_000, 'bar', 'link', 'audible'));
    assert.equal(fast.untilMs('bar'), 1_500, 'it comes sooner where time runs faster');
  });

  it('lasts while its signal is bad', () => {
    const all = troubles();
    all.signal(hears(500, 'bar', 'weak'));
    assert.equal(all.untilMs('bar'), NEVER);
    all.signal(hears(1_000, 'bar', 'bad'));
    assert.deepEqual(untils(all), [NEVER, LASTS]);
    all.signal(hears(2_000, 'bar', 'none'));
    all.signal(hears(3_000, 'bar', 'good'));
    all.signal(hears(4_000, 'bar', 'weak'));
    assert.equal(all.untilMs('bar'), 3_000 + LATE_MS);
  });

  it('lasts while its cable is bad, or that of the server', () => {
    const all = troubles();
    all.fault(cable(1_000, 'begun', 'bar'));
    assert.deepEqual(untils(all), [NEVER, LASTS]);
    all.fault(cable(2_000, 'ended', 'bar'));
    assert.equal(all.untilMs('bar'), 2_000);
    all.fault(cable(3_000, 'begun', 'server'));
    assert.deepEqual(untils(all), [3_000 + LATE_MS, LASTS]);
    all.fault(cable(4_000, 'ended', 'server'));
    assert.equal(all.untilMs('bar'), 4_000 + LATE_MS);
    const other = troubles();
    other.fault(cable(1_000, 'begun', 'counter'));
    other.fault(cable(1_000, 'begun', 'bar', 'cable-out'));
    other.condition(is(2_000, 'bar', 'link', 'audible'));
    assert.equal(other.untilMs('bar'), 2_000 + LATE_MS, 'cables of others, and other faults');
  });

  it('lasts for all while the server is cut off', () => {
    for (const [node, of, from, to] of [
      ['server', 'lan-port', 'down', 'up'],
      ['network', 'paths', 'changing', 'steady'],
    ] as const) {
      const all = troubles();
      all.condition(is(1_000, node, of, from));
      assert.deepEqual(untils(all), [1_000 + LATE_MS, LASTS], of);
      all.condition(is(5_000, node, of, to));
      assert.deepEqual(untils(all), [5_000 + LATE_MS, 5_000 + LATE_MS], of);
    }
    const both = troubles();
    both.condition(is(1_000, 'server', 'lan-port', 'down'));
    both.condition(is(2_000, 'network', 'paths', 'changing'));
    both.condition(is(3_000, 'server', 'lan-port', 'up'));
    assert.equal(both.untilMs('bar'), LASTS);
    const tablet = troubles();
    tablet.condition(is(1_000, 'T01', 'lan-port', 'down'));
    assert.deepEqual(untils(tablet), [NEVER, NEVER]);
  });

  it('is over only when all of it is', () => {
    const all = troubles();
    all.condition(is(1_000, 'bar', 'printer', 'off'));
    all.condition(is(2_000, 'bar', 'link', 'audible'));
    assert.equal(all.untilMs('bar'), LASTS);
    all.fault(cable(3_000, 'begun', 'bar'));
    all.condition(is(4_000, 'bar', 'printer', 'ready'));
    assert.equal(all.untilMs('bar'), LASTS);
    all.fault(cable(5_000, 'ended', 'bar'));
    assert.equal(all.untilMs('bar'), 5_000);
  });

  it('is what the server took for it, if that was later, and counts no time without a server', () => {
    const all = troubles();
    all.taken('bar', 4_000);
    all.taken('bar', 3_000);
    assert.equal(all.untilMs('bar'), 4_000);
    all.condition(is(10_000, 'server', 'server', 'killed'));
    all.condition(is(30_000, 'server', 'server', 'up'));
    all.condition(is(31_000, 'bar', 'link', 'audible'));
    assert.equal(all.untilMs('bar'), 11_000 + LATE_MS);
  });
});
