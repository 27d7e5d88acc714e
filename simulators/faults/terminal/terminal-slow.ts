import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const terminalSlow = defineFault({
  name: 'terminal-slow',
  about: 'Guest and card network take longer at a payment terminal.',
  symptoms: ['payment-slow', 'tab-stays-locked'],
  target: 'terminal',
  forMs: 300_000,
  params: z.strictObject({ slowMs: z.int().min(1).default(20_000).describe('extra time, ms') }),
  begin(world, target, params) {
    const { mood } = onFloor(world.terminals, target);
    const extraMs = world.scaled(params.slowMs);
    mood.slowMs += extraMs;
    return () => {
      mood.slowMs -= extraMs;
    };
  },
});
