// What is left when a run has ended.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
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
  });
});
