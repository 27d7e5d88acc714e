import { z } from 'zod';
import type { Release } from '../../conditions.ts';
import type { World } from '../../world.ts';
import { defineFault, onFloor } from '../fault.ts';

export const outOfRange = defineFault({
  name: 'out-of-range',
  about: 'A device is carried out of WLAN coverage; nothing tells either end.',
  symptoms: ['connection-dialog', 'tab-stays-locked', 'bookings-late'],
  target: 'device',
  radio: true,
  forMs: 120_000,
  params: z.strictObject({}),
  begin: loseCoverage,
});

/** A device is out of coverage until released. */
export function loseCoverage(world: World, device: string): Release {
  const link = onFloor(world.wlan, device);
  return world.conditions.hold(device, 'out of range', () => {
    link.send({ type: 'COVERAGE_LOST' });
    return () => link.send({ type: 'COVERAGE_BACK' });
  });
}
