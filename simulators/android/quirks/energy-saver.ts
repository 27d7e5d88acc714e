import { z } from 'zod';
import { Actor } from '#machines/actor';
import { energySaver as chart } from '#machines/android/energy-saver';
import { A_SECOND, defineQuirk } from './quirk.ts';
import { takesSchema, takingOf } from './taking.ts';

export const energySaver = defineQuirk({
  name: 'energy-saver',
  about:
    'When the screen has been off for so long, the energy saving of the maker ends apps, freezes them, or takes their network.',
  params: z.strictObject({
    afterScreenOffS: z.int().min(1).default(600).describe('patience, s'),
    takes: takesSchema,
    exemptible: z.boolean().default(true).describe('whether apps that are exempt from Doze are spared'),
  }),
  begin(device, { afterScreenOffS, takes, exemptible }) {
    const effect = takingOf(device, takes, ({ name }) => exemptible && device.apps.exempt.has(name));
    const actor = new Actor(chart, device.timers, { afterMs: afterScreenOffS * A_SECOND }, { effect });
    actor.start();
    const unwatch = device.watch((event) => {
      if (event === 'screen-on') actor.send({ type: 'EASE' });
      if (event === 'screen-off') actor.send({ type: 'SAVE' });
    });
    return () => {
      unwatch();
      actor.send({ type: 'EASE' });
    };
  },
});
