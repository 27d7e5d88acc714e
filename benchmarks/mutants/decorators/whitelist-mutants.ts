/** Planted bugs of the whitelist: whom it lets in, and whom it turns away. */
import type { ThinClientHello } from '#protocols/thin-client/messages';
import { mutant, patched, type Mutant, type PatchedMutant } from '../mutant.ts';

type Model = NonNullable<ThinClientHello['model']>;

const WHITELIST = 'server/core/clients/whitelist.ts';

/** A core that takes a device for another than it says it is. */
function takenFor(
  name: string,
  about: string,
  subtlety: Mutant['kind']['subtlety'],
  other: (model: Model, display: ThinClientHello['display']) => Model,
  ofUnknown?: (listed: string) => Model,
): Mutant {
  return mutant(
    name,
    ['whitelist'],
    about,
    () => (state, clock, input, core) => {
      const [row] = state.config.whitelist ?? [];
      if (input.kind !== 'client-hello' || row === undefined) return core(state, clock, input);
      const { hello } = input;
      const model = hello.model === undefined ? ofUnknown?.(row.model) : other(hello.model, hello.display);
      return core(state, clock, model === undefined ? input : { ...input, hello: { ...hello, model } });
    },
    { area: 'core', sort: 'wrong condition', subtlety },
  );
}

const MOST_PIXELS = 8_192;

export const whitelistMutants: readonly Mutant[] = [
  takenFor(
    'unknown-model-admitted',
    'A device that does not say what it is is taken for the first of the whitelist.',
    'plain',
    (model) => model,
    (listed) => ({ name: listed, android: 99 }),
  ),
  takenFor('android-version-ignored', 'Whatever Android a device has is new enough.', 'plain', (model) =>
    model.ios === undefined ? { ...model, android: 99 } : model,
  ),
  takenFor('display-by-its-width', 'Of a display the height is not looked at.', 'subtle', (model, { width }) => ({
    ...model,
    display: { width, height: MOST_PIXELS },
  })),
  takenFor(
    'least-version-refused',
    'A device that has just the least Android version is turned away.',
    'subtle',
    (model) => (model.android === undefined ? model : { ...model, android: model.android - 1 }),
  ),
];

export const whitelistPatches: readonly PatchedMutant[] = [
  patched('condition-forgotten', 'The first condition of a row is not looked at.', 'core', ['forgotten', 'subtle'], {
    file: WHITELIST,
    replace: 'row.conditions.find(({ must }) => !isMet[must])',
    by: 'row.conditions.slice(1).find(({ must }) => !isMet[must])',
  }),
  patched(
    'iphone-not-listed',
    'Devices with iOS must be on the whitelist, too.',
    'core',
    ['wrong condition', 'plain'],
    {
      file: WHITELIST,
      replace: ' || model?.ios !== undefined) return null;',
      by: ') return null;',
    },
  ),
  patched(
    'newest-version-forgotten',
    'A row is good for every newer Android as well.',
    'core',
    ['wrong condition', 'subtle'],
    {
      file: WHITELIST,
      replace: 'rows.find((one) => speaksOf(one, android))',
      by: 'rows.find((one) => one.leastAndroid <= android)',
    },
  ),
  patched('refusal-admitted', 'A device that a row refuses is admitted.', 'core', ['forgotten', 'plain'], {
    file: WHITELIST,
    replace: 'row.refused !== undefined)',
    by: "row.refused !== undefined && row.refused[language] === '')",
  }),
].map((one) => ({ ...one, caughtBy: ['whitelist'] }));
