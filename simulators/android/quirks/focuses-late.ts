import { z } from 'zod';
import { BROWSER } from '../apps.ts';
import { defineQuirk } from './quirk.ts';

export const focusesLate = defineQuirk({
  name: 'focuses-late',
  about: 'Its camera is out of focus close up when it is opened, and sharp after a while, or never.',
  params: z.strictObject({
    ms: z.int().min(1).default(4_000).describe('how long that takes, ms'),
    never: z.boolean().default(false).describe('whether it is never sharp'),
  }),
  begin: (device, { ms, never }) =>
    device.conditions.set(BROWSER, 'focus', never ? Number.POSITIVE_INFINITY : ms, 0, (value) => {
      device.camera.focusMs = value;
    }),
});
