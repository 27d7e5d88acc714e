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

  it('lets vouchers go where all of a tab goes, but not with a part of it', () => {
    const redeemed = fact(2, {
      ...{ kind: 'redeemed', scan: 1, ...by, token: 1, source: '40', code: 'V500-1', worthCents: 500, cents: 500 },
    });
    const goes = (why: 'move' | 'merge' | 'split', cents = 0): HistoryEvent =>
      fact(3, { ...{ kind: 'lines-moved', why, ...by, token: 1, from: 5, to: 9, lines: [], cents }, tab: 5 } as Fact);
    const nothing = (tab: number): HistoryEvent =>
      fact(4, { kind: 'billed', bill: 1, ...by, tab, cents: 0, tender: 'cash', payment: null });
    assert.equal(wrongs(booked, redeemed, goes('move'), nothing(9)), 0);
    assert.equal(wrongs(booked, redeemed, goes('merge'), nothing(9)), 0);
    assert.equal(wrongs(booked, redeemed, goes('move'), nothing(5)), 1, 'it is gone from there');
    assert.equal(wrongs(booked, redeemed, goes('split'), nothing(9)), 1);
    assert.equal(wrongs(booked, redeemed, goes('split'), nothing(5)), 0, 'it has stayed');
    assert.equal(wrongs(booked, goes('move', 500), nothing(9)), 1, 'there was none');
  });

  it('lets no bill be over nothing for a discount, and one by card be over nothing', () => {
    const discount = fact(2, { kind: 'discounted', ...by, token: 1, source: '40', percent: 100, cents: 500 });
    const nothing = fact(3, { kind: 'billed', bill: 1, ...by, cents: 0, tender: 'cash', payment: null });
    assert.equal(wrongs(booked, discount, nothing), 1);
    const byCard = fact(3, { kind: 'billed', bill: 1, ...by, cents: 0, tender: 'card', payment: 1 });
    const tip = fact(2, {
      ...{ kind: 'payment-ended', payment: 1, tab: 5, outcome: 'paid', paidCents: 700, tipCents: 100, refundCents: 0 },
      record: null,
    });
    assert.equal(
      wrongs(booked, tip, byCard),
      1,
      'the charge is not on it, but that it is over nothing is no other wrong',
    );
  });

  it('keeps the voucher of a tab of which a part is billed by its lines, or by an amount', () => {
    const redeemed = fact(2, {
      ...{ kind: 'redeemed', scan: 1, ...by, token: 1, source: '40', code: 'V200-1', worthCents: 200, cents: 200 },
    });
    const bill = (cents: number, part?: object): HistoryEvent =>
      fact(3, { kind: 'billed', bill: 1, ...by, cents, tender: 'cash', payment: null, ...(part && { part }) } as Fact);
    const again = fact(4, { kind: 'lines-cancelled', ...by, token: 1, source: '40', lines: [], cents: 0 } as never);
    assert.equal(wrongs(booked, redeemed, bill(300, { by: 'lines', lines: [] }), again, bill(0)), 0);
    assert.equal(wrongs(booked, redeemed, bill(300), again, bill(0)), 1, 'that was all of it');
    assert.equal(wrongs(booked, redeemed, bill(200), bill(100), bill(0)), 1);
    assert.equal(wrongs(booked, redeemed, bill(-1)), 1, 'less than nothing');
    assert.equal(wrongs(booked, redeemed, bill(301)), 1, 'more than is open');
  });

  it('is not if a part of a charge is nowhere, or is there twice', () => {
    assert.equal(wrongs(booked, paid(100, 0), billed), 1);
    assert.equal(wrongs(booked, paid(200, 150), billed), 1);
    assert.equal(wrongs(booked, paid(0, 200)), 1, 'no bill for the rest');
  });
});
