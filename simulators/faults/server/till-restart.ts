import { z } from 'zod';
import { defineFault } from '../fault.ts';
import { TILL } from '#scenarios/format/floor';

export const tillRestart = defineFault({
  name: 'till-restart',
  about: 'The main till is shut down properly and started again; with it the server it runs.',
  symptoms: ['everything-stops', 'connection-dialog'],
  target: 'till',
  forMs: 20_000,
  params: z.strictObject({}),
  begin(world) {
    const { server } = world.ground;
    const tillBack = world.bodies.get(TILL)?.hold('no-power');
    const serverBack = world.conditions.hold('server', 'down', () => {
      server.stop();
      return () => server.start();
    });
    return () => {
      serverBack();
      tillBack?.();
    };
  },
});
