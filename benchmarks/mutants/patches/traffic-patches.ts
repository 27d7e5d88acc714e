/** Planted bugs of what is sent to thin clients, and of what is counted of it. */
import type { PatchedMutant } from '../mutant.ts';

export const trafficPatches: readonly PatchedMutant[] = [
  {
    name: 'whole-screens-sent',
    about: 'A thin client is sent its whole screen each time, not what has changed on it.',
    caughtBy: ['traffic'],
    kind: { area: 'host', sort: 'forgotten', subtlety: 'plain' },
    patches: [{ file: 'server/host/thin-connection.ts', replace: '    this.sent = screen;\n', by: '' }],
  },
  {
    name: 'pictures-not-counted',
    about: 'A thin client counts the words of the screens it gets, and not their pictures.',
    caughtBy: ['traffic'],
    kind: { area: 'edge', sort: 'wrong field', subtlety: 'plain' },
    patches: [
      {
        file: 'simulators/devices/thin/thin-line.ts',
        replace: 'message.bytes + wordsBytes(message)',
        by: 'wordsBytes(message)',
      },
    ],
  },
];
