/** Planted bugs of several IIS: whose settings a device gets, and whether it is right here. */
import { mutant, rewriteOutputs, type Mutant, type PatchedMutant } from '../mutant.ts';

const kind = { area: 'core', sort: 'wrong field', subtlety: 'plain' } as const;

export const iisMutants: readonly Mutant[] = [
  mutant(
    'settings-of-the-first-iis',
    ['station-settings'],
    'Every device is told to collect bookings as at the first IIS.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) => {
        const [first] = state.config.iis;
        if (first === undefined || output.kind !== 'send' || output.message.type !== 'welcome') return output;
        const offlineBooking = first.offlineBooking ?? state.config.offlineBooking;
        return { ...output, message: { ...output.message, offlineBooking } };
      }),
    kind,
  ),
  mutant(
    'subsystem-settings-ignored',
    ['station-settings'],
    'Every device is told to collect bookings without radio, however the subsystem is set.',
    () => (state, clock, input, core) =>
      rewriteOutputs(core(state, clock, input), (output) =>
        output.kind === 'send' && output.message.type === 'welcome'
          ? { ...output, message: { ...output.message, offlineBooking: true } }
          : output,
      ),
    kind,
  ),
  mutant(
    'client-of-any-iis',
    ['station-settings'],
    'A thin client is admitted at whichever IIS it comes to.',
    () => (state, clock, input, core) => {
      if (input.kind !== 'client-hello') return core(state, clock, input);
      const { iis: _, ...hello } = input.hello;
      return core(state, clock, { ...input, hello });
    },
    { ...kind, sort: 'wrong condition' },
  ),
];

export const iisPatches: readonly PatchedMutant[] = [
  {
    name: 'device-of-any-iis',
    about: 'A handheld is welcomed at whichever IIS it comes to.',
    caughtBy: ['station-settings'],
    kind: { area: 'host', sort: 'wrong condition', subtlety: 'plain' },
    patches: [
      {
        file: 'server/host/host.ts',
        replace: 'rightIis(state(), device, iis)',
        by: 'rightIis(state(), device, iis === device ? iis : undefined)',
      },
    ],
  },
  {
    name: 'all-articles-shown',
    about: 'A thin client is shown all articles, whatever its station offers.',
    caughtBy: ['screen-keys'],
    kind: { area: 'host', sort: 'wrong condition', subtlety: 'plain' },
    patches: [
      {
        file: 'server/station/screens.ts',
        replace: 'offers?.includes(place) !== false',
        by: 'offers?.includes(place) !== null',
      },
    ],
  },
];
