/**
 * Simple Order: one key books an article to a defined table and cashes that out. It is one request and one decision, so
 * that it is done whole or not at all: the table is opened, the line booked and ordered, the bill made, and the table is
 * free again, in facts that stand in the journal together.
 */
import { sometimes } from '#protocols/marks';
import type { ErrorCode } from '#protocols/errors/errors';
import type { Booking } from '#protocols/mpos/messages';
import { billInCash, whyNotBook } from '../money/bookings.ts';
import { grant, refuseHeld } from './locks.ts';
import { tabOf, type State, type Tab } from '../state.ts';
import { refuse, type Turn } from '../turn.ts';

const cashesOutMore = sometimes('simple-order-of-more', 'a Simple Order cashes out what was on its table before, too');

/** Who presses the key. */
type By = { device: string; operator: string };

/** Books and cashes out, or refuses and does nothing; a table that is held or busy is refused as when it is opened. */
export function simpleOrder(turn: Turn, by: By, req: number, number: number, bookings: Booking[]): void {
  const { state } = turn;
  const { device, operator } = by;
  const tab = tabOf(state, number);
  if (!isDefined(state, number, bookings)) {
    refuse(turn, device, req, 'no-simple-order');
    return;
  }
  if (refuseHeld(turn, device, operator, req, tab)) return;
  const wrong = whyNot(state, tab, device, bookings);
  if (wrong !== null) {
    refuse(turn, device, req, wrong);
    return;
  }
  cashesOutMore(tab.lines.length > 0);
  billInCash(turn, grant(turn, tab, device, operator), req, bookings, { confirmed: false, mostCents: undefined });
}

/** Whether these are the table and the article that one key is for. */
function isDefined({ config }: State, tab: number, bookings: readonly Booking[]): boolean {
  const { simpleOrder: defined } = config;
  return defined?.tab === tab && bookings.every(({ article }) => article === defined.article);
}

/** Why it cannot be booked and cashed out, looked at before anything is done. */
function whyNot(state: State, tab: Tab, device: string, bookings: readonly Booking[]): ErrorCode | null {
  if (tab.parked !== null) return 'card-may-be-charged';
  const wrong = whyNotBook(state, { device, tab: tab.number }, bookings);
  if (wrong !== null) return wrong;
  const { booked } = state.devices.get(device) ?? {};
  const fresh = bookings.filter(({ seq }) => booked?.has(seq) !== true);
  return fresh.reduce((sum, { cents }) => sum + cents, tab.balanceCents) > 0 ? null : 'nothing-to-pay';
}
