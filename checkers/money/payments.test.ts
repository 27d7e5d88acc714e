// What the terminals say they took, against what the server made of it.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact, PaymentOutcome } from '#server/core/facts';
import { judgeHistory } from '../judge.ts';
import { Story } from '../story.ts';
import { paymentNotLost, paymentOnce, unknownParked } from './payments.ts';

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

/** What the terminal's store says. */
const money = (receipt: number, phase: 'taken' | 'reversed' = 'taken'): EventBody => ({
  ...{ kind: 'money', phase, cents: 500, receiptNo: String(receipt), trace: receipt },
});

describe('payment-once', () => {
  const paying = (): Story => new Story().at(1_000).begins(1, 5, 7);

  it('passes money that is taken once for each payment, or taken again when it had been given back', () => {
    assert.equal(paying().at(2_000).event('pt1', money(1)).verdict(paymentOnce), 'pass');
    const again = paying().at(2_000).event('pt1', money(1)).event('pt1', money(1, 'reversed'));
    assert.equal(again.at(3_000).event('pt1', money(2)).verdict(paymentOnce), 'pass');
    const next = paying().event('pt1', money(1)).ends(1, 5, 'paid').begins(2, 6, 8);
    assert.equal(next.event('pt1', money(2)).judged(paymentOnce).judged, 2);
    assert.equal(next.verdict(paymentOnce), 'pass');
  });

  it('takes what is told of the same receipt again for the same money', () => {
    assert.equal(paying().event('pt1', money(1)).event('pt1', money(1)).verdict(paymentOnce), 'pass');
  });

  it('finds money that is taken twice for one payment, also the second one that was given back in between', () => {
    const twice = paying().at(2_000).event('pt1', money(1)).at(9_000).event('pt1', money(2));
    assert.equal(twice.verdict(paymentOnce), 'it took it 2 times by 0:00:09.000');
    assert.deepEqual(twice.judged(paymentOnce).evidence[0]?.events, [1, 2, 3]);
    const back = paying().event('pt1', money(1)).event('pt1', money(2, 'reversed')).event('pt1', money(3));
    assert.match(back.verdict(paymentOnce), /2 times/, 'what was given back is another receipt');
  });

  it('finds money that is taken where nobody pays, but not what is given back there', () => {
    const taken = new Story().at(4_000).event('pt1', money(1));
    assert.equal(taken.verdict(paymentOnce), 'it took money at 0:00:04.000');
    assert.equal(new Story().event('pt1', money(1, 'reversed')).verdict(paymentOnce), 'pass');
    const elsewhere = paying().event('pt2', money(1));
    assert.match(elsewhere.verdict(paymentOnce), /it took money/);
  });
});

describe('unknown-parked', () => {
  /** A payment begins a second after the start; the limit of its hold and a grace are over 316 s after it. */
  const paying = (): Story => new Story().server('up').fact({ kind: 'started' }).at(1_000).begins(1, 5, 7);
  const DUE_MS = 316_000;
  const parked: Fact = { kind: 'payment-parked', payment: 1, tab: 5 };
  const queued = (document: 'notice' | 'bill'): Fact => ({
    ...{ kind: 'job-queued', job: 1, document, tab: 5, route: 'pos', queue: 'counter', device: 'H01', ticket: 1 },
    ...{ copy: false, lines: [] },
  });
  const over = (story: Story): Story => story.event('run', { kind: 'phase', phase: 'end' });
  const found = (story: Story, slackMs = 0, noticePrinter: string | null = null, whole = true): string => {
    const floor = { noticePrinter } as never;
    const { verdict, evidence } = over(story).judged(unknownParked, { slackMs }, whole, { floor });
    return verdict === 'fail' ? (evidence[0]?.sentence.split('; however ')[1] ?? '') : verdict;
  };

  it('passes what has an outcome, or is parked, by the very end of its time', () => {
    assert.equal(found(paying().at(DUE_MS).ends(1, 5, 'declined')), 'pass');
    assert.equal(found(paying().at(DUE_MS).fact(parked)), 'pass');
    assert.equal(found(paying().at(DUE_MS)), 'pass', 'and what may have one later');
  });

  it('finds what has none, or comes to it later', () => {
    assert.match(
      found(
        paying()
          .at(DUE_MS + 1)
          .ends(1, 5, 'declined'),
      ),
      /by 0:05:16.001 it had no outcome/,
    );
    assert.match(
      found(
        paying()
          .at(DUE_MS + 1)
          .fact(parked),
      ),
      /had no outcome/,
    );
    assert.match(found(paying().at(DUE_MS + 1)), /had no outcome/);
    const { evidence } = over(paying().at(DUE_MS + 5)).judged(unknownParked);
    assert.deepEqual(evidence[0]?.deadline, { node: 'pt1', fromMs: 1_000, dueMs: DUE_MS, actualMs: DUE_MS + 5 });
    assert.deepEqual(evidence[0]?.events, [3]);
  });

  it('allows for what measuring adds, and for a server that is slow, and says nothing while the machine stands still', () => {
    assert.equal(
      found(
        paying()
          .at(DUE_MS + 100)
          .fact(parked),
        100,
      ),
      'pass',
    );
    assert.match(
      found(
        paying()
          .at(DUE_MS + 101)
          .fact(parked),
        100,
      ),
      /had no outcome/,
    );
    const slow = paying().event('server', {
      ...{ kind: 'fault', phase: 'begun', fault: 'server-slow', id: 1, params: { commitMs: 200 } },
    });
    assert.equal(found(slow.at(DUE_MS + 500).fact(parked), 100), 'pass', 'two standstills and the slack');
    const still = paying().at(9_000).event('run', { kind: 'stall', who: 'server', fromMs: 5_000, toMs: 9_000 });
    assert.equal(found(still.at(DUE_MS + 1).fact(parked)), 'unknown');
  });

  it('counts only time in which the server runs, and asks nothing of one that is down at the end', () => {
    const away = paying().at(10_000).server('killed').at(60_000).server('up').fact({ kind: 'started' });
    assert.equal(found(away.at(DUE_MS + 50_000).fact(parked)), 'pass');
    assert.equal(
      found(
        paying()
          .at(10_000)
          .server('killed')
          .at(DUE_MS + 1),
      ),
      'pass',
    );
  });

  it('wants a notice of each parked tab, where notices are printed', () => {
    const noticed = (whole: boolean, ...facts: Fact[]): string =>
      found(
        paying()
          .at(20_000)
          .fact(...facts),
        0,
        'counter',
        whole,
      );
    assert.equal(noticed(true, parked), 'no notice was printed');
    assert.equal(noticed(true, parked, queued('notice')), 'pass');
    assert.equal(noticed(true, parked, queued('bill')), 'no notice was printed');
    assert.equal(noticed(true, parked, { ...queued('notice'), tab: 6 } as Fact), 'no notice was printed');
    assert.equal(noticed(false, parked), 'unknown', 'it may come yet');
    assert.equal(found(paying().at(20_000).fact(parked)), 'pass', 'nothing prints notices here');
  });
});
