/** Simulated Android devices for tests with the real adb: their time passes quicker than ours. */
import assert from 'node:assert/strict';
import { startAdbClient, type AdbClient, type Answer } from '#cli/rehearsal/adb-client';
import { knowKey } from '#cli/rehearsal/known-key';
import type { Timers } from '#protocols/channel';
import { unguarded } from '#server/edges/guard';
import { createTimers } from '#server/edges/timers';
import { createAdbd } from '#simulators/android/adbd/adbd';
import { giveBrowser } from '#simulators/android/browser';
import type { AndroidDevice } from '#simulators/android/device';
import { profileCatalogue } from '#simulators/android/profiles/catalogue';
import { startAndroid, type PlantedQuirk } from '#simulators/android/start';
import { openAdbPort } from '#simulators/grounds/wire/android/adb-port';
import { createChrome } from '#simulators/grounds/wire/android/chrome';

export type Connected = {
  adb(args: readonly string[], input?: string | Buffer): Promise<Answer>;
  device: AndroidDevice;
  serial: string;
};

export type AndroidBench = {
  client(): AdbClient;
  /** Connects adb to a device of that profile; it is gone after the test. */
  connected(name: string, planted?: readonly PlantedQuirk[], withBrowser?: boolean): Promise<Connected>;
};

/** So much quicker than ours is the time of devices, unless a suite says otherwise. */
export const SPEED = 50;

function quickTimers(speed: number): Timers {
  const real = createTimers(unguarded);
  return { now: () => real.now() * speed, after: (ms, run) => real.after(ms / speed, run), cancel: real.cancel };
}

/** Lets a suite connect to devices, whose time passes so much quicker than ours. */
export function withAdb(suite: Mocha.Suite, speed: number = SPEED): AndroidBench {
  suite.timeout(60_000);
  let client: AdbClient;
  let closers: (() => Promise<void>)[] = [];
  before(async function () {
    client = await startAdbClient();
  });
  after(() => client?.close());
  afterEach(async () => {
    for (const close of closers) await close();
    closers = [];
  });
  return {
    client: () => client,
    async connected(name, planted = [], withBrowser = false) {
      const profile = profileCatalogue.get(name);
      assert.ok(profile);
      const device = startAndroid(profile, { timers: quickTimers(speed), startedAtMs: Date.now() }, planted);
      knowKey(device, client.publicKey());
      const port = await openAdbPort(0, createAdbd(device));
      closers.push(port.close);
      if (withBrowser) {
        const chrome = await createChrome(device, (error) => assert.fail(String(error)), speed);
        giveBrowser(device, chrome);
        closers.push(chrome.close);
      }
      const serial = `127.0.0.1:${port.port}`;
      assert.match((await client.run(['connect', serial])).stdout, /^connected/);
      return { adb: (args, input) => client.run(['-s', serial, ...args], input), device, serial };
    },
  };
}
