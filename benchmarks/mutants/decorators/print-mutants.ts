/** Planted bugs of printing. */
import { USUALLY_FAILING } from '#protocols/escpos/failing';
import { mutant, rewriteFacts, rewriteOutputs, type Mutant } from '../mutant.ts';

export const printMutants: readonly Mutant[] = [
  mutant(
    'redirect-to-wrong-printer',
    ['static-redirect'],
    'A redirected receipt goes to the kitchen.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) => {
        if (output.kind !== 'print' || output.job.route !== 'static') return output;
        const other = state.config.printers.find((printer) => printer.name !== output.printer)?.name;
        return other === undefined ? output : { ...output, printer: other };
      }),
  ),
  mutant(
    'ticket-lost-on-failover',
    ['tickets-once'],
    'A job whose printer has failed is taken for printed.',
    () => (state, clock, input, core) => {
      if (input.kind !== 'print-failed') return core(state, clock, input);
      return core(state, clock, { kind: 'printed', printer: input.printer, job: input.job, evidence: 'confirmed' });
    },
  ),
  mutant(
    'reprint-without-copy-mark',
    ['tickets-once'],
    'A ticket that may be on paper is printed again without a mark.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'print' ? { ...output, copy: output.job.copy } : output,
      ),
  ),
  mutant(
    'chain-skips-one',
    ['pos-chain'],
    'On failover the last printer of the chain is taken, not the first healthy one.',
    () => (state, clock, input, core) =>
      rewriteFacts(
        rewriteOutputs(core(state, clock, input), (output) => {
          if (output.kind !== 'print' || output.job.route !== 'pos' || output.printer === output.job.queue)
            return output;
          return { ...output, printer: state.live.alternatives.get(output.job.queue)?.at(-1) ?? output.printer };
        }),
        (fact) => {
          if (fact.kind !== 'job-started') return fact;
          const job = state.jobs.get(fact.job);
          if (job?.route !== 'pos' || fact.printer === job.queue) return fact;
          return { ...fact, printer: state.live.alternatives.get(job.queue)?.at(-1) ?? fact.printer };
        },
      ),
  ),
  mutant(
    'no-failover',
    ['redirect-in-time'],
    'A ticket waits for its own printer, however well the others of the chain are.',
    () => (state, now, input, core) => {
      state.live.alternatives.clear();
      return core(state, now, input);
    },
  ),
  mutant(
    'confirmation-not-heard',
    ['failed-truly'],
    'Now and then the word of a printer that a ticket is out is taken for its silence.',
    () => (state, clock, input, core) => {
      if (input.kind !== 'printed' || input.job % 7 !== 3) return core(state, clock, input);
      const { printer, job } = input;
      return core(state, clock, { kind: 'print-failed', printer, job, trouble: 'silent', mayBePrinted: true });
    },
    { area: 'core', sort: 'wrong condition', subtlety: 'plain' },
  ),
  mutant(
    'in-hand-for-ever',
    ['in-hand'],
    'Of a ticket that has failed when it was sent only the trouble of its printer is noted.',
    () => (state, clock, input, core) => {
      if (input.kind !== 'print-failed' || !input.mayBePrinted) return core(state, clock, input);
      const { printer, trouble } = input;
      return core(state, clock, { kind: 'printer-health', printer, trouble });
    },
    { area: 'core', sort: 'forgotten', subtlety: 'plain' },
  ),
  mutant(
    'near-end-passed-over',
    ['near-end'],
    'What printers tell of their paper is passed over.',
    () => (state, clock, input, core) => {
      if (input.kind !== 'printed' && input.kind !== 'printer-health') return core(state, clock, input);
      const { nearEnd: _, ...rest } = input;
      return core(state, clock, rest);
    },
  ),
  mutant(
    'near-end-used-up',
    ['near-end'],
    'A printer near the end of its paper is not spared, though that counts as failing.',
    () => (state, clock, input, core) => {
      for (const live of state.live.printers.values())
        live.failing = live.failing.filter((what) => what !== 'near-end');
      return core(state, clock, input);
    },
  ),
  mutant(
    'everything-counts',
    ['pos-chain'],
    'Whatever is wrong with a printer counts as failing, and its tickets move on.',
    () => (state, clock, input, core) => {
      for (const live of state.live.printers.values())
        live.failing = [...new Set([...live.failing, ...USUALLY_FAILING])];
      return core(state, clock, input);
    },
  ),
  mutant(
    'hours-in-utc',
    ['orders'],
    'Where orders come out at what time of day is decided by a clock in UTC.',
    () => (state, clock, input, core) => core(state, { ...clock, zoneMs: 0 }, input),
    { area: 'core', sort: 'wrong clock', subtlety: 'plain' },
  ),
  mutant(
    'queue-reversed',
    ['ticket-order'],
    'What has piled up in a queue is printed last in, first out.',
    () => (state, clock, input, core) => {
      for (const queue of state.queues.values()) {
        if (queue.length > 2 && queue.every((job) => state.jobs.get(job)?.started !== true)) queue.reverse();
      }
      return core(state, clock, input);
    },
  ),
];
