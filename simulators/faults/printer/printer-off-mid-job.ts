import { z } from 'zod';
import type { TimerHandle } from '#protocols/channel';
import type { Release } from '../../conditions.ts';
import { defineFault, onFloor } from '../fault.ts';
import { withoutPower } from './printer-off.ts';

export const printerOffMidJob = defineFault({
  name: 'printer-off-mid-job',
  about: 'A printer loses power while it prints; half a ticket is on paper.',
  symptoms: ['ticket-twice', 'ticket-elsewhere', 'ticket-missing'],
  target: 'printer',
  forMs: 120_000,
  params: z.strictObject({
    afterMs: z.int().min(0).default(60).describe('time between the beginning of a line and the loss, ms'),
  }),
  begin(world, target, params) {
    const { timers } = world.ground;
    let loss: TimerHandle | null = null;
    let powerBack: Release = () => {};
    const stopWatching = onFloor(world.printers, target).whenPrinting(() => {
      loss ??= timers.after(world.scaled(params.afterMs), () => {
        powerBack = withoutPower(world, target);
      });
    });
    return () => {
      stopWatching();
      if (loss !== null) timers.cancel(loss);
      powerBack();
    };
  },
});
