/**
 * A ticket that was sent to a printer comes to an end there, whatever becomes of the printer: it is printed, or it has
 * failed. That takes no longer than an old connection that is dialled anew, the lines of the ticket, one hold-off of a
 * trouble, and the last question; all of them are limits of the server, so it counts while one runs. What other printers do
 * meanwhile, whose tickets keep a queue going, does not matter.
 */
import type { HistoryHeader, Limits } from '#history/events';
import type { Checker } from '../../checker.ts';
import { findings, type Findings } from '../../findings.ts';
import { holdOffsOf } from '../../folds/hold-offs.ts';
import { Numbered } from '../../folds/numbered.ts';
import { ServerTime } from '../../folds/server-time.ts';
import { SlowServer } from '../../folds/slow-server.ts';
import { STALLED, stalls } from '../../folds/stalls.ts';

/** Lines of a ticket before those of its job: number and document. */
const HEAD_LINES = 2;
/** An old connection, a new one until it is there, that until it answers; and the question when the time is over. */
const QUESTIONS = 4;

type Sent = { ticket: number; printer: string; ms: number; ranMs: number; limitMs: number; id: number };

class InHand {
  readonly time = new ServerTime();
  readonly still = stalls();
  readonly slow: SlowServer;
  /** By job: its ticket, and how many lines that has. */
  readonly queued = new Numbered<{ ticket: number; lines: number }>();
  private readonly found: Findings;
  private readonly limits: Limits;
  private readonly holdOffMs: (printer: string) => number;
  /** By job. */
  private readonly sent = new Map<number, Sent>();
  /** Whoever stood still tells so afterwards. */
  private readonly doubts: (() => void)[] = [];

  constructor(header: HistoryHeader, found: Findings) {
    this.found = found;
    this.limits = header.limits;
    this.holdOffMs = holdOffsOf(header);
    this.slow = new SlowServer(header.timeScale);
  }

  begin(job: number, printer: string, t: number, id: number): void {
    const { ticket = 0, lines = 0 } = this.queued.get(job) ?? {};
    const { printStatusMs, printConfirmMs, printLineMs, slackMs } = this.limits;
    const printingMs = printConfirmMs + printLineMs * (lines + HEAD_LINES);
    const limitMs = QUESTIONS * printStatusMs + printingMs + this.holdOffMs(printer) + slackMs;
    this.sent.set(job, { ticket, printer, ms: t, ranMs: this.time.ranMs(t), limitMs, id });
  }

  /** It is over, or it is not and the history is; `id` is that of the event, if there is one. */
  end(job: number, t: number, id?: number): void {
    const sent = this.sent.get(job);
    if (sent === undefined) return;
    this.sent.delete(job);
    this.found.judge();
    const { ticket, printer, ms, ranMs, limitMs } = sent;
    const overMs = this.time.ranMs(t) - ranMs - limitMs;
    if (overMs <= 0) return;
    this.doubts.push(() => {
      // A server that is slow comes late to each of them.
      if (overMs <= QUESTIONS * this.slow.lateMs(ms, t)) return;
      if (this.still.between(ms, t)) this.found.unknown(STALLED);
      else
        this.found.fail(
          id === undefined ? [sent.id] : [sent.id, id],
          `let ticket ${ticket} be sent to ${printer} at ${this.found.at(ms)}; then it was to be printed there, or to have failed, within ${this.found.at(limitMs)}; however ${id === undefined ? 'it was neither' : 'that was not known'} until ${this.found.at(t)}`,
          { fromMs: ms, dueMs: t - overMs, actualMs: t, node: printer },
        );
    });
  }

  /** A server that was started has nothing in hand yet. */
  forget(): void {
    this.sent.clear();
  }

  over(endMs: number): void {
    for (const job of [...this.sent.keys()]) this.end(job, endMs);
    for (const doubt of this.doubts) doubt();
  }
}

export const inHand: Checker = {
  name: 'in-hand',
  about: 'A ticket that was sent to a printer is printed or has failed there within the time of its lines.',
  start(header) {
    const found = findings('in-hand', header);
    const jobs = new InHand(header, found);
    let endMs = 0;
    return {
      on: {
        stall: (event) => jobs.still.seen(event),
        fault: (event) => jobs.slow.fault(event),
        condition: (event) => jobs.time.seen(event),
        phase(event) {
          if (event.phase === 'end') endMs = event.t;
        },
      },
      facts: {
        started: () => jobs.forget(),
        'job-queued': ({ job, ticket, lines }) => jobs.queued.set(job, { ticket, lines: lines.length }),
        'job-started': ({ job, printer }, { t }, id) => jobs.begin(job, printer, t, id),
        'job-printed': ({ job }, { t }, id) => jobs.end(job, t, id),
        'job-failed': ({ job }, { t }, id) => jobs.end(job, t, id),
      },
      end(whole) {
        if (whole) jobs.over(endMs);
        return found.result(whole);
      },
    };
  },
};
