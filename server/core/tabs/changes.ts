/**
 * Changes of an open tab besides bookings: split, move, merge, cancel, discount, and bills over a part. Each is one
 * decision and one fact, so that a server that dies in the middle has done all of it or nothing. The other tab of a split,
 * move or merge must be held by nobody at that moment; nothing waits for it, so nothing can deadlock
 * (docs/decisions/045).
 */
import { sometimes } from '#protocols/marks';
import type { ErrorCode } from '#protocols/errors/errors';
import type { Booking, Receipt } from '#protocols/mpos/messages';
import { otherTab, type TabChange, type Wanted } from '#protocols/mpos/tab-changes';
import { isArticle } from '../apply/apply-tabs.ts';
import { bookAll, freshOf, settle, sourceOf } from '../money/bookings.ts';
import type { BillPart, TakenLine } from '../facts.ts';
import { refuseHeld } from './locks.ts';
import { queueCancellation } from '../paper/printing.ts';
import { partsOf, percentCents, shareCents } from '../money/shares.ts';
import { tabOf, type BookedLine, type Lock } from '../state.ts';
import { answer, record, refuse, type Turn } from '../turn.ts';

const otherHeld = sometimes('other-tab-held', 'lines are to go to a tab, or come from one, that somebody else holds');
const someOfLine = sometimes('some-of-a-line', 'some of a line are taken, and the others stay');
const bookedAndChanged = sometimes('booked-and-changed', 'lines are booked and the tab is changed by one request');
const lastShare = sometimes('rest-by-part', 'a bill over a part settles all there is');

/** What is to be done to the tab as it will be when the lines of the request are booked, or why not. */
type Plan =
  { code: ErrorCode } | { code: null; lines: TakenLine[]; cents: number; part?: BillPart; balanceCents: number };

/** Changes the tab of this hold, or refuses to, before anything of the request is booked. */
export function changeTab(turn: Turn, lock: Lock, req: number, bookings: Booking[], change: TabChange): void {
  const { state } = turn;
  const { device, operator } = lock;
  const number = otherTab(change);
  if (number === lock.tab) {
    refuse(turn, device, req, 'same-tab');
    return;
  }
  const other = number === null ? undefined : state.tabs.get(number);
  otherHeld(other !== undefined && other.lock !== null);
  if (other !== undefined && refuseHeld(turn, device, operator, req, other)) return;
  const fresh = freshOf(state, lock, bookings);
  const tab = tabOf(state, lock.tab);
  const lines = [...tab.lines, ...fresh.map((line) => ({ ...line, tab: lock.tab }))];
  const isParked = tab.parked !== null || (other?.parked ?? null) !== null;
  const plan: Plan = isParked ? { code: 'parked-tab' } : planOf(change, lines, other?.lines ?? []);
  if (plan.code !== null) {
    refuse(turn, device, req, plan.code);
    return;
  }
  bookedAndChanged(fresh.length > 0);
  bookAll(turn, lock, bookings, false);
  const billed = carryOut(turn, lock, change, plan);
  answer(turn, device, {
    type: 'reply',
    req,
    ok: true,
    did: 'changed',
    seqs: bookings.map((line) => line.seq),
    change,
    balanceCents: tab.balanceCents,
    ...billed,
  });
}

/** Which lines over how much a change is about, of those of the tab and those of the other one. */
function planOf(change: TabChange, lines: readonly BookedLine[], others: readonly BookedLine[]): Plan {
  const balanceCents = sumOf(lines);
  switch (change.kind) {
    case 'move':
      return others.length > 0 ? { code: 'tab-not-empty' } : whole(lines);
    case 'merge':
      return whole(others);
    case 'split':
    case 'cancel':
      return taking(lines, change.lines);
    case 'discount':
      if (balanceCents <= 0) return { code: 'nothing-to-pay' };
      return { code: null, lines: [], cents: percentCents(balanceCents, change.percent), balanceCents };
    case 'bill-lines': {
      const plan = taking(lines, change.lines);
      if (plan.code !== null) return plan;
      return plan.cents <= 0 ? { code: 'nothing-to-pay' } : { ...plan, part: { by: 'lines', lines: plan.lines } };
    }
    case 'bill-share': {
      if (balanceCents <= 0) return { code: 'nothing-to-pay' };
      const { of } = change;
      return { code: null, lines: [], cents: shareCents(balanceCents, of), part: { by: 'share', of }, balanceCents };
    }
  }
}

/** All lines of a tab, with what the server itself has put there. */
function whole(lines: readonly BookedLine[]): Plan {
  if (lines.length === 0) return { code: 'not-on-tab' };
  const cents = sumOf(lines);
  return { code: null, lines: lines.map(takenLine), cents, balanceCents: cents };
}

/** Some of the lines; what was paid or taken off already must not make less than nothing of the rest. */
function taking(lines: readonly BookedLine[], wanted: readonly Wanted[]): Plan {
  const parts = partsOf(lines, wanted, isArticle);
  if (parts === null) return { code: 'not-on-tab' };
  const taken = parts.map(({ at, quantity, cents }) => {
    const line = lines[at] as BookedLine;
    someOfLine(quantity < line.quantity);
    return { ...takenLine(line, at), quantity, cents };
  });
  const cents = sumOf(taken);
  const balanceCents = sumOf(lines);
  if (cents > 0 && cents > balanceCents) return { code: 'more-than-owed' };
  return { code: null, lines: taken, cents, balanceCents };
}

function takenLine({ article, quantity, cents, place }: BookedLine, at: number): TakenLine {
  return { at, article, quantity, cents, place };
}

function sumOf(lines: readonly { cents: number }[]): number {
  return lines.reduce((sum, line) => sum + line.cents, 0);
}

/** Records the one fact of a change, and prints what it calls for. Answers the bill, if it is one. */
function carryOut(
  turn: Turn,
  lock: Lock,
  change: TabChange,
  { lines, cents, part, balanceCents }: Extract<Plan, { code: null }>,
): { bill?: number; cents?: number; receipt?: Receipt | undefined } {
  const { tab, token, device, operator } = lock;
  const by = { tab, token, device, operator };
  switch (change.kind) {
    case 'split':
    case 'move':
      record(turn, { kind: 'lines-moved', why: change.kind, ...by, from: tab, to: change.to, lines, cents });
      return {};
    case 'merge':
      record(turn, { kind: 'lines-moved', why: 'merge', ...by, from: change.from, to: tab, lines, cents });
      return {};
    case 'cancel': {
      const { reason } = change;
      record(turn, {
        kind: 'lines-cancelled',
        ...by,
        source: sourceOf(turn.state, device),
        reason,
        lines,
        cents,
      });
      queueCancellation(turn, lock, lines, reason);
      return {};
    }
    case 'discount': {
      const { percent } = change;
      record(turn, { kind: 'discounted', ...by, source: sourceOf(turn.state, device), percent, cents });
      return {};
    }
    default: {
      lastShare(cents === balanceCents);
      const { bill, receipt } = settle(turn, lock, cents, null, part);
      return { bill, cents, ...(receipt === undefined ? {} : { receipt }) };
    }
  }
}
