/**
 * Certifies simulated Android devices through the real adb. Their time leaps over what only has to be waited for, passes
 * quickly while a command is at work, and else stands still, so that what is measured does not depend on this machine.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { bench, preparedProfile, walks } from '#benchmarks/certification/asked';
import { certifyDevice, type Certified, type Certifying } from '#cli/certifying';
import type { TimerHandle, Timers } from '#protocols/channel';
import { createAdbd } from '#simulators/android/adbd/adbd';
import { STARTED_AT_MS } from '#simulators/android/asking';
import type { AndroidDevice } from '#simulators/android/device';
import { startAndroid } from '#simulators/android/start';
import { createScheduler } from '#simulators/grounds/sim/scheduler';
import { openAdbPort, type AdbPort } from '#simulators/grounds/wire/android/adb-port';
import { startAdbClient } from './adb-client.ts';

/** Most time that passes in a tick of ours while a command is at work. */
const STEP_MS = 1_000;
const TICK_MS = 4;
/** A device that comes back needs time of ours, ms: adb is real. */
const PAUSE_MS = 100;
const LEAP_MS = 60_000;
/** A call is waited for so long at least, ms of ours; one that may take longer, for a part of that. */
const LEAST_LIMIT_MS = 5_000;
const LIMIT_PART = 8;

export type PluggedIn = {
  serial: string;
  device: AndroidDevice;
  /** The cable is pulled, and put in again. */
  pull(): Promise<void>;
  putIn(): Promise<void>;
};
type Order = Partial<Pick<Certifying, 'findings' | 'canary' | 'extras' | 'tell'>>;

export type CertifyingBench = {
  timers: Timers;
  clock: Certifying['clock'];
  /** A device of that profile, prepared as the guide says. */
  plugIn(name: string): Promise<PluggedIn>;
  /** Certifies it, or goes on, in a folder of that name below `home`. */
  certify(plugged: PluggedIn, out: string, order?: Order): Promise<Certified>;
};

/** Lets a suite certify devices; they are gone after each test. */
export function withCertifying(suite: Mocha.Suite): CertifyingBench {
  suite.timeout(120_000);
  const home = mkdtempSync(join(tmpdir(), 'mpos-twin-certify-'));
  const time = createTime();
  let started: Started;
  before(async function () {
    started = await startCertifying(home, time);
  });
  after(async () => {
    await started?.close();
    rmSync(home, { recursive: true, force: true });
  });
  afterEach(() => started?.unplug());
  const { timers, clock } = time;
  return {
    ...{ timers, clock },
    plugIn: (name) => started.plugIn(name),
    certify: (plugged, out, order) => started.certify(plugged, out, order),
  };
}

type Started = CertifyingBench & { unplug(): Promise<void>; close(): Promise<void> };

/** A bench with an adb server of its own. */
export async function startCertifying(home: string, time = createTime()): Promise<Started> {
  time.begin();
  const client = await startAdbClient();
  let ports: AdbPort[] = [];
  const connect = async (serial: string): Promise<void> =>
    assert.match((await client.run(['connect', serial])).stdout, /^connected/);
  const unplug = async (): Promise<void> => {
    for (const port of ports) await port.close();
    ports = [];
  };
  return {
    timers: time.timers,
    clock: time.clock,
    unplug,
    async close() {
      await unplug();
      time.end();
      await client.close();
    },
    async plugIn(name) {
      const device = startAndroid(preparedProfile(name), { timers: time.timers, startedAtMs: time.clock.now() });
      const adbd = createAdbd({ ...device, timers: time.ofCommands });
      let port = await openAdbPort(0, adbd);
      ports.push(port);
      const serial = `127.0.0.1:${port.port}`;
      await connect(serial);
      await client.run(['-s', serial, 'shell', `dumpsys deviceidle whitelist +${bench.app.package}`]);
      return {
        serial,
        device,
        pull: () => port.close(),
        async putIn() {
          port = await openAdbPort(port.port, adbd);
          ports.push(port);
          await client.run(['disconnect', serial]);
          await connect(serial);
        },
      };
    },
    certify: (
      { serial, device },
      out,
      { findings = null, canary = null, extras = new Set<'long' | 'walk'>(), tell } = {},
    ) =>
      certifyDevice({
        ...{ serial, bench, findings, canary, extras },
        out: join(home, out),
        server: { host: '127.0.0.1', port: client.port },
        clock: time.clock,
        tell(text) {
          walks(text, device);
          tell?.(text);
        },
      }),
  };
}

type Time = {
  timers: Timers;
  /** The same, for what a command waits for. */
  ofCommands: Timers;
  clock: Certifying['clock'];
  begin(): void;
  end(): void;
};

function createTime(): Time {
  const scheduler = createScheduler();
  const atWork = new Set<TimerHandle>();
  let ticking: NodeJS.Timeout | undefined;
  const pass = (ms: number): void => scheduler.runUntil(Math.floor(scheduler.now() + ms));
  // Not a millisecond longer than a command is at work: what a device does by the clock it does in every run at the same time.
  const work = (): void => {
    for (let ms = 0; ms < STEP_MS && atWork.size > 0; ms += 1) pass(1);
  };
  return {
    timers: scheduler,
    ofCommands: {
      now: scheduler.now,
      after(ms, run) {
        const handle = scheduler.after(ms, () => {
          atWork.delete(handle);
          run();
        });
        atWork.add(handle);
        return handle;
      },
      cancel(handle) {
        atWork.delete(handle);
        scheduler.cancel(handle);
      },
    },
    clock: {
      now: () => STARTED_AT_MS + scheduler.now(),
      async sleep(ms) {
        pass(ms);
        if (ms < LEAP_MS) await wait(PAUSE_MS);
      },
      limitMs: (ms) => Math.max(LEAST_LIMIT_MS, ms / LIMIT_PART),
    },
    begin: () => void (ticking = setInterval(work, TICK_MS)),
    end: () => clearInterval(ticking),
  };
}
