import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const appMissing = defineFault({
  name: 'app-missing',
  about: 'The app is not installed on a device, or is removed while it runs; what is stored there stays.',
  symptoms: ['does-not-start', 'device-dead', 'tab-stays-locked', 'bookings-late'],
  target: 'device',
  forMs: 300_000,
  params: z.strictObject({}),
  begin(world, target) {
    const device = onFloor(world.devices, target);
    return world.conditions.hold(target, 'without app', () => {
      device.setInstalled(false);
      return () => device.setInstalled(true);
    });
  },
});
