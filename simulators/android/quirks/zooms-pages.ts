import { z } from 'zod';
import { BROWSER } from '../apps.ts';
import { defineQuirk } from './quirk.ts';

const HUNDRED = 100;

export const zoomsPages = defineQuirk({
  name: 'zooms-pages',
  about: 'Its browser shows pages larger than they are laid out, and some of them lies outside.',
  params: z.strictObject({ percent: z.int().min(101).max(500).default(130).describe('how large, percent') }),
  begin: (device, { percent }) =>
    device.conditions.set(BROWSER, 'page zoom', percent / HUNDRED, 1, (value) => {
      device.pageZoom = value;
    }),
});
