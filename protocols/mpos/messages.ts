/**
 * The device–server protocol, version 1: JSON objects, one per WebSocket text frame.
 *
 * A device numbers its requests (`req`) and its bookings (`seq`); both counters survive a reset of the app, so the
 * server can tell a repetition from something new: a repeated `req` gets the first answer again, a repeated
 * `{device, seq}` is never booked twice. Every write carries the fencing token of the lock under which it is made.
 * A device has at most one request out at a time; heartbeats are not requests, nor is what is said within a camera view.
 *
 * Money is in cents, times are in milliseconds. `clockMs` is the device's own wall clock: it is compared for the
 * skew warning and used for nothing else.
 */
import { z } from 'zod';
import { articleSchema, nameSchema as name } from '../names.ts';
import { cardResult, cardSchema } from './cards.ts';
import { rightSchema, tabChange, tabNumber } from './tab-changes.ts';
import { stationArticle } from '../smart-swap.ts';

/** Version of the protocol; a server answers any other one with the error `protocol-version`. */
export const PROTOCOL_VERSION = 1;

const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const cents = z.int().min(-100_000_00).max(100_000_00);
/** What is settled now of a tab: at most that much. */
const part = cents.min(1).optional();
/** What lines, or the digits of a terminal, add up to. */
const sumCents = z.int();

export const deviceFamily = z.enum(['handheld', 'tablet', 'till']);
export type DeviceFamily = z.infer<typeof deviceFamily>;

export const booking = z.strictObject({
  seq: count,
  article: articleSchema,
  quantity: z.int().min(1).max(999),
  cents,
  place: name,
});
/** One line put on a tab. `cents` is the price of the whole line, `place` the production place it is made at. */
export type Booking = z.infer<typeof booking>;

const tabLine = z.strictObject({ quantity: z.int().min(1).max(999), article: z.string(), cents: sumCents });
/** A line that stands on a tab, as a device is told of it when it opens that. */
export type TabLine = z.infer<typeof tabLine>;

/** So many lines of a tab are told to who opens it at most: the latest; of those before it is told the sum. */
export const MOST_TAB_LINES = 500;

/** So many bookings go along with one request at most. */
export const MOST_BOOKINGS = 500;

const request = { req: count };
const write = { ...request, tab: tabNumber, token: count, bookings: z.array(booking).max(MOST_BOOKINGS) };

export const clientMessage = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    v: z.int(),
    device: name,
    family: deviceFamily,
    clockMs: z.int(),
    /** The IIS it is set up to talk to, where there are several. */
    iis: name.optional(),
    holds: z.strictObject({ tab: tabNumber, token: count }).optional(),
  }),
  z.strictObject({ type: z.literal('heartbeat'), n: count, clockMs: z.int(), token: count }),
  z.strictObject({ ...request, type: z.literal('sign-on'), operator: name }),
  z.strictObject({ ...request, type: z.literal('sign-off') }),
  z.strictObject({ ...request, type: z.literal('open'), tab: tabNumber, quick: z.literal(true).optional() }),
  z.strictObject({ ...write, type: z.literal('book') }),
  z.strictObject({ ...write, type: z.literal('hand-over'), offline: z.boolean() }),
  z.strictObject({ ...write, type: z.literal('new-balance'), offline: z.boolean().optional() }),
  z.strictObject({ ...write, type: z.literal('bill'), confirmed: z.boolean().optional(), cents: part }),
  z.strictObject({ ...write, type: z.literal('pay'), terminal: name, confirmed: z.boolean().optional(), cents: part }),
  z.strictObject({ ...write, type: z.literal('change'), change: tabChange }),
  /** A card was read by the camera; what comes of it is told later (`card-told`). */
  z.strictObject({ ...write, type: z.literal('scan'), card: cardSchema }),
  /** One key: the defined table is opened, its article booked, and the bill made, or nothing of it. */
  z.strictObject({ ...request, type: z.literal('simple-order'), tab: tabNumber, bookings: z.array(booking).length(1) }),
  z.strictObject({ ...request, type: z.literal('reprint'), job: count }),
  z.strictObject({ ...request, type: z.literal('receipt-printed'), job: count }),
  z.strictObject({ ...request, type: z.literal('redirect-print'), job: count, mayBePrinted: z.boolean() }),
  z.strictObject({ ...request, type: z.literal('force-free'), tab: tabNumber }),
  z.strictObject({ ...request, type: z.literal('freestyle-code') }),
  z.strictObject({ ...request, type: z.literal('takings') }),
  /** The till tells whether a station of SmartSwap runs. */
  z.strictObject({ ...request, type: z.literal('station-state'), station: name, runs: z.boolean() }),
  z.strictObject({ ...request, type: z.literal('end-of-day'), terminal: name }),
  /** The last card payment of a terminal, one of that tab, is taken back: under its hold, or without one (0) if due back. */
  z.strictObject({ ...request, type: z.literal('reverse'), tab: tabNumber, token: count, terminal: name }),
  /** The view of a camera; its number is that of this request. */
  z.strictObject({ ...request, type: z.literal('camera'), camera: name }),
  /** That picture of the view is shown: the newest after it may come. Not answered. */
  z.strictObject({ type: z.literal('frame-seen'), view: count, frame: count }),
  /** The view was left. Not answered. */
  z.strictObject({ type: z.literal('leave-camera'), view: count }),
]);
/** Anything a device may say. */
export type ClientMessage = z.infer<typeof clientMessage>;
/** A message that is answered by a `reply` with the same `req`. */
export type ClientRequest = Exclude<ClientMessage, { type: 'hello' | 'heartbeat' | 'frame-seen' | 'leave-camera' }>;

/** A receipt the device prints itself, on its belt printer, or on that of the device that is named as `belt`. */
export const receipt = z.strictObject({
  job: count,
  lines: z.array(z.string()),
  copy: z.boolean(),
  belt: name.optional(),
});
export type Receipt = z.infer<typeof receipt>;

/**
 * What an operator has taken, by bills: with mPOS devices and at the till, which together are in cash and by card. Tips,
 * and what is due back, were paid by card beyond that.
 */
export const takings = z.strictObject({
  operator: name,
  mposCents: sumCents,
  posCents: sumCents,
  cashCents: sumCents,
  cardCents: sumCents,
  tipCents: sumCents,
  refundCents: sumCents,
});
export type Takings = z.infer<typeof takings>;

const replied = { type: z.literal('reply'), req: count };
const holdState = z.enum(['none', 'held', 'payment', 'ended']);

export const serverMessage = z.union([
  z.strictObject({
    type: z.literal('welcome'),
    v: z.int(),
    serverClockMs: z.int(),
    heartbeatMs: z.int(),
    toleranceMs: z.int(),
    /** Whether it may collect bookings without radio. */
    offlineBooking: z.boolean(),
    hold: holdState,
    skewWarning: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('alive'),
    n: count,
    ended: count.optional(),
    skewWarning: z.literal(true).optional(),
  }),
  z.strictObject({ ...replied, ok: z.literal(true), did: z.literal('done') }),
  z.strictObject({
    ...replied,
    ok: z.literal(true),
    did: z.literal('opened'),
    tab: tabNumber,
    token: count,
    balanceCents: sumCents,
    parked: z.boolean(),
    /** What stands on the tab, for a device that shows it; absent in Quick Mode, and for thin clients. */
    lines: z.array(tabLine).max(MOST_TAB_LINES).optional(),
    /** What the lines before those come to, where they are too many for one message. */
    earlierCents: sumCents.optional(),
    /** The station of SmartSwap that is in force under this hold; absent for the device's own settings. */
    station: z.strictObject({ name, articles: z.array(stationArticle), columns: z.int().optional() }).optional(),
    /** The station of this range of tabs, where it does not run. */
    notRunning: name.optional(),
  }),
  z.strictObject({
    ...replied,
    ok: z.literal(true),
    did: z.literal('handed-over'),
    seqs: z.array(count),
    closed: z.boolean(),
    /** What the tab owes now, where a thin client asked: its screens are the server's. */
    balanceCents: sumCents.optional(),
  }),
  z.strictObject({
    ...replied,
    ok: z.literal(true),
    did: z.literal('billed'),
    seqs: z.array(count),
    bill: count,
    cents: sumCents,
    receipt: receipt.optional(),
  }),
  z.strictObject({
    ...replied,
    ok: z.literal(true),
    did: z.literal('changed'),
    seqs: z.array(count),
    /** What was asked for and done. */
    change: tabChange,
    balanceCents: sumCents,
    /** Of a bill over a part: its number, over how much it is, and the receipt if the device is to print it. */
    bill: count.optional(),
    cents: sumCents.optional(),
    receipt: receipt.optional(),
  }),
  z.strictObject({
    ...replied,
    ok: z.literal(true),
    did: z.literal('scanned'),
    seqs: z.array(count),
    /** The number under which its service is asked about the card. */
    scan: count,
    card: cardSchema,
  }),
  z.strictObject({ ...replied, ok: z.literal(true), did: z.literal('code'), code: z.string() }),
  z.strictObject({ ...replied, ok: z.literal(true), did: z.literal('takings'), takings: z.array(takings) }),
  z.strictObject({ ...replied, ok: z.literal(true), did: z.literal('paying'), seqs: z.array(count), payment: count }),
  z.strictObject({ ...replied, ok: z.literal(true), did: z.literal('reversing'), terminal: name, payment: count }),
  z.strictObject({ ...replied, ok: z.literal(true), did: z.literal('viewing'), camera: name }),
  z.strictObject({
    ...replied,
    ok: z.literal(false),
    code: z.string(),
    text: z.string(),
    holder: name.optional(),
    sinceMs: z.int().optional(),
    freeInMs: z.int().optional(),
    /** The right that is missing. */
    right: rightSchema.optional(),
  }),
  z.strictObject({
    type: z.literal('payment-ended'),
    tab: tabNumber,
    token: count,
    payment: count,
    outcome: z.enum(['paid', 'declined', 'aborted', 'parked']),
    paidCents: sumCents,
    tipCents: sumCents,
    receipt: receipt.optional(),
  }),
  /**
   * What came of a reversal: the card got `paidCents` back, of which `cents` are owed on the tab again; that owes
   * `balanceCents` now.
   */
  z.strictObject({
    type: z.literal('reversal-ended'),
    tab: tabNumber,
    payment: count,
    outcome: z.enum(['reversed', 'not-reversed']),
    paidCents: sumCents,
    cents: sumCents,
    balanceCents: sumCents,
  }),
  /**
   * What came of a payment for which the tab was parked when it was opened under that token: it is parked no more. Of a
   * charge `cents` settled the tab, which owes `balanceCents` now.
   */
  z.strictObject({
    type: z.literal('late-outcome'),
    tab: tabNumber,
    token: count,
    payment: count,
    outcome: z.enum(['paid', 'not-paid']),
    cents: sumCents,
    balanceCents: sumCents,
  }),
  /** What came of a card: `cents` came off the tab, which owes `balanceCents` now; or who the customer is. */
  z.strictObject({
    type: z.literal('card-told'),
    tab: tabNumber,
    token: count,
    scan: count,
    result: cardResult,
    cents: sumCents.optional(),
    balanceCents: sumCents.optional(),
    customer: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('receipt'), receipt }),
  /** A picture of the camera of a view, in base64: the newest there is. The next one comes when this one was seen. */
  z.strictObject({ type: z.literal('frame'), view: count, frame: count, picture: z.base64().max(80_000) }),
  /** The server has ended the view, for a reason of the error table. */
  z.strictObject({ type: z.literal('view-ended'), view: count, code: z.string(), text: z.string() }),
  /** `iis`: the one the device belongs to. */
  z.strictObject({ type: z.literal('error'), code: z.string(), text: z.string(), iis: name.optional() }),
]);
/** Anything the server may say to a device. */
export type ServerMessage = z.infer<typeof serverMessage>;
export type Reply = Extract<ServerMessage, { type: 'reply' }>;
export type Refusal = Extract<Reply, { ok: false }>;
export type Welcome = Extract<ServerMessage, { type: 'welcome' }>;
export type CardTold = Extract<ServerMessage, { type: 'card-told' }>;
export type ReversalEnded = Extract<ServerMessage, { type: 'reversal-ended' }>;
export type LateOutcomeTold = Extract<ServerMessage, { type: 'late-outcome' }>;
export type PaymentEnded = Extract<ServerMessage, { type: 'payment-ended' }>;
