import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const cameraUnplugged = defineFault({
  name: 'camera-unplugged',
  about: 'A camera of the till is unplugged: its views end, and a new one is told why it shows nothing.',
  symptoms: ['camera-dark'],
  target: 'camera',
  forMs: 60_000,
  params: z.strictObject({
    hangs: z.boolean().default(false).describe('its driver does not say so: it stays connected, and no picture comes'),
  }),
  begin(world, target, { hangs }) {
    const camera = onFloor(world.cameras, target);
    return world.conditions.hold(target, 'unplugged', () => {
      camera.tell({ type: 'UNPLUG', hangs });
      return () => camera.tell({ type: 'PLUG_IN' });
    });
  },
});
