/**
 * Print queues. POS-driven jobs wait in one queue per printer, in order of entry; the head goes to the first printer of
 * its chain that does not count as failing (failing = in trouble for longer than the hold-off). A job is done when the
 * printer has confirmed it; if a link or printer died in between, it is printed again, marked as a copy, but not for
 * ever. Whatever waits too long, or is given up, is told to people (docs/decisions/016), and so is the end of a roll.
 */
import { always, reachable, sometimes } from '#protocols/marks';
import type { JobDocument, JobSpec, PrintEvidence, PrinterTrouble } from '../facts.ts';
import type { Job, PrinterLive, State } from '../state.ts';
import { record, warn, type Turn } from '../turn.ts';
import { countsAsFailing, isSpared } from './failing.ts';

const noticeNowhere = sometimes('notice-nowhere', 'there is no printer for a notice');
const failedUnsent = sometimes('failed-unsent', 'a printer is found failing before anything of a ticket is sent');
const noticeGivenUp = sometimes('notice-given-up', 'a notice itself is given up');
const inPrintAtStart = sometimes('in-print-at-start', 'the server is started while a ticket may be on paper');
const waitingIsJob = always('waiting-is-job', 'what waits in a print queue is a job');
const sharedPrinter = sometimes('shared-printer', 'two queues want the same printer');
const byAlternative = sometimes('by-alternative', 'a ticket goes to an alternative of its printer');
const waitsForPrinter = sometimes('hold-off', 'a ticket waits out the hold-off of its printer');
const wholeChainFails = reachable('whole-chain-fails', 'every printer of a chain counts as failing');
const keepsTickets = sometimes(
  'keeps-tickets',
  'a ticket waits for its printer, whose trouble does not count as failing',
);
const nothingButSpared = sometimes(
  'nothing-but-spared',
  'a ticket goes to a printer near the end of its paper, as nothing else of its chain prints',
);
const sparedInTrouble = sometimes(
  'spared-in-trouble',
  'a printer near the end of its paper is passed over, and something else is wrong with it, too',
);
const overdueNotice = sometimes('overdue-notice', 'a notice waits for its printer for too long');
const nowhereToTell = sometimes('nowhere-to-tell', 'a ticket is overdue and no printer is well that could tell people');

export type By = { tab: number; device: string; operator: string };

/** Puts a ticket into a queue; `pump` starts it. */
export function queueTicket(
  turn: Turn,
  document: JobDocument,
  route: JobSpec['route'],
  printer: string,
  by: By & { belt?: string },
  lines: string[],
): JobSpec {
  const job = turn.state.lastJob + 1;
  const spec: JobSpec = {
    job,
    document,
    tab: by.tab,
    route,
    queue: printer,
    device: by.device,
    ticket: job,
    copy: false,
    lines: [`Tab ${by.tab}  ${by.operator}`, ...lines],
    ...(by.belt === undefined ? {} : { belt: by.belt }),
  };
  record(turn, { kind: 'job-queued', ...spec });
  if (route === 'belt') expectSoon(turn, job);
  return spec;
}

/** Prints a notice for people: on the notice printer, else on the fallback printer, else on any. */
export function printNotice(turn: Turn, by: By, lines: string[]): void {
  queueNotice(turn, by, lines);
  pump(turn);
}

/** Puts a notice into its queue; `pump` starts it. */
function queueNotice(turn: Turn, by: By, lines: string[]): void {
  const printer = noticePrinter(turn.state);
  noticeNowhere(printer === undefined);
  if (printer === undefined) warn(turn, 'notice-not-printed', { tab: by.tab, lines });
  else queueTicket(turn, 'notice', 'pos', printer, by, ['NOTICE', ...lines]);
}

function noticePrinter({ config }: State): string | undefined {
  return config.noticePrinter ?? config.fallbackPrinter ?? config.printers[0]?.name;
}

/** A printer has printed a job, as far as it can tell; `nearEnd` is what it told of its paper meanwhile. */
export function printed(turn: Turn, printer: string, number: number, evidence: PrintEvidence, nearEnd?: boolean): void {
  const { state } = turn;
  const live = state.live.printers.get(printer);
  if (live === undefined) return;
  if (live.job === number) live.job = null;
  live.trouble = null;
  const job = state.jobs.get(number);
  if (nearEnd === false) enoughPaper(turn, printer);
  if (job !== undefined) {
    if (nearEnd === true) paperNearEnd(turn, printer, job);
    record(turn, { kind: 'job-printed', job: number, printer, evidence });
  }
  pump(turn);
  watchPaper(turn, printer);
}

/** Its paper is near its end: people are told, once a roll. */
function paperNearEnd(turn: Turn, printer: string, job: Job): void {
  if (turn.state.nearEnd.has(printer)) return;
  record(turn, { kind: 'paper-near-end', printer, job: job.job });
  warn(turn, 'paper-near-end', { printer });
  queueNotice(turn, byOf(turn, job), [`Paper of ${printer} is near its end:`, 'put in a new roll']);
}

function enoughPaper(turn: Turn, printer: string): void {
  if (turn.state.nearEnd.has(printer)) record(turn, { kind: 'paper-enough', printer });
}

/** A printer that is spared is asked again and again whether it has a new roll. */
function watchPaper(turn: Turn, printer: string): void {
  if (isSpared(turn.state, printer)) turn.outputs.push({ kind: 'watch-printer', printer });
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
  const job = turn.state.jobs.get(number);
  if (job !== undefined) jobFailed(turn, job, printer, trouble, mayBePrinted);
  printerHealth(turn, printer, trouble);
}

/**
 * Records that a job was not confirmed; false if that was once too often and it is given up. Starts nothing: what the
 * caller knows of the printer, or of other jobs, is to be recorded before `pump` chooses again.
 */
export function jobFailed(
  turn: Turn,
  job: Job,
  printer: string,
  trouble: PrinterTrouble,
  mayBePrinted: boolean,
): boolean {
  record(turn, { kind: 'job-failed', job: job.job, printer, trouble, mayBePrinted });
  failedUnsent(!mayBePrinted);
  if (job.attempts < turn.state.config.printAttempts) return true;
  const { attempts, ticket, tab, document } = job;
  noticeGivenUp(document === 'notice');
  record(turn, { kind: 'job-given-up', job: job.job, printer, attempts });
  warn(turn, 'job-given-up', { job: job.job, ticket, tab, printer, attempts });
  if (document !== 'notice') {
    queueNotice(turn, byOf(turn, job), [
      `Ticket ${ticket} (${document}) for tab ${tab}`,
      `was sent ${attempts} times and never confirmed:`,
      `look at ${printer}; it is not printed again`,
    ]);
  }
  return false;
}

/** What the host has learnt about a printer: in trouble, in another one, or well again (automatic return). */
export function printerHealth(turn: Turn, printer: string, trouble: PrinterTrouble | null, nearEnd?: boolean): void {
  const live = turn.state.live.printers.get(printer);
  if (live === undefined) return;
  if (countsAsFailing(live, trouble) && !countsAsFailing(live, live.trouble)) {
    live.troubleSinceMs = turn.now;
    turn.outputs.push({ kind: 'timer', inMs: live.failAfterMs, timer: { kind: 'redirect', printer } });
  }
  if (trouble !== null && live.trouble === null) turn.outputs.push({ kind: 'watch-printer', printer });
  live.trouble = trouble;
  if (nearEnd === false) enoughPaper(turn, printer);
  pump(turn);
  watchPaper(turn, printer);
}

/** After a start: what was being printed may have been printed, so it is repeated as a copy. */
export function jobsAfterStart(turn: Turn): void {
  for (const job of [...turn.state.jobs.values()]) {
    inPrintAtStart(job.started);
    if (job.started) jobFailed(turn, job, job.queue, 'silent', true);
    else if (job.route === 'belt') expectSoon(turn, job.job);
  }
  pump(turn);
  for (const printer of turn.state.nearEnd) watchPaper(turn, printer);
}

/** Starts whatever can be printed now: the heads of all queues, in order of entry. */
export function pump(turn: Turn): void {
  const { state } = turn;
  if (state.queues.size === 0) return;
  const heads: Job[] = [];
  for (const queued of state.queues.values()) {
    const job = queued[0] === undefined ? undefined : state.jobs.get(queued[0]);
    waitingIsJob(job !== undefined);
    if (job !== undefined && !job.started) heads.push(job);
  }
  if (heads.length > 1) heads.sort((a, b) => a.job - b.job);
  for (const job of heads) {
    const printer = targetOf(state, turn.now, job);
    if (printer === null) {
      expectSoon(turn, job.job);
      continue;
    }
    const live = state.live.printers.get(printer) as PrinterLive;
    sharedPrinter(live.job !== null);
    if (live.job !== null) continue;
    byAlternative(printer !== job.queue);
    live.job = job.job;
    const copy = job.copy || job.mayBePrinted;
    record(turn, { kind: 'job-started', job: job.job, printer, copy });
    turn.outputs.push({ kind: 'print', printer, job, copy });
  }
}

/**
 * The first printer of the chain that does not count as failing; if all that print are near the end of their paper, the
 * first of them. Null while there is none, the hold-off runs, or what is wrong with the first that could does not count.
 * One that is spared is passed over whatever else is wrong with it: its roll may have come to its end meanwhile.
 */
function targetOf(state: State, now: number, job: Job): string | null {
  let spared: string | null = null;
  for (const printer of chainOf(state, job)) {
    const live = state.live.printers.get(printer);
    if (live === undefined) continue;
    const isWell = live.trouble === null;
    if (isSpared(state, printer)) {
      sparedInTrouble(!isWell);
      if (isWell) spared ??= printer;
      continue;
    }
    if (isWell) return printer;
    keepsTickets(!countsAsFailing(live, live.trouble));
    if (!countsAsFailing(live, live.trouble)) return spared;
    waitsForPrinter(now - live.troubleSinceMs < live.failAfterMs);
    if (now - live.troubleSinceMs < live.failAfterMs) return spared;
  }
  nothingButSpared(spared !== null);
  if (spared === null) wholeChainFails();
  return spared;
}

function chainOf(state: State, { route, queue }: Pick<Job, 'route' | 'queue'>): string[] {
  return route === 'pos' ? [queue, ...(state.live.alternatives.get(queue) ?? [])] : [queue];
}

/** Looks after the job in a while, if nobody does yet. */
function expectSoon(turn: Turn, job: number): void {
  const { config, live, jobs } = turn.state;
  if (live.expected.has(job) || jobs.get(job)?.overdue === true) return;
  live.expected.add(job);
  turn.outputs.push({ kind: 'timer', inMs: config.durations.printWaitMs, timer: { kind: 'print-wait', job } });
}

/** A job should have come out by now. If it still waits, people are told, once. */
export function printWaitDue(turn: Turn, number: number): void {
  const { state } = turn;
  state.live.expected.delete(number);
  const job = state.jobs.get(number);
  if (job === undefined || job.overdue) return;
  if (job.started) {
    expectSoon(turn, number);
    return;
  }
  const { queue, ticket, tab, document } = job;
  record(turn, { kind: 'job-overdue', job: number, queue });
  warn(turn, 'job-overdue', { job: number, ticket, tab, queue });
  const printer = noticePrinter(state);
  const comesOut =
    printer !== undefined &&
    chainOf(state, { route: 'pos', queue: printer }).some((one) => state.live.printers.get(one)?.trouble === null);
  overdueNotice(document === 'notice');
  nowhereToTell(!comesOut);
  if (document === 'notice' || !comesOut) return;
  printNotice(turn, byOf(turn, job), [`Ticket ${ticket} (${document}) for tab ${tab}`, `still waits for ${queue}`]);
}

/** Whose ticket or order it is, as people know them. */
export function byOf({ state }: Turn, { tab, device }: Pick<Job, 'tab' | 'device'>): By {
  return { tab, device, operator: state.devices.get(device)?.operator ?? device };
}
