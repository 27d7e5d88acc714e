// Time limits, and what a machine that stood still does to them: unknown, never fail and never pass.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import { judgeHistory } from './judge.ts';
import { lockRecovery } from './lock-recovery.ts';

const limits = { leaseMs: 180_000, graceMs: 15_000, restartGraceMs: 30_000, paymentHoldMs: 300_000, slackMs: 0 };
const header = { limits, floor: {} } as unknown as HistoryHeader;

const event = (t: number, node: string, body: EventBody): HistoryEvent => ({ t, node, ...body }) as HistoryEvent;
const locked = event(1_000, 'server', {
  kind: 'fact',
  n: 1,
  at: 1_000,
  fact: { kind: 'tab-locked', tab: 7, token: 1, device: 'H01', operator: 'Anna' },
});
const released = (t: number): HistoryEvent =>
  event(t, 'server', {
    kind: 'fact',
    n: 2,
    at: t,
    fact: { kind: 'tab-released', tab: 7, token: 1, device: 'H01', cause: 'lease-ended' },
  });
const heard = (t: number): HistoryEvent => event(t, 'server', { kind: 'heard', from: 'H01', token: 1 });
const stall = (fromMs: number, toMs: number): HistoryEvent =>
  event(toMs, 'run', { kind: 'stall', who: 'harness', fromMs, toMs });

const judge = (...events: HistoryEvent[]): string =>
  judgeHistory(header, events, { checkers: [lockRecovery] })[0]?.verdict ?? '';

describe('lock recovery', () => {
  it('passes a hold that ends 180 s after the last sign of life', () => {
    assert.equal(judge(locked, heard(11_000), released(191_000)), 'pass');
  });
  it('fails a hold that ends later than the grace', () => {
    assert.equal(judge(locked, heard(11_000), released(11_000 + 195_001)), 'fail');
  });
  it('fails a hold that is ended while its holder is alive', () => {
    assert.equal(judge(locked, heard(100_000), released(190_000)), 'fail');
  });
  it('fails a hold that never ends', () => {
    assert.equal(judge(locked, event(400_000, 'run', { kind: 'phase', phase: 'end' })), 'fail');
  });
  it('does not know of a late hold if the machine stood still meanwhile', () => {
    assert.equal(judge(locked, stall(60_000, 90_000), released(300_000)), 'unknown');
  });
  it('does not know of an early end if the machine stood still meanwhile', () => {
    assert.equal(judge(locked, stall(20_000, 60_000), released(100_000)), 'unknown');
  });
});
