/**
 * No queue of print jobs stands still while a printer of its chain is well: within a time that grows with the tickets,
 * one of its jobs, or another on one of its printers, is done. A printer is well as people see it: ready and within reach,
 * with no fault in force at it; and nobody is to blame for time in which the server is down or at fault.
 */
import type { EventOf, HistoryHeader, Limits } from '#history/events';
import { Air, LATE_ARRIVAL_MS } from '../../folds/air.ts';
import type { Checker } from '../../checker.ts';
import { findings, type Findings } from '../../findings.ts';
import { Failing } from '../../folds/failing.ts';
import { holdOffsOf } from '../../folds/hold-offs.ts';
import { isUp } from '../../folds/server-time.ts';
import { SlowServer } from '../../folds/slow-server.ts';
import { STALLED, stalls } from '../../folds/stalls.ts';

/** Lines of a ticket before those of its job: number and document. */
const HEAD_LINES = 2;

/** Jobs that wait, the printers that may take them, and since when nothing has changed for them (and the event). */
type Queue = { name: string; chain: readonly string[]; jobs: Map<number, number>; sinceMs: number; sinceId: number };

export const redirectInTime: Checker = {
  name: 'redirect-in-time',
  about: 'While a printer of its chain is well, a print queue goes on within a time that grows with its tickets.',
  start(header) {
    const found = findings('redirect-in-time', header);
    const still = stalls();
    const alternatives = new Map(header.floor.printers.map((printer) => [printer.name, printer.alternatives]));
    const queues = new Queues(header, found, still.between);
    let endMs = 0;
    return {
      on: {
        stall: (event) => still.seen(event),
        condition(event, id) {
          if (event.of === 'printer') queues.condition(event.node, event.state === 'ready', event.t, id);
          else if (event.of === 'server') queues.condition('server', isUp(event.state), event.t, id);
          else if (event.of === 'lan-port' && event.node === 'server')
            queues.plug(event.node, event.state === 'up', event.t, id);
          else if (event.of === 'paths') queues.plug(event.node, event.state === 'steady', event.t, id);
          else if (event.of === 'link') queues.hears(event.node, event.t, id, (air) => air.link(event));
        },
        signal: (event, id) => queues.hears(event.node, event.t, id, (air) => air.signal(event)),
        fault: (event, id) => queues.fault(event, id),
        /** Paper comes out, be it of what was left in the printer from an attempt before. */
        printed: ({ node, t }, id) => queues.printed(node, t, id),
        phase(event) {
          if (event.phase === 'end') endMs = event.t;
        },
      },
      facts: {
        'job-queued'({ job, route, queue, lines }, { t }, id) {
          if (route === 'pos') queues.add(job, queue, [queue, ...(alternatives.get(queue) ?? [])], lines.length, t, id);
          else if (route === 'static') queues.add(job, `static ${queue}`, [queue], lines.length, t, id);
          else queues.belt.set(job, lines.length);
        },
        'job-redirected'({ job, printer }, { t }, id) {
          queues.add(job, `static ${printer}`, [printer], queues.belt.get(job) ?? 0, t, id);
          queues.belt.delete(job);
        },
        'job-printed': ({ job, printer }, { t }, id) => queues.done(job, printer, t, id),
        'job-given-up': ({ job, printer }, { t }, id) => queues.done(job, printer, t, id),
      },
      end(whole) {
        if (whole) queues.look(() => true, endMs, 0);
        return found.result(whole);
      },
    };
  },
};

class Queues {
  /** Lines of jobs that devices print themselves. */
  readonly belt = new Map<number, number>();
  private readonly limits: Limits;
  private readonly holdOffMs: (printer: string) => number;
  private readonly lateMs: number;
  private readonly found: Findings;
  private readonly stoodStill: (fromMs: number, toMs: number) => boolean;
  private readonly queues = new Map<string, Queue>();
  private readonly notReady = new Set<string>();
  /** What cuts the server off: its LAN port, or a network that changes its path. */
  private readonly cut = new Set<string>();
  private readonly air = new Air();
  private readonly counted: Failing;
  /** A server may stand still for longer than the fault is in force. */
  private readonly slow: SlowServer;
  /** Faults in force, by their number, and where. */
  private readonly faults = new Map<number, string>();

  constructor(
    header: Pick<HistoryHeader, 'limits' | 'timeScale' | 'floor'>,
    found: Findings,
    stoodStill: (fromMs: number, toMs: number) => boolean,
  ) {
    const { limits, timeScale, floor } = header;
    this.limits = limits;
    this.holdOffMs = holdOffsOf(header);
    this.counted = new Failing(floor);
    this.lateMs = LATE_ARRIVAL_MS / timeScale;
    this.found = found;
    this.slow = new SlowServer(timeScale);
    this.stoodStill = stoodStill;
  }

  add(job: number, name: string, chain: readonly string[], lines: number, t: number, id: number): void {
    let queue = this.queues.get(name);
    if (queue === undefined) {
      queue = { name, chain, jobs: new Map(), sinceMs: t, sinceId: id };
      this.queues.set(name, queue);
    }
    queue.jobs.set(job, lines);
  }

  done(job: number, printer: string, t: number, id: number): void {
    this.look(({ chain, jobs }) => chain.includes(printer) || jobs.has(job), t, id);
    this.belt.delete(job);
    for (const [name, { jobs }] of this.queues) if (jobs.delete(job) && jobs.size === 0) this.queues.delete(name);
  }

  printed(printer: string, t: number, id: number): void {
    this.look(({ chain }) => chain.includes(printer), t, id);
  }

  condition(node: string, ready: boolean, t: number, id: number): void {
    this.look(({ chain }) => node === 'server' || chain.includes(node), t, id);
    if (ready) this.notReady.delete(node);
    else this.notReady.add(node);
  }

  /** The server is cut off from all printers, or is so no longer. */
  plug(by: string, isOver: boolean, t: number, id: number): void {
    this.look(() => true, t, id, this.lateMs);
    if (isOver) this.cut.delete(by);
    else this.cut.add(by);
  }

  /** A printer is within reach otherwise than before. */
  hears(printer: string, t: number, id: number, change: (air: Air) => void): void {
    this.look(({ chain }) => chain.includes(printer), t, id, this.lateMs);
    change(this.air);
  }

  fault(event: EventOf<'fault'>, id: number): void {
    const { node, phase, t, id: fault } = event;
    this.slow.fault(event);
    this.look(({ chain }) => this.isServer(node) || chain.includes(node), t, id, this.slow.lateMs(t, t));
    if (phase === 'begun') this.faults.set(fault, node);
    else this.faults.delete(fault);
  }

  /** Something changes for those queues: the time up to now is judged, and another begins. */
  look(concerns: (queue: Queue) => boolean, t: number, id: number, lateMs = 0): void {
    for (const queue of this.queues.values()) {
      if (!concerns(queue)) continue;
      this.judge(queue, t, id);
      queue.sinceMs = Math.max(queue.sinceMs, t + lateMs);
      queue.sinceId = id;
    }
  }

  private judge({ name, chain, jobs, sinceMs, sinceId }: Queue, t: number, id: number): void {
    this.found.judge();
    if (t - sinceMs <= this.limits.printConfirmMs) return;
    const well = this.firstWell(chain);
    if (well === undefined) return;
    const limitMs = this.limitMs(chain, well);
    if (t - sinceMs <= limitMs) return;
    if (this.stoodStill(sinceMs, t)) {
      this.found.unknown(STALLED);
      return;
    }
    this.found.fail(
      id === 0 ? [sinceId] : [sinceId, id],
      `let ${jobs.size} jobs wait for ${name} at ${this.found.at(sinceMs)}; then ${well} was well and took tickets within ${this.found.at(limitMs)}; however none of them was done until ${this.found.at(t)}`,
      { fromMs: sinceMs, dueMs: sinceMs + limitMs, actualMs: t, node: well },
    );
  }

  /** The first printer that is well; none where one before it may keep its tickets, as what is wrong with it does not count. */
  private firstWell(chain: readonly string[]): string | undefined {
    const first = chain.find((printer) => this.isWell(printer) || !this.counted.isUsual(printer));
    return first !== undefined && this.isWell(first) ? first : undefined;
  }

  private isWell(printer: string): boolean {
    if (this.cut.size > 0 || this.notReady.has('server') || this.notReady.has(printer) || !this.air.reaches(printer))
      return false;
    for (const node of this.faults.values()) if (node === printer || this.isServer(node)) return false;
    return true;
  }

  /** The till restarts together with the server. */
  private isServer(node: string): boolean {
    return node === 'server' || node === 'till' || node === 'network';
  }

  /**
   * Each printer of the chain may be found silent with a ticket in hand, on an old connection, before the next is asked.
   * One that gets into trouble with a ticket in hand keeps it for its hold-off, as a ticket that is begun had better not
   * come out twice; only then has it failed, and the hold-offs of those before the well one begin, one after the other. No
   * more than one hold-off is spent in a hand: that begins with the trouble, from which on the time is counted.
   */
  private limitMs(chain: readonly string[], well: string): number {
    const { printStatusMs, printConfirmMs, printLineMs, printerPollMs, slackMs } = this.limits;
    let most = 0;
    for (const { jobs } of this.queues.values()) for (const lines of jobs.values()) most = Math.max(most, lines);
    const each = 3 * printStatusMs + printConfirmMs + printLineMs * (most + HEAD_LINES) + printerPollMs;
    const inHandMs = Math.max(...chain.map(this.holdOffMs));
    const before = chain.slice(0, chain.indexOf(well));
    const holdOffsMs = before.reduce((sum, printer) => sum + this.holdOffMs(printer), inHandMs);
    return chain.length * each + holdOffsMs + slackMs;
  }
}
