// What a device makes of what it is told about its payment.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { asTold } from './as-told.ts';
import type { Evidence } from '../checker.ts';
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

  it('is judged by its own payment, and by what is told before somebody looks again', () => {
    const other = { kind: 'payment-begun', payment: 2, tab: 8, token: 4, device: 'H02', operator: 'Ben' } as const;
    const both = [...pays, fact(4, { ...other, terminal: 'pt2', cents: 500, baseline: 'none' })];
    const back = goes(10, 'open.paying', 'open.booking');
    assert.equal(judge(...both, ended(9, 'declined', 2), back), 'fail', 'the payment of another device is over');
    assert.equal(judge(...both, ended(9, 'declined', 7), back), 'fail', 'a payment nobody knows of is over');
    assert.equal(judge(...both, ended(9, 'declined'), back), 'pass');
    assert.equal(judge(...pays, back, ended(10, 'declined')), 'pass', 'told in the same moment');
    assert.equal(judge(...pays, back, ended(11, 'declined')), 'fail', 'told a moment later');
    assert.equal(judge(...pays, back, fact(11, { kind: 'payment-parked', payment: 1, tab: 7 })), 'fail');
    assert.equal(judge(...pays, fact(9, { kind: 'payment-parked', payment: 1, tab: 7 }), back), 'pass');
    const [result] = judgeHistory(header, [...pays, back], { checkers: [asTold] });
    assert.equal(result?.verdict, 'fail', 'at the very end');
  });

  it('goes on only from waiting: what its app does without a payment is not judged', () => {
    const count = (...events: HistoryEvent[]): number | undefined =>
      judgeHistory(header, [...events, later], { checkers: [asTold] })[0]?.judged;
    const back = goes(9, 'open.paying', 'open.booking');
    assert.equal(count(...pays, back), 1);
    assert.equal(count(...pays, goes(9, 'open.paying', 'open.paying red')), 0);
    assert.equal(count(...pays, goes(9, 'open.paying', 'off')), 0);
    assert.equal(count(back), 0, 'the payment it waits for is told of nowhere');
    const still = [...pays, goes(5, 'open.paying', 'putAway'), goes(6, 'idle', 'idle red')];
    assert.equal(judge(...still), 'pass');
    assert.equal(judge(begun(2), goes(3, 'starting', 'idle')), 'pass', 'of a device that starts anew');
  });

  it('is judged by the answer to its payment only', () => {
    const first = [asks, begun(2), goes(3, 'open.startingPayment', 'open.booking')];
    assert.equal(judge(...first, answered(4)), 'fail');
    const reply = { kind: 'reply', req: 4, did: 'paying' } as const;
    assert.equal(judge(...first, event(4, 'H01', { ...reply, ok: false, code: 'terminal-busy' })), 'pass');
    assert.equal(judge(...first, event(4, 'H01', { ...reply, ok: true, did: 'done' })), 'pass');
    const over = [...pays, ended(9, 'declined'), goes(10, 'open.paying', 'open.booking'), answered(10)];
    assert.equal(judge(...over, begun(11, 2)), 'pass', 'not by the next payment');
    assert.equal(judge(answered(4)), 'pass', 'of a payment that is told of nowhere');
  });

  it('loses a hold by a payment that is parked too, but not by one of another device, or of none', () => {
    const parked = [...pays, fact(9, { kind: 'payment-parked', payment: 1, tab: 7 })];
    assert.equal(judge(...parked, shown(10, 'parked'), sent(11, 3)), 'fail');
    const other = event(10, 'H02', { kind: 'payment-shown', tab: 7, outcome: 'paid', cents: 0, payment: 1 });
    const claims = event(11, 'H02', { kind: 'hello', clockMs: 0, tab: 7, token: 3 });
    assert.equal(judge(...parked, other, claims), 'pass');
    const nothing = event(10, 'H01', { kind: 'payment-shown', tab: 7, outcome: 'paid', cents: 0 });
    assert.equal(judge(...parked, nothing, sent(11, 3)), 'pass', 'a history of the first days');
  });

  it('is told with its payment, its hold, and where it was', () => {
    const told = (...events: HistoryEvent[]): Evidence | undefined =>
      judgeHistory(header, [...pays, ...events, later], { checkers: [asTold] })[0]?.evidence[0];
    assert.deepEqual(told(goes(1_000, 'open.paying', 'idle')), {
      events: [2, 5],
      sentence:
        'let payment 1 of tab 7 be begun at H01; then nobody knew how it would end; however H01 was "idle" at 0:00:01.000',
    });
    assert.deepEqual(told(ended(1_000, 'paid'), shown(1_000, 'paid'), sent(2_000, 3)), {
      events: [6, 7],
      sentence:
        'let H01 be told at 0:00:01.000 that its hold of tab 7 has ended with a payment; then it sent hand-over at 0:00:02.000; however it still claimed that hold',
    });
    const hello = event(2_000, 'H01', { kind: 'hello', clockMs: 0, tab: 7, token: 3 });
    assert.match(told(ended(1_000, 'paid'), shown(1_000, 'paid'), hello)?.sentence ?? '', /then it sent hello at/);
  });
});
