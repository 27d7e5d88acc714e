import { z } from 'zod';
import { BROWSER } from '../apps.ts';
import { defineQuirk } from './quirk.ts';

export const filmOverApps = defineQuirk({
  name: 'film-over-apps',
  about: 'An app lays a yellow film over the whole display, as filters of blue light do.',
  params: z.strictObject({ percent: z.int().min(1).max(99).default(25).describe('how dense it is, percent') }),
  begin: (device, { percent }) =>
    device.conditions.set(BROWSER, 'film', percent, 0, (value) => {
      device.filmPercent = value;
    }),
});
