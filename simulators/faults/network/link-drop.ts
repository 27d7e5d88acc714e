import { z } from 'zod';
import { defineFault } from '../fault.ts';

export const linkDrop = defineFault({
  name: 'link-drop',
  about: 'The connection of a device is cut and reset at both ends.',
  symptoms: ['connection-dialog'],
  target: 'device',
  forMs: 1_000,
  params: z.strictObject({}),
  begin(world, target) {
    world.ground.link(target).reset();
    return () => {};
  },
});
