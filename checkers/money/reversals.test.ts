// Reversals: what is begun, what the server says of it, and what the terminal did with the money.
import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { judgeHistory } from '../judge.ts';
import { reversals } from './reversals.ts';

const header = { limits: { slackMs: 0 }, floor: { devices: [] }, timeScale: 1 } as unknown as HistoryHeader;
const RECORD = { receiptNo: '0001', trace: 1 };
const BY = { device: 'H01', operator: 'Anna' };
const fact = (said: Fact): HistoryEvent => ({ t: 1, node: 'server', kind: 'fact', n: 1, at: 1, fact: said });
const money = (phase: 'taken' | 'reversed', cents = 750): HistoryEvent => ({
  ...{ t: 1, node: 'pt1', kind: 'money', phase, cents, ...RECORD },
});
const end: HistoryEvent = { t: 2, node: 'run', kind: 'phase', phase: 'end' };
const paid: HistoryEvent[] = [
  fact({
    ...{ kind: 'payment-begun', payment: 1, tab: 5, token: 1, ...BY, terminal: 'pt1', cents: 690, baseline: 'none' },
  }),
  money('taken'),
  fact({
    ...{ kind: 'payment-ended', payment: 1, tab: 5, outcome: 'paid', paidCents: 750, tipCents: 60 },
    ...{ record: RECORD, refundCents: 0 },
  }),
];
const begun = (payment = 1): HistoryEvent =>
  fact({ kind: 'reversal-begun', payment, tab: 5, ...BY, terminal: 'pt1', paidCents: 750, record: RECORD });
const REVERSED = { outcome: 'reversed', paidCents: 750, cents: 690, tipCents: 60, refundCents: 0 } as const;
const NOT = { outcome: 'not-reversed', paidCents: 0, cents: 0, tipCents: 0, refundCents: 0 } as const;
const ended = (how: Pick<Extract<Fact, { kind: 'reversal-ended' }>, keyof typeof REVERSED>): HistoryEvent =>
  fact({ kind: 'reversal-ended', payment: 1, tab: 5, ...BY, source: '40', ...how, record: null });

function said(...events: HistoryEvent[]): string {
  const [result] = judgeHistory(header, [...paid, ...events, end], { checkers: [reversals] });
  return result?.evidence[0]?.sentence.replace(/^.*; however /, '') ?? '';
}

describe('a reversal', () => {
  it('is what the terminal did with the money', () => {
    assert.equal(said(begun(), money('reversed'), ended(REVERSED)), '');
    assert.equal(said(begun(), ended(NOT)), '');
    assert.equal(said(begun(), ended(REVERSED)), 'the terminal had given nothing back');
    assert.equal(said(begun(), money('reversed'), ended(NOT)), 'the terminal had given the money back');
    assert.equal(said(begun(), money('reversed', 700), ended(REVERSED)), 'the terminal had given nothing back');
    assert.equal(said(begun(), money('reversed')), '', 'nothing is said of it yet');
  });

  it('is shown at the device that asked for it, as it was', () => {
    const shows = (node: string, cents = 690, outcome: 'reversed' | 'not-reversed' = 'reversed'): string =>
      said(begun(), money('reversed'), ended(REVERSED), {
        ...{ t: 1, node, kind: 'reversal-shown', tab: 5, payment: 1, outcome, paidCents: 750, cents },
      });
    assert.equal(shows('H01'), '');
    const nothing = 'the journal says nothing of that kind';
    assert.deepEqual([shows('H02'), shows('H01', 750), shows('H01', 690, 'not-reversed')], [nothing, nothing, nothing]);
  });

  it('may take place later, when it did not at first', () => {
    assert.equal(said(begun(), ended(NOT), begun(), money('reversed'), ended(REVERSED)), '');
  });

  it('is of the last payment there, and of none that was reversed already', () => {
    assert.equal(said(begun(2)), 'the last one paid there was payment 1 of tab 5');
    assert.equal(said(begun(), begun()), 'its reversal had begun already');
    assert.equal(said(begun(), money('reversed'), ended(REVERSED), begun()), 'the last one paid there was none');
    assert.equal(said(ended(REVERSED)), 'none was begun');
  });

  it('gives back all that was paid', () => {
    const wrong = said(begun(), money('reversed'), ended({ ...REVERSED, cents: 750, tipCents: 0 }));
    assert.match(wrong, /are 7.50, 6.90, 0.60, 0.00, not 7.50, 7.50, 0.00, 0.00/);
  });
});
