/** The clock of a device: it may be wrong by some, and by more and more. */
import type { Timers } from '#protocols/channel';
import { RIGHT_CLOCK, type Skew } from '../devices/link/heartbeat.ts';

export type DeviceClock = {
  /** What the device believes, ms since 1970. */
  nowMs(): number;
  /** Since it was started, ms; it does not count what the wall clock counts wrongly. */
  upMs(): number;
  /** From now on it is wrong like that. */
  skew(skew: Skew): void;
  /** It was started again. */
  restarted(): void;
};

const A_MINUTE = 60_000;

/** A clock that is right at first: `startedAtMs` is the true time now. */
export function createDeviceClock(timers: Timers, startedAtMs: number): DeviceClock {
  const beganMs = timers.now();
  let bootMs = beganMs;
  let wrong = RIGHT_CLOCK;
  return {
    nowMs() {
      const now = timers.now();
      const driftedMs = Math.trunc((wrong.driftMs * (now - wrong.sinceMs)) / A_MINUTE);
      return Math.floor(startedAtMs + now - beganMs) + wrong.skewMs + driftedMs;
    },
    upMs: () => Math.floor(timers.now() - bootMs),
    skew: (skew) => void (wrong = skew),
    restarted: () => void (bootMs = timers.now()),
  };
}
