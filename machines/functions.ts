/**
 * What operators can do where: every function of the product, and the families of device that have it, or why one has it
 * not. docs/functions.md is made of this; tests/docs/functions.test.ts holds it against charts, screens and server.
 */
import type { ClientRequest } from '#protocols/mpos/messages';
import type { ViewEvent } from './camera-view.ts';
import type { DeviceEvent } from './holder.ts';
import type { StationTap } from './station/station-events.ts';

/** Columns of the table; thin clients are mPOS Client, Freestyle and PayPOS. */
export const FAMILIES = ['handheld', 'tablet', 'thin client', 'till'] as const;
export type Family = (typeof FAMILIES)[number];

export type DeviceFunction = {
  what: string;
  /** How it is begun: in the app of a device (`quick`: by a long press on CAM), in the CAM view beside it, or asked of the server. */
  by: { event: DeviceEvent['type']; quick?: true } | { view: ViewEvent['type'] } | { asks: ClientRequest['type'] };
  /** The tap by which a thin client does it. */
  tap?: StationTap['type'];
  /** Families that have it not, and why. */
  not: { readonly [F in Family]?: string };
};

const TILL_ONLY = 'only the till does';

export const FUNCTIONS: readonly DeviceFunction[] = [
  { what: 'Sign on', by: { event: 'SIGN_ON' }, tap: 'CHOOSE_OPERATOR', not: {} },
  { what: 'Sign off', by: { event: 'SIGN_OFF' }, tap: 'SIGN_OFF', not: {} },
  { what: 'Open a tab', by: { event: 'OPEN' }, tap: 'OPEN_TAB', not: {} },
  {
    what: 'Open a tab in Quick Mode',
    by: { event: 'OPEN', quick: true },
    not: {
      'thin client': 'it stores nothing: no bookings are transferred to it, whatever it opens',
      till: 'it stores what it books with the server, and has no CAM key',
    },
  },
  { what: 'Book', by: { event: 'BOOK' }, tap: 'ARTICLE', not: {} },
  {
    what: 'Hand over, and keep the tab open',
    by: { event: 'HAND_OVER' },
    not: { 'thin client': 'every article is in the journal as soon as it is tapped' },
  },
  {
    what: 'Collect bookings without radio',
    by: { event: 'COLLECT' },
    not: { 'thin client': 'it stores nothing: without radio no input is possible', till: 'it has no radio' },
  },
  { what: 'New balance', by: { event: 'NEW_BALANCE' }, tap: 'NEW_BALANCE', not: {} },
  { what: 'Bill in cash', by: { event: 'BILL' }, tap: 'BILL', not: {} },
  { what: 'Payment by card', by: { event: 'PAY' }, tap: 'CARD', not: {} },
  {
    what: 'Split, move, merge, cancel, discount, bill over a part',
    by: { event: 'CHANGE' },
    tap: 'CHOOSE_WORK',
    not: {},
  },
  { what: 'Scan a card of a guest', by: { event: 'SCAN' }, tap: 'SCAN', not: {} },
  { what: 'Simple Order', by: { event: 'SIMPLE_ORDER' }, tap: 'SIMPLE_ORDER', not: {} },
  {
    what: 'Look through a camera of the till',
    by: { view: 'LOOK' },
    tap: 'LOOK',
    not: { till: 'the cameras are its own' },
  },
  { what: 'See takings', by: { asks: 'takings' }, tap: 'TAKINGS', not: {} },
  { what: 'Print a ticket once more', by: { asks: 'reprint' }, tap: 'REPRINT', not: {} },
  { what: 'Reverse a card payment', by: { asks: 'reverse' }, tap: 'REVERSE', not: {} },
  {
    what: 'Free a tab by force',
    by: { asks: 'force-free' },
    not: { handheld: TILL_ONLY, tablet: TILL_ONLY, 'thin client': TILL_ONLY },
  },
  {
    what: 'End the day of a terminal',
    by: { asks: 'end-of-day' },
    not: { handheld: TILL_ONLY, tablet: TILL_ONLY, 'thin client': TILL_ONLY },
  },
  {
    what: 'Tell whether a station of SmartSwap runs',
    by: { asks: 'station-state' },
    not: { handheld: TILL_ONLY, tablet: TILL_ONLY, 'thin client': TILL_ONLY },
  },
];
