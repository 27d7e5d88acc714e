// What the journal says of a long silence or a long payment, against what was heard and when it began.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader, ServerCondition } from '#history/events';
import type { Fact } from '#server/core/facts';
import { countedInAdvance } from './counted.ts';
import { judgeHistory } from '../judge.ts';

const limits = {
  heartbeatMs: 10_000,
  orphanAfterMs: 25_000,
  leaseMs: 180_000,
  enquiryLimitMs: 60_000,
  paymentHoldMs: 300_000,
  slackMs: 0,
};
const header = { limits, floor: { operators: ['Anna'], devices: [] }, timeScale: 1 } as unknown as HistoryHeader;

const event = (t: number, node: string, body: EventBody): HistoryEvent => ({ t, node, ...body }) as HistoryEvent;
const server = (t: number, state: ServerCondition): HistoryEvent =>
  event(t, 'server', { kind: 'condition', of: 'server', state });
const fact = (t: number, said: Fact): HistoryEvent => event(t, 'server', { kind: 'fact', n: 1, at: t, fact: said });
const hold = { tab: 7, token: 1, device: 'H01' };
const locked = fact(0, { kind: 'tab-locked', operator: 'Anna', ...hold });
const silent = (t: number, silentMs: number): HistoryEvent => fact(t, { kind: 'hold-silent', silentMs, ...hold });
const claimed = (t: number): HistoryEvent => fact(t, { kind: 'hold-claimed', ...hold });
const heard = (t: number): HistoryEvent => event(t, 'server', { kind: 'heard', from: 'H01', token: 1 });
const released = (t: number): HistoryEvent => fact(t, { kind: 'tab-released', cause: 'lease-ended', ...hold });
const begun = fact(0, {
  kind: 'payment-begun',
  payment: 1,
  operator: 'Anna',
  terminal: 'pt1',
  cents: 500,
  baseline: 'none',
  ...hold,
});
const waiting = (t: number, waitedMs: number): HistoryEvent =>
  fact(t, { kind: 'payment-waiting', payment: 1, tab: 7, waitedMs });
const parked = (t: number): HistoryEvent => fact(t, { kind: 'payment-parked', payment: 1, tab: 7 });
const restart = (t: number): HistoryEvent[] => [server(t, 'killed'), server(t + 5_000, 'up')];
const fault = (t: number, phase: 'begun' | 'ended'): HistoryEvent =>
  event(t, 'server', { kind: 'fault', phase, fault: 'server-slow', id: 1, params: {} });

const judge = (...events: HistoryEvent[]): string =>
  judgeHistory(header, [server(0, 'up'), ...events], { checkers: [countedInAdvance] })[0]?.verdict ?? '';

describe('a silence is counted', () => {
  it('before it has passed, up to the next look', () => {
    assert.equal(judge(locked, silent(20_000, 30_000), silent(30_000, 40_000), ...restart(39_000)), 'pass');
    assert.equal(judge(locked, ...restart(20_000)), 'pass', 'a short one need not be');
  });

  it('and not when it has passed', () => {
    assert.equal(judge(locked, silent(30_000, 30_000)), 'fail');
    assert.equal(judge(locked, ...restart(30_000)), 'fail', 'who starts then knows of nothing');
    assert.equal(judge(locked, heard(30_000)), 'fail');
    assert.equal(judge(locked, silent(20_000, 30_000), released(180_000)), 'fail');
  });

  it('no more of it than has passed by the next look', () => {
    assert.equal(judge(locked, silent(20_000, 31_000)), 'fail');
    assert.equal(judge(locked, heard(15_000), silent(20_000, 30_000)), 'fail', 'its holder was heard of meanwhile');
  });

  it('from the last sign of life on, also of a hold that was silent before', () => {
    const back = [locked, silent(20_000, 30_000), heard(25_000), claimed(25_000)];
    assert.equal(judge(...back, silent(45_000, 30_000)), 'pass');
    assert.equal(judge(...back, silent(45_000, 55_000)), 'fail');
  });

  it('from the sign of life before it was decided, however much is heard at once before it is written down', () => {
    const decided = { ...silent(20_002, 30_000), at: 20_000 } as HistoryEvent;
    const atOnce = Array.from({ length: 20 }, () => heard(20_001));
    assert.equal(judge(locked, ...atOnce, decided), 'pass');
    const wrong = { ...silent(20_002, 31_000), at: 20_000 } as HistoryEvent;
    assert.equal(judge(locked, ...atOnce, wrong), 'fail');
  });

  it('from the claim on, if that is told before what was heard', () => {
    const lost = [locked, silent(20_000, 30_000), silent(30_000, 40_000)];
    assert.equal(judge(...lost, claimed(39_000), heard(39_000), silent(60_000, 30_000)), 'pass');
    assert.equal(judge(...lost, claimed(45_000), heard(45_000)), 'fail', 'the claim itself came too late');
  });

  it('over starts of the server, which may count once what needs no note, and a look more', () => {
    assert.equal(judge(locked, ...restart(10_000), silent(15_000, 35_000)), 'pass');
    assert.equal(judge(locked, ...restart(10_000), silent(15_000, 56_000)), 'fail');
    assert.equal(judge(locked, ...restart(24_000), silent(35_000, 45_000)), 'fail', '30 s of it were not known');
  });

  it('as by the next server, while that is not yet told to be up', () => {
    const down = [locked, silent(20_000, 30_000), silent(30_000, 40_000), server(40_000, 'stopped')];
    const next = (ms: number): HistoryEvent[] => [silent(45_000, ms), server(46_000, 'up')];
    assert.equal(judge(...down, ...next(60_000)), 'pass');
    assert.equal(judge(...down, ...next(90_000)), 'fail', 'more than a start and a look leave open');
    assert.equal(judge(...down, heard(40_100), ...next(60_000)), 'pass', 'heard as it stopped, and forgotten');
    assert.equal(judge(...down, claimed(40_100), ...next(60_000)), 'fail', 'its end of the silence was written down');
  });

  it('too far by a server that starts before it is written down that the holder is back', () => {
    const lost = [locked, silent(20_000, 30_000), silent(30_000, 40_000), heard(39_000), ...restart(39_500)];
    assert.equal(judge(...lost, silent(44_500, 50_000)), 'pass');
    assert.equal(judge(...lost, heard(45_000), claimed(45_000), silent(65_000, 90_000)), 'fail');
  });

  it('from before, when the message that named the hold got its device another place', () => {
    const left = (t: number) => fact(t, { kind: 'client-left', client: 'H01', session: 1, cause: 'replaced' });
    assert.equal(judge(locked, heard(5_000), left(5_000), silent(20_000, 30_000)), 'pass');
    assert.equal(judge(locked, heard(5_000), left(5_000), heard(9_000), silent(20_000, 30_000)), 'pass');
    assert.equal(judge(locked, heard(5_000), silent(20_000, 30_000)), 'fail');
  });

  it('not after a life that a server may have forgotten, though the next was heard meanwhile', () => {
    const lost = [locked, silent(20_000, 30_000), silent(30_000, 40_000), heard(39_000), ...restart(39_500)];
    const late = fact(58_000, { kind: 'hold-silent', silentMs: 62_000, ...hold });
    assert.equal(judge(...lost, silent(44_500, 50_000), heard(58_001), { ...late, t: 58_002 } as HistoryEvent), 'pass');
  });

  it('from when a thin client was admitted again, of which nothing but that it was heard is known', () => {
    const client = { ...header, floor: { devices: [{ name: 'H01', family: 'client' }] } } as unknown as HistoryHeader;
    const back = event(25_000, 'server', { kind: 'heard', from: 'H01' });
    const judged = (of: HistoryHeader) =>
      judgeHistory(of, [server(0, 'up'), locked, back, silent(45_000, 55_000)], { checkers: [countedInAdvance] });
    assert.equal(judged(client)[0]?.verdict, 'pass');
    assert.equal(judged(header)[0]?.verdict, 'fail');
  });

  it('late while the server is slow', () => {
    assert.equal(judge(locked, fault(1_000, 'begun'), fault(2_000, 'ended'), silent(30_000, 40_000)), 'pass');
    assert.equal(judge(fault(0, 'begun'), fault(1_000, 'ended'), fact(2_000, LOCKED), heard(40_000)), 'fail');
  });
});

const LOCKED = { kind: 'tab-locked', operator: 'Anna', ...hold } as const;

describe('a payment is counted', () => {
  it('in stretches, each before it has passed', () => {
    assert.equal(judge(begun, waiting(55_000, 120_000), waiting(115_000, 180_000), parked(170_000)), 'pass');
    assert.equal(judge(begun, waiting(70_000, 120_000)), 'fail');
    assert.equal(judge(begun, ...restart(70_000)), 'fail');
    assert.equal(judge(begun, waiting(55_000, 130_000)), 'fail');
  });

  it('no further than its limit', () => {
    assert.equal(judge(begun, waiting(55_000, 120_000), parked(130_000)), 'fail');
    const all = [60, 120, 180, 240].map((s) => waiting((s - 5) * 1_000, (s + 60) * 1_000));
    assert.equal(judge(begun, ...all, parked(320_000)), 'pass');
  });
});
