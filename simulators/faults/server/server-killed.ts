import { z } from 'zod';
import { defineFault } from '../fault.ts';

export const serverKilled = defineFault({
  name: 'server-killed',
  about: 'The server process is killed in mid-flight and started again on what its journal holds.',
  symptoms: ['everything-stops', 'connection-dialog', 'tab-stays-locked', 'ticket-twice', 'charged-or-not'],
  target: 'server',
  forMs: 5_000,
  params: z.strictObject({}),
  begin(world) {
    const { server } = world.ground;
    return world.conditions.hold('server', 'down', () => {
      server.kill();
      return () => server.start();
    });
  },
});
