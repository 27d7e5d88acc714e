/**
 * Bookings and bills. A booking is identified by `{device, seq}`: what is in the journal already is acknowledged again
 * and not booked again, whatever was lost on the way; another line under the same number is refused.
 */
import type { ErrorCode } from '#protocols/errors/errors';
import { always, sometimes } from '#protocols/marks';
import type { Booking, Receipt } from '#protocols/mpos/messages';
import { coveredBy, isCovered, isWhole, PART } from '../apply/apply-tabs.ts';
import type { BillPart, Source } from '../facts.ts';
import { release } from '../tabs/locks.ts';
import { canBeOrdered, queueBill, queueOrders, receiptOf } from '../paper/printing.ts';
import { dueReceipt, printsBills } from '../paper/receipts.ts';
import { euros } from './euros.ts';
import { dueSignature, signingNote } from './signatures.ts';
import { deviceOf, tabOf, type BookedLine, type Lock, type State } from '../state.ts';
import { answer, record, refuse, type Turn } from '../turn.ts';

const bookedBefore = sometimes('booked-before', 'lines that are in the journal come again in another request');
const manyLines = sometimes('many-lines', 'more than a hundred lines are handed over at once');
const cashOfParked = sometimes('cash-of-parked-tab', 'a parked tab is settled in cash, after the warning');
const billOverNothing = sometimes('bill-over-nothing', 'vouchers cover all of a tab, and its bill is over nothing');
const cashForPart = sometimes('cash-for-part', 'a part of a tab is settled in cash');
const notTooMuch = always('settled-at-most-balance', 'a bill is over no more than is open on its tab');
const inPart = sometimes(
  'settled-in-part',
  'a bill is over a part of its tab: of a charge that came before the rest, or as it was asked for',
);
const MANY = 100;

/** The source column of the journal export: bookings of the till are `Officer`, those of any mPOS device 40. */
export function sourceOf(state: State, device: string): Source {
  return state.live.deviceConfig.get(device)?.family === 'till' ? 'Officer' : '40';
}

/**
 * Why lines cannot be booked on the tab of this hold; null if they can. A request with such a line is refused whole,
 * before anything of it is booked: what is acknowledged is in the journal as the device said it, and ordered.
 */
export function whyNotBook(
  state: State,
  lock: Pick<Lock, 'tab' | 'device'>,
  bookings: readonly Booking[],
): ErrorCode | null {
  const { booked } = deviceOf(state, lock.device);
  const seen = new Set<number>();
  for (const line of bookings) {
    const known = booked.get(line.seq);
    if (seen.has(line.seq) || (known !== undefined && !isSame(known, lock.tab, line))) return 'contradicting-booking';
    if (known === undefined && !canBeOrdered(state.config, line.place)) return 'unknown-place';
    seen.add(line.seq);
  }
  return null;
}

/** Whether a line is the one that is booked under its number. */
export function isSame(known: BookedLine, tab: number, { article, quantity, cents, place }: Booking): boolean {
  return (
    known.tab === tab &&
    known.article === article &&
    known.quantity === quantity &&
    known.cents === cents &&
    known.place === place
  );
}

/** Those of the bookings that are not in the journal yet. */
export function freshOf(state: State, lock: Lock, bookings: Booking[]): Booking[] {
  const { booked } = deviceOf(state, lock.device);
  return bookings.filter(({ seq }) => !booked.has(seq));
}

/**
 * Puts the bookings that are not yet in the journal on the tab, as one hand-over with one time, which is to be signed, and
 * queues their order tickets. None of them contradicts another (`whyNotBook`).
 */
export function bookAll(turn: Turn, lock: Lock, bookings: Booking[], offline: boolean): void {
  const { state } = turn;
  const fresh = freshOf(state, lock, bookings);
  bookedBefore(fresh.length < bookings.length);
  manyLines(fresh.length > MANY);
  if (fresh.length === 0) return;
  record(turn, {
    kind: 'booked',
    tab: lock.tab,
    token: lock.token,
    device: lock.device,
    operator: lock.operator,
    source: sourceOf(state, lock.device),
    offline,
    bookings: fresh,
  });
  dueSignature(turn, lock, fresh);
  queueOrders(turn, lock, fresh);
}

/** Hand-over with the tab staying open, or as part of new balance with the hold ending. */
export function handOver(
  turn: Turn,
  lock: Lock,
  req: number,
  bookings: Booking[],
  options: { offline: boolean; close: boolean },
): void {
  bookAll(turn, lock, bookings, options.offline);
  if (options.close) release(turn, lock, 'new-balance');
  answer(turn, lock.device, {
    type: 'reply',
    req,
    ok: true,
    did: 'handed-over',
    seqs: bookings.map((line) => line.seq),
    closed: options.close,
    ...(turn.state.clients.has(lock.device) ? { balanceCents: tabOf(turn.state, lock.tab).balanceCents } : {}),
  });
}

/**
 * Closes a tab by a bill in cash, over everything or over `mostCents` of it; the rest stays on the tab. A parked tab needs a
 * confirmation, because the card may have been charged.
 */
export function billInCash(
  turn: Turn,
  lock: Lock,
  req: number,
  bookings: Booking[],
  { confirmed, mostCents }: { confirmed: boolean; mostCents: number | undefined },
): void {
  const tab = tabOf(turn.state, lock.tab);
  if (tab.parked !== null && !confirmed) {
    refuse(turn, lock.device, req, 'card-may-be-charged');
    return;
  }
  cashOfParked(tab.parked !== null);
  bookAll(turn, lock, bookings, false);
  billOverNothing(isCovered(tab));
  if (tab.balanceCents <= 0 && !isCovered(tab)) {
    refuse(turn, lock.device, req, 'nothing-to-pay');
    return;
  }
  const cents = Math.min(tab.balanceCents, mostCents ?? tab.balanceCents);
  cashForPart(cents < tab.balanceCents);
  const settled = settle(turn, lock, cents, null);
  release(turn, lock, 'bill');
  answer(turn, lock.device, {
    type: 'reply',
    req,
    ok: true,
    did: 'billed',
    seqs: bookings.map((line) => line.seq),
    bill: settled.bill,
    cents,
    receipt: settled.receipt,
  });
}

/**
 * Settles `cents` of a tab and queues the bill; the receipt comes back if the device is to print it itself. The bill lists
 * what it is for: everything, or what was on the tab when the card was asked for; lines that came later are on the next
 * one, unless nothing is owed for them. Less than that, charged or in cash, is a part of it, and comes off the next bill; a
 * bill over some lines lists those.
 */
export function settle(
  turn: Turn,
  by: { tab: number; device: string; operator: string },
  cents: number,
  payment: number | null,
  part?: BillPart,
): { bill: number; receipt: Receipt | undefined } {
  const tab = tabOf(turn.state, by.tab);
  const covered = coveredBy(tab, payment, cents);
  const items =
    part?.by === 'lines'
      ? part.lines
      : isWhole(tab, covered, cents)
        ? tab.lines.slice(0, covered)
        : [{ quantity: 1, article: PART, cents }];
  const lines = items.map((line) => `${line.quantity} x ${line.article}  ${euros(line.cents)}`);
  const bill = turn.state.lastBill + 1;
  const note = signingNote(turn.state, by.tab);
  notTooMuch(cents <= tab.balanceCents);
  inPart(cents < tab.balanceCents);
  record(turn, {
    kind: 'billed',
    bill,
    tab: by.tab,
    device: by.device,
    operator: by.operator,
    cents,
    tender: payment === null ? 'cash' : 'card',
    payment,
    source: sourceOf(turn.state, by.device),
    ...(part === undefined ? {} : { part }),
  });
  const text = [`Bill ${bill}`, ...lines, `Total ${euros(cents)} EUR`, payment === null ? 'Cash' : 'Card', ...note];
  dueReceipt(turn, by, bill, cents, text);
  const job = printsBills(turn.state) ? queueBill(turn, by, bill, text) : null;
  tab.busyJob = job?.job ?? null;
  tab.busyUntilMs = turn.now + turn.state.config.durations.busyMs;
  const receipt = job?.route === 'belt' ? receiptOf(job) : undefined;
  return { bill, receipt };
}
