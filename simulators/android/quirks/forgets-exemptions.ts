import { z } from 'zod';
import { A_SECOND, defineQuirk } from './quirk.ts';

export const forgetsExemptions = defineQuirk({
  name: 'forgets-exemptions',
  about: 'Apps that were exempted from Doze are on the list, and after a while no longer.',
  params: z.strictObject({ afterS: z.int().min(0).default(0).describe('how long it remembers, s') }),
  begin(device, { afterS }) {
    const { timers, apps } = device;
    let ended = false;
    const look = (): void => {
      if (ended) return;
      const now = timers.now();
      for (const [name, sinceMs] of apps.exempt) if (now - sinceMs >= afterS * A_SECOND) apps.exempt.delete(name);
      timers.after(A_SECOND, look);
    };
    look();
    return () => {
      ended = true;
    };
  },
});
