/**
 * Reversals of card payments: what is reversed was paid at that terminal as the last before, and not reversed yet; what
 * the server says of the outcome is what the terminal did with the money, whatever was lost between them; and all that
 * was given back is owed on the tab again, was a tip, or is due back no more. Who has asked for it is shown the outcome.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact, TerminalRecord } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { euros } from '../folds/euros.ts';
import { findings, type Findings } from '../findings.ts';
import { ReversalsTold } from './reversals-told.ts';

type Begun = Extract<Fact, { kind: 'reversal-begun' }>;
type Ended = Extract<Fact, { kind: 'reversal-ended' }>;
type Paid = Extract<Fact, { kind: 'payment-ended' }>;
/** A reversal with an outcome, which is held against the money of its terminal when the run is over. */
type Said = { begun: Begun; ended: Ended; id: number; t: number };

const keyOf = (terminal: string, { receiptNo, trace }: Pick<TerminalRecord, 'receiptNo' | 'trace'>): string =>
  `${terminal} ${receiptNo} ${trace}`;

class Reversals {
  readonly told: ReversalsTold;
  private readonly found: Findings;
  private readonly terminals = new Map<number, string>();
  /** Terminal → the last payment that was paid there, until it is reversed. */
  private readonly last = new Map<string, Paid>();
  private readonly open = new Map<number, Begun>();
  private readonly said: Said[] = [];
  private readonly shown: { event: EventOf<'reversal-shown'>; id: number }[] = [];
  /** What terminals have given back: by terminal and numbers, when and how much. */
  private readonly givenBack = new Map<string, { t: number; cents: number; id: number }>();
  private readonly slackMs: number;

  constructor(header: HistoryHeader, found: Findings) {
    this.told = new ReversalsTold(header, found);
    this.found = found;
    this.slackMs = header.limits.slackMs;
  }

  money({ node, phase, receiptNo, trace, cents, t }: EventOf<'money'>, id: number): void {
    const key = keyOf(node, { receiptNo, trace });
    if (phase === 'reversed') this.givenBack.set(key, { t, cents, id });
    else this.givenBack.delete(key);
  }

  asked({ payment, terminal }: Extract<Fact, { kind: 'payment-begun' }>): void {
    this.terminals.set(payment, terminal);
  }

  paid(fact: Paid): void {
    const terminal = this.terminals.get(fact.payment);
    if (terminal !== undefined && fact.outcome === 'paid') this.last.set(terminal, fact);
  }

  begun(begun: Begun, { at }: EventOf<'fact'>, id: number): void {
    this.found.judge();
    const { payment, tab, terminal, paidCents, record } = begun;
    const last = this.last.get(terminal);
    const wrong =
      last?.payment !== payment || last.tab !== tab
        ? `the last one paid there was ${last === undefined ? 'none' : `payment ${last.payment} of tab ${last.tab}`}`
        : this.open.has(payment)
          ? 'its reversal had begun already'
          : last.paidCents !== paidCents || last.record?.receiptNo !== record.receiptNo
            ? `that was ${euros(last.paidCents)} by receipt ${last.record?.receiptNo ?? 'none'}`
            : '';
    this.open.set(payment, begun);
    if (wrong !== '')
      this.found.fail(
        [id],
        `let cards be paid at ${terminal}; then at ${this.found.at(at)} the reversal of payment ${payment} of tab ${tab} over ${euros(paidCents)} was begun; however ${wrong}`,
      );
  }

  ended(ended: Ended, { at, t }: EventOf<'fact'>, id: number): void {
    const { payment, outcome } = ended;
    const begun = this.open.get(payment);
    this.open.delete(payment);
    const last = begun === undefined ? undefined : this.last.get(begun.terminal);
    const wrong = begun === undefined || last === undefined ? 'none was begun' : wrongSums(ended, last);
    if (wrong !== '')
      this.found.fail(
        [id],
        `let payment ${payment} be reversed; then at ${this.found.at(at)} the server said "${outcome}"; however ${wrong}`,
      );
    if (begun === undefined) return;
    this.said.push({ begun, ended, id, t });
    this.told.ended(ended, begun, t, id);
    if (outcome === 'reversed') this.last.delete(begun.terminal);
  }

  /** A device shows what came of a reversal it has asked for; held against the facts when all of them are known. */
  show(event: EventOf<'reversal-shown'>, id: number): void {
    this.shown.push({ event, id });
    this.told.shown(event);
  }

  private compare({ node, tab, payment, outcome, paidCents, cents, t }: EventOf<'reversal-shown'>, id: number): void {
    const isSo = ({ begun, ended }: Said): boolean =>
      begun.device === node &&
      ended.payment === payment &&
      ended.tab === tab &&
      ended.outcome === outcome &&
      ended.paidCents === paidCents &&
      ended.cents === cents;
    if (this.said.some(isSo)) return;
    this.found.fail(
      [id],
      `let ${node} ask for the reversal of payment ${payment}; then at ${this.found.at(t)} it showed "${outcome}", ${euros(paidCents)} given back and ${euros(cents)} owed again on tab ${tab}; however the journal says nothing of that kind`,
      'shown otherwise',
    );
  }

  /** What terminals did is known by now, whatever the server heard of it and when. */
  finish(): void {
    this.told.rest();
    for (const { event, id } of this.shown) this.compare(event, id);
    for (const { begun, ended, id, t } of this.said) {
      const back = this.givenBack.get(keyOf(begun.terminal, begun.record));
      const isBack = back !== undefined && back.cents === begun.paidCents && back.t <= t + this.slackMs;
      if ((ended.outcome === 'reversed') === isBack) continue;
      // It may have been given back by another reversal of it, later.
      if (ended.outcome !== 'reversed' && this.said.some((one) => isLaterOf(one, { begun, ended, id, t }))) continue;
      this.found.fail(
        back === undefined ? [id] : [back.id, id],
        `let ${begun.terminal} be asked to reverse payment ${begun.payment} over ${euros(begun.paidCents)}; then at ${this.found.at(t)} the server said "${ended.outcome}"; however the terminal ${isBack ? 'had given the money back' : 'had given nothing back'}`,
      );
    }
  }
}

function isLaterOf({ ended, id }: Said, before: Said): boolean {
  return ended.payment === before.ended.payment && ended.outcome === 'reversed' && id > before.id;
}

/** What of the sums is not that of the payment, or of nothing where nothing was given back; empty if all are. */
function wrongSums({ outcome, paidCents, cents, tipCents, refundCents }: Ended, paid: Paid): string {
  const of = outcome === 'reversed' ? paid : { paidCents: 0, tipCents: 0, refundCents: 0 };
  const right = [of.paidCents, of.paidCents - of.tipCents - of.refundCents, of.tipCents, of.refundCents];
  const said = [paidCents, cents, tipCents, refundCents];
  return said.every((sum, i) => sum === right[i])
    ? ''
    : `given back, owed again, tip and due back are ${right.map(euros).join(', ')}, not ${said.map(euros).join(', ')}`;
}

export const reversals: Checker = {
  name: 'reversals',
  about:
    'A payment is reversed at most once, as its terminal did it, and all of it is owed again, a tip, or was due back; who asked is shown that.',
  start(header) {
    const found = findings('reversals', header);
    const fold = new Reversals(header, found);
    const { told } = fold;
    return {
      on: {
        stall: (event) => told.still.seen(event),
        dialled: ({ node }) => told.dialled(node),
        welcome: (event) => told.welcome(event),
        hello: (event) => told.hello(event),
        hold: (event, id) => told.opened(event, id),
        'hold-lost': (event) => told.lost(event),
        admitted: ({ node }) => told.connects(node),
        transition: ({ node }) => told.changed(node),
        sent: (event) => told.sent(event),
        reply: (event, id) => told.replied(event, id),
        heard: (event, id) => told.heard(event, id),
        screen: (event, id) => told.screen(event, id),
        money: (event, id) => fold.money(event, id),
        'reversal-shown': (event, id) => fold.show(event, id),
      },
      facts: {
        started: () => told.started(),
        'tab-locked': (fact) => told.locked(fact),
        'tab-released': (fact) => told.released(fact),
        'payment-begun': (fact) => fold.asked(fact),
        'payment-ended': (fact) => fold.paid(fact),
        'reversal-begun': (fact, event, id) => fold.begun(fact, event, id),
        'reversal-ended': (fact, event, id) => fold.ended(fact, event, id),
      },
      end(whole) {
        if (whole) fold.finish();
        return found.result(whole);
      },
    };
  },
};
