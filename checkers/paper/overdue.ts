/**
 * A job that waits for its printer is told to people when it has waited for the limit, and not before: the limit counts
 * for the job at the head of its queue, while a server runs and no printer of its chain has another job in hand; whatever
 * happens at one of them, and a start, begins it anew. It is told once.
 */
import type { HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { ServerTime } from '../folds/server-time.ts';
import { SlowServer } from '../folds/slow-server.ts';
import { STALLED, stalls } from '../folds/stalls.ts';

type Job = {
  job: number;
  ticket: number;
  queue: string;
  /** Jobs with the same key come out in order of entry; those of a belt printer each for itself. */
  key: string;
  chain: readonly string[];
  queuedMs: number;
  id: number;
  started: boolean;
  /** Since when it waits, in server time and in that of the run; null while it does not. */
  since: { ranMs: number; ms: number } | null;
  told: boolean;
};

class WaitingJobs {
  readonly time = new ServerTime();
  readonly still = stalls();
  readonly slow: SlowServer;
  private readonly found: Findings;
  private readonly limits: HistoryHeader['limits'];
  private readonly chains: Map<string, string[]>;
  private readonly jobs = new Map<number, Job>();
  private readonly queues = new Map<string, Job[]>();
  /** The job each printer has in hand. */
  private readonly inHand = new Map<string, number>();

  constructor({ limits, floor, timeScale }: HistoryHeader, found: Findings) {
    this.slow = new SlowServer(timeScale);
    this.limits = limits;
    this.found = found;
    this.chains = new Map(floor.printers.map(({ name, alternatives }) => [name, [name, ...alternatives]]));
  }

  queued({ job, ticket, queue, route }: Extract<Fact, { kind: 'job-queued' }>, t: number, at: number, id: number) {
    const key = route === 'pos' ? queue : route === 'static' ? `static ${queue}` : `belt ${job}`;
    const chain = route === 'pos' ? (this.chains.get(queue) ?? [queue]) : [queue];
    const one = { job, ticket, queue, key, chain, queuedMs: at, id, started: false, since: null, told: false };
    this.jobs.set(job, one);
    this.enter(one, t);
  }

  redirected(job: number, printer: string, t: number): void {
    const one = this.jobs.get(job);
    if (one === undefined) return;
    this.leave(one, t);
    one.queue = printer;
    one.key = `static ${printer}`;
    one.chain = [printer];
    this.enter(one, t);
  }

  started(job: number, printer: string, t: number): void {
    const one = this.jobs.get(job);
    if (one !== undefined) one.started = true;
    this.inHand.set(printer, job);
    this.stir(printer, t);
  }

  /** `over` if nothing more is to be done for the job. */
  ended(job: number, printer: string, over: boolean, t: number): void {
    for (const [at, other] of this.inHand) if (other === job) this.inHand.delete(at);
    const one = this.jobs.get(job);
    if (one !== undefined) one.started = false;
    if (one !== undefined && over) {
      this.jobs.delete(job);
      this.leave(one, t);
    }
    this.stir(printer, t);
    if (one !== undefined && !over) this.look(one, t);
  }

  overdue(job: number, queue: string, t: number, at: number, id: number): void {
    const one = this.jobs.get(job);
    const { printWaitMs, slackMs } = this.limits;
    if (one === undefined || printWaitMs === undefined) return;
    const waitedMs = at - one.queuedMs;
    const early = waitedMs < printWaitMs - slackMs ? `it had waited for ${this.found.lasting(waitedMs)} only` : null;
    const wrong = one.told ? 'that had been told before' : early;
    this.look(one, t);
    one.told = true;
    if (wrong === null) return;
    this.found.fail(
      [one.id, id],
      `let ticket ${one.ticket} be queued for ${queue} at ${this.found.at(one.queuedMs)}; then people were told at ${this.found.at(at)} that it waits; however ${wrong}`,
    );
  }

  /** The server was started, or the run is over: what waits is judged, and goes on waiting. */
  lookAtAll(t: number): void {
    for (const one of this.jobs.values()) this.look(one, t);
  }

  private enter(one: Job, t: number): void {
    const queue = this.queues.get(one.key);
    if (queue === undefined) this.queues.set(one.key, [one]);
    else queue.push(one);
    this.look(one, t);
  }

  private leave(one: Job, t: number): void {
    this.look(one, t);
    const queue = this.queues.get(one.key) ?? [];
    const at = queue.indexOf(one);
    if (at >= 0) queue.splice(at, 1);
    const [head] = queue;
    if (head === undefined) this.queues.delete(one.key);
    else this.look(head, t);
  }

  /** Something happens at a printer: whoever waits for it does so from now on. */
  private stir(printer: string, t: number): void {
    for (const [head] of this.queues.values()) if (head?.chain.includes(printer) === true) this.look(head, t);
  }

  /** Judges how long a job has waited by now; if it goes on waiting, that counts anew. */
  private look(one: Job, t: number): void {
    const { since } = one;
    const now = { ranMs: this.time.ranMs(t), ms: t };
    const waits = !one.started && this.queues.get(one.key)?.[0] === one && !one.chain.some((at) => this.inHand.has(at));
    one.since = waits ? now : null;
    const { printWaitMs, graceMs, slackMs } = this.limits;
    if (since === null || one.told || printWaitMs === undefined) return;
    this.found.judge();
    const overMs = now.ranMs - since.ranMs - printWaitMs - graceMs;
    if (overMs <= slackMs + this.slow.lateMs(since.ms, t)) return;
    one.told = true;
    if (this.still.between(since.ms, t)) this.found.unknown(STALLED);
    else
      this.found.fail(
        [one.id],
        `let ticket ${one.ticket} wait for ${one.queue} from ${this.found.at(since.ms)} on; then ${this.found.lasting(printWaitMs)} passed; however by ${this.found.at(t)} nobody was told`,
        { node: one.queue, fromMs: since.ms, dueMs: t - overMs, actualMs: t },
      );
  }
}

export const overdue: Checker = {
  name: 'overdue',
  about: 'A ticket that waits too long for its printer is told to people in time, once, and none that has not waited.',
  start(header) {
    const found = findings('overdue', header);
    const jobs = new WaitingJobs(header, found);
    return {
      on: {
        stall: (event) => jobs.still.seen(event),
        fault: (event) => jobs.slow.fault(event),
        condition(event) {
          const { starts } = jobs.time;
          jobs.time.seen(event);
          if (jobs.time.starts > starts) jobs.lookAtAll(event.t);
        },
        phase({ phase, t }) {
          if (phase === 'end') jobs.lookAtAll(t);
        },
      },
      facts: {
        'job-queued': (fact, { t, at }, id) => jobs.queued(fact, t, at, id),
        'job-redirected': ({ job, printer }, { t }) => jobs.redirected(job, printer, t),
        'job-started': ({ job, printer }, { t }) => jobs.started(job, printer, t),
        'job-failed': ({ job, printer }, { t }) => jobs.ended(job, printer, false, t),
        'job-printed': ({ job, printer }, { t }) => jobs.ended(job, printer, true, t),
        'job-given-up': ({ job, printer }, { t }) => jobs.ended(job, printer, true, t),
        'job-overdue': ({ job, queue }, { t, at }, id) => jobs.overdue(job, queue, t, at, id),
      },
      end: (whole) => found.result(whole),
    };
  },
};
