/** A device of a profile, with all the quirks it has, and those that are planted besides. */
import { createAndroidDevice, type AndroidDevice, type AndroidGround } from './device.ts';
import type { Profile } from './profile.ts';
import { quirkCatalogue } from './quirks/catalogue.ts';

export type PlantedQuirk = Profile['quirks'][number];

/** Starts it. Throws for a quirk nobody knows, or whose parameters are wrong. */
export function startAndroid(
  profile: Profile,
  ground: AndroidGround,
  planted: readonly PlantedQuirk[] = [],
): AndroidDevice {
  const device = createAndroidDevice(profile, ground);
  for (const { quirk: name, with: params } of [...profile.quirks, ...planted]) {
    const quirk = quirkCatalogue.get(name);
    if (quirk === undefined) throw new Error(`no quirk ${name}`);
    quirk.begin(device, quirk.params.parse(params));
  }
  return device;
}
