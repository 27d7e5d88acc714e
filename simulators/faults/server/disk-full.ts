import { z } from 'zod';
import { defineFault } from '../fault.ts';

export const diskFull = defineFault({
  name: 'disk-full',
  about:
    'The disk of the server has no room left: it ends at the next thing to write, and is started when there is room.',
  symptoms: ['everything-stops', 'connection-dialog'],
  target: 'server',
  forMs: 60_000,
  params: z.strictObject({}),
  begin(world) {
    const { server } = world.ground;
    return world.conditions.hold('server', 'disk full', () => {
      server.fillDisk(true);
      return () => server.fillDisk(false);
    });
  },
});
