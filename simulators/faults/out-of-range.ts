import { z } from 'zod';
import { defineFault, onFloor } from './fault.ts';

export const outOfRange = defineFault({
  name: 'out-of-range',
  about: 'A device is carried out of WLAN coverage; nothing tells either end.',
  symptoms: ['connection-dialog', 'tab-stays-locked', 'bookings-late'],
  target: 'device',
  radio: true,
  forMs: 120_000,
  params: z.strictObject({}),
  begin(world, target) {
    const link = onFloor(world.wlan, target);
    return world.conditions.hold(target, 'out of range', () => {
      link.send({ type: 'COVERAGE_LOST' });
      return () => link.send({ type: 'COVERAGE_BACK' });
    });
  },
});
