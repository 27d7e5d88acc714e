/** Planted bugs between the server and a kitchen monitor that is lost and comes back. */
import type { PatchedMutant } from '../mutant.ts';

export const monitorPatches: readonly PatchedMutant[] = [
  {
    name: 'monitor-orders-lost',
    about: 'What a monitor has not answered when its connection is lost is not sent again.',
    caughtBy: ['monitor-feed'],
    kind: { area: 'host', sort: 'forgotten', subtlety: 'plain' },
    patches: [
      {
        file: 'server/host/monitor-session.ts',
        replace: '    this.hangUp();\n    if (this.waiting.length === 0) return;',
        by: '    this.hangUp();\n    this.waiting = [];\n    if (this.waiting.length === 0) return;',
      },
    ],
  },
  {
    name: 'monitor-believed',
    about: 'What is sent to a monitor is taken for shown.',
    caughtBy: ['monitor-feed'],
    kind: { area: 'host', sort: 'wrong condition', subtlety: 'plain' },
    patches: [
      {
        file: 'server/host/monitor-session.ts',
        replace: '    if (this.timer === null) this.awaitAnswer();',
        by: '    const last = items.at(-1);\n    if (last !== undefined) this.answered(last.item);',
      },
    ],
  },
  {
    name: 'monitor-shows-twice',
    about: 'A monitor shows again what it is sent again.',
    caughtBy: ['monitor-feed'],
    kind: { area: 'device', sort: 'repetition', subtlety: 'subtle' },
    patches: [
      {
        file: 'simulators/devices/monitor.ts',
        replace: 'if (last === 0 || item === last + 1) {',
        by: 'if (last === 0 || item <= last + 1) {',
      },
    ],
  },
];

/** Planted bugs of how people are told of a monitor that shows nothing. */
export const monitorAwayPatches: readonly PatchedMutant[] = [
  {
    name: 'monitor-told-again',
    about:
      'That people were told of a monitor is forgotten: they are told again after a start, and whenever it is due.',
    caughtBy: ['monitor-told'],
    kind: { area: 'core', sort: 'repetition', subtlety: 'plain' },
    patches: [
      { file: 'server/core/apply/apply-monitors.ts', replace: 'known.isAway = true;', by: 'known.isAway = false;' },
    ],
  },
  {
    name: 'monitor-away-without-notice',
    about: 'That a monitor shows nothing is noted, and nobody finds it on paper.',
    caughtBy: ['notices'],
    kind: { area: 'core', sort: 'forgotten', subtlety: 'plain' },
    patches: [
      {
        file: 'server/core/paper/monitors.ts',
        replace: '  printNotice(turn, byOf(turn, { tab: first.shows.tab, device: first.device }), lines);\n',
        by: '',
      },
    ],
  },
];
