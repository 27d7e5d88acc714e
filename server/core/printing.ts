/**
 * Printing. POS-driven jobs wait in one queue per printer, in order of entry; the head goes to the first printer of
 * its chain that does not count as failing (failing = in trouble for longer than the hold-off). A job is done when the
 * printer has confirmed it; if a link or printer died in between, it is printed again, marked as a copy. Device-driven
 * jobs are printed by the device, or redirected statically to the one fallback printer, which has no alternatives.
 */
import type { Booking } from '#protocols/mpos/messages';
import type { ServerConfig } from './config.ts';
import type { JobDocument, JobSpec, PrinterTrouble } from './facts.ts';
import type { Job, PrinterLive, State } from './state.ts';
import { answer, record, refuse, send, type Turn } from './turn.ts';

type By = { tab: number; device: string; operator: string };

/** The place of what is made nowhere: it is booked, and nothing is printed for it. */
const NOWHERE = 'none';

/**
 * The printer for the orders of a place, null for none. An order for a place nobody has configured comes out of the
 * fallback printer; without that it cannot be ordered, unless the floor prints nothing at all.
 */
function orderPrinter({ places, fallbackPrinter, printers }: ServerConfig, place: string): string | null | undefined {
  if (Object.hasOwn(places, place)) return places[place];
  return place === NOWHERE || printers.length === 0 ? null : fallbackPrinter;
}

/** Whether somebody will hear of what is booked for this place. */
export function canBeOrdered(config: ServerConfig, place: string): boolean {
  return orderPrinter(config, place) !== undefined;
}

/** Queues one order ticket per production place for the bookings of a hand-over. */
export function queueOrders(turn: Turn, by: By, bookings: Booking[]): void {
  const { config } = turn.state;
  const places = new Map<string, string[]>();
  for (const line of bookings) {
    const lines = places.get(line.place);
    const text = `${line.quantity} x ${line.article}`;
    if (lines === undefined) places.set(line.place, [text]);
    else lines.push(text);
  }
  for (const [place, lines] of places) {
    const printer = orderPrinter(config, place);
    if (printer === null || printer === undefined) continue;
    const warning = Object.hasOwn(config.places, place) ? [] : ['NOTICE', 'this place is not configured'];
    queue(turn, 'order', 'pos', printer, by, [`Order ${place}`, ...warning, ...lines]);
  }
  pump(turn);
}

/** Queues the bill: for the belt printer of the device, else statically for the fallback printer. */
export function queueBill(turn: Turn, by: By, bill: number, lines: string[]): JobSpec | null {
  const device = turn.state.live.deviceConfig.get(by.device);
  const fallback = turn.state.config.fallbackPrinter;
  const route = device?.beltPrinter === true ? 'belt' : 'static';
  if (route === 'static' && fallback === undefined) return null;
  const job = queue(turn, 'bill', route, route === 'belt' ? by.device : (fallback ?? ''), by, [
    `Bill ${bill}`,
    ...lines,
  ]);
  pump(turn);
  return job;
}

/** Prints a notice for people: on the notice printer, else on the fallback printer. */
export function queueNotice(turn: Turn, by: By, lines: string[]): void {
  const printer = turn.state.config.noticePrinter ?? turn.state.config.fallbackPrinter;
  if (printer === undefined) return;
  queue(turn, 'notice', 'pos', printer, by, ['NOTICE', ...lines]);
  pump(turn);
}

function queue(
  turn: Turn,
  document: JobDocument,
  route: JobSpec['route'],
  printer: string,
  by: By,
  lines: string[],
): JobSpec {
  const job = turn.state.lastJob + 1;
  const head = `Tab ${by.tab}  ${by.operator}`;
  const spec: JobSpec = {
    job,
    document,
    tab: by.tab,
    route,
    queue: printer,
    device: by.device,
    ticket: job,
    copy: false,
    lines: [head, ...lines],
  };
  record(turn, { kind: 'job-queued', ...spec });
  return spec;
}

/** `reprint`: the same ticket once more, marked as a copy, by the POS. */
export function reprint(turn: Turn, device: string, req: number, number: number): void {
  const { state } = turn;
  const job = state.printed.get(number) ?? state.jobs.get(number);
  if (job === undefined) {
    refuse(turn, device, req, 'unknown-job');
    return;
  }
  const again = state.lastJob + 1;
  const printer = job.route === 'belt' ? state.config.fallbackPrinter : job.queue;
  if (printer === undefined) {
    refuse(turn, device, req, 'unknown-job');
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
  for (const { job, route, device: owner, lines, copy } of turn.state.jobs.values()) {
    if (route === 'belt' && owner === device) send(turn, device, { type: 'receipt', receipt: { job, lines, copy } });
  }
}

/** The belt printer has confirmed the job. */
export function receiptPrinted(turn: Turn, device: string, req: number, number: number): void {
  const job = turn.state.jobs.get(number);
  if (job !== undefined && job.route === 'belt' && job.device === device) {
    record(turn, { kind: 'job-printed', job: number, printer: `${device}/belt` });
  }
  answer(turn, device, { type: 'reply', req, ok: true, did: 'done' });
}

/** The belt printer has failed: the job goes statically to the one fallback printer. */
export function redirectReceipt(turn: Turn, device: string, req: number, number: number, mayBePrinted: boolean): void {
  const { state } = turn;
  const job = state.jobs.get(number);
  const fallback = state.config.fallbackPrinter;
  if (job !== undefined && job.route === 'belt' && job.device === device && fallback !== undefined) {
    record(turn, { kind: 'job-redirected', job: number, printer: fallback, mayBePrinted });
  }
  answer(turn, device, { type: 'reply', req, ok: true, did: 'done' });
  pump(turn);
}

/** A printer has confirmed a job. */
export function printed(turn: Turn, printer: string, number: number): void {
  const live = turn.state.live.printers.get(printer);
  if (live === undefined) return;
  if (live.job === number) live.job = null;
  live.trouble = null;
  if (turn.state.jobs.has(number)) record(turn, { kind: 'job-printed', job: number, printer });
  pump(turn);
}

/** A printer has failed with a job in hand; `mayBePrinted` if bytes were sent that were never confirmed. */
export function printFailed(
  turn: Turn,
  printer: string,
  number: number,
  trouble: PrinterTrouble,
  mayBePrinted: boolean,
): void {
  const live = turn.state.live.printers.get(printer);
  if (live === undefined) return;
  if (live.job === number) live.job = null;
  if (turn.state.jobs.has(number)) record(turn, { kind: 'job-failed', job: number, printer, trouble, mayBePrinted });
  printerHealth(turn, printer, trouble);
}

/** What the host has learnt about a printer: in trouble, or well again (automatic return). */
export function printerHealth(turn: Turn, printer: string, trouble: PrinterTrouble | null): void {
  const live = turn.state.live.printers.get(printer);
  if (live === undefined) return;
  if (trouble === null) {
    live.trouble = null;
    pump(turn);
    return;
  }
  if (live.trouble === null) {
    live.troubleSinceMs = turn.now;
    const inMs = turn.state.config.durations.failAfterMs;
    turn.outputs.push({ kind: 'timer', inMs, timer: { kind: 'redirect', printer } });
    turn.outputs.push({ kind: 'watch-printer', printer });
  }
  live.trouble = trouble;
  pump(turn);
}

/** After a start: what was being printed may have been printed, so it is repeated as a copy. */
export function jobsAfterStart(turn: Turn): void {
  for (const job of turn.state.jobs.values()) {
    if (!job.started) continue;
    record(turn, { kind: 'job-failed', job: job.job, printer: job.queue, trouble: 'silent', mayBePrinted: true });
  }
  pump(turn);
}

/** Starts whatever can be printed now: the heads of all queues, in order of entry. */
export function pump(turn: Turn): void {
  const { state } = turn;
  if (state.queues.size === 0) return;
  const heads: Job[] = [];
  for (const queued of state.queues.values()) {
    const job = queued[0] === undefined ? undefined : state.jobs.get(queued[0]);
    if (job !== undefined && !job.started) heads.push(job);
  }
  if (heads.length > 1) heads.sort((a, b) => a.job - b.job);
  for (const job of heads) {
    const printer = targetOf(state, turn.now, job);
    if (printer === null) continue;
    const live = state.live.printers.get(printer) as PrinterLive;
    if (live.job !== null) continue;
    live.job = job.job;
    const copy = job.copy || job.mayBePrinted;
    record(turn, { kind: 'job-started', job: job.job, printer, copy });
    turn.outputs.push({ kind: 'print', printer, job, copy });
  }
}

/** The first printer of the chain that does not count as failing; null while none is, or the hold-off still runs. */
export function targetOf(state: State, now: number, job: Job): string | null {
  const chain = job.route === 'pos' ? [job.queue, ...(state.live.alternatives.get(job.queue) ?? [])] : [job.queue];
  for (const printer of chain) {
    const live = state.live.printers.get(printer);
    if (live === undefined) continue;
    if (live.trouble === null) return printer;
    if (now - live.troubleSinceMs < state.config.durations.failAfterMs) return null;
  }
  return null;
}
