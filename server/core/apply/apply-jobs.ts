/** What facts of print jobs, and of the paper they need, change. */
import type { JobSpec } from '../facts.ts';
import { REPRINTABLE, type Appliers, type Job, type State } from '../state.ts';

type JobFact =
  | 'job-queued'
  | 'job-started'
  | 'job-failed'
  | 'job-redirected'
  | 'job-printed'
  | 'job-given-up'
  | 'job-overdue'
  | 'paper-near-end'
  | 'paper-enough';

export const applyJobs: Appliers<JobFact> = {
  'job-queued'(state, fact) {
    // Field by field, as a start folds very many of them.
    const job: Job = {
      job: fact.job,
      document: fact.document,
      tab: fact.tab,
      route: fact.route,
      queue: fact.queue,
      device: fact.device,
      ticket: fact.ticket,
      copy: fact.copy,
      lines: fact.lines,
      mayBePrinted: false,
      started: false,
      attempts: 0,
      overdue: false,
    };
    if (fact.belt !== undefined) job.belt = fact.belt;
    state.lastJob = Math.max(state.lastJob, job.job);
    state.jobs.set(job.job, job);
    if (job.route !== 'belt') enqueue(state, queueKey(job), job.job);
  },
  'job-started'(state, fact) {
    const job = state.jobs.get(fact.job);
    if (job !== undefined) job.started = true;
  },
  'job-failed'(state, fact) {
    const job = state.jobs.get(fact.job);
    if (job === undefined) return;
    job.started = false;
    job.mayBePrinted ||= fact.mayBePrinted;
    if (fact.mayBePrinted) job.attempts += 1;
  },
  'job-redirected'(state, fact) {
    const job = state.jobs.get(fact.job);
    if (job === undefined) return;
    job.route = 'static';
    job.queue = fact.printer;
    job.mayBePrinted ||= fact.mayBePrinted;
    enqueue(state, queueKey(job), job.job);
  },
  'job-printed': (state, { job }) => over(state, job),
  'job-given-up': (state, { job }) => over(state, job),
  'job-overdue'(state, fact) {
    const job = state.jobs.get(fact.job);
    if (job !== undefined) job.overdue = true;
  },
  'paper-near-end'(state, { printer }) {
    state.nearEnd.add(printer);
  },
  'paper-enough'(state, { printer }) {
    state.nearEnd.delete(printer);
  },
};

/** Jobs redirected statically wait in a queue of their own: they must not hold up POS-driven jobs, which may move on. */
function queueKey(job: JobSpec): string {
  return job.route === 'static' ? `static ${job.queue}` : job.queue;
}

function enqueue(state: State, key: string, job: number): void {
  const queue = state.queues.get(key);
  if (queue === undefined) state.queues.set(key, [job]);
  else if (!queue.includes(job)) queue.push(job);
}

/** Nothing more is to be done for a job; queues in which nothing waits do not exist. */
function over(state: State, number: number): void {
  const job = state.jobs.get(number);
  if (job === undefined) return;
  state.jobs.delete(number);
  remember(state, job);
  const key = queueKey(job);
  const queue = state.queues.get(key);
  if (queue === undefined) return;
  const at = queue.indexOf(number);
  if (at >= 0) queue.splice(at, 1);
  if (queue.length === 0) state.queues.delete(key);
}

function remember(state: State, spec: JobSpec): void {
  state.printed.set(spec.job, spec);
  if (state.printed.size <= REPRINTABLE) return;
  const oldest = state.printed.keys().next();
  if (!oldest.done) state.printed.delete(oldest.value);
}
