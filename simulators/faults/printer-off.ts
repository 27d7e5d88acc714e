import { z } from 'zod';
import { defineFault, onFloor } from './fault.ts';

export const printerOff = defineFault({
  name: 'printer-off',
  about: 'A printer is switched off; what it had in its buffer is lost.',
  target: 'printer',
  forMs: 120_000,
  params: z.strictObject({}),
  begin(world, target) {
    const printer = onFloor(world.printers, target);
    printer.tell({ type: 'POWER_OFF' });
    return () => printer.tell({ type: 'POWER_ON' });
  },
});
