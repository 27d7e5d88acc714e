/** Planted bugs of what is drawn for a thin client: how it is turned, and how large. */
import type { PatchedMutant } from '../mutant.ts';

export const orientationPatches: readonly PatchedMutant[] = [
  {
    name: 'layout-turns-with-the-device',
    about: 'Screens are laid out for the display as it is held.',
    caughtBy: ['orientation'],
    kind: { area: 'host', sort: 'forgotten', subtlety: 'subtle' },
    patches: [
      {
        file: 'server/host/thin-clients.ts',
        replace: 'connection.display = uprightOf(hello.display);',
        by: 'connection.display = hello.display ?? uprightOf(hello.display);',
      },
    ],
  },
  {
    name: 'tablet-not-scaled',
    about: 'Screens are as large on a tablet as on the smallest phone.',
    caughtBy: ['orientation'],
    kind: { area: 'host', sort: 'wrong unit', subtlety: 'plain' },
    patches: [
      {
        file: 'server/station/screen.ts',
        replace: 'return Math.max(1_000, times);',
        by: 'return Math.min(1_000, times);',
      },
    ],
  },
  {
    name: 'tablet-app-turns',
    about: 'The app of a tablet is shown upright.',
    caughtBy: ['orientation'],
    kind: { area: 'device', sort: 'wrong field', subtlety: 'plain' },
    patches: [
      {
        file: 'simulators/devices/standard-device.ts',
        replace: 'tablet: { width: 1_280, height: 800 }',
        by: 'tablet: { width: 800, height: 1_280 }',
      },
    ],
  },
];
