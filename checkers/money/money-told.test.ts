import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact, PaymentOutcome, TerminalRecord } from '#server/core/facts';
import { judgeHistory } from '../judge.ts';
import { moneyTold } from './money-told.ts';

const header = { timeScale: 1 } as unknown as HistoryHeader;
const fact = (said: Fact): HistoryEvent => ({ t: 1, node: 'server', kind: 'fact', n: 1, at: 1, fact: said });
const by = { tab: 5, device: 'H01', operator: 'Anna' };
const booked = fact({
  ...{ kind: 'booked', ...by, token: 1, source: '40', offline: false },
  bookings: [{ seq: 1, article: 'Soup', quantity: 1, cents: 500, place: 'none' }],
});
const beginning = { kind: 'payment-begun', payment: 1, ...by, token: 1, terminal: 'pt1', cents: 500 } as const;
const begun = fact({ ...beginning, baseline: 'none' });
const money = (cents: number, phase: 'taken' | 'reversed' = 'taken'): HistoryEvent => ({
  ...{ t: 2, node: 'pt1', kind: 'money', phase, cents, receiptNo: '0001', trace: 1 },
});
const parked = fact({ kind: 'payment-parked', payment: 1, tab: 5 });
const ended = (outcome: PaymentOutcome, paidCents = 0, tipCents = 0): HistoryEvent =>
  fact({ kind: 'payment-ended', payment: 1, tab: 5, outcome, paidCents, tipCents, record: null, refundCents: 0 });
const shown = (
  outcome: string,
  cents = 0,
  also: { node?: string; tab?: number; tipCents?: number } = {},
): HistoryEvent => ({
  ...{ t: 3, node: 'H01', kind: 'payment-shown', tab: 5, outcome, cents, payment: 1 },
  ...also,
});
const billed = fact({ kind: 'billed', bill: 3, ...by, cents: 500, tender: 'cash', payment: null });
const told = (did: string, also: object): HistoryEvent =>
  ({ t: 3, node: 'H01', kind: 'reply', req: 1, ok: true, did, ...also }) as HistoryEvent;
const locked = fact({ kind: 'tab-locked', ...by, token: 9 });

function said(...events: HistoryEvent[]): string {
  const [result] = judgeHistory(header, events, { checkers: [moneyTold] });
  return result?.evidence[0]?.sentence.replace(/^.*; however /, '') ?? '';
}

describe('what a device is told of money', () => {
  it('of a payment is what the terminal took and the server noted', () => {
    assert.equal(said(booked, begun, money(560), ended('paid', 560, 60), shown('paid', 560, { tipCents: 60 })), '');
    assert.equal(said(booked, begun, ended('not-paid'), shown('aborted')), '');
    assert.equal(said(booked, begun, parked, shown('parked')), '');
    const paid = [booked, begun, money(500), ended('paid', 500)];
    assert.equal(said(...paid, shown('paid', 400)), 'the terminal has taken 5.00');
    assert.equal(said(...paid, money(500, 'reversed'), shown('paid', 500)), 'the terminal has taken 0.00');
    assert.equal(said(...paid, shown('paid', 500, { tipCents: 10 })), 'the tip is 0.00');
    assert.equal(said(...paid, shown('declined')), 'it is paid');
    assert.equal(said(...paid, shown('parked')), 'it was not parked');
    assert.equal(said(...paid, shown('paid', 500, { node: 'H02' })), 'it is one of H01 for tab 5');
    assert.equal(said(...paid, shown('paid', 500, { tab: 6 })), 'it is one of H01 for tab 5');
    assert.equal(said(booked, begun, shown('paid', 500)), 'it had no outcome');
    assert.equal(said(shown('paid', 500)), 'there is none');
  });

  it('of a payment is not what was given back of an earlier one at its terminal', () => {
    const record = { receiptNo: '0009', trace: 9 } as TerminalRecord;
    const another = fact({ ...beginning, payment: 2, tab: 6, token: 2, baseline: 'none' });
    const endedFirst = fact({
      ...{ kind: 'payment-ended', payment: 2, tab: 6, outcome: 'paid', paidCents: 700, tipCents: 0, refundCents: 0 },
      record,
    });
    const reversal = fact({
      ...{
        kind: 'reversal-begun',
        payment: 2,
        tab: 6,
        device: 'H02',
        operator: 'Ben',
        terminal: 'pt1',
        paidCents: 700,
      },
      record,
    });
    const of = (event: HistoryEvent): HistoryEvent => ({ ...event, receiptNo: '0009', trace: 9 }) as HistoryEvent;
    const before = [another, of(money(700)), endedFirst, booked, begun, ended('not-paid'), reversal];
    assert.equal(said(...before, of(money(700, 'reversed')), shown('aborted')), '');
    assert.equal(
      said(...before, of(money(700, 'reversed')), money(500), shown('aborted')),
      'the terminal has taken 5.00',
    );
  });

  it('of a bill is what was billed', () => {
    assert.equal(said(booked, billed, told('billed', { bill: 3, cents: 500 })), '');
    assert.equal(said(booked, billed, told('billed', { bill: 3, cents: 400 })), 'it is one of H01 over 5.00');
    assert.equal(said(booked, told('billed', { bill: 3, cents: 500 })), 'there is none');
  });

  it('of a tab it opens is what is on it, and whether it is parked', () => {
    const opened = (balanceCents: number, also: object = {}) => told('opened', { token: 9, balanceCents, ...also });
    assert.equal(said(booked, locked, opened(500)), '');
    assert.equal(said(booked, billed, locked, opened(0)), '');
    assert.equal(said(booked, locked, opened(400)), 'it showed 4.00');
    assert.equal(said(booked, begun, parked, locked, opened(500, { parked: true })), '');
    assert.equal(said(booked, begun, parked, locked, opened(500)), 'it showed 5.00');
    assert.equal(said(booked, begun, parked, ended('declined'), locked, opened(500)), '');
  });

  it('is not judged where the history does not tell enough', () => {
    const { payment: _, ...old } = shown('paid', 400) as Extract<HistoryEvent, { kind: 'payment-shown' }>;
    assert.equal(said(booked, begun, old, told('opened', { token: 9 }), told('billed', {})), '');
  });
});
