import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const paperOut = defineFault({
  name: 'paper-out',
  about: 'A printer runs out of paper.',
  symptoms: ['ticket-missing', 'ticket-elsewhere', 'ticket-twice'],
  target: 'printer',
  forMs: 180_000,
  params: z.strictObject({}),
  begin(world, target) {
    const printer = onFloor(world.printers, target);
    return world.conditions.hold(target, 'out of paper', () => {
      printer.tell({ type: 'PAPER_OUT' });
      return () => printer.tell({ type: 'PAPER_IN' });
    });
  },
});
