import { z } from 'zod';
import { RIGHT_CLOCK } from '../../devices/link/heartbeat.ts';
import { defineFault, onFloor } from '../fault.ts';

export const clockSkew = defineFault({
  name: 'clock-skew',
  about: 'The clock of a device is wrong, by some minutes or by more and more; nothing may be decided by it.',
  symptoms: ['clock-wrong'],
  target: 'device',
  forMs: 1_800_000,
  params: z.strictObject({
    skewMs: z.int().default(600_000).describe('device clock minus true time, ms'),
    driftMs: z.int().min(0).default(0).describe('so much further from the true time each minute, ms'),
  }),
  begin(world, target, { skewMs, driftMs }) {
    const device = onFloor(world.devices, target);
    const ahead = skewMs < 0 ? -1 : 1;
    const sinceMs = world.ground.timers.now();
    const skew = { skewMs: ahead * world.scaled(Math.abs(skewMs)), driftMs: ahead * driftMs, sinceMs };
    return world.conditions.set(target, 'clock', skew, RIGHT_CLOCK, (now) => device.skewClock(now));
  },
});
