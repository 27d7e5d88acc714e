import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const beltPrinterOff = defineFault({
  name: 'belt-printer-off',
  about: 'The battery of a belt printer is empty; what it had in its buffer is lost.',
  symptoms: ['receipt-missing', 'ticket-elsewhere', 'ticket-twice'],
  target: 'belt-printer',
  forMs: 180_000,
  params: z.strictObject({}),
  begin(world, target) {
    const printer = onFloor(world.beltPrinters, target);
    return world.conditions.hold(target, 'off', () => {
      printer.tell({ type: 'POWER_OFF' });
      return () => printer.tell({ type: 'POWER_ON' });
    });
  },
});
