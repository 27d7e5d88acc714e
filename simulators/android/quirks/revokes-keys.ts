import { z } from 'zod';
import { A_SECOND, defineQuirk } from './quirk.ts';

export const revokesKeys = defineQuirk({
  name: 'revokes-keys',
  about:
    'Somebody revokes the authorisations of USB debugging: computers that are in are put out, and asked about anew.',
  params: z.strictObject({ afterS: z.int().min(0).default(30).describe('after so long, s') }),
  begin({ timers, debugging }, { afterS }) {
    const planned = timers.after(afterS * A_SECOND, debugging.revoke);
    return () => timers.cancel(planned);
  },
});
