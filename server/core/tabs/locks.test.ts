// Holds at the edges of their times: what is told of them, and when they are shown as orphaned.
import assert from 'node:assert/strict';
import { CoreByHand } from '../by-hand.ts';
import type { Lock } from '../state.ts';
import { freeInMs, isOrphaned } from './locks.ts';

const durations = { heartbeatMs: 10_000, orphanAfterMs: 25_000, leaseMs: 60_000, paymentHoldMs: 90_000 };

/** H01 has tab 5 open under token 1, H02 tab 6 under token 2. */
function twoTabs(): CoreByHand {
  const core = new CoreByHand({
    operators: ['Anna', 'Ben'],
    devices: ['H01', 'H02'].map((name) => ({ name, family: 'handheld' })),
    terminals: [{ name: 'pt1' }, { name: 'pt2' }],
    durations,
  });
  for (const terminal of ['pt1', 'pt2']) core.feed({ kind: 'terminal-known', terminal, last: 'none' });
  core.ask('H01', { type: 'sign-on', operator: 'Anna' });
  core.ask('H02', { type: 'sign-on', operator: 'Ben' });
  core.ask('H01', { type: 'open', tab: 5 });
  core.ask('H02', { type: 'open', tab: 6 });
  return core;
}
const lockOf = (core: CoreByHand, token: number): Lock => core.state.locks.get(token) as Lock;
const pay = (core: CoreByHand, device: string, tab: number, token: number, terminal: string): void => {
  const bookings = [{ seq: 1, article: 'Soup', quantity: 1, cents: 500, place: 'none' }];
  core.ask(device, { type: 'pay', tab, token, bookings, terminal });
};

describe('a hold whose device is silent', () => {
  it('is shown as orphaned once it has been so for longer than that takes, unless a payment keeps it', () => {
    const core = twoTabs();
    pay(core, 'H02', 6, 2, 'pt1');
    const shown = (token: number, ms: number): boolean => isOrphaned(core.state, lockOf(core, token), ms);
    assert.deepEqual([shown(1, 25_000), shown(1, 25_001)], [false, true]);
    assert.deepEqual([shown(2, 25_001), shown(2, 80_000)], [false, false]);
  });

  it('is free when its lease ends, and while a payment keeps it when that is parked', () => {
    const core = twoTabs();
    pay(core, 'H01', 5, 1, 'pt1');
    core.clock = { nowMs: 7_000, wallMs: 7_000 };
    pay(core, 'H02', 6, 2, 'pt2');
    assert.deepEqual(
      [1, 2].map((token) => freeInMs(core.state, lockOf(core, token), 10_000)),
      [80_000, 87_000],
    );
    core.feed({ kind: 'payment-outcome', payment: 2, outcome: 'declined', paidCents: 0, record: null });
    assert.equal(freeInMs(core.state, lockOf(core, 2), 10_000), 57_000);
  });

  it('is claimed by its device alone', () => {
    const core = twoTabs();
    core.restart();
    core.send('H02', { type: 'heartbeat', n: 1, clockMs: 0, token: 1 });
    core.send('H01', { type: 'heartbeat', n: 1, clockMs: 0, token: 9 });
    assert.deepEqual([lockOf(core, 1).unclaimed, lockOf(core, 2).unclaimed], [true, true]);
    core.send('H01', { type: 'heartbeat', n: 2, clockMs: 0, token: 1 });
    assert.deepEqual([lockOf(core, 1).unclaimed, lockOf(core, 2).unclaimed], [false, true]);
  });
});
