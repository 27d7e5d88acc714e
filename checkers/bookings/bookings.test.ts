// What devices, journal and tickets say of the same booking.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import { acknowledgedBookings, offlineBookings } from './bookings.ts';
import { judgeHistory } from '../judge.ts';

const header = { limits: {}, floor: { printers: [{ name: 'kitchen', alternatives: [] }] } } as unknown as HistoryHeader;

const event = (node: string, body: EventBody): HistoryEvent => ({ t: 1_000, node, ...body }) as HistoryEvent;
const line = { article: 'Soup', quantity: 2, cents: 1_380, place: 'kitchen' };
const collected = (seq: number, offline = false): HistoryEvent =>
  event('H01', { kind: 'collected', tab: 5, seq, offline, ...line });
const acknowledged = (...seqs: number[]): HistoryEvent => event('H01', { kind: 'acknowledged', tab: 5, seqs });
const fact = (body: { kind: string; [field: string]: unknown }): HistoryEvent =>
  event('server', { kind: 'fact', n: 1, at: 1_000, fact: body });
const booked = (tab: number, ...bookings: object[]): HistoryEvent =>
  fact({ kind: 'booked', tab, device: 'H01', bookings });
const soup = (seq: number, other: object = {}): object => ({ seq, ...line, ...other });
const ticket = (...lines: string[]): HistoryEvent =>
  fact({ kind: 'job-queued', document: 'order', copy: false, tab: 5, device: 'H01', lines });

const found = (...events: HistoryEvent[]): string[] =>
  judgeHistory(header, events, { checkers: [acknowledgedBookings, offlineBookings] }).flatMap(({ evidence }) =>
    evidence.map(({ sentence }) => sentence.split('; however ')[1] ?? ''),
  );

describe('bookings', () => {
  it('are in the journal as the device has them, and ordered', () => {
    assert.deepEqual(found(collected(1), booked(5, soup(1)), ticket('2 x Soup'), acknowledged(1)), []);
  });
  it('that were acknowledged must be in the journal', () => {
    assert.deepEqual(found(collected(1), acknowledged(1)), ['it is not in the journal']);
  });
  it('must be in the journal once', () => {
    const twice = [booked(5, soup(1)), booked(5, soup(1)), ticket('2 x Soup', '2 x Soup')];
    assert.deepEqual(found(collected(1), ...twice), ['it is in the journal 2 times']);
    assert.deepEqual(found(collected(1, true), ...twice), ['it is in the journal 2 times']);
  });
  it('must be in the journal with tab, price, article and quantity of the device', () => {
    const orders = [ticket('2 x Soup', '1 x Soup', '2 x Stew')];
    assert.match(found(collected(1), booked(6, soup(1)))[0] ?? '', /the journal says tab 6/);
    const wrong = (other: object): string => found(collected(1), booked(5, soup(1, other)), ...orders)[0] ?? '';
    assert.match(wrong({ cents: 690 }), /cents 690 instead of 1380/);
    assert.match(wrong({ quantity: 1 }), /quantity 1 instead of 2/);
    assert.match(wrong({ article: 'Stew' }), /article Stew instead of Soup/);
    assert.match(wrong({ place: 'none' }), /place none instead of kitchen/);
  });
  it('must be ordered for their tab, each of them', () => {
    assert.deepEqual(found(booked(5, soup(1))), ['nothing orders it']);
    assert.deepEqual(found(booked(5, soup(1), soup(2)), ticket('2 x Soup')), ['nothing orders it']);
    assert.deepEqual(found(booked(6, soup(1)), ticket('2 x Soup')), ['nothing orders it']);
    assert.deepEqual(found(booked(5, soup(1, { place: 'none' }))), []);
  });
});

describe('bookings collected offline', () => {
  const sent = (type: string, seqs: number[], offline = false): HistoryEvent =>
    event('H01', { kind: 'sent', type, req: 9, tab: 5, token: 1, seqs, ...(offline ? { offline } : {}) });

  it('are handed over as such, with or without others', () => {
    const mixed = [collected(1), collected(2, true)];
    assert.deepEqual(marks(...mixed, sent('new-balance', [1, 2], true)), []);
    assert.match(marks(...mixed, sent('new-balance', [1, 2]))[0] ?? '', /did not call that collected offline/);
    assert.match(marks(...mixed, sent('hand-over', [1], true))[0] ?? '', /it called that collected offline/);
    assert.deepEqual(marks(...mixed, sent('hand-over', [1]), sent('bill', [1, 2])), []);
  });

  it('are offered tab after tab', () => {
    const [one, two] = [stored(1, 5), stored(2, 6)];
    assert.deepEqual(marks(one, two, ...tries(5), ...tries(6), ...tries(5)), []);
    assert.match(marks(one, two, ...tries(5), ...tries(5))[0] ?? '', /not those for tab 6/);
    assert.deepEqual(marks(one, ...tries(5), two, ...tries(5)), []);
    assert.deepEqual(marks(one, two, ...tries(5), acknowledged(2), ...tries(5)), []);
    // Opened by the operator, who may choose.
    assert.deepEqual(marks(one, two, ...tries(5), ...tries(5, 'opening')), []);
  });

  it('are offered as well when the request for it leaves late', () => {
    const late = [moves('sendingStored.opening'), moves('sendingStored.opening yellow'), opens(5), moves('idle')];
    assert.match(marks(stored(1, 5), stored(2, 6), ...late, ...late)[0] ?? '', /not those for tab 6/);
  });

  it('may have been offered where the request for it never left', () => {
    const cutOff = [moves('sendingStored.opening'), moves('off'), moves('idle')];
    assert.deepEqual(marks(stored(1, 5), stored(2, 6), ...tries(5), ...cutOff, ...tries(5)), []);
    assert.match(
      marks(stored(1, 5), stored(2, 6), ...tries(5), ...cutOff, ...tries(5), ...tries(5))[0] ?? '',
      /not those for tab 6/,
    );
  });

  const stored = (seq: number, tab: number): HistoryEvent =>
    event('H01', { kind: 'collected', tab, seq, offline: true, ...line });
  const opens = (tab: number): HistoryEvent => event('H01', { kind: 'sent', type: 'open', req: 9, tab });
  const moves = (to: string): HistoryEvent =>
    event('H01', { kind: 'transition', machine: 'handheld', from: 'idle', to });
  const tries = (tab: number, state = 'sendingStored.opening'): HistoryEvent[] => [
    opens(tab),
    moves(state),
    moves('idle'),
  ];
  /** Without what was handed over in the end. */
  const marks = (...events: HistoryEvent[]): string[] =>
    judgeHistory(header, events, { checkers: [offlineBookings] }).flatMap(({ evidence }) =>
      evidence.filter(({ what }) => what !== undefined).map(({ sentence }) => sentence.split('; however ')[1] ?? ''),
    );
});
