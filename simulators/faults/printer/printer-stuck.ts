import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const printerStuck = defineFault({
  name: 'printer-stuck',
  about:
    'A printer is stuck and no sensor of it notices: it says that it is well, takes what it is sent into its buffer, and prints nothing until it comes loose.',
  symptoms: ['ticket-missing', 'ticket-elsewhere', 'ticket-twice'],
  target: 'printer',
  forMs: 120_000,
  params: z.strictObject({}),
  begin(world, target) {
    const printer = onFloor(world.printers, target);
    return world.conditions.hold(target, 'stuck', () => {
      printer.tell({ type: 'STUCK' });
      return () => printer.tell({ type: 'LOOSE' });
    });
  },
});
