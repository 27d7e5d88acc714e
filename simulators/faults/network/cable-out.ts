import { z } from 'zod';
import { defineFault, onFloor } from '../fault.ts';

export const cableOut = defineFault({
  name: 'cable-out',
  about:
    'A LAN cable is out. The station at its end sees that at once; without the one of the server nobody reaches it, and nobody is told.',
  symptoms: ['connection-dialog', 'everything-stops', 'tab-stays-locked', 'ticket-missing', 'ticket-elsewhere'],
  target: 'lan-port',
  forMs: 60_000,
  params: z.strictObject({}),
  begin(world, target) {
    const port = onFloor(world.lanPorts, target);
    return world.conditions.hold(target, 'cable out', () => {
      port.send({ type: 'CABLE_OUT' });
      return () => port.send({ type: 'CABLE_IN' });
    });
  },
});
