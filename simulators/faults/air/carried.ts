import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const carried = defineFault({
  name: 'carried',
  about:
    'A device is carried from one access point to another with its app in use, and nothing passes while it changes over.',
  symptoms: ['connection-dialog', 'bookings-late'],
  target: 'device',
  radio: true,
  forMs: 20_000,
  params: z.strictObject({
    stallMs: z
      .int()
      .min(1)
      .max(10_000)
      .default(300)
      .describe('how long nothing passes; 80 to 400 ms are usual, old terminals take up to 10 s'),
  }),
  begin(world, target, { stallMs }, over) {
    const link = onFloor(world.wlan, target);
    const takeBack = world.ground.byPerson?.(target, 'carry', over) ?? null;
    // A real device changes over by itself, when and as it does.
    if (takeBack === null) link.send({ type: 'ROAM', stallMs: world.scaled(stallMs) });
    return () => takeBack?.();
  },
});
