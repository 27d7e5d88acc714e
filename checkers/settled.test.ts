// What is left when a run has ended.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { judgeHistory } from './judge.ts';
import { settled } from './settled.ts';

const limits = { heartbeatMs: 10_000, leaseMs: 180_000, graceMs: 15_000, toleranceMs: 3_000, slackMs: 0 };
const header = { limits, floor: {}, timeScale: 1 } as unknown as HistoryHeader;
const END_MS = 900_000;

const event = (t: number, node: string, body: EventBody): HistoryEvent => ({ t, node, ...body }) as HistoryEvent;
const stored = (...seqs: number[]): HistoryEvent => event(END_MS, 'H01', { kind: 'storage', seqs });
const told = (t: number): HistoryEvent => event(t, 'H01', { kind: 'told', code: 'still-stored', tab: 5 });
const state = (t: number, to: string): HistoryEvent =>
  event(t, 'H01', { kind: 'transition', machine: 'handheld', from: 'idle', to });
const paying = event(1_000, 'server', {
  kind: 'fact',
  n: 1,
  at: 1_000,
  fact: { kind: 'payment-begun', payment: 1, tab: 5, device: 'H01' },
});

const left = (...events: HistoryEvent[]): string[] =>
  judgeHistory(header, [...events, event(END_MS, 'run', { kind: 'phase', phase: 'end' })], {
    checkers: [settled],
  })[0]?.evidence.map(({ sentence }) => sentence.split('; however ')[1] ?? '') ?? [];

describe('what has settled', () => {
  it('is no booking that is left in a device', () => {
    assert.deepEqual(left(stored(7, 8)), ['2 bookings were left in H01']);
    assert.deepEqual(left(stored()), []);
  });
  it('may be a booking whose operator could go on booking, or has switched the device off', () => {
    for (const turn of ['open.booking', 'collectingOffline red', 'off'])
      assert.ok(!left(state(100_000, turn), stored(7)).some((what) => what.includes('left in H01')), turn);
    assert.deepEqual(left(state(100_000, 'idle'), stored(7)), ['1 bookings were left in H01']);
  });
  it('may be a booking its operator has lately been told of', () => {
    assert.deepEqual(left(told(END_MS - 190_000), stored(7)), []);
    assert.deepEqual(left(told(END_MS - 400_000), stored(7)), ['1 bookings were left in H01']);
  });
  it('is no device that waits for an answer for longer than one takes', () => {
    assert.deepEqual(left(state(100_000, 'open.handingOver')), ['H01 was still in "open.handingOver"']);
    assert.deepEqual(left(state(END_MS - 2_000, 'sendingStored.opening')), []);
    assert.deepEqual(left(state(END_MS - 2_000, 'open.booking red')), ['H01 was still in "open.booking red"']);
  });
  it('is nothing of a device that stands where it is hardly heard', () => {
    const signal = (dbm: number): HistoryEvent =>
      event(90_000, 'H01', { kind: 'signal', accessPoint: 'inside', band: '2.4GHz', dbm, quality: 'weak' });
    assert.deepEqual(left(signal(-81), state(100_000, 'idle yellow'), stored(7)), []);
    assert.equal(left(signal(-81), signal(-80), state(100_000, 'idle yellow'), stored(7)).length, 2);
  });
  it('is no device that waits for a payment that is over', () => {
    assert.deepEqual(left(state(100_000, 'open.paying')), ['H01 still waited for a payment that was over']);
    assert.deepEqual(left(paying, state(100_000, 'open.paying')), ['payment 1 of tab 5 had no outcome']);
    const ended = { kind: 'payment-ended', payment: 1, tab: 5, outcome: 'declined' };
    assert.deepEqual(left(paying, event(2_000, 'server', { kind: 'fact', n: 2, at: 2_000, fact: ended })), []);
  });

  it('is nothing that a terminal, a monitor or a service was asked and has not answered', () => {
    const fact = (n: number, said: { kind: string; [field: string]: unknown }): HistoryEvent =>
      event(n * 1_000, 'server', { kind: 'fact', n, at: n * 1_000, fact: said });
    const reversal = fact(1, { kind: 'reversal-begun', payment: 1, tab: 5, terminal: 'pt1' });
    const day = fact(2, { kind: 'day-closing', terminal: 'pt1' });
    const card = (kind: string): HistoryEvent =>
      fact(3, { kind: 'card-scanned', scan: 4, tab: 5, card: { kind, code: '1' } });
    const receipt = fact(4, { kind: 'receipt-due', bill: 6 });
    const signature = fact(5, { kind: 'signature-due', handOver: 7 });
    assert.deepEqual(left(reversal, day, card('customer'), receipt, signature), [
      'the reversal of payment 1 at pt1 had no outcome',
      'pt1 had not ended its day',
      'the card scanned for tab 5 had no answer',
      'the receipt of bill 6 was neither sent nor printed',
      'hand-over 7 was not signed',
    ]);
    const ended = [
      { kind: 'reversal-ended', payment: 1 },
      { kind: 'day-closed', terminal: 'pt1' },
      { kind: 'customer-known', scan: 4 },
      { kind: 'receipt-sent', bill: 6 },
      { kind: 'signature-made', handOver: 7 },
    ].map((said, i) => fact(6 + i, said));
    assert.deepEqual(left(reversal, day, card('customer'), receipt, signature, ...ended), []);
    const dropped = fact(6, { kind: 'card-dropped', scan: 4, tab: 5 });
    assert.deepEqual(left(card('customer'), dropped), [], 'there is nothing of a customer to be given back');
    assert.deepEqual(left(card('voucher'), dropped), ['the voucher scanned for tab 5 was not given back']);
    assert.deepEqual(left(card('voucher'), dropped, fact(7, { kind: 'redeem-given-back', scan: 4 })), []);
    const queued = [1, 2].map((item) => fact(item, { kind: 'item-queued', monitor: 'grill', item }));
    const shown = (item: number): HistoryEvent => fact(3, { kind: 'items-shown', monitor: 'grill', item });
    assert.deepEqual(left(...queued, shown(1)), ['order 2 for grill was not known to be shown']);
    assert.deepEqual(left(...queued, shown(2)), []);
    const onPaper = fact(5, { kind: 'receipt-on-paper', bill: 6 });
    assert.deepEqual(left(receipt, onPaper), ['the digital receipt of bill 6 was not withdrawn']);
    assert.deepEqual(left(receipt, onPaper, fact(6, { kind: 'receipt-withdrawn', bill: 6 })), []);
  });

  it('is judged by what its operator was told of what it stores, and of nothing else', () => {
    const other = event(END_MS - 1_000, 'H01', { kind: 'told', code: 'connection-red', tab: 5 });
    assert.deepEqual(left(other, stored(7)), ['1 bookings were left in H01']);
    const fast = { ...header, timeScale: 20 } as HistoryHeader;
    const failures = (t: number): number | undefined => {
      const end = event(END_MS, 'run', { kind: 'phase', phase: 'end' });
      return judgeHistory(fast, [told(t), stored(7), end], { checkers: [settled] })[0]?.failures;
    };
    assert.deepEqual(
      [failures(END_MS - 205_500), failures(END_MS - 205_501)],
      [0, 1],
      'it looks twenty times as often',
    );
  });

  const fact = (t: number, said: Fact): HistoryEvent => event(t, 'server', { kind: 'fact', n: 1, at: t, fact: said });
  const heard = (t: number, token?: number): HistoryEvent =>
    event(t, 'server', { kind: 'heard', from: 'H01', ...(token === undefined ? {} : { token }) });

  it('is no ticket that waits', () => {
    const queued = fact(1_000, {
      ...{ kind: 'job-queued', job: 3, document: 'order', tab: 5, route: 'pos', queue: 'kitchen', device: 'H01' },
      ...{ ticket: 3, copy: false, lines: [] },
    });
    assert.deepEqual(left(queued), ['job 3 for kitchen still waited to be printed']);
    assert.deepEqual(left(queued, fact(2_000, { kind: 'job-given-up', job: 3, printer: 'kitchen', attempts: 2 })), []);
    const printed: Fact = { kind: 'job-printed', job: 3, printer: 'kitchen', evidence: 'confirmed' } as unknown as Fact;
    assert.deepEqual(left(queued, fact(2_000, printed)), []);
    assert.deepEqual(left(queued, fact(2_000, { ...printed, job: 4 } as Fact)).length, 1);
  });

  it('is no tab that is held for a device that is silent for longer than a lease and a grace', () => {
    const locked = fact(1_000, { kind: 'tab-locked', tab: 5, token: 7, device: 'H01', operator: 'Anna' });
    const held = ['tab 5 was held for H01, which had gone silent'];
    assert.deepEqual(left(locked), held);
    assert.deepEqual(left(locked, heard(END_MS - 195_001, 7)), held);
    assert.deepEqual(left(locked, heard(END_MS - 195_000, 7)), []);
    assert.deepEqual(left(locked, heard(END_MS - 1_000, 8)), held, 'another hold');
    assert.deepEqual(left(locked, heard(END_MS - 1_000)), held, 'no hold');
    const released: Fact = { kind: 'tab-released', tab: 5, token: 7, device: 'H01', cause: 'forced' };
    assert.deepEqual(left(locked, fact(2_000, released)), []);
    const late = fact(END_MS - 195_000, { kind: 'tab-locked', tab: 6, token: 8, device: 'H01', operator: 'Anna' });
    assert.deepEqual(left(late), [], 'it was opened since');
  });

  it('is judged with what measuring adds, and with a device that looks at what it stores as often as it does', () => {
    const slack = { ...header, limits: { ...limits, slackMs: 1_000 } } as HistoryHeader;
    const judged = (events: HistoryEvent[], by: HistoryHeader): number =>
      judgeHistory(by, [...events, event(END_MS, 'run', { kind: 'phase', phase: 'end' })], { checkers: [settled] })[0]
        ?.failures ?? -1;
    const locked = fact(END_MS - 196_000, { kind: 'tab-locked', tab: 5, token: 7, device: 'H01', operator: 'Anna' });
    assert.equal(judged([locked], header), 1);
    assert.equal(judged([locked], slack), 0);
    const waits = state(END_MS - 18_001, 'open.handingOver');
    assert.equal(judged([waits], header), 1);
    assert.equal(judged([waits], slack), 0);
    assert.equal(judged([state(END_MS - 18_000, 'open.handingOver')], header), 0);
    const lately = [told(END_MS - 215_000), stored(7)];
    assert.equal(judged(lately, header), 0, 'a heartbeat and a look more');
    assert.equal(judged([told(END_MS - 215_001), stored(7)], header), 1);
    assert.equal(judged([told(END_MS - 216_000), stored(7)], slack), 0);
  });

  it('is judged by the signal that the floor tells of a device', () => {
    const floor = { devices: [{ name: 'H01', signal: -85 }, { name: 'H02', signal: -80 }, { name: 'H03' }] };
    const weak = { ...header, floor } as unknown as HistoryHeader;
    const all = ['H01', 'H02', 'H03'].map((node) => event(END_MS, node, { kind: 'storage', seqs: [1] }));
    const end = event(END_MS, 'run', { kind: 'phase', phase: 'end' });
    const result = judgeHistory(weak, [...all, end], { checkers: [settled] })[0];
    assert.deepEqual(
      result?.evidence.map(({ events }) => events),
      [[2], [3]],
    );
  });

  it('is nothing that is known of a history that breaks off, or after the machine stood still', () => {
    const over = event(500_000, 'run', { kind: 'phase', phase: 'faults-over' });
    const stall = (toMs: number): HistoryEvent =>
      event(toMs, 'run', { kind: 'stall', who: 'server', fromMs: toMs - 1_000, toMs });
    const end = event(END_MS, 'run', { kind: 'phase', phase: 'end' });
    const verdict = (events: HistoryEvent[], whole = true): string =>
      judgeHistory(header, [...events, end], { whole, checkers: [settled] })[0]?.verdict ?? '';
    assert.equal(verdict([state(1_000, 'idle red')]), 'fail');
    assert.equal(verdict([state(1_000, 'idle red')], false), 'unknown');
    assert.equal(verdict([state(1_000, 'idle red'), over, stall(600_000)]), 'unknown');
    assert.equal(verdict([state(1_000, 'idle red'), stall(499_000), over]), 'fail', 'before the faults were over');
    const sentence = judgeHistory(header, [state(1_000, 'idle red'), over, end], { checkers: [settled] })[0]
      ?.evidence[0];
    assert.match(sentence?.sentence ?? '', /heal at 0:08:20.000; then there was time to settle until 0:15:00.000;/);
    assert.deepEqual(sentence?.events, [1]);
    assert.equal(judgeHistory(header, [end], { checkers: [settled] })[0]?.judged, 1);
  });
});
