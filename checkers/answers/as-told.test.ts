// What a device makes of what it is told about its payment.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { asTold } from './as-told.ts';
import { judgeHistory } from '../judge.ts';

const header = { limits: { slackMs: 0 }, floor: {}, timeScale: 1 } as unknown as HistoryHeader;

const event = (t: number, node: string, body: EventBody): HistoryEvent => ({ t, node, ...body }) as HistoryEvent;
const fact = (t: number, said: Fact): HistoryEvent => event(t, 'server', { kind: 'fact', n: 1, at: t, fact: said });
const goes = (t: number, from: string, to: string): HistoryEvent =>
  event(t, 'H01', { kind: 'transition', machine: 'handheld', from, to });
const begun = (t: number, payment = 1): HistoryEvent =>
  fact(t, {
    kind: 'payment-begun',
    payment,
    tab: 7,
    token: 3,
    device: 'H01',
    operator: 'Anna',
    terminal: 'pt1',
    cents: 500,
    baseline: 'none',
  });
const ended = (t: number, outcome: 'paid' | 'declined', payment = 1): HistoryEvent =>
  fact(t, { kind: 'payment-ended', payment, tab: 7, outcome, paidCents: 0, tipCents: 0, record: null, refundCents: 0 });
const shown = (t: number, outcome: string, payment = 1): HistoryEvent =>
  event(t, 'H01', { kind: 'payment-shown', tab: 7, outcome, cents: 0, payment });
const answered = (t: number): HistoryEvent =>
  event(t, 'H01', { kind: 'reply', req: 4, ok: true, did: 'paying', payment: 1 });
const sent = (t: number, token: number): HistoryEvent =>
  event(t, 'H01', { kind: 'sent', type: 'hand-over', req: 5, tab: 7, token });
const later = event(99, 'H02', { kind: 'transition', machine: 'handheld', from: 'off', to: 'starting' });

const asks = goes(1, 'open.booking', 'open.startingPayment');
const pays = [asks, begun(2), answered(3), goes(3, 'open.startingPayment', 'open.paying')];

const judge = (...events: HistoryEvent[]): string =>
  judgeHistory(header, [...events, later], { checkers: [asTold] })[0]?.verdict ?? '';

describe('a device that pays', () => {
  it('waits until the payment is over', () => {
    assert.equal(
      judge(...pays, ended(9, 'declined'), shown(10, 'declined'), goes(10, 'open.paying', 'open.booking')),
      'pass',
    );
    assert.equal(judge(...pays, shown(10, 'declined'), goes(10, 'open.paying', 'open.booking')), 'fail');
    assert.equal(judge(...pays, goes(10, 'open.paying yellow', 'idle yellow')), 'fail');
  });

  it('may be put away, or get a dialog', () => {
    const away = [goes(4, 'open.paying', 'open.paying red'), goes(5, 'open.paying red', 'putAway')];
    assert.equal(judge(...pays, ...away, goes(6, 'putAway', 'open.paying red')), 'pass');
  });

  it('goes by the present payment, not by one that is over', () => {
    const again = [goes(11, 'open.booking', 'open.startingPayment'), begun(12, 2)];
    const first = [...pays, ended(9, 'declined'), goes(10, 'open.paying', 'open.booking'), ...again];
    const told = [shown(13, 'declined'), goes(13, 'open.startingPayment', 'open.booking')];
    assert.equal(judge(...first, ...told, answered(14)), 'fail');
    assert.equal(judge(...first, ended(13, 'declined', 2), ...told, answered(14)), 'pass');
  });

  it('claims no hold that its payment has ended', () => {
    const paid = [...pays, ended(9, 'paid'), shown(10, 'paid'), goes(10, 'open.paying', 'idle')];
    assert.equal(judge(...paid, sent(11, 4)), 'pass');
    assert.equal(judge(...paid, sent(11, 3)), 'fail');
    assert.equal(judge(...paid, event(11, 'H01', { kind: 'hello', clockMs: 0, tab: 7, token: 3 })), 'fail');
    const declined = [...pays, ended(9, 'declined'), shown(10, 'declined'), goes(10, 'open.paying', 'open.booking')];
    assert.equal(judge(...declined, sent(11, 3)), 'pass');
  });
});
