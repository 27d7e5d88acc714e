/** What quirks take from apps, all or those that are not spared: their life, their network, or their time. */
import { z } from 'zod';
import type { Release } from '../../conditions.ts';
import type { DeviceApp } from '../apps.ts';
import type { AndroidDevice } from '../device.ts';

export const takesSchema = z
  .enum(['app', 'network', 'time'])
  .default('app')
  .describe('what it takes: the app is ended, cut off, or frozen');

/** What a chart that strikes and lets go does: takes it from all apps but the system itself and those that are spared. */
export function takingOf(
  device: AndroidDevice,
  takes: z.output<typeof takesSchema>,
  isSpared: (app: DeviceApp) => boolean,
): (effect: { type: 'strike' | 'let-go' }) => void {
  const held: Release[] = [];
  return ({ type }) => {
    if (type === 'let-go') return held.splice(0).forEach((release) => release());
    for (const app of device.apps.installed()) if (!app.core && !isSpared(app)) held.push(takeFrom(device, app, takes));
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
