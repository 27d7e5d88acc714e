import { z } from 'zod';
import { defineQuirk } from './quirk.ts';

const PPM = 10_000;

export const batteryDrains = defineQuirk({
  name: 'battery-drains',
  about: 'The battery falls so quickly while the screen is on.',
  params: z.strictObject({ perHour: z.int().min(1).max(6000).default(40).describe('percent an hour') }),
  begin(device, { perHour }) {
    const plain = Math.round(device.profile.battery.drainPerHour * PPM);
    return device.conditions.set('battery', 'drain', perHour * PPM, plain, (perHourPpm) =>
      device.battery.send({ type: 'DRAIN', perHourPpm }),
    );
  },
});
