import { z } from 'zod';
import { defineFault, onFloor } from './fault.ts';

export const clockSkew = defineFault({
  name: 'clock-skew',
  about: 'The clock of a device is wrong by some minutes; nothing may be decided by it.',
  symptoms: ['clock-wrong'],
  target: 'device',
  forMs: 1_800_000,
  params: z.strictObject({ skewMs: z.int().default(600_000).describe('device clock minus true time, ms') }),
  begin(world, target, params) {
    const device = onFloor(world.devices, target);
    return world.conditions.set(target, 'clock', params.skewMs, 0, (skewMs) => device.skewClock(skewMs));
  },
});
