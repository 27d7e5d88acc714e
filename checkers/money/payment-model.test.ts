import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact, PaymentOutcome } from '#server/core/facts';
import { judgeHistory } from '../judge.ts';
import { paymentModel } from './payment-model.ts';

const header = { timeScale: 1 } as unknown as HistoryHeader;
const by = { tab: 5, device: 'H01', operator: 'Anna' };
const begun = (payment: number): Fact => ({
  ...{ kind: 'payment-begun', payment, ...by, token: payment, terminal: 'pt1', cents: 500, baseline: 'none' },
});
const parked = (payment: number): Fact => ({ kind: 'payment-parked', payment, tab: 5 });
const ended = (payment: number, outcome: PaymentOutcome, refundCents = 0): Fact => ({
  ...{ kind: 'payment-ended', payment, tab: 5, outcome, paidCents: outcome === 'paid' ? 500 : 0, tipCents: 0 },
  ...{ record: null, refundCents },
});
const billed = (payment: number | null): Fact => ({
  ...{ kind: 'billed', bill: 1, ...by, cents: 500, tender: payment === null ? 'cash' : 'card', payment },
});

function judged(...facts: Fact[]) {
  const events = facts.map((fact, i): HistoryEvent => ({ t: i, node: 'server', kind: 'fact', n: i + 1, at: i, fact }));
  const [result] = judgeHistory(header, events, { checkers: [paymentModel] });
  return { verdict: result?.verdict, said: result?.evidence[0]?.sentence ?? '' };
}

const PAID = [begun(1), ended(1, 'paid'), billed(1)];
const reversal = (outcome: 'reversed' | 'not-reversed'): Fact[] => {
  const by = { payment: 1, tab: 5, device: 'H01', operator: 'Anna' };
  const [paidCents, record] = [500, { receiptNo: '0001', trace: 1 }];
  return [
    { kind: 'reversal-begun', ...by, terminal: 'pt1', paidCents, record },
    {
      ...{ kind: 'reversal-ended', ...by, source: '40', outcome, paidCents, cents: paidCents },
      ...{ tipCents: 0, refundCents: 0, record: null },
    },
  ];
};

describe('a payment goes the way of its model', () => {
  it('when it is paid and billed, declined, or resolved after it was parked', () => {
    for (const facts of [
      [begun(1), ended(1, 'paid'), billed(1)],
      [begun(1), { kind: 'payment-waiting', payment: 1, tab: 5, waitedMs: 1 } as Fact, ended(1, 'declined')],
      [begun(1), parked(1), ended(1, 'paid'), billed(1)],
      [begun(1), parked(1), billed(null), ended(1, 'paid', 500)],
      [begun(1), parked(1), begun(2), ended(2, 'paid'), billed(2), ended(1, 'not-paid')],
      [...PAID, ...reversal('not-reversed'), ...reversal('reversed')],
    ])
      assert.equal(judged(...facts).verdict, 'pass');
  });

  it('and not when it ends twice, is parked twice, or settles what was paid otherwise', () => {
    assert.match(judged(begun(1), ended(1, 'paid'), billed(1), ended(1, 'paid')).said, /be charged; then PAID came/);
    const twice = [...PAID, ...reversal('reversed'), ...reversal('reversed')];
    assert.match(judged(...twice).said, /be over; then REVERSAL_BEGUN came/);
    assert.match(judged(begun(1), ...reversal('reversed')).said, /be running; then REVERSAL_BEGUN came/);
    assert.match(judged(begun(1), parked(1), parked(1)).said, /be parked; then PARKED came/);
    assert.match(
      judged(begun(1), parked(1), billed(null), ended(1, 'paid')).said,
      /be settledOtherwise; then PAID came/,
    );
    assert.match(judged(begun(1), billed(1)).said, /be running; then BILLED came/);
    assert.match(judged(ended(1, 'declined')).said, /be unheardOf/);
    assert.match(judged(begun(1), begun(1)).said, /be running; then BEGUN came/);
  });

  it('which is not known of a history that is cut off', () => {
    const [result] = judgeHistory(header, [], { checkers: [paymentModel], whole: false });
    assert.equal(result?.verdict, 'unknown');
  });
});
