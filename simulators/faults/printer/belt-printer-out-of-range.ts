import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const beltPrinterOutOfRange = defineFault({
  name: 'belt-printer-out-of-range',
  about: 'A belt printer is left behind: Bluetooth notices late, bytes written meanwhile vanish.',
  symptoms: ['receipt-missing', 'ticket-elsewhere'],
  target: 'belt-printer',
  forMs: 120_000,
  params: z.strictObject({}),
  begin(world, target) {
    const link = onFloor(world.bluetooth, target);
    return world.conditions.hold(target, 'out of range', () => {
      link.send({ type: 'OUT_OF_RANGE' });
      return () => link.send({ type: 'IN_RANGE' });
    });
  },
});
