/** What quirks take from apps, all or those that are not spared: their life, their network, or their time. */
import { z } from 'zod';
import type { Release } from '../../conditions.ts';
import type { DeviceApp } from '../apps.ts';
import type { AndroidDevice } from '../device.ts';

export const takesSchema = z
  .enum(['app', 'network', 'time'])
  .default('app')
  .describe('what it takes: the app is ended, cut off, or frozen');

type Taking = {
  /** Takes it from all apps but the system itself and those that are spared. */
  take(): void;
  /** Gives back what can be given back. */
  letGo(): void;
};

export function takingOf(
  device: AndroidDevice,
  takes: z.output<typeof takesSchema>,
  isSpared: (app: DeviceApp) => boolean,
): Taking {
  const held: Release[] = [];
  return {
    take() {
      for (const app of device.apps.installed())
        if (!app.core && !isSpared(app)) held.push(takeFrom(device, app, takes));
    },
    letGo: () => held.splice(0).forEach((release) => release()),
  };
}

function takeFrom(device: AndroidDevice, app: DeviceApp, takes: z.output<typeof takesSchema>): Release {
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
