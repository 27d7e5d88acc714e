import { z } from 'zod';
import { BROWSER } from '../apps.ts';
import { defineQuirk } from './quirk.ts';

export const dropsSecondFinger = defineQuirk({
  name: 'drops-second-finger',
  about: 'Something lies over the browser that hands it the first finger of a gesture only.',
  params: z.strictObject({}),
  begin: (device) =>
    device.conditions.hold(BROWSER, 'first finger only', () => {
      device.firstFingerOnly = true;
      return () => (device.firstFingerOnly = false);
    }),
});
