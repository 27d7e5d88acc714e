/**
 * state = fold(apply, journal). The only place where the journalled half of the state changes; no decision is taken
 * here, so a journal of any age folds the same way.
 */
import type { Fact, JobSpec, JournalEntry } from './facts.ts';
import { deviceOf, REPRINTABLE, tabOf, type EndedPayment, type Payment, type State } from './state.ts';
import { unreachable } from '#protocols/unreachable';

/**
 * Applies one journal entry. The times of a hold that count are live: whoever grants it, and a start, set them by the
 * clock of their process.
 */
export function apply(state: State, entry: JournalEntry): void {
  state.entries = entry.n;
  applyFact(state, entry.fact, entry.at);
}

function applyFact(state: State, fact: Fact, atMs: number): void {
  switch (fact.kind) {
    case 'started':
      return;
    case 'signed-on':
      deviceOf(state, fact.device).operator = fact.operator;
      return;
    case 'signed-off':
      deviceOf(state, fact.device).operator = null;
      return;
    case 'tab-locked': {
      const { tab, token, device, operator } = fact;
      state.lastToken = Math.max(state.lastToken, token);
      const lock = {
        tab,
        token,
        device,
        operator,
        grantedAt: atMs,
        reason: 'open' as const,
        silentMs: 0,
        carriedMs: 0,
        sinceMs: 0,
        lastContactMs: 0,
        unclaimed: false,
      };
      tabOf(state, tab).lock = lock;
      state.locks.set(token, lock);
      return;
    }
    case 'hold-silent':
    case 'hold-claimed': {
      const lock = state.locks.get(fact.token);
      if (lock !== undefined) lock.silentMs = fact.kind === 'hold-silent' ? fact.silentMs : 0;
      return;
    }
    case 'tab-released': {
      const tab = tabOf(state, fact.tab);
      if (tab.lock?.token === fact.token) tab.lock = null;
      state.locks.delete(fact.token);
      return;
    }
    case 'booked': {
      const tab = tabOf(state, fact.tab);
      const device = deviceOf(state, fact.device);
      for (const { seq, ...booking } of fact.bookings) {
        const line = { tab: fact.tab, ...booking };
        device.booked.set(seq, line);
        tab.lines.push(line);
        tab.balanceCents += line.cents;
      }
      return;
    }
    case 'billed': {
      const tab = tabOf(state, fact.tab);
      state.lastBill = fact.bill;
      tab.balanceCents -= fact.cents;
      if (tab.balanceCents === 0) tab.lines = [];
      if (fact.payment === null && tab.parked !== null) {
        const payment = state.payments.get(tab.parked);
        if (payment !== undefined) payment.superseded = true;
        tab.parked = null;
      }
      return;
    }
    case 'payment-begun': {
      const { kind: _, ...payment } = fact;
      state.lastPayment = fact.payment;
      state.payments.set(fact.payment, {
        ...payment,
        waitedMs: 0,
        carriedMs: 0,
        sinceMs: 0,
        parked: false,
        superseded: false,
      });
      const terminal = state.terminals.get(fact.terminal);
      if (terminal !== undefined) terminal.payment = fact.payment;
      const tab = tabOf(state, fact.tab);
      if (tab.lock?.token === fact.token) tab.lock.reason = 'payment';
      if (tab.parked !== null) {
        const older = state.payments.get(tab.parked);
        if (older !== undefined) older.superseded = true;
        tab.parked = null;
      }
      return;
    }
    case 'payment-waiting': {
      const payment = state.payments.get(fact.payment);
      if (payment !== undefined) payment.waitedMs = fact.waitedMs;
      return;
    }
    case 'payment-ended': {
      const payment = state.payments.get(fact.payment);
      state.payments.delete(fact.payment);
      if (payment !== undefined)
        endPayment(state, payment, fact.outcome === 'not-paid' ? 'aborted' : fact.outcome, fact);
      const tab = tabOf(state, fact.tab);
      if (tab.parked === fact.payment) tab.parked = null;
      if (tab.lock?.reason === 'payment' && tab.lock.token === payment?.token) tab.lock.reason = 'open';
      const terminal = payment === undefined ? undefined : state.terminals.get(payment.terminal);
      if (terminal === undefined) return;
      if (terminal.payment === fact.payment) terminal.payment = null;
      if (fact.record !== null) terminal.last = fact.record;
      return;
    }
    case 'payment-parked': {
      const payment = state.payments.get(fact.payment);
      if (payment !== undefined) {
        payment.parked = true;
        endPayment(state, payment, 'parked', { paidCents: 0, tipCents: 0 });
      }
      tabOf(state, fact.tab).parked = fact.payment;
      return;
    }
    case 'terminal-known': {
      const terminal = state.terminals.get(fact.terminal);
      if (terminal !== undefined) terminal.last = fact.last;
      return;
    }
    case 'job-queued':
      queueJob(state, fact);
      return;
    case 'job-started': {
      const job = state.jobs.get(fact.job);
      if (job !== undefined) job.started = true;
      return;
    }
    case 'job-failed': {
      const job = state.jobs.get(fact.job);
      if (job === undefined) return;
      job.started = false;
      job.mayBePrinted ||= fact.mayBePrinted;
      if (fact.mayBePrinted) job.attempts += 1;
      return;
    }
    case 'job-redirected': {
      const job = state.jobs.get(fact.job);
      if (job === undefined) return;
      job.route = 'static';
      job.queue = fact.printer;
      job.mayBePrinted ||= fact.mayBePrinted;
      enqueue(state, queueKey(job), job.job);
      return;
    }
    case 'job-printed':
    case 'job-given-up': {
      const job = state.jobs.get(fact.job);
      if (job === undefined) return;
      state.jobs.delete(fact.job);
      dequeue(state, queueKey(job), fact.job);
      remember(state, job);
      return;
    }
    case 'job-overdue': {
      const job = state.jobs.get(fact.job);
      if (job !== undefined) job.overdue = true;
      return;
    }
    case 'answered': {
      const device = deviceOf(state, fact.device);
      device.lastReq = fact.req;
      device.lastReply = fact.reply;
      return;
    }
    default:
      unreachable(fact);
  }
}

function endPayment(
  state: State,
  { token, payment, tab, device }: Payment,
  outcome: EndedPayment['outcome'],
  { paidCents, tipCents }: { paidCents: number; tipCents: number },
): void {
  deviceOf(state, device).lastPayment = { token, payment, tab, outcome, paidCents, tipCents };
}

/** Jobs redirected statically wait in a queue of their own: they must not hold up POS-driven jobs, which may move on. */
export function queueKey(job: JobSpec): string {
  return job.route === 'static' ? `static ${job.queue}` : job.queue;
}

function queueJob(state: State, fact: Extract<Fact, { kind: 'job-queued' }>): void {
  const { kind: _, ...spec } = fact;
  const job = { ...spec, mayBePrinted: false, started: false, attempts: 0, overdue: false };
  state.lastJob = Math.max(state.lastJob, job.job);
  state.jobs.set(job.job, job);
  if (job.route !== 'belt') enqueue(state, queueKey(job), job.job);
}

function enqueue(state: State, key: string, job: number): void {
  const queue = state.queues.get(key);
  if (queue === undefined) state.queues.set(key, [job]);
  else if (!queue.includes(job)) queue.push(job);
}

/** Takes a job out of its queue; queues in which nothing waits do not exist. */
function dequeue(state: State, key: string, job: number): void {
  const queue = state.queues.get(key);
  if (queue === undefined) return;
  const at = queue.indexOf(job);
  if (at >= 0) queue.splice(at, 1);
  if (queue.length === 0) state.queues.delete(key);
}

function remember(state: State, spec: JobSpec): void {
  state.printed.set(spec.job, spec);
  if (state.printed.size <= REPRINTABLE) return;
  const oldest = state.printed.keys().next();
  if (!oldest.done) state.printed.delete(oldest.value);
}
