import { z } from 'zod';
import { Actor } from '#machines/actor';
import { turningDisplay } from '#machines/android/turning-display';
import { sideUp } from '../shell/commands/display.ts';
import { A_SECOND, defineQuirk } from './quirk.ts';
import { takesSchema, takingOf } from './taking.ts';

export const turnsBadly = defineQuirk({
  name: 'turns-badly',
  about: 'When the display is turned, apps are ended, or stand still or are cut off for so long.',
  params: z.strictObject({
    takes: takesSchema,
    forS: z.int().min(1).default(90).describe('how long that takes, s'),
  }),
  begin(device, { takes, forS }) {
    const effect = takingOf(device, takes, () => false);
    const actor = new Actor(turningDisplay, device.timers, { turnMs: forS * A_SECOND }, { effect });
    actor.start();
    let side = sideUp(device);
    const unwatch = device.watch((event) => {
      if (event !== 'turned' || sideUp(device) === side) return;
      side = sideUp(device);
      actor.send({ type: 'TURN' });
    });
    return () => {
      unwatch();
      actor.send({ type: 'MEND' });
    };
  },
});
