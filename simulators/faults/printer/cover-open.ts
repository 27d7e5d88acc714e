import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const coverOpen = defineFault({
  name: 'cover-open',
  about: 'The cover of a printer is left open.',
  symptoms: ['ticket-missing', 'ticket-elsewhere'],
  target: 'printer',
  forMs: 60_000,
  params: z.strictObject({}),
  begin(world, target) {
    const printer = onFloor(world.printers, target);
    return world.conditions.hold(target, 'cover open', () => {
      printer.tell({ type: 'COVER_OPENED' });
      return () => printer.tell({ type: 'COVER_CLOSED' });
    });
  },
});
