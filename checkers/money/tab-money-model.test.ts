import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact, PaymentOutcome } from '#server/core/facts';
import { judgeHistory } from '../judge.ts';
import { tabMoneyModel } from './tab-money-model.ts';

const header = { timeScale: 1 } as unknown as HistoryHeader;
const by = { tab: 5, device: 'H01', operator: 'Anna' };
const booked: Fact = {
  ...{ kind: 'booked', ...by, token: 1, source: '40', offline: false },
  bookings: [{ seq: 1, article: 'Soup', quantity: 1, cents: 500, place: 'none' }],
};
const free: Fact = { ...booked, bookings: [{ seq: 2, article: 'Bread', quantity: 1, cents: 0, place: 'none' }] };
const begun = (payment: number): Fact => ({
  ...{ kind: 'payment-begun', payment, ...by, token: 1, terminal: 'pt1', cents: 500, baseline: 'none' },
});
const parked = (payment: number): Fact => ({ kind: 'payment-parked', payment, tab: 5 });
const ended = (payment: number, outcome: PaymentOutcome): Fact => ({
  ...{ kind: 'payment-ended', payment, tab: 5, outcome, tipCents: 0, record: null, refundCents: 0 },
  paidCents: outcome === 'paid' ? 500 : 0,
});
const reversed = (payment: number): Fact => ({
  ...{ kind: 'reversal-ended', payment, ...by, source: '40', outcome: 'reversed', paidCents: 500, cents: 500 },
  ...{ tipCents: 0, refundCents: 0, record: null },
});
const cancelled = (cents: number): Fact => ({
  ...{ kind: 'lines-cancelled', ...by, token: 1, source: '40', reason: 'dropped', cents },
  lines: [{ at: 0, article: 'Soup', quantity: 1, cents, place: 'none' }],
});
const billed = (cents: number, payment: number | null): Fact => ({
  ...{ kind: 'billed', bill: 1, ...by, cents, tender: payment === null ? 'cash' : 'card', payment },
});

function said(...facts: Fact[]): string {
  const events = facts.map((fact, i): HistoryEvent => ({ t: i, node: 'server', kind: 'fact', n: i + 1, at: i, fact }));
  const [result] = judgeHistory(header, events, { checkers: [tabMoneyModel] });
  return result?.evidence[0]?.sentence ?? '';
}

describe('the money of a tab goes the way of its model', () => {
  it('settled in cash, by card, in part, or while it is parked', () => {
    for (const facts of [
      [booked, booked, billed(1_000, null), booked],
      [booked, begun(1), ended(1, 'paid'), billed(500, 1)],
      [booked, begun(1), ended(1, 'declined'), billed(500, null)],
      [booked, begun(1), parked(1), booked, ended(1, 'paid'), billed(500, 1), billed(500, null)],
      [booked, begun(1), parked(1), billed(500, null), ended(1, 'paid'), booked],
      [booked, billed(300, null), begun(1), ended(1, 'paid'), billed(100, 1), billed(100, null), booked],
      [booked, begun(1), parked(1), billed(300, null), ended(1, 'paid'), billed(200, null)],
      [booked, begun(1), parked(1), { ...ended(1, 'paid'), refundCents: 500 } as Fact, booked],
      [booked, begun(1), parked(1), booked, ended(1, 'paid'), billed(1_000, 1), cancelled(-500), billed(500, null)],
      [booked, begun(1), parked(1), begun(2), ended(1, 'paid'), ended(2, 'paid'), billed(500, 2)],
      [booked, begun(1), parked(1), free, ended(1, 'paid'), billed(500, 1), free, cancelled(0)],
      [booked, begun(1), ended(1, 'paid'), billed(500, 1), reversed(1), billed(500, null)],
      [
        booked,
        begun(1),
        ended(1, 'paid'),
        billed(500, 1),
        booked,
        begun(2),
        reversed(1),
        ended(2, 'paid'),
        billed(500, 2),
      ],
    ])
      assert.equal(said(...facts), '');
  });

  it('and not while the card is asked, or without anything on it', () => {
    assert.match(said(booked, begun(1), booked), /be "cardAsked"; then BOOKED came/);
    assert.match(said(booked, begun(1), billed(500, null)), /be "cardAsked"; then BILLED came/);
    assert.match(said(booked, begun(1), ended(1, 'paid'), booked), /be "paid"; then BOOKED came/);
    assert.match(said(begun(1)), /be "nothingOwed"; then CARD_ASKED came/);
    assert.match(said(booked, billed(500, null), billed(0, null)), /be "nothingOwed"; then BILLED came/);
    assert.match(said(booked, billed(500, null), cancelled(500)), /be "nothingOwed"; then TAKEN came/);
    assert.match(
      said(booked, begun(1), parked(1), free, ended(1, 'paid'), billed(500, 1), cancelled(0)),
      /be "nothingOwed"; then TAKEN came/,
    );
    assert.match(said(booked, begun(1), billed(300, null)), /be "cardAsked"; then BILLED_IN_PART came/);
  });
});
