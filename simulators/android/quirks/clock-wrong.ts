import { z } from 'zod';
import { RIGHT_CLOCK } from '../../devices/link/heartbeat.ts';
import { defineQuirk } from './quirk.ts';

export const clockWrong = defineQuirk({
  name: 'clock-wrong',
  about: 'The clock of the device is wrong, by some seconds or by more and more; and whether it is set automatically.',
  params: z.strictObject({
    skewMs: z.int().default(0).describe('device clock minus true time at first, ms'),
    driftMs: z.int().default(0).describe('so much further each minute, ms'),
    automatic: z.boolean().default(true).describe('whether the device says that it sets its time itself'),
  }),
  begin(device, { skewMs, driftMs, automatic }) {
    const skew = { skewMs, driftMs, sinceMs: device.timers.now() };
    const before = device.settings.get('global/auto_time') ?? '1';
    if (!automatic) device.settings.set('global/auto_time', '0');
    const release = device.conditions.set('device', 'clock', skew, RIGHT_CLOCK, (now) => device.clock.skew(now));
    return () => {
      device.settings.set('global/auto_time', before);
      release();
    };
  },
});
