// What the terminals say they took, against what the server made of it.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact, PaymentOutcome } from '#server/core/facts';
import { judgeHistory } from '../judge.ts';
import { paymentNotLost } from './payments.ts';

const header = { limits: { slackMs: 0 }, floor: {}, timeScale: 1 } as unknown as HistoryHeader;
const event = (t: number, node: string, body: EventBody): HistoryEvent => ({ t, node, ...body }) as HistoryEvent;
const fact = (t: number, said: Fact): HistoryEvent => event(t, 'server', { kind: 'fact', n: 1, at: t, fact: said });
const begun = (t: number, payment: number): HistoryEvent =>
  fact(t, {
    kind: 'payment-begun',
    payment,
    tab: payment,
    token: payment,
    device: 'H01',
    operator: 'Anna',
    terminal: 'pt1',
    cents: 500,
    baseline: 'none',
  });
const ended = (t: number, payment: number, outcome: PaymentOutcome, receipt = 0): HistoryEvent =>
  fact(t, {
    kind: 'payment-ended',
    payment,
    tab: payment,
    outcome,
    paidCents: outcome === 'paid' ? 500 : 0,
    tipCents: 0,
    record: receipt === 0 ? null : { receiptNo: String(receipt), trace: receipt },
    refundCents: 0,
  });
const takes = (t: number, receipt: number, phase: 'taken' | 'reversed' = 'taken'): HistoryEvent =>
  event(t, 'pt1', { kind: 'money', phase, cents: 500, receiptNo: String(receipt), trace: receipt });
const end = event(90_000, 'run', { kind: 'phase', phase: 'end' });

const wrongs = (...events: HistoryEvent[]): number =>
  judgeHistory(header, [...events, end], { checkers: [paymentNotLost] })[0]?.failures ?? -1;

describe('payment-not-lost', () => {
  it('passes what was taken and called paid, or not taken and called so, or is still open', () => {
    assert.equal(wrongs(begun(1_000, 1), takes(4_000, 1), ended(5_000, 1, 'paid', 1)), 0);
    assert.equal(wrongs(begun(1_000, 1), ended(5_000, 1, 'declined')), 0);
    assert.equal(wrongs(begun(1_000, 1), takes(4_000, 1), takes(4_000, 1, 'reversed'), ended(5_000, 1, 'not-paid')), 0);
    assert.equal(wrongs(begun(1_000, 1), takes(4_000, 1)), 0);
  });

  it('finds money that nobody bills, and a bill without money', () => {
    assert.equal(wrongs(begun(1_000, 1), takes(4_000, 1), ended(5_000, 1, 'not-paid')), 1);
    assert.equal(wrongs(begun(1_000, 1), ended(5_000, 1, 'paid', 1)), 1);
    assert.equal(wrongs(begun(1_000, 1), takes(4_000, 1), ended(5_000, 1, 'paid')), 2, 'a record of nothing');
  });

  it('finds two payments that are called paid with the same money', () => {
    const first = [begun(1_000, 1), takes(4_000, 1), ended(5_000, 1, 'paid', 1)];
    assert.equal(wrongs(...first, begun(6_000, 2), ended(9_000, 2, 'paid', 1)), 1);
  });

  it('finds a payment that is called paid with money taken before it began', () => {
    const lost = [begun(1_000, 1), takes(4_000, 1)];
    assert.equal(wrongs(...lost, begun(6_000, 2), ended(9_000, 2, 'paid', 1)), 1);
  });

  it('finds lost money also at a terminal at which another payment is still open', () => {
    const wrong = [begun(1_000, 1), takes(4_000, 1), ended(5_000, 1, 'not-paid')];
    assert.equal(wrongs(...wrong, begun(6_000, 2)), 1);
    assert.equal(wrongs(...wrong, begun(6_000, 2), takes(7_000, 2)), 1, 'what the open one took is not lost yet');
  });
});
