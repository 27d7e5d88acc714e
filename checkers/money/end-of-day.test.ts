// The end of a terminal's day: its total, the journal's, and whether they agree.
import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { judgeHistory } from '../judge.ts';
import { endOfDay } from './end-of-day.ts';

const header = { limits: { slackMs: 0 }, timeScale: 1 } as unknown as HistoryHeader;
const fact = (said: Fact): HistoryEvent => ({ t: 1, node: 'server', kind: 'fact', n: 1, at: 1, fact: said });
const money = (cents: number, phase: 'taken' | 'reversed' = 'taken'): HistoryEvent => ({
  ...{ t: 1, node: 'pt1', kind: 'money', phase, cents, receiptNo: '0001', trace: 1 },
});
const paid = (payment: number, paidCents: number): HistoryEvent[] => [
  fact({
    ...{ kind: 'payment-begun', payment, tab: 5, token: 1, device: 'H01', operator: 'Anna', terminal: 'pt1' },
    ...{ cents: paidCents, baseline: 'none' },
  }),
  fact({
    ...{
      kind: 'payment-ended',
      payment,
      tab: 5,
      outcome: 'paid',
      paidCents,
      tipCents: 0,
      record: null,
      refundCents: 0,
    },
  }),
];
const asked = fact({ kind: 'day-closing', terminal: 'pt1', device: 'till', operator: 'Chef' });
const closed = (cents: number | null, journalCents: number, agrees: boolean): HistoryEvent =>
  fact({ kind: 'day-closed', terminal: 'pt1', cents, journalCents, agrees });

function said(...events: HistoryEvent[]): string {
  const [result] = judgeHistory(header, events, { checkers: [endOfDay] });
  return result?.evidence[0]?.sentence.replace(/^.*; however /, '') ?? '';
}

describe('the end of a day', () => {
  const day = [money(500), ...paid(1, 500)];

  it('has the total of what the terminal has taken, and of what was paid', () => {
    assert.equal(said(...day, asked, closed(500, 500, true)), '');
    assert.equal(said(...day, money(300), money(300, 'reversed'), asked, closed(500, 500, true)), '');
    assert.equal(said(...day, asked, closed(400, 500, false)), 'the terminal had taken 5.00, not 4.00');
    assert.equal(said(...day, asked, closed(500, 400, false)), 'payments were paid by 5.00, not 4.00');
    assert.equal(said(...day, asked, closed(500, 500, true), asked, closed(0, 0, true)), '', 'the next begins anew');
  });

  it('says truly whether both agree', () => {
    assert.equal(said(...day, asked, closed(500, 500, false)), 'it was said that the totals disagree');
    assert.equal(said(...day, money(300), asked, closed(800, 500, false)), '');
    assert.equal(said(...day, money(300), asked, closed(800, 500, true)), 'it was said that the totals agree');
    assert.equal(said(...day, asked, closed(null, 500, true)), 'it was said that the totals agree');
  });

  it('may begin anew where nothing was told, or not', () => {
    const lost = [...day, asked, closed(null, 500, false), money(200), ...paid(2, 200), asked];
    assert.equal(said(...lost, closed(200, 700, true)), '');
    assert.equal(said(...lost, closed(700, 700, true)), '');
    assert.equal(said(...lost, closed(500, 700, false)), 'the terminal had taken 7.00 or 2.00, not 5.00');
  });

  it('is asked for, and comes', () => {
    assert.equal(said(closed(0, 0, true)), 'nobody had asked for it');
    assert.equal(said(asked), 'nothing was said of its total');
  });

  it('counts what was reversed no more', () => {
    const by = { payment: 1, tab: 5, device: 'H01', operator: 'Anna' };
    const record = { receiptNo: '0001', trace: 1 };
    const reversed = [
      fact({ kind: 'reversal-begun', ...by, terminal: 'pt1', paidCents: 500, record }),
      money(500, 'reversed'),
      fact({
        ...{ kind: 'reversal-ended', ...by, source: '40', outcome: 'reversed', paidCents: 500, cents: 500 },
        ...{ tipCents: 0, refundCents: 0, record: null },
      }),
    ];
    assert.equal(said(...day, ...reversed, asked, closed(0, 0, true)), '');
    assert.equal(said(...day, ...reversed, asked, closed(0, 500, false)), 'payments were paid by 0.00, not 5.00');
  });
});
