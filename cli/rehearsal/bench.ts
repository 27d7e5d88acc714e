/** A bench on which simulated Android devices, prepared as the guide says, are certified through the real adb. */
import { join } from 'node:path';
import { TwinError } from '#protocols/errors/errors';
import type { Timers } from '#protocols/channel';
import { createAdbd } from '#simulators/android/adbd/adbd';
import type { AndroidDevice } from '#simulators/android/device';
import { startAndroid } from '#simulators/android/start';
import { openAdbPort, type AdbPort } from '#simulators/grounds/wire/android/adb-port';
import { certifyDevice, type Certified, type Certifying } from '../certifying.ts';
import { startAdbClient } from './adb-client.ts';
import { bench, preparedProfile, walks } from './asked.ts';
import { knowKey } from './known-key.ts';
import { createTime } from './time.ts';

export type PluggedIn = {
  serial: string;
  device: AndroidDevice;
  /** The cable is pulled, and put in again. */
  pull(): Promise<void>;
  putIn(): Promise<void>;
};
type Order = Partial<Pick<Certifying, 'findings' | 'canary' | 'extras' | 'tell'>>;

export type RehearsalBench = {
  timers: Timers;
  clock: Certifying['clock'];
  /** A device of that profile, prepared as the guide says. Errors: `adb-device-not-found`, those of a port. */
  plugIn(name: string): Promise<PluggedIn>;
  /** Certifies it, or goes on, in a folder of that name below `home`. */
  certify(plugged: PluggedIn, out: string, order?: Order): Promise<Certified>;
};

export type StartedRehearsal = RehearsalBench & {
  home: string;
  /** All devices are gone. */
  unplug(): Promise<void>;
  close(): Promise<void>;
};

/** A bench with an adb server of its own. Errors: `adb-missing`, `adb-not-reached`. */
export async function startRehearsal(home: string, time = createTime()): Promise<StartedRehearsal> {
  const client = await startAdbClient();
  time.begin();
  let ports: AdbPort[] = [];
  const connect = async (serial: string): Promise<void> => {
    const { stdout, stderr } = await client.run(['connect', serial]);
    if (!stdout.startsWith('connected')) throw new TwinError('adb-device-not-found', `${serial}. ${stdout}${stderr}`);
  };
  const unplug = async (): Promise<void> => {
    for (const port of ports) await port.close();
    ports = [];
  };
  return {
    home,
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
      knowKey(device, client.publicKey());
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
