import { z } from 'zod';
import type { Release } from '../../conditions.ts';
import type { World } from '../../world.ts';
import { defineFault, onFloor } from '../fault.ts';

export const printerOff = defineFault({
  name: 'printer-off',
  about: 'A printer is switched off; what it had in its buffer is lost.',
  symptoms: ['ticket-missing', 'ticket-elsewhere', 'ticket-twice'],
  target: 'printer',
  forMs: 120_000,
  params: z.strictObject({}),
  begin: (world, target) => withoutPower(world, target),
});

/** Takes the power of a printer, until released. */
export function withoutPower(world: World, target: string): Release {
  const printer = onFloor(world.printers, target);
  return world.conditions.hold(target, 'off', () => {
    printer.tell({ type: 'POWER_OFF' });
    return () => printer.tell({ type: 'POWER_ON' });
  });
}
