import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const oldHardware = defineFault({
  name: 'old-hardware',
  about:
    'A device is old, or too hot, or full: its app takes its time for whatever it sends, hears and draws, one thing after the other. Its heart goes on beating.',
  symptoms: ['everything-slow', 'device-dead', 'bookings-late'],
  target: 'device',
  forMs: 600_000,
  params: z.strictObject({
    slowMs: z.int().min(1).max(10_000).default(900).describe('so long the app takes for one thing, ms'),
  }),
  begin(world, target, { slowMs }) {
    const device = onFloor(world.devices, target);
    const ms = world.scaled(slowMs);
    device.slowDown(ms);
    return () => device.slowDown(-ms);
  },
});
