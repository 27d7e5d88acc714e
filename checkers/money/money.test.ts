// A card charge against the bill it makes: what the guest paid is settled, a tip, or due back.
import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { judgeHistory } from '../judge.ts';
import { moneyConserved } from './money.ts';

const header = { limits: { slackMs: 0 }, floor: {}, timeScale: 1 } as unknown as HistoryHeader;
const fact = (t: number, said: Fact): HistoryEvent => ({ t, node: 'server', kind: 'fact', n: t, at: t, fact: said });
const by = { tab: 5, device: 'H01', operator: 'Anna' };
const line = { seq: 1, article: 'Soup', quantity: 1, cents: 500, place: 'kitchen' };
const booked = fact(1, { kind: 'booked', ...by, token: 1, source: '40', offline: false, bookings: [line] });
const paid = (tipCents: number, refundCents: number): HistoryEvent =>
  fact(2, {
    kind: 'payment-ended',
    payment: 1,
    tab: 5,
    outcome: 'paid',
    paidCents: 700,
    tipCents,
    record: null,
    refundCents,
  });
const billed = fact(3, { kind: 'billed', bill: 1, ...by, cents: 500, tender: 'card', payment: 1 });
const end = { t: 9, node: 'run', kind: 'phase', phase: 'end' } as HistoryEvent;

const wrongs = (...events: HistoryEvent[]): number =>
  judgeHistory(header, [...events, end], { checkers: [moneyConserved] })[0]?.failures ?? -1;

describe('money', () => {
  it('is conserved if a charge is bill, tip and refund', () => {
    assert.equal(wrongs(booked, paid(200, 0), billed), 0);
    assert.equal(wrongs(booked, paid(50, 150), billed), 0);
    assert.equal(wrongs(booked, paid(0, 700)), 0, 'all of it is due back');
    assert.equal(wrongs(booked, paid(200, 500)), 0, 'all but the tip');
  });

  it('lets a bill be over nothing where vouchers cover all, and nowhere else', () => {
    const redeemed = fact(2, {
      ...{ kind: 'redeemed', scan: 1, ...by, token: 1, source: '40', code: 'V500-1', worthCents: 500, cents: 500 },
    });
    const nothing = fact(3, { kind: 'billed', bill: 1, ...by, cents: 0, tender: 'cash', payment: null });
    assert.equal(wrongs(booked, redeemed, nothing), 0);
    assert.equal(wrongs(booked, nothing), 1);
    assert.equal(wrongs(nothing), 1);
    assert.equal(wrongs(booked, redeemed, nothing, nothing), 1, 'a second one');
  });

  it('is not if a part of a charge is nowhere, or is there twice', () => {
    assert.equal(wrongs(booked, paid(100, 0), billed), 1);
    assert.equal(wrongs(booked, paid(200, 150), billed), 1);
    assert.equal(wrongs(booked, paid(0, 200)), 1, 'no bill for the rest');
  });
});
