/**
 * The tickets at the heads of print queues: which of them could have gone to a printer that is given a younger one. That
 * is what waits for just this printer, as its own or its only one; and what may move on to it, because every printer
 * before it in its chain has failed, the hold-off ago or longer, and has been given nothing since, or is spared. Where not
 * everything counts as failing it may wait for a printer in trouble; and to one that is spared it goes only for want of others.
 */
import type { HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import { Failing } from '../folds/failing.ts';
import { holdOffsOf } from '../folds/hold-offs.ts';

type Head = { job: number; ticket: number; queue: string; chain: readonly string[]; id: number; started: boolean };

export class PrintHeads {
  /** What counts as failing, and who is spared. */
  readonly counted: Failing;
  private readonly holdOffMs: (printer: string) => number;
  private readonly slackMs: number;
  private readonly chains: ReadonlyMap<string, string[]>;
  private readonly queues = new Map<string, Head[]>();
  private readonly jobs = new Map<number, Head>();
  /** When each printer first failed since it was last given a job, as decided. */
  private readonly failingMs = new Map<string, number>();

  constructor(header: HistoryHeader) {
    const { limits, floor } = header;
    this.counted = new Failing(floor);
    this.holdOffMs = holdOffsOf(header);
    this.slackMs = limits.slackMs;
    this.chains = new Map(floor.printers.map(({ name, alternatives }) => [name, [name, ...alternatives]]));
  }

  /** A server that was started knows of no trouble. */
  serverStarted(): void {
    this.failingMs.clear();
  }

  queued({ job, ticket, route, queue }: Extract<Fact, { kind: 'job-queued' }>, id: number): void {
    const chain = route === 'pos' ? (this.chains.get(queue) ?? [queue]) : [queue];
    const head = { job, ticket, queue: '', chain, id, started: false };
    this.jobs.set(job, head);
    if (route !== 'belt') this.enter(head, `${route} ${queue}`);
  }

  redirected(job: number, printer: string): void {
    const head = this.jobs.get(job);
    if (head === undefined) return;
    head.chain = [printer];
    this.enter(head, `static ${printer}`);
  }

  /** A job is given to a printer: what was queued before it and could have gone there, if anything could. */
  started(job: number, printer: string, atMs: number): Head | null {
    const given = this.jobs.get(job);
    if (given !== undefined) given.started = true;
    this.failingMs.delete(printer);
    for (const [head] of this.queues.values())
      if (head !== undefined && !head.started && head.job < job && this.mayGo(head, printer, atMs)) return head;
    return null;
  }

  failed(job: number, printer: string, atMs: number): void {
    const head = this.jobs.get(job);
    if (head !== undefined) head.started = false;
    if (!this.failingMs.has(printer)) this.failingMs.set(printer, atMs);
  }

  printed(job: number): void {
    this.over(job);
  }

  /** What was given up at a start says nothing of the printer. */
  givenUp(job: number, printer: string): void {
    this.failingMs.delete(printer);
    this.over(job);
  }

  private mayGo({ chain }: Head, printer: string, atMs: number): boolean {
    const place = chain.indexOf(printer);
    if (place < 0 || this.counted.isSpared(printer)) return false;
    return chain.slice(0, place).every((before) => this.counted.isSpared(before) || this.isFailing(before, atMs));
  }

  private isFailing(printer: string, atMs: number): boolean {
    const sinceMs = this.failingMs.get(printer);
    if (sinceMs === undefined || !this.counted.isUsual(printer)) return false;
    return atMs - sinceMs > this.holdOffMs(printer) + this.slackMs;
  }

  private over(job: number): void {
    const head = this.jobs.get(job);
    this.jobs.delete(job);
    const queue = head === undefined ? undefined : this.queues.get(head.queue);
    if (head === undefined || queue === undefined) return;
    queue.splice(queue.indexOf(head), 1);
    if (queue.length === 0) this.queues.delete(head.queue);
  }

  private enter(head: Head, name: string): void {
    head.queue = name;
    const queue = this.queues.get(name);
    if (queue === undefined) this.queues.set(name, [head]);
    else queue.push(head);
  }
}
