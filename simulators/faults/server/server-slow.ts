import { z } from 'zod';
import { defineFault } from '../fault.ts';

export const serverSlow = defineFault({
  name: 'server-slow',
  about:
    'The server is slow: it stands still for a moment, again and again, so that every commit and answer takes longer.',
  symptoms: ['everything-slow'],
  target: 'server',
  forMs: 60_000,
  params: z.strictObject({
    commitMs: z
      .int()
      .min(1)
      .default(800)
      .describe('so much longer may each commit take, ms: the length of a standstill'),
  }),
  begin(world, target, params) {
    const { server } = world.ground;
    const extraMs = world.scaled(params.commitMs);
    server.slow(extraMs);
    return () => server.slow(-extraMs);
  },
});
