/**
 * Cards of guests: a device reads a code, and the service of vouchers and customers is asked about it. The answer is
 * awaited by nobody: the tab stays open, and is worked on. A card belongs to the hold under which it was read. When that
 * ends, a payment begins, nothing is owed any more, or the service takes too long, the tab will have nothing of it; then a
 * voucher is given back at the service, which may have redeemed it although its answer was lost. So it is redeemed once,
 * and comes off one tab, or off none and is good again.
 *
 * What was redeemed comes off the tab as a line, like a discount: at most as much as is owed, as no change is given.
 */
import { always, sometimes } from '#protocols/marks';
import type { CloudAnswer, CloudRequest } from '#protocols/cloud/exchange';
import {
  customer,
  CUSTOMER_PATH,
  GIVE_BACK_PATH,
  givenBack,
  REDEEM_PATH,
  redeemed,
  refused,
  scanKey,
} from '#protocols/cloud/vouchers';
import type { ErrorCode } from '#protocols/errors/errors';
import { readsCards, type Card } from '#protocols/mpos/cards';
import type { Booking } from '#protocols/mpos/messages';
import type { DropCause } from '../facts.ts';
import type { EndedCard } from '../ended.ts';
import { tabOf, type Lock, type ScannedCard, type State } from '../state.ts';
import { answer, record, refuse, send, type Turn } from '../turn.ts';
import { bookAll, freshOf, sourceOf } from './bookings.ts';

const answeredTooLate = sometimes('voucher-redeemed-too-late', 'a voucher is redeemed when its tab has no use for it');
const worthMore = sometimes('voucher-worth-more', 'a voucher is worth more than its tab owes');
const redeemedBefore = sometimes(
  'voucher-redeemed-before',
  'a voucher was redeemed before the answer that says so came',
);
const toldAgain = sometimes('card-told-again', 'a device that connects again is told what came of its card');
const notBelowZero = always('voucher-at-most-owed', 'no more of a voucher comes off a tab than is owed');

/** Reads a card: its service will be asked about it. */
export function scanCard(turn: Turn, lock: Lock, req: number, bookings: Booking[], card: Card): void {
  const { device, operator, tab, token } = lock;
  const refusal = whyNotScan(turn.state, lock, bookings, card);
  if (refusal !== null) {
    refuse(turn, device, req, refusal);
    return;
  }
  bookAll(turn, lock, bookings, false);
  const scan = turn.state.lastScan + 1;
  record(turn, { kind: 'card-scanned', scan, tab, token, device, operator, card });
  const seqs = bookings.map(({ seq }) => seq);
  answer(turn, device, { type: 'reply', req, ok: true, did: 'scanned', seqs, scan, card });
  awaitCard(turn, scan);
}

/** Why a card cannot be read here and now, looked at before anything is booked. */
function whyNotScan(state: State, lock: Lock, bookings: Booking[], { kind }: Card): ErrorCode | null {
  if (!readsCards(state.live.deviceConfig.get(lock.device)?.model)) return 'scan-not-supported';
  if (state.config.services.vouchers === undefined) return 'no-card-service';
  if (kind === 'customer') return null;
  const tab = tabOf(state, lock.tab);
  if (tab.parked !== null) return 'parked-tab';
  const owedCents = freshOf(state, lock, bookings).reduce((sum, { cents }) => sum + cents, tab.balanceCents);
  return owedCents <= 0 ? 'nothing-to-pay' : null;
}

function awaitCard(turn: Turn, scan: number): void {
  turn.outputs.push({
    kind: 'timer',
    inMs: turn.state.config.durations.cardWaitMs,
    timer: { kind: 'card-wait', scan },
  });
}

/** After a start: what still waits for the service waits anew. */
export function cardsAfterStart(turn: Turn): void {
  for (const { scan, dropped } of turn.state.cards.values()) if (!dropped) awaitCard(turn, scan);
}

/** The service had its time. */
export function cardWaitDue(turn: Turn, scan: number): void {
  const known = turn.state.cards.get(scan);
  if (known !== undefined && !known.dropped) drop(turn, known, 'waited');
}

/** Gives up cards of which their tabs have no use any more; looked at after each decision. */
export function dropCards(turn: Turn): void {
  for (const known of turn.state.cards.values()) {
    const cause = known.dropped ? null : whyDropped(turn.state, known);
    if (cause !== null) drop(turn, known, cause);
  }
}

/** Why a tab has no use for a card; null if it has. */
function whyDropped({ locks, tabs }: State, { tab, token, card }: ScannedCard): DropCause | null {
  const lock = locks.get(token);
  if (lock === undefined) return 'hold-ended';
  if (card.kind === 'customer') return null;
  if (lock.reason === 'payment') return 'payment';
  return (tabs.get(tab)?.balanceCents ?? 0) <= 0 ? 'nothing-owed' : null;
}

function drop(turn: Turn, known: ScannedCard, cause: DropCause): void {
  const { scan, tab, token, device } = known;
  record(turn, { kind: 'card-dropped', scan, tab, cause });
  send(turn, device, { type: 'card-told', tab, token, scan, result: 'dropped' });
}

/** What is to be asked of the service next: about the oldest card first, and whatever was dropped is given back. */
export function nextOfVouchers({ cards }: State): CloudRequest | null {
  const next = cards.values().next();
  if (next.done === true) return null;
  const { scan, card, dropped } = next.value;
  const key = scanKey(scan);
  if (dropped) return { path: GIVE_BACK_PATH, key, body: {} };
  return { path: card.kind === 'voucher' ? REDEEM_PATH : CUSTOMER_PATH, key, body: { code: card.code } };
}

/** What the service has answered; false if that is no answer to what it was asked. */
export function vouchersAnswered(turn: Turn, { path, key }: CloudRequest, { status, body }: CloudAnswer): boolean {
  const known = [...turn.state.cards.values()].find(({ scan }) => scanKey(scan) === key);
  // Of a customer nothing is given back: when the answer comes, there may be nobody who wants to know.
  if (known === undefined) return path === CUSTOMER_PATH;
  if (path === GIVE_BACK_PATH) {
    if (givenBack.safeParse(body).data?.key !== key) return false;
    record(turn, { kind: 'redeem-given-back', scan: known.scan, tab: known.tab });
    return true;
  }
  const no = refused.safeParse(body);
  if (no.data?.key === key) {
    if (!known.dropped) refusedBy(turn, known, no.data.refused);
    return true;
  }
  if (status !== 200 && status !== 201) return false;
  if (path === CUSTOMER_PATH) {
    const yes = customer.safeParse(body);
    if (yes.data?.key !== key) return false;
    knownBy(turn, known, yes.data.name);
    return true;
  }
  const yes = redeemed.safeParse(body);
  if (yes.data?.key !== key) return false;
  redeemedBefore(status === 200);
  answeredTooLate(known.dropped);
  if (!known.dropped) redeem(turn, known, yes.data.cents);
  return true;
}

/** So much less is owed: what the voucher is worth, as far as the tab owes it. */
function redeem(turn: Turn, known: ScannedCard, worthCents: number): void {
  const { scan, tab, token, device, operator, card } = known;
  const cents = Math.min(worthCents, tabOf(turn.state, tab).balanceCents);
  worthMore(cents < worthCents);
  const by = { tab, token, device, operator, source: sourceOf(turn.state, device) };
  record(turn, { kind: 'redeemed', scan, ...by, code: card.code, worthCents, cents });
  const { balanceCents } = tabOf(turn.state, tab);
  notBelowZero(balanceCents >= 0);
  send(turn, device, { type: 'card-told', tab, token, scan, result: 'redeemed', cents, balanceCents });
}

function knownBy(turn: Turn, { scan, tab, token, device }: ScannedCard, name: string): void {
  record(turn, { kind: 'customer-known', scan, tab, name });
  send(turn, device, { type: 'card-told', tab, token, scan, result: 'known', customer: name });
}

function refusedBy(turn: Turn, { scan, tab, token, device }: ScannedCard, why: 'used' | 'expired' | 'unknown'): void {
  record(turn, { kind: 'card-refused', scan, tab, why });
  send(turn, device, { type: 'card-told', tab, token, scan, result: why });
}

/** A device comes back with its hold: it is told again what came of its last card, and what the tab owes. */
export function lastCardTold(turn: Turn, device: string, { scan, tab, token, ...rest }: EndedCard): void {
  toldAgain();
  const { balanceCents } = tabOf(turn.state, tab);
  const owed = rest.result === 'redeemed' ? { balanceCents } : {};
  send(turn, device, { type: 'card-told', tab, token, scan, ...rest, ...owed });
}
