import { z } from 'zod';
import { defineFault } from '../fault.ts';

export const linkLatency = defineFault({
  name: 'link-latency',
  about: 'Every packet of a device takes longer.',
  symptoms: ['everything-slow'],
  target: 'device',
  forMs: 60_000,
  params: z.strictObject({ latencyMs: z.int().min(1).default(1_500).describe('extra one-way delay, ms') }),
  begin(world, target, params) {
    const link = world.ground.link(target);
    const addedMs = world.scaled(params.latencyMs);
    link.delay(addedMs);
    return () => link.delay(-addedMs);
  },
});
