/**
 * Bills. What is booked on a tab is on one bill: a bill in cash lists everything since the last one, a card payment
 * what was on the tab when it began, as the devices have it, and the sum of just that. A charge over less than was asked
 * for, and a part or a share of a tab that its operator wanted settled, is billed as part of the tab, and taken off the next
 * bill; a bill over some of the lines lists those. The ticket says number, table, operator and tender, and
 * is queued for the belt printer of the device or else for the one fallback printer; where receipts are digital instead,
 * once paper stands in. That it comes out as it was queued is judged by `paper`, who gets what by `receipts-once`, and
 * what it says of the signing unit by `signatures`.
 */
import type { Fact } from '#server/core/facts';
import type { HistoryHeader } from '#history/events';
import type { FloorSummary } from '#history/floor-summary';
import type { Checker } from '../../checker.ts';
import { Asks, type Ask } from '../../folds/asks.ts';
import { euros } from '../../folds/euros.ts';
import { findings, type Findings } from '../../findings.ts';
import { OpenTabs } from '../../folds/open-tabs.ts';
import { sameLines } from './paper-text.ts';
import { withoutNote } from './signing-note.ts';

type Billed = Extract<Fact, { kind: 'billed' }>;
type Nocoo = NonNullable<FloorSummary['services']>['nocoo'];
/** `digital` when nothing is missing at the service of digital receipts, as far as there is one. */
type Due = { billed: Billed; lines: string[]; id: number; digital: boolean };

/** Bills that are to be printed, or to be issued as digital receipts, by the very decision they are made in. */
class DueBills {
  private readonly found: Findings;
  private readonly header: HistoryHeader;
  /** Bills of which the guest may still get paper, by number. */
  private readonly later = new Map<number, Due>();
  private due: Due | null = null;

  constructor(header: HistoryHeader, found: Findings) {
    this.header = header;
    this.found = found;
  }

  private get nocoo(): Nocoo | undefined {
    return this.header.floor.services?.nocoo;
  }

  expect(billed: Billed, lines: string[], id: number): void {
    this.due = { billed, lines, id, digital: this.nocoo === undefined };
  }

  forgotten(): void {
    if (this.due === null) return;
    const { billed, id, digital } = this.due;
    this.due = null;
    const missing = digital
      ? placeOf(this.header, billed) === null
        ? null
        : 'nobody is to print it'
      : 'no digital receipt is due';
    if (missing === null) return;
    this.found.fail(
      [id],
      `let ${billed.device} settle tab ${billed.tab}; then bill ${billed.bill} was made; however ${missing}`,
    );
  }

  receipt({ bill, cents, lines }: Extract<Fact, { kind: 'receipt-due' }>, t: number, id: number): void {
    const { due } = this;
    const wanted = due?.lines.slice(1) ?? [];
    if (due?.billed.bill !== bill || due.billed.cents !== cents || !sameLines(withoutNote(lines), wanted))
      this.found.fail(
        [due?.id ?? id, id],
        `let a bill say "${wanted.join(' / ')}"; then its digital receipt was due at ${this.found.at(t)}; however that says "${lines.join(' / ')}"`,
      );
    if (due === null) return;
    this.later.set(bill, { ...due, digital: true });
    this.due = this.nocoo?.receipts === 'instead' ? null : { ...due, digital: true };
  }

  onPaper(bill: number): void {
    this.forgotten();
    this.due = this.later.get(bill) ?? null;
  }

  queued({ route, queue, lines }: Extract<Fact, { kind: 'job-queued' }>, t: number, id: number): void {
    const { found, due } = this;
    this.due = null;
    if (due === null) {
      found.fail(
        [id],
        `let no tab be settled; then a bill was to be printed at ${found.at(t)}; however it says "${lines.join(' / ')}"`,
      );
      return;
    }
    const { billed, lines: wanted, id: billedId } = due;
    const place = placeOf(this.header, billed);
    if (sameLines(withoutNote(lines), wanted) && place === `${route} ${queue}`) return;
    found.fail(
      [billedId, id],
      `let bill ${billed.bill} of tab ${billed.tab} be "${wanted.join(' / ')}" for ${place ?? 'nobody'}; then it was to be printed at ${found.at(t)}; however that was "${lines.join(' / ')}" for ${route} ${queue}`,
    );
  }
}

export const bills: Checker = {
  name: 'bills',
  about:
    'A bill lists what was booked on its tab since the last one, and the sum of just that; and every bill is printed.',
  start(header) {
    const found = findings('bills', header);
    const tabs = new OpenTabs();
    const { collected, operators } = tabs;
    const asks = new Asks();
    const due = new DueBills(header, found);
    const forgotten = (): void => due.forgotten();

    function billed(fact: Billed, id: number): void {
      forgotten();
      found.judge();
      const { tab, bill, cents } = fact;
      const { items, sum, wholeCents, lines } = tabs.settle(fact);
      due.expect(fact, lines, id);
      const isPart = fact.payment === null && fact.part?.by !== 'lines' && cents < wholeCents;
      const wanted = isPart ? partOf(asks, fact, wholeCents, header) : sum;
      if (cents === wanted) return;
      found.fail(
        [id],
        `let the devices have put ${items.length} lines over ${euros(wanted)} on tab ${tab}; then bill ${bill} was made; however it is over ${euros(cents)}`,
      );
    }

    return {
      on: {
        collected: (event) => collected.collected(event),
        sent: (event, id) => void asks.sent(event, id),
        tap: (event, id) => void asks.tapped(event, id),
      },
      facts: {
        ...operators.facts,
        'tab-locked'(fact, event, id) {
          operators.facts['tab-locked'](fact, event, id);
          tabs.opened(fact);
        },
        started: forgotten,
        booked: (fact) => tabs.booked(fact),
        ...tabs.changes,
        'payment-begun': (fact) => tabs.charge(fact),
        'payment-ended'({ payment, outcome, paidCents, refundCents }) {
          if (outcome !== 'paid' || paidCents === refundCents) tabs.uncharge(payment);
        },
        billed: (fact, _event, id) => billed(fact, id),
        'receipt-due': (fact, { t }, id) => due.receipt(fact, t, id),
        'receipt-on-paper': ({ bill }) => due.onPaper(bill),
        'job-queued'(job, { t }, id) {
          if (job.document === 'bill' && !job.copy) due.queued(job, t, id);
        },
        answered: forgotten,
      },
      end(whole) {
        if (whole) forgotten();
        return found.result(whole);
      },
    };
  },
};

/** What is to be settled in cash of so much: all of it, unless the operator has asked for less, or for a share. */
function partOf(asks: Asks, billed: Billed, wholeCents: number, { limits }: HistoryHeader): number {
  const { device, tab, cents, part } = billed;
  if (part?.by === 'share') return Math.ceil(wholeCents / part.of);
  const isBill = (ask: Ask): boolean => ask.type === 'bill' && ask.tab === tab;
  const isIt = (one: Ask): boolean => isBill(one) && one.cents === cents;
  const ask = asks.tap(device, isIt) ?? asks.find(device, isIt) ?? asks.find(device, isBill);
  // Measured with slack, a fact may be written down before the request that led to it.
  if (ask === undefined && limits.slackMs > 0) return cents;
  return Math.min(wholeCents, ask?.cents ?? wholeCents);
}

/** Who prints a bill: `belt H01`, or `static counter`; null if nobody can. */
function placeOf({ floor }: HistoryHeader, { device }: Billed): string | null {
  if (floor.devices.some((one) => one.name === device && one.beltPrinter)) return `belt ${device}`;
  return floor.fallbackPrinter === null ? null : `static ${floor.fallbackPrinter}`;
}
