/** Planted bugs of the checks of a start: what a device says when its server does not answer. */
import type { Patch, PatchedMutant } from '../mutant.ts';

const STARTS = 'simulators/devices/start-checks.ts';

function start(name: string, about: string, patch: Omit<Patch, 'file'>, kind: Partial<PatchedMutant['kind']> = {}) {
  return {
    name,
    about,
    caughtBy: ['start-checks'],
    kind: { area: 'edge', sort: 'forgotten', subtlety: 'plain', ...kind },
    patches: [{ file: STARTS, ...patch }],
  } satisfies PatchedMutant;
}

/** Shown by devices in the network of the guests. */
export const otherNetworkPatches: readonly PatchedMutant[] = [
  start(
    'start-blames-the-server',
    'A device that finds no till in its network says that the server does not run.',
    {
      replace: "    this.fail(this.options.installed() ? 'network' : 'app');",
      by: "    this.fail(this.options.installed() ? 'server' : 'app');",
    },
    { sort: 'wrong condition' },
  ),
  start('start-waits-for-an-answer', 'A device waits for an answer to its broadcast until there is one.', {
    replace: '    ground.timers.after(toleranceMs, () => mine === this.mine && !mine.isFound && this.notFound());\n',
    by: '',
  }),
];

/** Shown by a server that does not run yet. */
export const noServerPatches: readonly PatchedMutant[] = [
  start(
    'start-without-searching',
    'A device that gets no answer at its start blames the network, and does not look for the till.',
    { replace: '    mine.isSearching = true;\n', by: '    mine.isSearching = true;\n    this.notFound();\n' },
  ),
];

/** Shown by devices without an app. */
export const noAppPatches: readonly PatchedMutant[] = [
  start(
    'app-looked-for-first',
    'A device without its app says so without having looked whether the server runs.',
    {
      replace: '    if (networkThere()) this.ask();',
      by: '    if (networkThere() && this.options.installed()) this.ask();',
    },
    { sort: 'wrong order', subtlety: 'subtle' },
  ),
  {
    name: 'removal-forgets-lines',
    about: 'When the app is removed from a device, what was stored there is gone as well.',
    caughtBy: ['acknowledged-bookings'],
    kind: { area: 'device', sort: 'forgotten', subtlety: 'plain' },
    patches: [
      {
        file: 'simulators/devices/standard-device.ts',
        replace: "    if (!installed) this.actor.send({ type: 'APP_REMOVED' });",
        by: "    if (!installed) this.storage.bookings = [];\n    if (!installed) this.actor.send({ type: 'APP_REMOVED' });",
      },
    ],
  },
];
