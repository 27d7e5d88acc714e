import { z } from 'zod';
import { Actor } from '#machines/actor';
import { energySaver as chart } from '#machines/android/energy-saver';
import type { Release } from '../../conditions.ts';
import type { DeviceApp } from '../apps.ts';
import type { AndroidDevice } from '../device.ts';
import { A_SECOND, defineQuirk } from './quirk.ts';

export const energySaver = defineQuirk({
  name: 'energy-saver',
  about:
    'When the screen has been off for so long, the energy saving of the maker ends apps, freezes them, or takes their network.',
  params: z.strictObject({
    afterScreenOffS: z.int().min(1).default(600).describe('patience, s'),
    takes: z
      .enum(['app', 'network', 'time'])
      .default('app')
      .describe('what it takes: the app is ended, cut off, or frozen'),
    exemptible: z.boolean().default(true).describe('whether apps that are exempt from Doze are spared'),
  }),
  begin(device, { afterScreenOffS, takes, exemptible }) {
    const held: Release[] = [];
    const letGo = (): void => held.splice(0).forEach((release) => release());
    const actor = new Actor(
      chart,
      device.timers,
      { afterMs: afterScreenOffS * A_SECOND },
      {
        effect({ type }) {
          if (type === 'let-go') return letGo();
          for (const app of device.apps.installed()) {
            const spared = app.core || (exemptible && device.apps.exempt.has(app.name));
            if (!spared) held.push(take(device, app, takes));
          }
        },
      },
    );
    actor.start();
    const unwatch = device.watch((event) => {
      if (event === 'screen-on') actor.send({ type: 'SCREEN_ON' });
      if (event === 'screen-off') actor.send({ type: 'SCREEN_OFF' });
    });
    return () => {
      unwatch();
      letGo();
    };
  },
});

function take(device: AndroidDevice, app: DeviceApp, takes: 'app' | 'network' | 'time'): Release {
  if (takes === 'network') return device.network.block(app.name);
  if (takes === 'app') {
    app.actor.send({ type: 'END', reason: 'OTHER KILLS BY SYSTEM' });
    return () => {};
  }
  return device.conditions.hold(app.name, 'frozen', () => {
    app.actor.send({ type: 'FREEZE' });
    return () => app.actor.send({ type: 'THAW' });
  });
}
