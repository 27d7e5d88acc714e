/** All profiles of simulated Android devices, by name: devices of the market, then those with one thing wrong. */
import { profileSchema, type Profile } from '../profile.ts';
import { phones } from './phones.ts';
import { plantedDevices } from './planted.ts';
import { rugged } from './rugged.ts';
import { tablets } from './tablets.ts';
import { terminals } from './terminals.ts';

export const profileCatalogue: ReadonlyMap<string, Profile> = new Map(
  [...rugged, ...terminals, ...phones, ...tablets, ...plantedDevices].map((data) => {
    const profile = profileSchema.parse(data);
    return [profile.name, profile];
  }),
);
