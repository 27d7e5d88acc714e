import { z } from 'zod';
import { BROWSER } from '../apps.ts';
import { defineQuirk } from './quirk.ts';

export const bubbleOverApps = defineQuirk({
  name: 'bubble-over-apps',
  about: 'A bubble of another app lies at the right edge over whatever is in front.',
  params: z.strictObject({ dp: z.int().min(1).max(400).default(60).describe('how wide it is, dp') }),
  begin: (device, { dp }) =>
    device.conditions.set(BROWSER, 'bubble', dp, 0, (value) => {
      device.bubbleDp = value;
    }),
});
