/** Planted bugs in the middle of the core's printing: queues, tickets, receipts. */
import { patched, type PatchedMutant } from '../mutant.ts';

const PLACES = 'server/core/paper/places.ts';
const QUEUE = 'server/core/paper/print-queue.ts';
const PRINTING = 'server/core/paper/printing.ts';
const JOBS = 'server/core/apply/apply-jobs.ts';

export const printPatches: readonly PatchedMutant[] = [
  patched(
    'hold-off-of-the-first-only',
    "Only a job's own printer is waited for during its hold-off; an alternative that has just failed is passed over at once.",
    'core',
    ['wrong condition', 'subtle'],
    {
      file: QUEUE,
      replace: 'if (now - live.troubleSinceMs < live.failAfterMs) return spared;',
      by: 'if (printer === job.queue && now - live.troubleSinceMs < live.failAfterMs) return spared;',
    },
  ),
  patched(
    'hold-off-from-the-start',
    'The hold-off is counted from the first trouble a printer ever had.',
    'core',
    ['stale', 'plain'],
    {
      file: QUEUE,
      replace: '    live.troubleSinceMs = turn.now;\n',
      by: '    if (live.troubleSinceMs === 0) live.troubleSinceMs = turn.now;\n',
    },
  ),
  patched(
    'near-end-told-again',
    'People are told with every ticket that a roll is near its end.',
    'core',
    ['repetition', 'plain'],
    {
      file: QUEUE,
      replace: '  if (turn.state.nearEnd.has(printer)) return;\n  record',
      by: '  record',
    },
  ),
  patched(
    'spared-for-ever',
    'A printer that was near the end of its paper is not asked whether it has a new roll.',
    'core',
    ['forgotten', 'subtle'],
    {
      file: QUEUE,
      replace: 'if (isSpared(turn.state, printer)) turn.outputs.push',
      by: 'if (turn.now < 0) turn.outputs.push',
    },
  ),
  patched(
    'waits-for-what-counts-not',
    'A ticket waits for a printer that is in trouble, though its own prints, which is only spared.',
    'core',
    ['wrong condition', 'subtle'],
    {
      file: QUEUE,
      replace: 'if (!countsAsFailing(live, live.trouble)) return spared;',
      by: 'if (!countsAsFailing(live, live.trouble)) return null;',
    },
  ),
  patched(
    'hours-never-over-midnight',
    'Hours that end on the next day are never on.',
    'core',
    ['wrong condition', 'plain'],
    {
      file: PLACES,
      replace: 'withinDay(dayMs - timeOfDayMs(from)) < withinDay(timeOfDayMs(to) - timeOfDayMs(from))',
      by: 'dayMs >= timeOfDayMs(from) && dayMs < timeOfDayMs(to)',
    },
  ),
  patched(
    'later-queue-first',
    'Of the heads of several queues that move to one printer the latest goes first.',
    'core',
    ['wrong condition', 'subtle'],
    { file: QUEUE, replace: 'heads.sort((a, b) => a.job - b.job)', by: 'heads.sort((a, b) => b.job - a.job)' },
  ),
  patched(
    'no-copy-after-restart',
    'What was being printed when the server died is printed again without a mark.',
    'core',
    ['restart', 'plain'],
    {
      file: QUEUE,
      replace: "jobFailed(turn, job, job.queue, 'silent', true)",
      by: "jobFailed(turn, job, job.queue, 'silent', false)",
    },
  ),
  patched(
    'started-stays-started',
    'A job that was being printed when the server died counts as being printed for ever.',
    'core',
    ['restart', 'plain'],
    {
      file: QUEUE,
      replace: "    if (job.started) jobFailed(turn, job, job.queue, 'silent', true);\n    else if",
      by: '    if (job.started) continue;\n    else if',
    },
  ),
  patched(
    'one-attempt-too-many',
    'A job is given up after one attempt more than is allowed.',
    'core',
    ['wrong condition', 'subtle'],
    {
      file: QUEUE,
      replace: 'if (job.attempts < turn.state.config.printAttempts) return true;',
      by: 'if (job.attempts <= turn.state.config.printAttempts) return true;',
    },
  ),
  patched(
    'every-failure-an-attempt',
    'A job that was not even sent is counted as an attempt, and given up after some of them.',
    'core',
    ['wrong condition', 'plain'],
    { file: JOBS, replace: '    if (fact.mayBePrinted) job.attempts += 1;', by: '    job.attempts += 1;' },
  ),
  patched(
    'latest-doubt-counts',
    'Whether a ticket may be on paper is known of its last attempt only.',
    'core',
    ['stale', 'subtle'],
    {
      file: JOBS,
      replace: '    job.started = false;\n    job.mayBePrinted ||= fact.mayBePrinted;',
      by: '    job.started = false;\n    job.mayBePrinted = fact.mayBePrinted;',
    },
  ),
  patched(
    'redirect-forgets-doubt',
    'A receipt that may be out of the belt printer is redirected without a mark.',
    'core',
    ['forgotten', 'plain'],
    {
      file: JOBS,
      replace: '    job.queue = fact.printer;\n    job.mayBePrinted ||= fact.mayBePrinted;\n',
      by: '    job.queue = fact.printer;\n',
    },
  ),
  patched(
    'redirected-jobs-block',
    'Redirected receipts wait in the queue of POS-driven jobs, in front of jobs that may move on.',
    'core',
    ['wrong condition', 'subtle'],
    { file: JOBS, replace: "job.route === 'static' ? `static ${job.queue}` : job.queue", by: 'job.queue' },
  ),
  patched(
    'second-line-not-ordered',
    'An order ticket has the first line of each place only.',
    'core',
    ['forgotten', 'crude'],
    { file: PRINTING, replace: '    else lines.push(text);\n', by: '' },
  ),
  patched('order-without-quantity', 'Every order is for one.', 'core', ['wrong field', 'crude'], {
    file: PRINTING,
    replace: 'const text = `${line.quantity} x ${line.article}`;',
    by: 'const text = `1 x ${line.article}`;',
  }),
  patched(
    'receipts-not-offered-again',
    'A device that comes back does not get the receipts it has not printed.',
    'core',
    ['forgotten', 'subtle'],
    {
      file: PRINTING,
      replace: "if (job.route === 'belt' && job.device === device) sendReceipt(turn, job);",
      by: "if (job.route === 'belt' && job.device === device && job.mayBePrinted) sendReceipt(turn, job);",
    },
  ),
  patched('reprint-unmarked', 'A reprint is not marked as a copy.', 'core', ['wrong field', 'plain'], {
    file: PRINTING,
    replace: 'queue: printer, copy: true });\n  answer',
    by: 'queue: printer, copy: job.copy });\n  answer',
  }),
  patched(
    'overdue-by-attempt',
    'A job that is tried again and again is never told to wait too long.',
    'core',
    ['wrong condition', 'subtle'],
    {
      file: QUEUE,
      replace: '  if (job.started) {\n    expectSoon(turn, number);',
      by: '  if (job.started || job.attempts > 0) {\n    expectSoon(turn, number);',
    },
  ),
];
