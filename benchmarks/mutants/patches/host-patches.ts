/** Planted bugs of the host: the order of decisions, connections, terminals and printers, and the disk below it. */
import { patched, type PatchedMutant } from '../mutant.ts';

const DECISIONS = 'server/host/decisions.ts';
const CONNECTIONS = 'server/host/connections.ts';
const HOST = 'server/host/host.ts';
const PERIPHERALS = 'server/host/peripherals.ts';
const TERMINAL = 'server/host/terminal-session.ts';
const EXCHANGE = 'server/host/terminal-exchange.ts';
const PRINTER = 'server/host/printer/session.ts';
const PRINTER_LINE = 'server/host/printer/connection.ts';
const DISK = 'simulators/grounds/sim/disk.ts';

const host: readonly PatchedMutant[] = [
  patched(
    'outputs-before-commit',
    'What is decided leaves at once; the journal follows.',
    'host',
    ['wrong order', 'subtle'],
    {
      file: DECISIONS,
      replace: '      undurable.push([decided]);\n      platform.append(result.facts, durable);',
      by: '      carryOut(decided);\n      platform.append(result.facts, () => {});',
    },
  ),
  patched(
    'old-connection-takes-the-new-along',
    'When the old connection of a device that has connected anew ends, the new one is forgotten.',
    'host',
    ['wrong condition', 'plain'],
    {
      file: CONNECTIONS,
      replace: 'if (devices.get(connection.device) === connection) devices.delete(connection.device);',
      by: 'devices.delete(connection.device);',
    },
  ),
  patched(
    'answers-on-the-first-connection',
    'A device that connects anew is still answered on its older connection.',
    'host',
    ['stale', 'plain'],
    {
      file: CONNECTIONS,
      replace:
        "      older?.end('device-replaced');\n      connection.device = message.device;\n      devices.set(message.device, connection);\n",
      by: '      connection.device = message.device;\n      if (older === undefined) devices.set(message.device, connection);\n',
    },
  ),
  patched(
    'record-of-paid-not-kept',
    'What a terminal has stored last is learnt of payments that were declined only.',
    'host',
    ['wrong condition', 'subtle'],
    {
      file: PERIPHERALS,
      replace: "record: outcome === 'unknown' ? null : finding.record,",
      by: "record: outcome === 'paid' || outcome === 'unknown' ? null : finding.record,",
    },
  ),
  patched(
    'last-entry-not-replayed',
    'At a start the last entry of the journal is left out.',
    'journal',
    ['wrong condition', 'crude'],
    {
      file: HOST,
      replace: '  for (const entry of journal) apply(state, entry);',
      by: '  const entries = [...journal];\n  for (let i = 0; i < entries.length - 1; i += 1) apply(state, entries[i] as JournalEntry);',
    },
  ),
  patched(
    'asked-once-only',
    'A terminal that is not idle when it is asked for an outcome is not asked again.',
    'host',
    ['swallowed', 'plain'],
    {
      file: TERMINAL,
      replace: "        this.failed(task, status.fault ?? 'the terminal is not idle');\n",
      by: "        if (task.kind === 'learn') this.failed(task, status.fault ?? 'the terminal is not idle');\n",
    },
  ),
  patched(
    'store-read-while-busy',
    'A terminal is asked for its last transaction although something runs there.',
    'host',
    ['forgotten', 'subtle'],
    { file: TERMINAL, replace: '      if (!isIdle(status)) {', by: '      if (!isDone(status)) {' },
  ),
  patched(
    'lost-process-called-unpaid',
    'A payment whose process could not be read to its end is called aborted.',
    'host',
    ['swallowed', 'plain'],
    {
      file: TERMINAL,
      replace: "      if (finding.outcome !== 'unknown') {\n        this.finished(payment, finding);",
      by: "      if (finding.outcome !== 'unknown' || dialogue.results.length === 0) {\n        this.finished(payment, finding.outcome === 'unknown' ? { outcome: 'aborted', record: null, proof: 'abort' } : finding);",
    },
  ),
  patched(
    'not-asked-to-stop',
    'A terminal that is given up is not asked to stop what it was asked for.',
    'host',
    ['forgotten', 'subtle'],
    {
      file: EXCHANGE,
      replace:
        "if (this.control === AUTHORISATION && this.stop === 'not-asked' && this.dialogue.ending === null) this.askToStop();",
      by: '',
    },
  ),
];

const printers: readonly PatchedMutant[] = [
  patched(
    'any-confirmation-counts',
    'Whatever a printer confirms, it confirms the job in hand.',
    'host',
    ['wrong condition', 'subtle'],
    {
      file: PRINTER,
      replace: 'private confirmed(id: string | null): void {',
      by: 'private confirmed(_: string | null): void {\n    const id = null as string | null;',
    },
  ),
  patched('sent-is-printed', 'A job counts as printed when its bytes are sent.', 'host', ['wrong order', 'crude'], {
    file: PRINTER,
    replace: "    if (tells.confirms !== 'none') this.wait(task, dueMs);\n",
    by: "    if (tells.confirms !== 'none') this.done(task, 'confirmed');\n",
  }),
  patched(
    'never-on-paper',
    'A job that failed is reported as if nothing of it had been sent.',
    'host',
    ['stale', 'plain'],
    {
      file: PRINTER,
      replace: '    const sent = dueMs !== null;\n    this.rest();',
      by: "    this.rest();\n    const sent = this.task.kind === 'printing' && dueMs !== null;",
    },
  ),
  patched(
    'given-up-on-a-word',
    'A ticket whose time has run out is given up as soon as its printer says anything by itself, its confirmation unread.',
    'host',
    ['wrong order', 'subtle'],
    {
      file: 'server/host/printer/session.ts',
      replace: 'if (trouble === null) this.waitOn(task, task.dueMs);',
      by: 'if (trouble === null) this.wait(task, task.dueMs);',
    },
  ),
  patched(
    'question-taken-for-a-ticket',
    'What a printer answers to whether it goes on is taken for the word that the next ticket is printed.',
    'host',
    ['wrong condition', 'subtle'],
    {
      file: 'server/host/printer/session.ts',
      replace: 'if (id === null && this.unansweredInOrder) {',
      by: "if (id === null && this.unansweredInOrder && this.task.kind !== 'printing') {",
    },
  ),
  patched(
    'late-answer-taken',
    'After a failed job the connection is kept, and a late answer to it is taken for that to the next one.',
    'host',
    ['forgotten', 'subtle'],
    {
      file: PRINTER,
      replace:
        "if (trouble === 'silent' || (sent && this.options.tells.confirms !== 'process-id')) this.connection.hangUp();",
      by: "if (trouble === 'silent' && !sent) this.connection.hangUp();",
    },
  ),
  patched(
    'no-time-for-long-tickets',
    'A long ticket has no more time to be printed than a short one.',
    'host',
    ['forgotten', 'subtle'],
    { file: PRINTER, replace: ' + durations.printLineMs * ticketLines(', by: ' + 0 * ticketLines(' },
  ),
  patched(
    'lines-in-seconds',
    'The time for the lines of a ticket is taken for seconds, and never comes.',
    'host',
    ['wrong unit', 'subtle'],
    {
      file: PRINTER,
      replace: ' + durations.printLineMs * ticketLines(',
      by: ' + 1_000 * durations.printLineMs * ticketLines(',
    },
  ),
  patched(
    'a-dead-printer-is-old',
    'A connection counts as one that has answered although it is a new one: a dead printer is dialled for ever.',
    'host',
    ['forgotten', 'plain'],
    { file: PRINTER_LINE, replace: '    this.rounds = 0;\n', by: '' },
  ),
  patched(
    'well-without-looking',
    'A printer that is in trouble is looked after once; if it is not well then, nobody looks again.',
    'host',
    ['forgotten', 'plain'],
    {
      file: PRINTER,
      replace: "this.again(trouble ?? 'silent');",
      by: 'this.rest();',
    },
  ),
  patched(
    'well-because-it-says-so',
    'A printer that has not printed a ticket is sent the next one as soon as it says that it is well.',
    'host',
    ['forgotten', 'plain'],
    { file: PRINTER, replace: "this.stuck = this.options.tells.confirms !== 'none';", by: 'this.stuck = false;' },
  ),
];

const journal: readonly PatchedMutant[] = [
  patched(
    'torn-commit',
    'Of the last decision in a commit that a power cut interrupts, only the first fact is kept.',
    'journal',
    ['wrong condition', 'subtle'],
    {
      file: DISK,
      replace: '=== 1 && !full) keep(writing);',
      by: '=== 1 && !full) keep(writing.map((one, i) => (i < writing.length - 1 ? one : { ...one, entries: one.entries.slice(0, 1) })));',
    },
  ),
  patched(
    'welcomes-whoever-is-there',
    'A device that has connected anew is welcomed to what it said on the connection before.',
    'host',
    ['forgotten', 'subtle'],
    {
      file: 'server/host/connections.ts',
      replace: 'const isLate = ask !== undefined && ask !== to.ask;',
      by: 'const isLate = false;',
    },
  ),
  patched(
    'full-disk-says-nothing',
    'A full disk is not noticed: what is not written is reported as written.',
    'journal',
    ['swallowed', 'plain'],
    {
      file: DISK,
      replace: '        forget();\n        failing = true;\n        group[0]?.failed();\n        return;',
      by: '        for (const { committed } of group) committed();\n        writing = [];\n        if (waiting.length > 0) commit();\n        return;',
    },
  ),
  patched(
    'shared-commit-reports-all',
    'What is appended while a commit is under way is reported together with it, and written with the next.',
    'journal',
    ['wrong order', 'subtle'],
    {
      file: DISK,
      replace: '      for (const { committed } of group) if (mine === life) committed();\n',
      by: '      for (const one of [...group, ...waiting]) {\n        const { committed } = one;\n        one.committed = () => {};\n        if (mine === life) committed();\n      }\n',
    },
  ),
  patched(
    'kept-at-every-cut',
    'What waits for the next commit survives a power cut as well, without the commit before it.',
    'journal',
    ['wrong field', 'subtle'],
    { file: DISK, replace: '=== 1 && !full) keep(writing);', by: '=== 1 && !full) keep(waiting);' },
  ),
];

/** Shown by a terminal that stays away. */
export const enquiryPatches: readonly PatchedMutant[] = [
  {
    ...patched(
      'no-limit-for-outcomes',
      'A payment whose process was lost is asked for without an end in sight: its tab is parked by the long limit only.',
      'host',
      ['forgotten', 'plain'],
      { file: TERMINAL, replace: '      this.limitEnquiry(enquiry);\n', by: '' },
    ),
    caughtBy: ['enquiry-limit'],
  },
];

/** Shown by the regressions `place-lost-to-a-late-hello` and `taps-of-the-connection-before`. */
export const helloPatches: readonly PatchedMutant[] = [
  {
    ...patched(
      'late-hello-believed',
      'What a thin client has said on a connection that it has given up takes its place away.',
      'host',
      ['wrong order', 'subtle'],
      {
        file: 'server/host/thin-clients.ts',
        replace: 'one.dial > dial) return true;',
        by: 'one.dial > dial) return false;',
      },
    ),
    caughtBy: ['places'],
  },
  {
    ...patched(
      'station-before-works-on',
      'What was tapped on the connection before is still done when a thin client has said hello anew.',
      'host',
      ['stale', 'subtle'],
      {
        file: 'server/host/thin-clients.ts',
        replace: "if (one.install === hello.install) one.end('device-replaced');",
        by: 'void one;',
      },
    ),
    caughtBy: ['refusals', 'screens'],
  },
];

export const hostPatches: readonly PatchedMutant[] = [
  ...host,
  ...enquiryPatches,
  ...helloPatches,
  ...printers,
  ...journal,
];
