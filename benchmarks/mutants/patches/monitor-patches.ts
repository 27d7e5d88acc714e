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
