/**
 * End of day: the total that a terminal tells is what it has taken since it told one last, and what the journal says is
 * what payments there were paid by since then; and whether both agree is said truly. Where a terminal has told nothing for
 * certain, its next total may begin there as well. Whoever asks for an end of day gets one.
 */
import type { EventOf } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { euros } from '../folds/euros.ts';
import { findings, type Findings } from '../findings.ts';

type Closed = Extract<Fact, { kind: 'day-closed' }>;
/** Sums since the last total, and since each end of day after it that told none. */
type Day = { takenCents: number[]; paidCents: number[]; closing: number | null };

class Days {
  private readonly found: Findings;
  private readonly days = new Map<string, Day>();
  private readonly terminals = new Map<number, string>();

  constructor(found: Findings) {
    this.found = found;
  }

  private of(terminal: string): Day {
    let day = this.days.get(terminal);
    if (day === undefined) this.days.set(terminal, (day = { takenCents: [0], paidCents: [0], closing: null }));
    return day;
  }

  money({ node, phase, cents }: EventOf<'money'>): void {
    const day = this.of(node);
    day.takenCents = day.takenCents.map((sum) => sum + (phase === 'taken' ? cents : -cents));
  }

  begun({ payment, terminal }: Extract<Fact, { kind: 'payment-begun' }>): void {
    this.terminals.set(payment, terminal);
  }

  ended({ payment, paidCents }: Extract<Fact, { kind: 'payment-ended' }>): void {
    const terminal = this.terminals.get(payment);
    this.terminals.delete(payment);
    if (terminal === undefined) return;
    const day = this.of(terminal);
    day.paidCents = day.paidCents.map((sum) => sum + paidCents);
  }

  reversed({ terminal }: Extract<Fact, { kind: 'reversal-begun' }>, paidCents: number): void {
    const day = this.of(terminal);
    day.paidCents = day.paidCents.map((sum) => sum - paidCents);
  }

  closing(terminal: string, id: number): void {
    this.found.judge();
    this.of(terminal).closing = id;
  }

  closed({ terminal, cents, journalCents, agrees }: Closed, t: number, id: number): void {
    const day = this.of(terminal);
    const { closing, takenCents, paidCents } = day;
    const [paid = 0] = paidCents;
    const wrong =
      closing === null
        ? 'nobody had asked for it'
        : cents !== null && !takenCents.includes(cents)
          ? `the terminal had taken ${takenCents.map(euros).join(' or ')}, not ${euros(cents)}`
          : journalCents !== paid
            ? `payments were paid by ${euros(paid)}, not ${euros(journalCents)}`
            : agrees !== (cents !== null && paidCents.includes(cents))
              ? `it was said that the totals ${agrees ? 'agree' : 'disagree'}`
              : '';
    if (wrong !== '')
      this.found.fail(
        closing === null ? [id] : [closing, id],
        `let cards be paid at ${terminal}; then its day was ended at ${this.found.at(t)}; however ${wrong}`,
      );
    day.closing = null;
    day.takenCents = cents === null ? [...takenCents, 0] : [0];
    day.paidCents = cents === null ? [...paidCents, 0] : [0];
  }

  /** No end of day is left open. */
  finish(): void {
    for (const [terminal, { closing }] of this.days)
      if (closing !== null)
        this.found.fail(
          [closing],
          `let the day of ${terminal} be ended; then the run ended; however nothing was said of its total`,
        );
  }
}

export const endOfDay: Checker = {
  name: 'end-of-day',
  about: 'The total of a terminal at the end of its day is what it has taken, and is compared truly with the journal.',
  start(header) {
    const found = findings('end-of-day', header);
    const days = new Days(found);
    const reversals = new Map<number, Extract<Fact, { kind: 'reversal-begun' }>>();
    return {
      on: { money: (event) => days.money(event) },
      facts: {
        'payment-begun': (fact) => days.begun(fact),
        'payment-ended': (fact) => days.ended(fact),
        'reversal-begun': (fact) => void reversals.set(fact.payment, fact),
        'reversal-ended'({ payment, paidCents }) {
          const begun = reversals.get(payment);
          if (begun !== undefined) days.reversed(begun, paidCents);
        },
        'day-closing': ({ terminal }, _event, id) => days.closing(terminal, id),
        'day-closed': (fact, { t }, id) => days.closed(fact, t, id),
      },
      end(whole) {
        if (whole) days.finish();
        return found.result(whole);
      },
    };
  },
};
