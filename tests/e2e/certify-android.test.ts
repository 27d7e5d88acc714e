// Simulated Android devices are certified through the real adb: its server, the protocol of the device, the shell.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bench, preparedProfile } from '#benchmarks/certification/asked';
import { certifyDevice, type Certified } from '#cli/certifying';
import type { Timers } from '#protocols/channel';
import { unguarded } from '#server/edges/guard';
import { createTimers } from '#server/edges/timers';
import { createAdbd } from '#simulators/android/adbd/adbd';
import type { AndroidDevice } from '#simulators/android/device';
import { startAndroid } from '#simulators/android/start';
import { openAdbPort, type AdbPort } from '#simulators/grounds/wire/android/adb-port';
import { describeWith } from '../peers.ts';
import { startAdbClient, type AdbClient } from './adb-client.ts';

/** So much faster is time, for devices and bench alike: nobody waits for a hundred pings. */
const SPEED = 20;

const real = createTimers(unguarded);
const fast: Timers = {
  now: () => real.now() * SPEED,
  after: (ms, run) => real.after(ms / SPEED, run),
  cancel: (handle) => real.cancel(handle),
};
const startedAtMs = Date.now();
const beganMs = fast.now();
const clock = {
  now: () => startedAtMs + fast.now() - beganMs,
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms / SPEED)),
};

const home = mkdtempSync(join(tmpdir(), 'mpos-twin-certify-'));
let client: AdbClient;
let ports: AdbPort[] = [];

async function plugIn(name: string): Promise<{ serial: string; device: AndroidDevice }> {
  const device = startAndroid(preparedProfile(name), { timers: fast, startedAtMs: clock.now() });
  const port = await openAdbPort(0, createAdbd(device));
  ports.push(port);
  const serial = `127.0.0.1:${port.port}`;
  assert.match((await client.run(['connect', serial])).stdout, /^connected/);
  return { serial, device };
}

function certify(serial: string, out: string, tell: (text: string) => void = () => {}): Promise<Certified> {
  const server = { host: '127.0.0.1', port: client.port };
  const extras = new Set<'long' | 'walk'>();
  return certifyDevice({
    ...{ serial, bench, findings: null, out: join(home, out), canary: null, extras, server, clock, tell },
  });
}

const classOf = ({ judgement }: Certified, id: string) => judgement.results.get(id)?.class;

describeWith('adb', 'simulated Android devices, certified through the real adb', function () {
  this.timeout(120_000);
  before(async function () {
    client = await startAdbClient();
  });
  after(async () => {
    await client?.close();
    rmSync(home, { recursive: true, force: true });
  });
  afterEach(async () => {
    for (const port of ports) await port.close();
    ports = [];
  });

  it('pass what they are good for, and say what they are', async () => {
    const { serial, device } = await plugIn('rocket-class');
    device.apps.exempt.set(bench.app.package, 0);
    const certified = await certify(serial, 'rocket');
    const notPassed = [...certified.judgement.results].filter(
      ([, { class: one }]) => one !== 'pass' && one !== 'unknown',
    );
    assert.deepEqual(notPassed, []);
    for (const id of ['OS-1', 'OS-10', 'DSP-1', 'INP-1', 'NET-1', 'NET-4', 'CLK-1', 'CAM-1', 'BT-1', 'PWR-2'])
      assert.equal(classOf(certified, id), 'pass', id);
    assert.deepEqual(certified.records.length, 2);
  });

  it('of Android 6 speak through a terminal, and are rejected', async () => {
    const { serial } = await plugIn('zebra-tc51');
    const certified = await certify(serial, 'tc51');
    assert.deepEqual([classOf(certified, 'OS-1'), certified.judgement.verdict], ['fail', 'rejected']);
    assert.equal(classOf(certified, 'DSP-1'), 'pass');
  });

  it('that are tablets are conditional by their display', async () => {
    const { serial } = await plugIn('lenovo-tab-m8');
    const certified = await certify(serial, 'tablet');
    assert.equal(classOf(certified, 'DSP-2'), 'conditional');
    assert.match(certified.judgement.conditions.join(), /A tablet: the screens are scaled/);
  });

  it('that start anew in the middle are asked everything anew', async () => {
    const { serial, device } = await plugIn('rocket-class');
    let reboots = 1;
    const told: string[] = [];
    fast.after(8_000, () => {
      if ((reboots -= 1) >= 0) device.system.send({ type: 'REBOOT' });
    });
    const certified = await certify(serial, 'reboots', (text) => told.push(text));
    assert.match(told.join(), /started anew/);
    assert.equal(classOf(certified, 'OS-1'), 'pass');
  });

  it('that freeze leave a run inconclusive, and go on when they are awake again', async () => {
    const { serial, device } = await plugIn('rocket-class');
    fast.after(4_000, () => device.system.send({ type: 'HANG' }));
    const stopped = await certify(serial, 'freezes');
    assert.match(stopped.reasons.join(), /does not answer any more/);
    assert.notEqual(stopped.judgement.verdict, 'approved');
    assert.equal(classOf(stopped, 'NET-4'), 'unknown');
    device.system.send({ type: 'THAW' });
    const certified = await certify(serial, 'freezes');
    assert.equal(certified.records.length, 2);
    assert.equal(classOf(certified, 'NET-4'), 'pass');
  });
});
