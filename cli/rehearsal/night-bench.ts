/** Simulated devices that are rehearsed one after the other, for a night or by hand, on one bench. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeKey } from '#certification/certificate/node-keys';
import { TwinError } from '#protocols/errors/errors';
import type { NightDevice } from '#search/night/figures';
import type { NightBench } from '#search/night/node-devices';
import { profileCatalogue } from '#simulators/android/profiles/catalogue';
import { clear } from './clearing.ts';
import { startRehearsal, type StartedRehearsal } from './bench.ts';
import { rehearse, type Rehearsed } from './rehearse.ts';

/** What takes longer is unplugged: it stopped answering, or this machine did. */
const LONGEST_MS = 5 * 60_000;

/** A bench for devices of those profiles; `call` is how a user calls the program. */
export function nightBench(profiles: readonly string[], call: string): NightBench {
  return {
    profiles,
    async start(folder) {
      const bench = await startRehearsal(folder);
      const keys = mkdtempSync(join(tmpdir(), 'mpos-twin-keys-'));
      const forget = () => rmSync(keys, { recursive: true, force: true });
      // Whoever ends the program leaves no private key behind.
      process.once('exit', forget);
      makeKey(keys);
      return {
        certify: (profile) => certifyOne(bench, keys, { profile, call }),
        async close() {
          await bench.close();
          process.off('exit', forget);
          forget();
        },
      };
    },
  };
}

async function certifyOne(
  bench: StartedRehearsal,
  keys: string,
  { profile, call }: { profile: string; call: string },
): Promise<NightDevice> {
  const begunAt = performance.now();
  const late = setTimeout(() => void bench.unplug(), LONGEST_MS);
  const { verdict, row, found, sentences } = await rehearsedOn(bench, keys, profile);
  clearTimeout(late);
  await bench.unplug();
  return {
    profile,
    title: profileCatalogue.get(profile)?.title ?? '',
    ...{ verdict, row, found },
    sentence: sentences.join(' '),
    command: `${call} certify --rehearse ${profile}`,
    wallMs: Math.round(performance.now() - begunAt),
  };
}

/** What adb or a disk refuses says nothing of the device. */
async function rehearsedOn(bench: StartedRehearsal, keys: string, profile: string): Promise<Rehearsed> {
  try {
    // What was broken off there was of another device: this one has another port.
    clear(join(bench.home, profile));
    return await rehearse(bench, keys, profile);
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    return { verdict: 'unknown', row: null, found: [], sentences: [error.message] };
  }
}
