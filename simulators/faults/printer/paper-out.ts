import { z } from 'zod';
import type { Release } from '../../conditions.ts';
import type { World } from '../../world.ts';
import { defineFault, onFloor } from '../fault.ts';

export const paperOut = defineFault({
  name: 'paper-out',
  about: 'A printer runs out of paper.',
  symptoms: ['ticket-missing', 'ticket-elsewhere', 'ticket-twice'],
  target: 'printer',
  forMs: 180_000,
  params: z.strictObject({}),
  begin: (world, target) => withoutPaper(world, target),
});

/** Takes the paper out of a printer; what is put in at the release is a new roll. */
export function withoutPaper(world: World, target: string): Release {
  const printer = onFloor(world.printers, target);
  return world.conditions.hold(target, 'out of paper', () => {
    printer.tell({ type: 'PAPER_OUT' });
    return () => printer.tell({ type: 'PAPER_IN' });
  });
}
