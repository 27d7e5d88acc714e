import { z } from 'zod';
import type { Belt } from '#scenarios/format/floor';
import { defineFault, onFloor } from '../fault.ts';

export const beltPrinterUnpaired = defineFault({
  name: 'belt-printer-unpaired',
  about: 'A device forgets the pairing with its belt printer, until somebody pairs them again as they were.',
  symptoms: ['receipt-missing', 'ticket-elsewhere'],
  target: 'belt-printer',
  forMs: 120_000,
  params: z.strictObject({}),
  begin(world, target) {
    const link = onFloor(world.bluetooth, target);
    const { driver, paired } = wornAt(world.floor.devices, target);
    return world.conditions.hold(target, 'unpaired', () => {
      link.send({ type: 'UNPAIR' });
      return () => {
        if (paired) link.send({ type: 'PAIR', driver: driver === 'bixolon' ? 'special' : 'wrong' });
      };
    });
  },
});

/** How the floor has the pairing of a belt printer with the device that wears it. */
function wornAt(devices: readonly { name: string; belt: Belt | null }[], target: string): Belt {
  const belt = devices.find(({ name }) => `${name}/belt` === target)?.belt;
  if (belt === undefined || belt === null) throw new Error(`nobody wears ${target}`);
  return belt;
}
