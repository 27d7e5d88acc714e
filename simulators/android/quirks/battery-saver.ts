import { z } from 'zod';
import { Actor } from '#machines/actor';
import { energySaver as chart } from '#machines/android/energy-saver';
import { levelOf, sourceOf } from '../device.ts';
import { A_SECOND, defineQuirk } from './quirk.ts';
import { takesSchema, takingOf } from './taking.ts';

export const batterySaver = defineQuirk({
  name: 'battery-saver',
  about:
    'When the battery has been low for so long, off the charger, apps are ended, frozen, or cut off, also those that are in use.',
  params: z.strictObject({
    percent: z.int().min(1).max(100).default(15).describe('low is at this and below, %'),
    afterS: z.int().min(1).default(90).describe('patience, s'),
    takes: takesSchema,
  }),
  begin(device, { percent, afterS, takes }) {
    const effect = takingOf(device, takes, () => false);
    const actor = new Actor(chart, device.timers, { afterMs: afterS * A_SECOND }, { effect });
    actor.start();
    let ended = false;
    const look = (): void => {
      if (ended) return;
      const isLow = levelOf(device.battery) <= percent && sourceOf(device.battery) === 'none';
      actor.send({ type: isLow ? 'SAVE' : 'EASE' });
      device.timers.after(A_SECOND, look);
    };
    look();
    return () => {
      ended = true;
      actor.send({ type: 'EASE' });
    };
  },
});
