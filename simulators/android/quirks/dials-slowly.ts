import { z } from 'zod';
import { BROWSER } from '../apps.ts';
import { defineQuirk } from './quirk.ts';

export const dialsSlowly = defineQuirk({
  name: 'dials-slowly',
  about: 'Something on the device looks at each connection of its browser over WLAN before it is open.',
  params: z.strictObject({ ms: z.int().min(1).default(600).describe('how long that takes, ms') }),
  begin: (device, { ms }) =>
    device.conditions.set(BROWSER, 'dialling', ms, 0, (value) => {
      device.network.dialMs = value;
    }),
});
