/** Bugs that were drawn at random (`npm run power -- random`), and that ours missed at first. */
import { patched, type PatchedMutant } from '../mutant.ts';

export const drawnPatches: readonly PatchedMutant[] = [
  {
    ...patched(
      'view-never-lapses',
      'A device that shows no picture any more keeps its view.',
      'core',
      ['forgotten', 'plain'],
      {
        file: 'server/core/step.ts',
        replace: '      viewLeaseDue(turn, due.device, due.view);\n',
        by: '',
      },
    ),
    caughtBy: ['camera-view'],
  },
  {
    ...patched(
      'next-trouble-unheard',
      'A printer that is watched has another trouble than before, and nobody is told.',
      'host',
      ['swallowed', 'subtle'],
      {
        file: 'server/host/printer/session.ts',
        replace: '    if (isKnown) return;\n    this.options.report.health(trouble, this.paper);',
        by: '    if (isKnown) return;',
      },
    ),
    caughtBy: ['pos-chain'],
  },
  {
    ...patched(
      'trouble-in-print-unending',
      'A printer that has trouble with a ticket in hand is asked again and again, until that is over.',
      'host',
      ['wrong condition', 'subtle'],
      {
        file: 'server/host/printer/session.ts',
        replace: '(task.dueMs === null || task.troubled)',
        by: 'task.dueMs === null && task.troubled',
      },
    ),
    caughtBy: ['redirect-in-time'],
  },
  {
    ...patched(
      'reversal-never-sent',
      'A reversal is begun, and no terminal is asked for it.',
      'core',
      ['forgotten', 'crude'],
      {
        file: 'server/core/money/reversals.ts',
        replace: "  turn.outputs.push({ kind: 'reverse', terminal: name, payment, record: paidAs });\n",
        by: '',
      },
    ),
    caughtBy: ['settled'],
  },
  {
    ...patched(
      'reversal-not-asked-about-at-start',
      'After a start no terminal is asked what came of a reversal that had begun.',
      'core',
      ['restart', 'plain'],
      {
        file: 'server/core/money/reversals.ts',
        replace: "    turn.outputs.push({ kind: 'enquire-reversal', terminal: name, payment, record: paidAs });\n",
        by: '',
      },
    ),
    caughtBy: ['settled'],
  },
  {
    ...patched(
      'enquiry-breaks-off',
      'A decision names something to be done that nobody knows; the error is written down, and the server goes on.',
      'core',
      ['swallowed', 'plain'],
      {
        file: 'server/core/money/reversals.ts',
        replace: "    turn.outputs.push({ kind: 'enquire-reversal', terminal: name, payment, record: paidAs });",
        by: '    turn.outputs.push({} as never);',
      },
    ),
    caughtBy: ['marks'],
  },
  {
    ...patched(
      'no-frames-to-thin-clients',
      'A thin client is sent no picture of a camera.',
      'host',
      ['forgotten', 'crude'],
      {
        file: 'server/host/thin-connection.ts',
        replace: '    this.waits = null;\n    this.channel.send(frame);\n',
        by: '',
      },
    ),
    caughtBy: ['camera-view'],
  },
  {
    ...patched(
      'parked-at-once',
      'A tab is parked as soon as its payment is begun.',
      'core',
      ['wrong condition', 'crude'],
      {
        file: 'server/core/money/payments.ts',
        replace: '  if (inMs <= 0) park(turn, payment);',
        by: '  if (inMs > 0) park(turn, payment);',
      },
    ),
    caughtBy: ['parked-truly'],
  },
  {
    ...patched(
      'nothing-taken-for-shown',
      'Whatever a monitor says that it shows is not noted.',
      'core',
      ['wrong condition', 'crude'],
      {
        file: 'server/core/paper/monitors.ts',
        replace: '  if (first === undefined || item < first.shows.item || item > last) return;',
        by: '  return;',
      },
    ),
    caughtBy: ['settled'],
  },
];
