/** Profiles of simulated devices, by the names that somebody types. */
import { closest } from 'fastest-levenshtein';
import { TwinError } from '#protocols/errors/errors';
import type { Profile } from '#simulators/android/profile';
import { profileCatalogue } from '#simulators/android/profiles/catalogue';

/** So many letters say what somebody means. */
const TYPED = 4;

/** Error: `usage`. */
export function profileNamed(name: string): Profile {
  const profile = profileCatalogue.get(name);
  if (profile !== undefined) return profile;
  // The names are long: who has typed the beginning of one means that.
  const names = [...profileCatalogue.keys()];
  const begun = names.filter((one) => one.startsWith(name.slice(0, TYPED)));
  const meant = closest(name, begun.length > 0 ? begun : names);
  throw new TwinError(
    'usage',
    `There is no profile "${name}"; did you mean "${meant}"? mpos-twin android --list shows them all.`,
  );
}

/** Names of those that are meant: all for none. Error: `usage`. */
export function rehearsedProfiles(names: readonly string[]): string[] {
  if (names.length === 0) return [...profileCatalogue.keys()];
  return names.map((name) => profileNamed(name).name);
}
