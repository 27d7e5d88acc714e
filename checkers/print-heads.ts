/**
 * The tickets at the heads of print queues: which of them waits for a printer that is given another one. What waits for
 * just this printer, as its own or its only one, waits for nothing else when the printer is given something.
 */
import type { Fact } from '#server/core/facts';

type Head = { job: number; ticket: number; queue: string; id: number; started: boolean };

export class PrintHeads {
  private readonly queues = new Map<string, Head[]>();
  private readonly jobs = new Map<number, Head>();

  queued({ job, ticket, route, queue }: Extract<Fact, { kind: 'job-queued' }>, id: number): void {
    const head = { job, ticket, queue: '', id, started: false };
    this.jobs.set(job, head);
    if (route !== 'belt') this.enter(head, `${route} ${queue}`);
  }

  redirected(job: number, printer: string): void {
    const head = this.jobs.get(job);
    if (head !== undefined) this.enter(head, `static ${printer}`);
  }

  /** A job is given to a printer: the one that was queued before it and waits there, if there is one. */
  started(job: number, printer: string): Head | null {
    const given = this.jobs.get(job);
    if (given !== undefined) given.started = true;
    for (const queue of [`pos ${printer}`, `static ${printer}`]) {
      const [head] = this.queues.get(queue) ?? [];
      if (head !== undefined && !head.started && head.job < job) return head;
    }
    return null;
  }

  failed(job: number): void {
    const head = this.jobs.get(job);
    if (head !== undefined) head.started = false;
  }

  over(job: number): void {
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
