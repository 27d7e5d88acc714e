import { z } from 'zod';
import { POS_APP } from '../apps.ts';
import { defineQuirk } from './quirk.ts';

const PLAIN_MS = 700;

export const slowApps = defineQuirk({
  name: 'slow-apps',
  about: 'The app takes so long to be shown after a cold start.',
  params: z.strictObject({ startMs: z.int().min(1).default(9_000).describe('cold start, ms') }),
  begin(device, { startMs }) {
    const app = device.apps.find(POS_APP);
    return device.conditions.set(POS_APP, 'start', startMs, PLAIN_MS, (ms) =>
      app?.actor.send({ type: 'SLOW', startMs: ms }),
    );
  },
});
