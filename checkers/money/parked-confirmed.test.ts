import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { judgeHistory } from '../judge.ts';
import { parkedConfirmed } from './parked-confirmed.ts';

const header = { timeScale: 1 } as unknown as HistoryHeader;
const fact = (said: Fact): HistoryEvent => ({ t: 1, node: 'server', kind: 'fact', n: 1, at: 1, fact: said });
const by = { tab: 5, device: 'H01', operator: 'Anna' };
const parked = fact({ kind: 'payment-parked', payment: 1, tab: 5 });
const learnt = fact({
  ...{ kind: 'payment-ended', payment: 1, tab: 5, outcome: 'not-paid', paidCents: 0, tipCents: 0, record: null },
  refundCents: 0,
});
const asks = (type: string, confirmed: boolean): HistoryEvent => ({
  ...{ t: 1, node: 'H01', kind: 'sent', type, req: 7, tab: 5, token: 1 },
  ...(confirmed ? { confirmed } : {}),
});
const cash = fact({ kind: 'billed', bill: 1, ...by, cents: 500, tender: 'cash', payment: null });
const card = fact({
  ...{ kind: 'payment-begun', payment: 2, ...by, token: 1, terminal: 'pt1', cents: 500, baseline: 'none' },
});
const answered = fact({
  ...{ kind: 'answered', device: 'H01', req: 7 },
  reply: { type: 'reply', req: 7, ok: true, did: 'done' },
});

function said(...events: HistoryEvent[]): string {
  const [result] = judgeHistory(header, events, { checkers: [parkedConfirmed] });
  return result?.evidence[0]?.sentence ?? '';
}

describe('a parked tab', () => {
  it('is settled otherwise only by who has confirmed the warning', () => {
    assert.equal(said(parked, asks('bill', true), cash, answered), '');
    assert.equal(said(parked, asks('pay', true), card, answered), '');
    assert.match(said(parked, asks('bill', false), cash, answered), /settled it in cash/);
    assert.match(said(parked, asks('pay', false), card, answered), /settled it by card again/);
  });

  it('is one no more when the outcome is known', () => {
    assert.equal(said(parked, learnt, asks('bill', false), cash, answered), '');
    assert.equal(said(asks('bill', false), cash, answered), '');
  });

  it('may have been settled by a request of which the history tells too little', () => {
    const { token: _, ...old } = asks('bill', false) as Extract<HistoryEvent, { kind: 'sent' }>;
    assert.equal(said(parked, old, cash, answered), '');
  });
});
