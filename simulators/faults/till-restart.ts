import { z } from 'zod';
import { defineFault } from './fault.ts';
import { TILL } from '#scenarios/format/floor';

export const tillRestart = defineFault({
  name: 'till-restart',
  about: 'The main till is shut down properly and started again; with it the server it runs.',
  target: 'till',
  forMs: 20_000,
  params: z.strictObject({}),
  begin(world) {
    const { server } = world.ground;
    if (!server.running()) return () => {};
    const till = world.devices.get(TILL);
    till?.tell({ type: 'SWITCH_OFF' });
    server.stop();
    return () => {
      server.start();
      till?.tell({ type: 'SWITCH_ON' });
    };
  },
});
