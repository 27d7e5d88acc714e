import { z } from 'zod';
import { defineFault } from './fault.ts';

export const serverSlow = defineFault({
  name: 'server-slow',
  about: 'Every commit of the server takes longer.',
  symptoms: ['everything-slow'],
  target: 'server',
  forMs: 60_000,
  params: z.strictObject({ commitMs: z.int().min(1).default(800).describe('extra time of every commit, ms') }),
  begin(world, target, params) {
    const { server } = world.ground;
    const extraMs = world.scaled(params.commitMs);
    server.slow(extraMs);
    return () => server.slow(-extraMs);
  },
});
