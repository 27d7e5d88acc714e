/**
 * What is printed: order tickets, POS-driven, one for each production place; bills and receipts, device-driven. Those
 * the device prints itself, or they are redirected statically to the one fallback printer, which has no alternatives.
 */
import { reachable, sometimes } from '#protocols/marks';
import type { Booking, Receipt } from '#protocols/mpos/messages';
import type { ServerConfig } from '../config.ts';
import type { JobSpec } from '../facts.ts';
import { placePrinter, timeOfDayAt } from './places.ts';
import { feedMonitors, isShownInstead } from './monitors.ts';
import { jobFailed, pump, queueTicket, type By } from './print-queue.ts';
import { stationOf } from '../clients/smart-swap.ts';
import { tabOf, type Job, type State } from '../state.ts';
import { answer, record, refuse, send, warn, type Turn } from '../turn.ts';

const severalPlaces = sometimes('several-places', 'one hand-over is for several production places');
const madeNowhere = sometimes('made-nowhere', 'a line is booked for which nothing is printed');
const unknownPlace = sometimes(
  'unknown-place-printed',
  'an order for an unknown place comes out of the fallback printer',
);
const billNowhere = reachable('bill-nowhere', 'a bill is made and there is no printer for it');
const reprintOfWaiting = sometimes('reprint-of-waiting', 'a ticket is printed once more while it still waits');
const reprintOfBelt = sometimes('reprint-of-belt', 'a receipt of a belt printer is printed once more by the POS');
const alternative = sometimes('alternative-belt', 'a receipt goes to the alternative Bluetooth printer of a station');
const receiptAgain = sometimes('receipt-again', 'a device that connects again gets a receipt it has not reported');
const lateReport = sometimes('late-report', 'a device reports a receipt as printed that is no longer waited for');

/** The place of what is made nowhere: it is booked, and nothing is printed for it. */
const NOWHERE = 'none';

/**
 * The printer for the orders of a place at a time of day, null for none. An order for a place nobody has configured comes out of the
 * fallback printer; without that it cannot be ordered, unless the floor prints nothing at all.
 */
function orderPrinter(config: ServerConfig, place: string, dayMs: number): string | null | undefined {
  const { fallbackPrinter, printers } = config;
  if (isShownInstead(config, place)) return null;
  const elsewhere = place === NOWHERE || printers.length === 0 ? null : fallbackPrinter;
  return placePrinter(config, place, dayMs) ?? elsewhere;
}

/** Whether somebody will hear of what is booked for this place; that is the same at all times of day. */
export function canBeOrdered(config: ServerConfig, place: string): boolean {
  return orderPrinter(config, place, 0) !== undefined;
}

/** Queues one order ticket per production place for the bookings of a hand-over. */
export function queueOrders(turn: Turn, by: By & AtStation, bookings: readonly Booking[]): void {
  queueForPlaces(turn, by, 'Order', bookings, []);
}

/** Queues a ticket for each place at which something was ordered that is cancelled now. */
export function queueCancellation(turn: Turn, by: By & AtStation, lines: readonly ForPlace[], reason: string): void {
  queueForPlaces(turn, by, 'Cancelled', lines, [`Reason: ${reason}`]);
}

/** The station of SmartSwap under whose hold it is done; its printers come first. */
type AtStation = { station?: string | null };
type ForPlace = Pick<Booking, 'article' | 'quantity' | 'place'>;

/** Queues one ticket per production place, and an item for each of its monitors, with a word for what it says of the lines, and what stands below them. */
function queueForPlaces(
  turn: Turn,
  by: By & AtStation,
  word: string,
  ordered: readonly ForPlace[],
  below: string[],
): void {
  const { config } = turn.state;
  const station = stationOf(turn.state, by.station);
  const places = new Map<string, string[]>();
  for (const line of ordered) {
    const lines = places.get(line.place);
    const text = `${line.quantity} x ${line.article}`;
    if (lines === undefined) places.set(line.place, [text]);
    else lines.push(text);
  }
  severalPlaces(places.size > 1);
  for (const [place, lines] of places) {
    feedMonitors(turn, by, place, [`${word} ${place}`, ...lines, ...below]);
    const usual = orderPrinter(config, place, timeOfDayAt(turn));
    // What is shown instead of printed is so at every station.
    const printer = usual === null ? null : (station?.printers[place] ?? usual);
    madeNowhere(printer === null);
    if (printer === null || printer === undefined) continue;
    unknownPlace(!Object.hasOwn(config.places, place));
    const warning = Object.hasOwn(config.places, place) ? [] : ['NOTICE', 'this place is not configured'];
    queueTicket(turn, 'order', 'pos', printer, by, [`${word} ${place}`, ...warning, ...lines, ...below]);
  }
  pump(turn);
}

/** Who prints the bills of a device: a belt printer, else statically the fallback printer; null without both. */
export function billPrinter(
  state: State,
  { device, tab }: Pick<By, 'device' | 'tab'>,
): { route: 'belt' | 'static'; queue: string; belt?: string } | null {
  const { live, config } = state;
  if (live.deviceConfig.get(device)?.beltPrinter === true)
    return { route: 'belt', queue: device, ...alternativeBelt(state, device, tab) };
  return config.fallbackPrinter === undefined ? null : { route: 'static', queue: config.fallbackPrinter };
}

/** The alternative Bluetooth printer of the station under whose hold the device has the tab, if it has one. */
function alternativeBelt(state: State, device: string, tab: number): { belt?: string } {
  const { lock } = tabOf(state, tab);
  const belt = lock?.device === device ? stationOf(state, lock.station)?.belt : undefined;
  if (belt === undefined || belt === ownBelt(state, device)) return {};
  alternative();
  return { belt };
}

/** Who wears the belt printer that a device prints on otherwise. */
function ownBelt({ live }: State, device: string): string {
  return live.deviceConfig.get(device)?.beltOf ?? device;
}

/** Queues the bill for whoever prints it; null if nobody can. `lines` is what it says below tab and operator. */
export function queueBill(turn: Turn, by: By, bill: number, lines: string[]): JobSpec | null {
  const printer = billPrinter(turn.state, by);
  if (printer === null) {
    billNowhere();
    warn(turn, 'bill-not-printed', { bill, tab: by.tab, device: by.device });
    return null;
  }
  const job = queueTicket(turn, 'bill', printer.route, printer.queue, withBelt(by, printer.belt), lines);
  pump(turn);
  return job;
}

function withBelt(by: By, belt: string | undefined): By & { belt?: string } {
  return belt === undefined ? by : { ...by, belt };
}

/** What a device is sent to print. */
export function receiptOf({ job, lines, copy, belt }: JobSpec): Receipt {
  return { job, lines, copy, ...(belt === undefined ? {} : { belt }) };
}

/** Prints a bill after its device was answered: a belt printer's device is sent it. */
export function printBillLate(turn: Turn, by: By, bill: number, lines: string[]): void {
  const job = queueBill(turn, by, bill, lines);
  const queued = job?.route === 'belt' ? turn.state.jobs.get(job.job) : undefined;
  if (queued !== undefined) sendReceipt(turn, queued);
}

/** `reprint`: the same ticket once more, marked as a copy, by the POS. */
export function reprint(turn: Turn, device: string, req: number, number: number): void {
  const { state } = turn;
  const job = state.printed.get(number) ?? state.jobs.get(number);
  if (job === undefined) {
    refuse(turn, device, req, 'unknown-job');
    return;
  }
  reprintOfWaiting(state.jobs.has(number));
  reprintOfBelt(job.route === 'belt');
  const again = state.lastJob + 1;
  const printer = job.route === 'belt' ? state.config.fallbackPrinter : job.queue;
  if (printer === undefined) {
    refuse(turn, device, req, 'no-fallback-printer');
    return;
  }
  const route = job.route === 'pos' ? 'pos' : 'static';
  record(turn, { kind: 'job-queued', ...plain(job), job: again, route, queue: printer, copy: true });
  answer(turn, device, { type: 'reply', req, ok: true, did: 'done' });
  pump(turn);
}

function plain(job: JobSpec): JobSpec {
  const { document, tab, route, queue: printer, device, ticket, copy, lines } = job;
  return { job: job.job, document, tab, route, queue: printer, device, ticket, copy, lines };
}

/** A returning device gets the receipts it has not yet reported as printed; it knows itself which ones it printed. */
export function pendingReceipts(turn: Turn, device: string): void {
  if (turn.state.live.deviceConfig.get(device)?.beltPrinter !== true) return;
  for (const job of turn.state.jobs.values()) {
    receiptAgain(job.route === 'belt' && job.device === device);
    if (job.route === 'belt' && job.device === device) sendReceipt(turn, job);
  }
}

function sendReceipt(turn: Turn, job: Job): void {
  const receipt = { ...receiptOf(job), copy: job.copy || job.mayBePrinted };
  send(turn, job.device, { type: 'receipt', receipt });
}

/** The belt printer a receipt is to come out of, as facts name it. */
function beltOf(state: State, { device, belt }: Job): string {
  return `${belt ?? ownBelt(state, device)}/belt`;
}

/** The belt printer has confirmed the job. */
export function receiptPrinted(turn: Turn, device: string, req: number, number: number): void {
  const job = turn.state.jobs.get(number);
  lateReport(job?.route !== 'belt');
  if (job !== undefined && job.route === 'belt' && job.device === device) {
    record(turn, { kind: 'job-printed', job: number, printer: beltOf(turn.state, job), evidence: 'confirmed' });
  }
  answer(turn, device, { type: 'reply', req, ok: true, did: 'done' });
}

/**
 * The belt printer has failed: the job goes statically to the one fallback printer. Where there is none, that is
 * refused, and the device gets the receipt to try again.
 */
export function redirectReceipt(turn: Turn, device: string, req: number, number: number, mayBePrinted: boolean): void {
  const { state } = turn;
  const job = state.jobs.get(number);
  const { fallbackPrinter } = state.config;
  if (job !== undefined && job.route === 'belt' && job.device === device) {
    if (fallbackPrinter !== undefined) {
      record(turn, { kind: 'job-redirected', job: number, printer: fallbackPrinter, mayBePrinted });
    } else if (!mayBePrinted || jobFailed(turn, job, beltOf(state, job), 'silent', true)) {
      refuse(turn, device, req, 'no-fallback-printer');
      sendReceipt(turn, job);
      return;
    }
  }
  answer(turn, device, { type: 'reply', req, ok: true, did: 'done' });
  pump(turn);
}
