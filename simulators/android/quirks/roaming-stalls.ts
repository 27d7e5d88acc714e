import { z } from 'zod';
import { Actor } from '#machines/actor';
import { roamingWalk } from '#machines/android/roaming';
import { A_SECOND, defineQuirk } from './quirk.ts';

export const roamingStalls = defineQuirk({
  name: 'roaming-stalls',
  about:
    'While the device is carried about it changes its access point now and then, and each time nothing passes for a while.',
  params: z.strictObject({
    everyS: z.int().min(1).default(30).describe('from one change to the next, s'),
    stallMs: z.int().min(0).default(4000).describe('how long nothing passes, ms'),
  }),
  begin(device, { everyS, stallMs }) {
    const actor = new Actor(
      roamingWalk,
      device.timers,
      { everyMs: everyS * A_SECOND },
      {
        effect: () => device.network.link.send({ type: 'ROAM', stallMs }),
      },
    );
    actor.start();
    actor.send({ type: 'GO' });
    return () => actor.send({ type: 'STAND' });
  },
});
