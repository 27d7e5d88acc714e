import { z } from 'zod';
import { defineFault } from '../fault.ts';

export const serverClockStep = defineFault({
  name: 'server-clock-step',
  about: 'The clock of the server is set to a wrong time, and right again afterwards.',
  symptoms: ['clock-wrong'],
  target: 'server',
  forMs: 300_000,
  params: z.strictObject({
    stepMs: z.int().default(-3_600_000).describe('by how much, ms; negative to set it back'),
  }),
  begin(world, target, params) {
    const { server } = world.ground;
    const stepMs = Math.sign(params.stepMs) * world.scaled(Math.abs(params.stepMs));
    server.stepClock(stepMs);
    return () => server.stepClock(-stepMs);
  },
});
