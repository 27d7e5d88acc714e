import { z } from 'zod';
import { defineFault } from '../fault.ts';

export const halfOpen = defineFault({
  name: 'half-open',
  about: 'The connection of a device dies without telling either end; new connections work.',
  symptoms: ['connection-dialog', 'tab-stays-locked'],
  target: 'device',
  forMs: 1_000,
  params: z.strictObject({}),
  begin(world, target) {
    world.ground.link(target).halfOpen();
    return () => {};
  },
});
