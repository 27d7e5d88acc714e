// When a server must know that a printer is well: after three polls of two seconds each, and a hold-off of one.
import assert from 'node:assert/strict';
import type { ConditionEvent, EventOf } from '#history/events';
import { WellPrinters } from './well-printers.ts';

const KNOWN_MS = 3 * (1_500 + 500) + 1_000;
const LATE_MS = 10_000;

const well = (slackMs = 0, timeScale = 1): WellPrinters =>
  new WellPrinters({
    limits: { printerPollMs: 1_500, printStatusMs: 500, failAfterMs: 1_000, slackMs },
    floor: { printers: [{ name: 'kitchen' }, { name: 'bar', failAfterMs: 3_000 }] },
    timeScale,
  } as never);
const is = (t: number, node: string, of: ConditionEvent['of'], state: string): EventOf<'condition'> =>
  ({ t, node, kind: 'condition', of, state }) as EventOf<'condition'>;
const fault = (t: number, phase: 'begun' | 'ended', node: string, id = 1): EventOf<'fault'> => ({
  ...{ t, node, kind: 'fault', phase, fault: 'printer-off', id, params: {} },
});
/** How long it takes until a printer is known to be well; null if that is more than it ever takes. */
function since(all: WellPrinters, fromMs: number, printer = 'kitchen'): number | null {
  for (let t = fromMs; t < fromMs + 20_000; t += 1) if (all.isWell(printer, t)) return t - fromMs;
  return null;
}

describe('a printer that is well', () => {
  it('is known to be so some polls and a hold-off after its trouble', () => {
    assert.ok(well().isWell('kitchen', 0), 'it never had any');
    const all = well();
    all.condition(is(1_000, 'kitchen', 'printer', 'off'));
    assert.equal(since(all, 1_000), null);
    all.condition(is(100_000, 'kitchen', 'printer', 'ready'));
    assert.equal(since(all, 100_000), KNOWN_MS + 1);
    assert.ok(all.isWell('bar', 100_000));
    all.condition(is(100_000, 'bar', 'printer', 'ready'));
    assert.equal(since(all, 100_000, 'bar'), KNOWN_MS + 2_000 + 1, 'it has a longer hold-off');
    const slack = well(100);
    slack.condition(is(0, 'kitchen', 'printer', 'ready'));
    assert.equal(since(slack, 0), KNOWN_MS + 101);
  });

  it('is known to be so likewise after a trouble of the server', () => {
    for (const [from, to] of [
      ['killed', 'up'],
      ['paused', 'resumed'],
    ] as const) {
      const all = well();
      all.condition(is(1_000, 'server', 'server', from));
      assert.equal(since(all, 1_000), null, from);
      all.condition(is(100_000, 'server', 'server', to));
      assert.equal(since(all, 100_000), KNOWN_MS + 1, to);
    }
  });

  it('is known to be so later after a silence, by what comes late of it', () => {
    for (const [node, of, from, to] of [
      ['server', 'lan-port', 'down', 'up'],
      ['network', 'paths', 'changing', 'steady'],
      ['kitchen', 'link', 'silent', 'audible'],
    ] as const) {
      const all = well();
      all.condition(is(1_000, node, of, from));
      assert.equal(since(all, 1_000), null, of);
      all.condition(is(100_000, node, of, to));
      assert.equal(since(all, 100_000), KNOWN_MS + LATE_MS + 1, of);
    }
    const fast = well(0, 20);
    fast.condition(is(0, 'kitchen', 'link', 'audible'));
    assert.equal(since(fast, 0), KNOWN_MS + LATE_MS / 20 + 1);
  });

  it('has a signal that is good enough', () => {
    const all = well();
    const hears = (t: number, quality: 'good' | 'bad'): void =>
      all.signal({ t, node: 'kitchen', kind: 'signal', accessPoint: 'in', band: '2.4', dbm: -60, quality } as never);
    hears(500, 'good');
    assert.equal(since(all, 500), 0);
    hears(1_000, 'bad');
    assert.equal(since(all, 1_000), null);
    hears(100_000, 'good');
    assert.equal(since(all, 100_000), KNOWN_MS + LATE_MS + 1, 'from the time on when it is good again');
  });

  it('has no fault in force at it, the server, the till or the network', () => {
    for (const node of ['kitchen', 'server', 'till', 'network']) {
      const all = well();
      all.fault(fault(1_000, 'begun', node));
      all.fault(fault(1_000, 'begun', node, 2));
      all.fault(fault(50_000, 'ended', node, 2));
      assert.equal(since(all, 50_000), null, node);
      all.fault(fault(100_000, 'ended', node));
      assert.equal(since(all, 100_000), KNOWN_MS + 1, node);
    }
    const other = well();
    other.fault(fault(1_000, 'begun', 'bar'));
    assert.equal(since(other, 1_000), 0);
  });

  it('has nothing to do with the LAN ports of others, or with what is no printer', () => {
    const all = well();
    all.condition(is(1_000, 'T01', 'lan-port', 'down'));
    all.condition(is(1_000, 'kitchen', 'lan-port', 'down'));
    all.condition(is(1_000, 'kitchen', 'paper', 'near-end'));
    assert.equal(since(all, 1_000), 0);
  });
});
