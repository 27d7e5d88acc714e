import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { charges } from './charges.ts';
import { judgeHistory } from '../judge.ts';

const header = { limits: { slackMs: 0 }, timeScale: 1 } as unknown as HistoryHeader;
const fact = (said: Fact): HistoryEvent => ({ t: 1, node: 'server', kind: 'fact', n: 1, at: 1, fact: said });
/** A soup over 5.00 as the device has it, and as the journal has it. */
const soup = (tab: number, seq: number): HistoryEvent[] => [
  {
    ...{ t: 1, node: 'H01', kind: 'collected', tab, seq, article: 'Soup', quantity: 1, cents: 500, place: 'none' },
    offline: false,
  },
  fact({
    ...{ kind: 'booked', tab, token: tab, device: 'H01', operator: 'Anna', source: '40', offline: false },
    bookings: [{ seq, article: 'Soup', quantity: 1, cents: 1, place: 'none' }],
  }),
];
const asks = (tab: number, terminal: string, cents?: number): HistoryEvent => ({
  ...{ t: 1, node: 'H01', kind: 'sent', type: 'pay', req: 7, tab, token: tab, terminal },
  ...(cents === undefined ? {} : { cents }),
});
const begun = (payment: number, tab: number, terminal = 'pt1', cents = 500): HistoryEvent =>
  fact({
    ...{ kind: 'payment-begun', payment, tab, token: tab, device: 'H01', operator: 'Anna', terminal, cents },
    baseline: 'none',
  });
const answered = fact({
  ...{ kind: 'answered', device: 'H01', req: 7 },
  reply: { type: 'reply', req: 7, ok: true, did: 'done' },
});
const declined = (payment: number, tab: number): HistoryEvent =>
  fact({
    ...{ kind: 'payment-ended', payment, tab, outcome: 'declined', paidCents: 0, tipCents: 0, record: null },
    refundCents: 0,
  });
const asked = (node: string, cents: number): HistoryEvent => ({ t: 2, node, kind: 'asked-to-pay', cents });
const right = [...soup(5, 1), asks(5, 'pt1'), begun(1, 5), answered];

function said(...events: HistoryEvent[]): string {
  const [result] = judgeHistory(header, events, { checkers: [charges] });
  return result?.evidence[0]?.sentence.replace(/^.*; however /, '') ?? '';
}

describe('the card', () => {
  it('is asked once, for what is on the tab, at the terminal that was named', () => {
    assert.equal(said(...right, asked('pt1', 500)), '');
    assert.equal(said(...right, asked('pt1', 500), declined(1, 5), begun(2, 5), asked('pt1', 500)), '');
    assert.equal(said(...soup(5, 1), asks(5, 'pt1'), begun(1, 5, 'pt1', 600), answered), 'it is over 6.00');
    assert.equal(said(...right, asked('pt1', 501)), 'that is another amount');
    assert.equal(said(...right, asked('pt1', 500), asked('pt1', 500)), 'that is the 2. time');
    assert.equal(said(...soup(5, 1), asks(5, 'pt2'), begun(1, 5), answered), 'it is one of tab 5 at pt1');
    assert.equal(
      said(...soup(5, 1), ...soup(6, 2), asks(6, 'pt1'), begun(1, 5), answered),
      'it is one of tab 5 at pt1',
    );
  });

  it('is asked for so much of the tab as the operator wants paid', () => {
    const part = (asked: number, charged: number): string =>
      said(...soup(5, 1), asks(5, 'pt1', asked), begun(1, 5, 'pt1', charged), answered);
    assert.equal(part(200, 200), '');
    assert.equal(part(900, 500), '', 'no more than is on it');
    assert.equal(part(200, 500), 'it is over 5.00');
    assert.equal(part(200, 100), 'it is over 1.00');
  });

  it('is not asked while another payment has no outcome at the terminal, or runs on the tab', () => {
    const first = [...right, ...soup(6, 2)];
    const parked = fact({ kind: 'payment-parked', payment: 1, tab: 5 });
    assert.equal(said(...first, begun(2, 6)), 'the first had no outcome');
    assert.equal(said(...first, parked, begun(2, 6)), 'the first had no outcome');
    assert.equal(said(...first, begun(2, 5, 'pt2')), 'the first had no outcome');
    assert.equal(said(...first, begun(2, 6, 'pt2')), '');
    assert.equal(said(...first, parked, begun(2, 5, 'pt2')), '', 'a parked tab may be paid again elsewhere');
    assert.equal(said(...first, declined(1, 5), begun(2, 6)), '');
  });

  it('is asked to stop before its till hangs up, unless that has died', () => {
    const left = (askedToStop: boolean): HistoryEvent => ({ t: 9, node: 'pt1', kind: 'left-alone', askedToStop });
    const server = (t: number, state: string): HistoryEvent =>
      ({ t, node: 'server', kind: 'condition', of: 'server', state }) as HistoryEvent;
    const running = [...right, asked('pt1', 500)];
    assert.equal(said(...running, left(true)), '');
    assert.equal(said(...running, left(false)), 'it had not asked it to stop');
    assert.equal(said(server(0, 'up'), ...running, left(false)), 'it had not asked it to stop');
    assert.equal(said(...running, server(8, 'killed'), left(false)), '');
    assert.equal(said(...right, server(2, 'killed'), asked('pt1', 500), left(false)), '', 'dead when it was heard');
    assert.equal(said(...running, declined(1, 5), asked('pt1', 700), left(false)), '', 'for no payment of its own');
  });

  it('may be asked by somebody of whom the history tells too little', () => {
    const { terminal: _, token: __, ...old } = asks(5, 'pt2') as Extract<HistoryEvent, { kind: 'sent' }>;
    assert.equal(said(...soup(5, 1), old, begun(1, 5), answered), '');
  });
});
