import { z } from 'zod';
import type { TimerHandle } from '#protocols/channel';
import { defineFault, onFloor } from './fault.ts';

export const printerOffMidJob = defineFault({
  name: 'printer-off-mid-job',
  about: 'A printer loses power while it prints; half a ticket is on paper.',
  target: 'printer',
  forMs: 120_000,
  params: z.strictObject({
    afterMs: z.int().min(0).default(60).describe('time between the start of the job and the loss, ms'),
  }),
  begin(world, target, params) {
    const printer = onFloor(world.printers, target);
    const { timers } = world.ground;
    let loss: TimerHandle | null = null;
    const stopWatching = world.watch({ kind: 'fact' }, (event) => {
      if (
        loss !== null ||
        event.kind !== 'fact' ||
        event.fact.kind !== 'job-started' ||
        event.fact['printer'] !== target
      )
        return;
      loss = timers.after(world.scaled(params.afterMs), () => printer.tell({ type: 'POWER_OFF' }));
    });
    return () => {
      stopWatching();
      if (loss !== null) timers.cancel(loss);
      printer.tell({ type: 'POWER_ON' });
    };
  },
});
