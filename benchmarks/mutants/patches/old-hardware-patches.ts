/** Planted bugs of devices with old hardware: what the harness, or the app, would get wrong of slowness. */
import { patched, type PatchedMutant } from '../mutant.ts';

const SERVER_LINK = 'simulators/devices/link/server-link.ts';

export const oldHardwarePatches: readonly PatchedMutant[] = [
  {
    ...patched(
      'old-hardware-hears-at-once',
      'An app on old hardware takes answers as fast as any.',
      'edge',
      ['forgotten', 'plain'],
      {
        file: SERVER_LINK,
        replace: '    this.pace.run(() => {\n      if (on !== this.channel) return;\n      if (this.heart.awake)',
        by: '    ((now: () => void) => now())(() => {\n      if (on !== this.channel) return;\n      if (this.heart.awake)',
      },
    ),
    caughtBy: ['faults-in-force'],
  },
  {
    ...patched(
      'reset-forgets-lines',
      'The two-finger reset forgets what was booked and not handed over.',
      'device',
      ['forgotten', 'crude'],
      {
        file: 'simulators/devices/standard-device.ts',
        replace: "      case 'reset':\n        this.link.hangUp();",
        by: "      case 'reset':\n        this.storage.bookings = [];\n        this.link.hangUp();",
      },
    ),
    caughtBy: ['acknowledged-bookings'],
  },
];
