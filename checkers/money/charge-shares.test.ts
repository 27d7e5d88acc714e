import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact, PaymentOutcome } from '#server/core/facts';
import { chargeShares } from './charge-shares.ts';
import { judgeHistory } from '../judge.ts';

const header = { timeScale: 1 } as unknown as HistoryHeader;
const fact = (said: Fact): HistoryEvent => ({ t: 1, node: 'server', kind: 'fact', n: 1, at: 1, fact: said });
const by = { tab: 5, device: 'H01', operator: 'Anna' };
const booked = fact({
  ...{ kind: 'booked', ...by, token: 1, source: '40', offline: false },
  bookings: [{ seq: 1, article: 'Soup', quantity: 1, cents: 500, place: 'none' }],
});
const begun = (payment: number): HistoryEvent =>
  fact({ kind: 'payment-begun', payment, ...by, token: 1, terminal: 'pt1', cents: 500, baseline: 'none' });
const parked = fact({ kind: 'payment-parked', payment: 1, tab: 5 });
const cash = fact({ kind: 'billed', bill: 1, ...by, cents: 500, tender: 'cash', payment: null });
const ended = (outcome: PaymentOutcome, paidCents: number, tipCents: number, refundCents: number, payment = 1) =>
  fact({ kind: 'payment-ended', payment, tab: 5, outcome, paidCents, tipCents, record: null, refundCents });

const wrongs = (...events: HistoryEvent[]): number =>
  judgeHistory(header, [booked, ...events], { checkers: [chargeShares] })[0]?.failures ?? -1;

describe('money the card has paid', () => {
  it('settles what was asked for, and is a tip beyond that', () => {
    assert.equal(wrongs(begun(1), ended('paid', 500, 0, 0)), 0);
    assert.equal(wrongs(begun(1), ended('paid', 560, 60, 0)), 0);
    assert.equal(wrongs(begun(1), ended('paid', 560, 0, 60)), 1);
    assert.equal(wrongs(begun(1), ended('paid', 560, 0, 0)), 1);
    assert.equal(wrongs(begun(1), ended('declined', 0, 0, 0)), 0);
    assert.equal(wrongs(begun(1), ended('declined', 0, 10, 0)), 1);
  });

  it('is due back, all of it, if the tab was settled in cash or by card again meanwhile', () => {
    assert.equal(wrongs(begun(1), parked, cash, ended('paid', 560, 0, 560)), 0);
    assert.equal(wrongs(begun(1), parked, cash, ended('paid', 560, 60, 500)), 1);
    assert.equal(wrongs(begun(1), parked, cash, ended('paid', 500, 0, 0)), 1);
    assert.equal(wrongs(begun(1), parked, begun(2), ended('paid', 500, 0, 500)), 0);
    assert.equal(wrongs(begun(1), parked, begun(2), ended('paid', 500, 0, 0, 2), ended('paid', 500, 0, 0)), 1);
  });

  it('of a payment that nobody saw begin is not judged', () => {
    const [result] = judgeHistory(header, [ended('paid', 500, 0, 0)], { checkers: [chargeShares] });
    assert.deepEqual([result?.verdict, result?.judged], ['pass', 0]);
  });
});
