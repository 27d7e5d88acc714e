/**
 * The devices of a night: simulated Android devices, certified one after the other. How that is done is the bench's; here
 * it is decided which of them are done, and what is said of those that were not.
 */
import { join } from 'node:path';
import { TwinError } from '#protocols/errors/errors';
import { counted, type Night, type NightDevice } from './figures.ts';

/** Where devices of a night are certified. */
export type NightBench = {
  /** Names of the profiles, in their order. */
  profiles: readonly string[];
  /** Makes it ready; what is written goes to that folder. Throws a TwinError where this machine cannot do it. */
  start(folder: string): Promise<{ certify(profile: string): Promise<NightDevice>; close(): Promise<void> }>;
};

type Order = {
  folder: string;
  night: Night;
  devices: NightBench | null;
  say(text: string): void;
  isStopped(): boolean;
};

/** Certifies those that have not been before. None is begun once it is late, or the night is stopped. */
export async function playDevices(
  { folder, night, devices, say, isStopped }: Order,
  { keep, isLate }: { keep(): void; isLate(): boolean },
): Promise<void> {
  const known = new Set(night.devices.map(({ profile }) => profile));
  const left = (devices?.profiles ?? []).filter((profile) => !known.has(profile));
  const leaveOut = (why: string): void => {
    const what = `certification of ${counted(left.length, 'simulated device')}: ${why}`;
    night.leftOut.push(what);
    say(`LEFT OUT: ${what}`);
  };
  if (devices === null || left.length === 0 || isStopped()) return;
  if (isLate()) return leaveOut('no time was left');
  let bench: Awaited<ReturnType<NightBench['start']>>;
  try {
    bench = await devices.start(join(folder, 'devices'));
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    return leaveOut(error.message);
  }
  try {
    while (left[0] !== undefined && !isStopped() && !isLate()) {
      const device = await bench.certify(left[0]);
      left.shift();
      night.devices.push(device);
      if (device.verdict !== 'pass')
        say(`${device.verdict.toUpperCase()} ${device.profile}: ${device.sentence}\n       ${device.command}`);
      keep();
    }
  } finally {
    await bench.close();
  }
  if (left.length > 0 && !isStopped()) leaveOut('no time was left');
}
