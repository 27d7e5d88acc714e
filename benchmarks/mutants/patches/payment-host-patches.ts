/** Planted bugs of a payment terminal at its payment host: money that stays charged, or is charged twice. */
import type { PatchedMutant } from '../mutant.ts';

const LINE = 'simulators/devices/terminal/host-line.ts';

export const slowHostPatches: readonly PatchedMutant[] = [
  {
    name: 'auto-reversal-forgotten',
    about: 'A terminal whose host has not answered tells its till that nothing was paid, and reverses nothing.',
    caughtBy: ['host-books'],
    kind: { area: 'device', sort: 'forgotten', subtlety: 'plain' },
    patches: [{ file: LINE, replace: '      giveUp();\n      this.reverse(key);\n', by: '      giveUp();\n' }],
  },
  {
    name: 'reversal-asked-once',
    about: 'A terminal asks its host for a reversal once, and takes it for done.',
    caughtBy: ['host-books'],
    kind: { area: 'device', sort: 'swallowed', subtlety: 'plain' },
    patches: [{ file: LINE, replace: '      if (!isDone) return false;\n', by: '' }],
  },
];

export const lostAnswerPatches: readonly PatchedMutant[] = [
  {
    name: 'new-key-at-a-retry',
    about: 'A terminal that asks its host again does so under a key of its own each time.',
    caughtBy: ['host-books'],
    kind: { area: 'device', sort: 'repetition', subtlety: 'plain' },
    patches: [
      {
        file: LINE,
        replace: '      const giveUp = this.ask(request, end);\n',
        by: '      tries += 1;\n      const giveUp = this.ask({ ...request, key: `${request.key}${tries === 1 ? "" : `-${tries}`}` }, end);\n',
      },
      {
        file: LINE,
        replace: '    let hangUp = (): void => {};\n',
        by: '    let hangUp = (): void => {};\n    let tries = 0;\n',
      },
    ],
  },
  {
    name: 'charge-forgotten-without-power',
    about: 'A terminal that loses its power while it waits for its host has forgotten the charge when it is on again.',
    caughtBy: ['host-books'],
    kind: { area: 'device', sort: 'restart', subtlety: 'plain' },
    patches: [{ file: LINE, replace: '    this.owed.push(this.asked.key);\n', by: '' }],
  },
];
