/** All profiles of simulated Android devices, by name. */
import { profileSchema, type Profile } from '../profile.ts';
import { rugged } from './rugged.ts';

export const profileCatalogue: ReadonlyMap<string, Profile> = new Map(
  rugged.map((data) => {
    const profile = profileSchema.parse(data);
    return [profile.name, profile];
  }),
);
