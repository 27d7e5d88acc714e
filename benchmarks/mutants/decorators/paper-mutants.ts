/** Planted bugs of what is on paper: orders, bills, notices, copies, and the way of a print job. */
import type { Fact } from '#server/core/facts';
import { beginTurn, record } from '#server/core/turn';
import { mutant, rewriteFacts, rewriteOutputs, type Mutant } from '../mutant.ts';

type Queued = Extract<Fact, { kind: 'job-queued' }>;

/** Changes a job before it is queued, in the journal, in the state and on paper alike. */
function rewriteJobs(
  name: string,
  caughtBy: string,
  about: string,
  rewrite: (job: Queued) => Partial<Queued> | null,
): Mutant {
  return mutant(name, [caughtBy], about, () => (state, clock, input, core) => {
    const result = core(state, clock, input);
    return rewriteFacts(result, (fact) => {
      if (fact.kind !== 'job-queued') return fact;
      const changes = rewrite(fact);
      const job = state.jobs.get(fact.job);
      if (changes !== null && job !== undefined) Object.assign(job, changes);
      return changes === null ? fact : { ...fact, ...changes };
    });
  });
}

const ordersAndBills: readonly Mutant[] = [
  rewriteJobs('order-without-its-last-line', 'orders', 'A long order ends one line too soon.', ({ document, lines }) =>
    document === 'order' && lines.length > 4 ? { lines: lines.slice(0, -1) } : null,
  ),
  rewriteJobs('order-of-one-each', 'orders', 'Whatever is ordered, the kitchen is told to make one.', (job) =>
    job.document === 'order' ? { lines: job.lines.map((line) => line.replace(/^\d+ x /, '1 x ')) } : null,
  ),
  rewriteJobs(
    'order-for-the-next-table',
    'orders',
    'Now and then a ticket names the next table.',
    ({ job, tab, ...other }) =>
      other.document === 'order' && job % 7 === 0
        ? { lines: other.lines.map((line) => line.replace(/^Tab \d+/, `Tab ${tab + 1}`)) }
        : null,
  ),
  rewriteJobs(
    'bill-without-its-second-line',
    'bills',
    'A bill of many lines leaves out the second.',
    ({ document, lines }) =>
      document === 'bill' && lines.length > 6 ? { lines: lines.filter((_, i) => i !== 3) } : null,
  ),
  rewriteJobs('cash-called-card', 'bills', 'A bill names cash, however it was paid.', ({ document, lines }) =>
    document === 'bill' ? { lines: lines.map((line) => (line === 'Card' ? 'Cash' : line)) } : null,
  ),
  mutant('bill-of-all-evening', ['bills'], 'What a tab was billed for is listed on its next bill again.', () => {
    const kept = new Map<number, string[]>();
    return (state, clock, input, core) =>
      rewriteFacts(core(state, clock, input), (fact) => {
        if (fact.kind !== 'job-queued' || fact.document !== 'bill' || fact.copy) return fact;
        const [head = '', number = '', ...rest] = fact.lines;
        const before = kept.get(fact.tab) ?? [];
        kept.set(fact.tab, [...before, ...rest.slice(0, -2)]);
        const lines = [head, number, ...before, ...rest];
        const job = state.jobs.get(fact.job);
        if (job !== undefined) job.lines = lines;
        return { ...fact, lines };
      });
  }),
];

const noticesAndCopies: readonly Mutant[] = [
  rewriteJobs('notice-without-cents', 'notices', 'A notice rounds the amount of a parked payment.', (job) =>
    job.document === 'notice' ? { lines: job.lines.map((line) => line.replace(/\.\d\d EUR/, '.00 EUR')) } : null,
  ),
  mutant('notice-forgotten', ['notices'], 'When a tab is parked nobody is told.', () => (state, clock, input, core) => {
    const result = core(state, clock, input);
    const isParked = result.facts.some(({ fact }) => fact.kind === 'payment-parked');
    if (!isParked) return result;
    for (const { fact } of result.facts)
      if (fact.kind === 'job-queued' && fact.document === 'notice') {
        state.jobs.delete(fact.job);
        const queue = state.queues.get(fact.queue)?.filter((job) => job !== fact.job) ?? [];
        if (queue.length === 0) state.queues.delete(fact.queue);
        else state.queues.set(fact.queue, queue);
        for (const live of state.live.printers.values()) if (live.job === fact.job) live.job = null;
      }
    const rest = rewriteFacts(result, (fact) =>
      (fact.kind === 'job-queued' && fact.document === 'notice') || fact.kind === 'job-started' ? null : fact,
    );
    return rewriteOutputs(rest, (output) => (output.kind === 'print' ? null : output));
  }),
  rewriteJobs('copy-without-its-end', 'copies', 'A copy leaves out the last line of the original.', (job) =>
    job.copy ? { lines: job.lines.slice(0, -1) } : null,
  ),
  rewriteJobs('copy-at-the-wrong-place', 'copies', 'A copy of a kitchen ticket is printed at the bar.', (job) =>
    job.copy && job.queue === 'kitchen' ? { queue: 'bar' } : null,
  ),
];

const waysOfJobs: readonly Mutant[] = [
  mutant(
    'everything-a-copy',
    ['print-job-model'],
    'A ticket that could not even be sent is marked as a copy when it comes out at last.',
    () => (state, clock, input, core) => {
      const result = core(state, clock, input);
      return input.kind === 'print-failed' && !input.mayBePrinted
        ? rewriteFacts(result, (fact) => {
            if (fact.kind !== 'job-failed') return fact;
            const job = state.jobs.get(fact.job);
            if (job !== undefined) job.mayBePrinted = true;
            return fact;
          })
        : result;
    },
  ),
  mutant(
    'ticket-of-another-table',
    ['paper'],
    'A ticket that is sent again names another table.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) => {
        if (output.kind !== 'print' || output.job.attempts === 0) return output;
        const lines = output.job.lines.map((line) => line.replace(/^Tab \d+/, 'Tab 1'));
        return { ...output, job: { ...output.job, lines } };
      }),
  ),
  mutant(
    'bills-marked-as-copies',
    ['paper'],
    'Every bill that the server prints is marked as a copy.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'print' && output.job.document === 'bill' ? { ...output, copy: true } : output,
      ),
  ),
];

const ofWaiting: readonly Mutant[] = [
  mutant(
    'sent-called-confirmed',
    ['confirmed-print'],
    'What the buffer of a printer has taken is called printed, now and then.',
    () => (state, clock, input, core) => {
      const result = core(state, clock, input);
      const sent = result.outputs.find((output) => output.kind === 'print');
      if (sent?.kind !== 'print' || sent.job.job % 9 !== 0) return result;
      const turn = beginTurn(state, clock);
      record(turn, { kind: 'job-printed', job: sent.job.job, printer: sent.printer, evidence: 'confirmed' });
      return { ...result, facts: [...result.facts, ...turn.facts] };
    },
  ),
  mutant(
    'moves-on-at-once',
    ['hold-off'],
    'A ticket moves on to the next printer as soon as its own has failed, without the hold-off.',
    () => (state, clock, input, core) => {
      for (const live of state.live.printers.values()) live.failAfterMs = 1;
      return core(state, clock, input);
    },
  ),
  mutant(
    'one-hold-off-for-all',
    ['hold-off'],
    'Every printer has the hold-off of all, whatever it has of its own.',
    () => (state, clock, input, core) => {
      const { failAfterMs } = state.config.durations;
      for (const live of state.live.printers.values()) live.failAfterMs = failAfterMs;
      return core(state, clock, input);
    },
  ),
  mutant(
    'overdue-in-half-the-time',
    ['overdue'],
    'A ticket is called overdue after half of the time.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'timer' && output.timer.kind === 'print-wait' ? { ...output, inMs: output.inMs / 2 } : output,
      ),
  ),
  mutant(
    'never-overdue',
    ['overdue'],
    'However long a ticket waits for its printer, nobody is told.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'timer' && output.timer.kind === 'print-wait' ? null : output,
      ),
  ),
];

export const paperMutants: readonly Mutant[] = [...ordersAndBills, ...noticesAndCopies, ...waysOfJobs, ...ofWaiting];
