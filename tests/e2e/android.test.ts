// The real adb of Debian talks to simulated devices.
import assert from 'node:assert/strict';
import { createTimers } from '#server/edges/timers';
import { unguarded } from '#server/edges/guard';
import { createAdbd } from '#simulators/android/adbd/adbd';
import { createAndroidDevice } from '#simulators/android/device';
import { profileCatalogue } from '#simulators/android/profiles/catalogue';
import { openAdbPort, type AdbPort } from '#simulators/grounds/wire/android/adb-port';
import { describeWith } from '../peers.ts';
import { startAdbClient, type AdbClient, type Answer } from './adb-client.ts';

describeWith('adb', 'simulated Android devices, for the real adb', function () {
  this.timeout(60_000);
  let client: AdbClient;
  let ports: AdbPort[] = [];

  before(async function () {
    client = await startAdbClient();
  });
  after(() => client?.close());
  afterEach(async () => {
    for (const port of ports) await port.close();
    ports = [];
  });

  /** Connects to a device of that kind; asks it. */
  async function connected(
    name: string,
  ): Promise<(args: readonly string[], input?: string | Buffer) => Promise<Answer>> {
    const profile = profileCatalogue.get(name);
    assert.ok(profile);
    const device = createAndroidDevice(profile, { timers: createTimers(unguarded), startedAtMs: Date.now() });
    const port = await openAdbPort(0, createAdbd(device));
    ports.push(port);
    const serial = `127.0.0.1:${port.port}`;
    assert.match((await client.run(['connect', serial])).stdout, /^connected/);
    return (args, input) => client.run(['-s', serial, ...args], input);
  }

  it('are listed with their models, and answer a shell with its exit code', async () => {
    const adb = await connected('rocket-class');
    assert.match(
      (await client.run(['devices', '-l'])).stdout,
      /device product:rocket07_eea model:Rocket_07 device:rocket07/,
    );
    assert.equal((await adb(['shell', 'getprop ro.product.model'])).stdout, 'Rocket 07\n');
    const { code, stdout, stderr } = await adb(['shell', 'echo a; echo b >&2; exit 7']);
    assert.deepEqual({ code, stdout, stderr }, { code: 7, stdout: 'a\n', stderr: 'b\n' });
    assert.equal((await adb(['shell'], 'echo in a session; exit 3\n')).code, 3);
  });

  it('speak as their Android does: before Android 7 a terminal, without exit codes', async () => {
    const adb = await connected('zebra-tc51');
    const { code, stdout } = await adb(['shell', 'getprop ro.build.version.sdk; exit 7']);
    assert.deepEqual({ code, stdout }, { code: 0, stdout: '23\r\n' });
    assert.equal((await adb(['exec-out', 'getprop ro.build.version.sdk'])).stdout, '23\n');
  });

  it('know nothing of services that are not there', async () => {
    const adb = await connected('rocket-class');
    const { code, stderr } = await adb(['root']);
    assert.equal(code, 1);
    assert.match(stderr, /closed/);
  });
});
