/** Planted bugs of the two-finger reset: what is lost by it that must not be. */
import { patched, type PatchedMutant } from '../mutant.ts';

const DEVICE = 'simulators/devices/standard-device.ts';
const RESET = "      case 'reset':\n        this.link.hangUp();";

/** Shown by apps that freeze and are reset. */
export const resetPatches: readonly PatchedMutant[] = [
  {
    ...patched(
      'reset-forgets-what-was-collected-offline',
      'The two-finger reset forgets what was collected without radio.',
      'device',
      ['forgotten', 'plain'],
      {
        file: DEVICE,
        replace: RESET,
        by: "      case 'reset':\n        this.storage.bookings = this.storage.bookings.filter(({ offline }) => !offline);\n        this.link.hangUp();",
      },
    ),
    caughtBy: ['offline-bookings'],
  },
  {
    ...patched(
      'reset-keeps-the-last-line-only',
      'The two-finger reset writes only the last of the stored lines back.',
      'device',
      ['forgotten', 'plain'],
      {
        file: DEVICE,
        replace: RESET,
        by: "      case 'reset':\n        this.storage.bookings = this.storage.bookings.slice(-1);\n        this.link.hangUp();",
      },
    ),
    caughtBy: ['acknowledged-bookings', 'offline-bookings'],
  },
  {
    ...patched(
      'client-stays-frozen',
      'A thin client that is frozen does not react to two fingers.',
      'device',
      ['forgotten', 'crude'],
      {
        file: 'machines/thin-client.ts',
        replace: "frozen: { on: { SWIPE: { target: '#running', actions: 'hangUp' }, SWITCH_OFF",
        by: 'frozen: { on: { SWITCH_OFF',
      },
    ),
    caughtBy: ['expected-events'],
  },
];
