// Time limits of a hold: whatever ends a silence, over any number of restarts; and what a machine that stood still does to
// them: unknown, never fail and never pass.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader, ServerCondition } from '#history/events';
import type { Fact, ReleaseCause } from '#server/core/facts';
import { judgeHistory } from '../judge.ts';
import { lockRecovery } from './lock-recovery.ts';

const limits = {
  heartbeatMs: 10_000,
  orphanAfterMs: 25_000,
  leaseMs: 180_000,
  graceMs: 15_000,
  restartGraceMs: 30_000,
  paymentHoldMs: 300_000,
  slackMs: 0,
};
const header = { limits, floor: { devices: [] }, timeScale: 1 } as unknown as HistoryHeader;

const event = (t: number, node: string, body: EventBody): HistoryEvent => ({ t, node, ...body }) as HistoryEvent;
const server = (t: number, state: ServerCondition): HistoryEvent =>
  event(t, 'server', { kind: 'condition', of: 'server', state });
const fact = (t: number, said: Fact): HistoryEvent => event(t, 'server', { kind: 'fact', n: 1, at: t, fact: said });
const hold = { tab: 7, token: 1, device: 'H01' };
const locked = fact(1_000, { kind: 'tab-locked', operator: 'Anna', ...hold });
const released = (t: number, cause: ReleaseCause = 'lease-ended'): HistoryEvent =>
  fact(t, { kind: 'tab-released', cause, ...hold });
const silent = (t: number, silentMs: number): HistoryEvent => fact(t, { kind: 'hold-silent', silentMs, ...hold });
const heard = (t: number): HistoryEvent => event(t, 'server', { kind: 'heard', from: 'H01', token: 1 });
const end = (t: number): HistoryEvent => event(t, 'run', { kind: 'phase', phase: 'end' });
const stall = (fromMs: number, toMs: number): HistoryEvent =>
  event(toMs, 'run', { kind: 'stall', who: 'harness', fromMs, toMs });
const payment = {
  payment: 1,
  operator: 'Anna',
  terminal: 'pt1',
  cents: 500,
  baseline: 'none',
  ...hold,
} as const;
const paying = (t: number): HistoryEvent => fact(t, { kind: 'payment-begun', ...payment });
const declined = (t: number): HistoryEvent =>
  fact(t, {
    kind: 'payment-ended',
    payment: 1,
    tab: 7,
    outcome: 'declined',
    paidCents: 0,
    tipCents: 0,
    record: null,
    refundCents: 0,
  });
/** Kills at the given times, each for 5 s. */
const restarts = (...times: number[]): HistoryEvent[] =>
  times.flatMap((t) => [server(t, 'killed'), server(t + 5_000, 'up')]);

const judge = (...events: HistoryEvent[]): string =>
  judgeHistory(header, [server(0, 'up'), locked, ...events], { checkers: [lockRecovery] })[0]?.verdict ?? '';

describe('lock recovery', () => {
  it('counts from before a message that named the hold and got its device another place', () => {
    const left = fact(100_000, { kind: 'client-left', client: 'H01', session: 1, cause: 'replaced' });
    assert.equal(judge(heard(100_000), left, released(181_000)), 'pass');
    assert.equal(judge(heard(100_000), left, heard(150_000), released(181_000)), 'pass', 'nor by naming it once more');
    assert.equal(judge(heard(100_000), released(181_000)), 'fail');
  });
  it('counts nothing that a thin client says whose place is gone', () => {
    const client = {
      ...header,
      floor: { devices: [{ name: 'H01', family: 'freestyle' }] },
    } as unknown as HistoryHeader;
    const lost = fact(100_000, { kind: 'client-left', client: 'H01', session: 1, cause: 'lost' });
    const on = (...events: HistoryEvent[]) =>
      judgeHistory(client, [server(0, 'up'), locked, ...events], { checkers: [lockRecovery] })[0]?.verdict;
    assert.equal(on(lost, heard(150_000), released(181_000)), 'pass');
    assert.equal(on(heard(150_000), released(181_000)), 'fail');
  });
  it('may come late by what a slow server stands still', () => {
    const slow = event(150_000, 'server', {
      kind: 'fault',
      phase: 'begun',
      fault: 'server-slow',
      id: 1,
      params: { commitMs: 800 },
    });
    assert.equal(judge(slow, released(197_600)), 'pass');
    assert.equal(judge(slow, released(197_601)), 'fail');
    assert.equal(judge(released(196_001)), 'fail');
  });
  it('says since when a hold ran, when it was due and when it ended, by the clock of the scenario', () => {
    const fast = { ...header, timeScale: 20 };
    const events = [server(0, 'up'), locked, heard(2_000), released(202_000), end(300_000)];
    const [finding] = judgeHistory(fast, events, { checkers: [lockRecovery] })[0]?.evidence ?? [];
    assert.deepEqual(finding?.deadline, { node: 'H01', fromMs: 2_000, dueMs: 197_000, actualMs: 202_000 });
    assert.match(
      finding?.sentence ?? '',
      /last sign of life at 0:00:40\.000; however the hold ended only at 1:07:20\.000, due was 1:05:40\.000/,
    );
  });

  it('passes a hold that ends 180 s after the last sign of life', () => {
    assert.equal(judge(heard(11_000), released(191_000)), 'pass');
  });
  it('fails a hold that ends later than the grace', () => {
    assert.equal(judge(heard(11_000), released(11_000 + 195_001)), 'fail');
  });
  it('fails a hold that is ended while its holder is alive', () => {
    assert.equal(judge(heard(100_000), released(190_000)), 'fail');
  });
  it('fails a hold that never ends', () => {
    assert.equal(judge(end(400_000)), 'fail');
  });
  it('fails a hold whose holder comes back to it when it should have been gone', () => {
    assert.equal(judge(heard(195_000), released(196_000, 'new-balance')), 'pass');
    assert.equal(judge(heard(200_000), released(201_000, 'new-balance')), 'fail');
    assert.equal(judge(paying(200_000), released(201_000, 'payment')), 'fail');
  });
  it('does not count the time in which no server ran', () => {
    assert.equal(judge(server(61_000, 'killed'), server(161_000, 'up'), released(191_000, 'restart')), 'pass');
    assert.equal(judge(server(61_000, 'killed'), end(400_000)), 'pass');
  });
  it('does not count the time in which the server was paused', () => {
    assert.equal(judge(server(61_000, 'paused'), server(161_000, 'up'), released(281_000)), 'pass');
    assert.equal(judge(server(61_000, 'paused'), server(161_000, 'up'), released(300_001)), 'fail');
  });
  it('gives no new lease for a restart', () => {
    const often = restarts(40_000, 70_000, 100_000, 130_000, 160_000, 190_000);
    assert.equal(judge(...often, released(226_000)), 'pass');
    assert.equal(judge(...often, released(226_001)), 'fail');
  });
  it('fails a hold nobody came back to within the grace after a start', () => {
    assert.equal(judge(...restarts(40_000), released(75_000, 'restart')), 'pass');
    assert.equal(judge(...restarts(40_000), released(90_001, 'restart')), 'fail');
  });
  it('fails a hold that a start ends before its holder could come back', () => {
    assert.equal(judge(...restarts(40_000), released(60_000, 'restart')), 'fail');
    assert.equal(judge(...restarts(40_000), heard(50_000), released(75_000, 'restart')), 'fail');
    assert.equal(judge(...restarts(40_000), released(60_000)), 'fail');
  });
  it('lets a server that starts count the most a silence may have been', () => {
    assert.equal(judge(...restarts(100_000, 120_000), released(150_000)), 'pass');
  });
  it('cannot ask for a claim that was not yet in the journal when the server died', () => {
    const story = [silent(25_000, 35_000), silent(165_000, 175_000), heard(168_000), ...restarts(168_001)];
    assert.equal(judge(...story, released(178_000)), 'pass');
    const claimed = fact(168_000, { kind: 'hold-claimed', ...hold });
    assert.equal(
      judge(silent(165_000, 175_000), heard(168_000), claimed, ...restarts(168_001), released(178_000)),
      'fail',
    );
  });
  it('lets a payment keep its hold, and no longer', () => {
    assert.equal(judge(paying(10_000), declined(290_000), released(290_001)), 'pass');
    assert.equal(judge(paying(10_000), released(310_000, 'parked')), 'pass');
    assert.equal(judge(paying(10_000), ...restarts(100_000), released(315_000, 'parked')), 'pass');
    assert.equal(judge(paying(10_000), ...restarts(100_000), released(330_001, 'parked')), 'fail');
  });
  it('does not know of a late hold if the machine stood still meanwhile', () => {
    assert.equal(judge(stall(60_000, 90_000), released(300_000)), 'unknown');
    assert.equal(judge(stall(60_000, 90_000), heard(300_000), released(300_001, 'bill')), 'unknown');
  });
  it('does not know of an early end if the machine stood still meanwhile', () => {
    assert.equal(judge(stall(20_000, 60_000), released(100_000)), 'unknown');
  });
});
