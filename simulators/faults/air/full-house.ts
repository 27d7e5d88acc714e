import { z } from 'zod';
import { defineFault } from '../fault.ts';

export const fullHouse = defineFault({
  name: 'full-house',
  about: 'A crowd of the radio plan is full of guests: whoever is behind them has less signal.',
  symptoms: ['connection-dialog', 'everything-slow'],
  target: 'crowd',
  forMs: 3_600_000,
  params: z.strictObject({
    guestsPercent: z.int().min(1).max(100).default(100).describe('how full it is'),
  }),
  begin(world, target, { guestsPercent }) {
    return world.conditions.set<number | null>(target, 'guests', guestsPercent, null, (percent) =>
      world.radio?.fill(target, percent),
    );
  },
});
