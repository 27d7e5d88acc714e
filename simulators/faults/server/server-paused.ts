import { z } from 'zod';
import { defineFault } from '../fault.ts';

export const serverPaused = defineFault({
  name: 'server-paused',
  about: 'The server process stands still; what is sent to it waits, and is heard when it goes on.',
  symptoms: ['everything-stops', 'connection-dialog'],
  target: 'server',
  forMs: 40_000,
  params: z.strictObject({}),
  begin(world) {
    const { server } = world.ground;
    return world.conditions.hold('server', 'paused', () => {
      server.pause();
      return () => server.resume();
    });
  },
});
