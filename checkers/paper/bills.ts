/**
 * Bills. What is booked on a tab is on one bill: a bill in cash lists everything since the last one, a card payment
 * what was on the tab when it began, as the devices have it, and the sum of just that. A charge over less than was asked
 * for, and a part or a share of a tab that its operator wanted settled, is billed as part of the tab, and taken off the next
 * bill; a bill over some of the lines lists those. The ticket says number, table, operator and tender, and
 * is queued for the belt printer of the device or else for the one fallback printer. That it comes out as it was queued
 * is judged by `paper`.
 */
import type { Fact } from '#server/core/facts';
import type { HistoryHeader } from '#history/events';
import type { Checker } from '../checker.ts';
import { Asks, type Ask } from '../folds/asks.ts';
import { euros } from '../folds/euros.ts';
import { findings } from '../findings.ts';
import { OpenTabs } from '../folds/open-tabs.ts';
import { sameLines } from './paper-text.ts';

type Billed = Extract<Fact, { kind: 'billed' }>;
type Due = { billed: Billed; lines: string[]; id: number };

export const bills: Checker = {
  name: 'bills',
  about:
    'A bill lists what was booked on its tab since the last one, and the sum of just that; and every bill is printed.',
  start(header) {
    const found = findings('bills', header);
    const tabs = new OpenTabs();
    const { collected, operators } = tabs;
    const asks = new Asks();
    let due: Due | null = null;

    function forgotten(): void {
      if (due === null) return;
      const { billed, id } = due;
      due = null;
      if (placeOf(header, billed) === null) return;
      found.fail(
        [id],
        `let ${billed.device} settle tab ${billed.tab}; then bill ${billed.bill} was made; however nobody is to print it`,
      );
    }

    function billed(fact: Billed, id: number): void {
      forgotten();
      found.judge();
      const { tab, bill, cents } = fact;
      const { items, sum, wholeCents, lines } = tabs.settle(fact);
      due = { billed: fact, lines, id };
      const isPart = fact.payment === null && fact.part?.by !== 'lines' && cents < wholeCents;
      const wanted = isPart ? partOf(asks, fact, wholeCents, header) : sum;
      if (cents === wanted) return;
      found.fail(
        [id],
        `let the devices have put ${items.length} lines over ${euros(wanted)} on tab ${tab}; then bill ${bill} was made; however it is over ${euros(cents)}`,
      );
    }

    function queued({ route, queue, lines }: Extract<Fact, { kind: 'job-queued' }>, t: number, id: number): void {
      if (due === null) {
        found.fail(
          [id],
          `let no tab be settled; then a bill was to be printed at ${found.at(t)}; however it says "${lines.join(' / ')}"`,
        );
        return;
      }
      const { billed: fact, id: billedId } = due;
      const wanted = due.lines;
      due = null;
      const place = placeOf(header, fact);
      if (sameLines(lines, wanted) && place === `${route} ${queue}`) return;
      found.fail(
        [billedId, id],
        `let bill ${fact.bill} of tab ${fact.tab} be "${wanted.join(' / ')}" for ${place ?? 'nobody'}; then it was to be printed at ${found.at(t)}; however that was "${lines.join(' / ')}" for ${route} ${queue}`,
      );
    }

    return {
      on: { collected: (event) => collected.collected(event), sent: (event, id) => void asks.sent(event, id) },
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
        'job-queued'(job, { t }, id) {
          if (job.document === 'bill' && !job.copy) queued(job, t, id);
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
  const ask = asks.find(device, (one) => isBill(one) && one.cents === cents) ?? asks.find(device, isBill);
  // Measured with slack, a fact may be written down before the request that led to it.
  if (ask === undefined && limits.slackMs > 0) return cents;
  return Math.min(wholeCents, ask?.cents ?? wholeCents);
}

/** Who prints a bill: `belt H01`, or `static counter`; null if nobody can. */
function placeOf({ floor }: HistoryHeader, { device }: Billed): string | null {
  if (floor.devices.some((one) => one.name === device && one.beltPrinter)) return `belt ${device}`;
  return floor.fallbackPrinter === null ? null : `static ${floor.fallbackPrinter}`;
}
