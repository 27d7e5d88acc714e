import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const call = defineFault({
  name: 'call',
  about:
    'A call comes in and lies over the app of a device: nobody sees or touches what is under it, while the app goes on.',
  symptoms: ['bookings-late'],
  target: 'device',
  forMs: 20_000,
  params: z.strictObject({}),
  begin(world, target, _params, over) {
    const device = onFloor(world.devices, target);
    const release = world.conditions.hold(target, 'covered', () => {
      device.isCovered = true;
      return () => {
        device.isCovered = false;
      };
    });
    const dismiss = world.ground.byPerson?.(target, 'call', over);
    return () => {
      release();
      dismiss?.();
    };
  },
});
