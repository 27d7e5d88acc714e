/**
 * A simulated Android device: what its profile says it is, and what has become of it since it was started. Its shell
 * and its adbd read and change this, and nothing else. Time, chance and what is outside of it are arguments.
 */
import type { Timers } from '#protocols/channel';
import { createFiles, type DeviceFiles } from './files.ts';
import type { Profile } from './profile.ts';
import { propertiesOf } from './properties.ts';

/** Where a device stands. */
export type AndroidGround = {
  timers: Timers;
  /** The true time when it is started, ms since 1970. */
  startedAtMs: number;
};

export type AndroidDevice = {
  profile: Profile;
  timers: Timers;
  /** Its own clock, ms since 1970. */
  nowMs(): number;
  properties: Map<string, string>;
  files: DeviceFiles;
};

/** Starts a device. */
export function createAndroidDevice(profile: Profile, { timers, startedAtMs }: AndroidGround): AndroidDevice {
  const bootMs = timers.now();
  const nowMs = (): number => startedAtMs + timers.now() - bootMs;
  return {
    profile,
    timers,
    nowMs,
    properties: propertiesOf(profile),
    files: createFiles(() => Math.floor(nowMs() / 1000)),
  };
}
