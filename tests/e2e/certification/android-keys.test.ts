// The real adb of Debian proves who it is to simulated devices that ask, with keys it has made itself.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAdbClient, type AdbClient, type Answer } from '#cli/rehearsal/adb-client';
import { knowKey } from '#cli/rehearsal/known-key';
import type { Timers } from '#protocols/channel';
import { unguarded } from '#server/edges/guard';
import { createTimers } from '#server/edges/timers';
import { createAdbd } from '#simulators/android/adbd/adbd';
import { answerAtDisplay, type DisplayAnswer } from '#simulators/android/at-the-display';
import { profileCatalogue } from '#simulators/android/profiles/catalogue';
import { startAndroid } from '#simulators/android/start';
import { openAdbPort, type AdbPort } from '#simulators/grounds/wire/android/adb-port';
import { describeWith, findPeer } from '../../peers.ts';

type By = { connect(): Promise<Answer>; leave(): Promise<Answer>; state(): Promise<string>; echo(): Promise<Answer> };

/** Devices that ask for keys, at whose displays somebody answers so; they are gone after each test. */
function withAsking(suite: Mocha.Suite) {
  suite.timeout(60_000);
  const timers: Timers = createTimers(unguarded);
  let client: AdbClient;
  let ports: AdbPort[] = [];
  before(async () => void (client = await startAdbClient()));
  after(() => client?.close());
  afterEach(async () => {
    for (const port of ports) await port.close();
    ports = [];
  });
  return {
    client: () => client,
    async asking(answer: DisplayAnswer['answer'], afterS = 0) {
      const profile = profileCatalogue.get('pixel-6a');
      assert.ok(profile?.asksForKey);
      const device = startAndroid(profile, { timers, startedAtMs: Date.now() });
      answerAtDisplay(device, { answer, afterS });
      const port = await openAdbPort(0, createAdbd(device));
      ports.push(port);
      const serial = `127.0.0.1:${port.port}`;
      const by = (adb: AdbClient): By => ({
        connect: () => adb.run(['connect', serial]),
        leave: () => adb.run(['disconnect', serial]),
        state: async () => new RegExp(`${serial}\\t(.*)`).exec((await adb.run(['devices'])).stdout)?.[1] ?? 'none',
        echo: () => adb.run(['-s', serial, 'shell', 'echo in']),
      });
      return { device, by, ...by(client) };
    },
  };
}

describeWith('adb', 'simulated Android devices that ask for keys, for the real adb', function () {
  const { asking } = withAsking(this);

  it('are unauthorized until somebody allows the computer on their display', async () => {
    const { device, connect, state, echo } = await asking('nobody');
    await connect();
    await until(async () => (await state()) === 'unauthorized');
    await until(() => device.debugging.questions().length === 1);
    assert.match(device.debugging.questions()[0]?.owner ?? '', /^\S*@\S+$/);
    const refused = await echo();
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /device unauthorized/);
    device.debugging.questions()[0]?.answer('ALLOW_ALWAYS');
    await until(async () => (await state()) === 'device');
    assert.equal((await echo()).stdout, 'in\n');
  });

  it('know a computer again that was allowed always, and not one that was allowed once', async () => {
    for (const [answer, again] of [
      ['always', 'device'],
      ['once', 'unauthorized'],
    ] as const) {
      const { device, connect, leave, state } = await asking(answer, 0.2);
      await connect();
      await until(async () => (await state()) === 'device');
      await leave();
      const asked: string[] = [];
      device.debugging.whenAsked(({ owner }) => asked.push(owner));
      await connect();
      if (again === 'device') assert.equal(await state(), 'device');
      else await until(() => asked.length === 1);
      assert.equal(asked.length, again === 'device' ? 0 : 1);
    }
  });

  it('stay unauthorized for whom they refuse', async () => {
    const { device, connect, state } = await asking('refuse');
    await connect();
    await until(async () => (await state()) === 'unauthorized');
    await until(() => device.debugging.questions().length === 0);
    assert.equal(await state(), 'unauthorized');
    assert.equal(device.debugging.remembered.size, 0);
  });
});

describeWith('adb', 'the keys that simulated Android devices know', function () {
  const { client, asking } = withAsking(this);

  it('let a computer in by any of its keys, and ask about none that is known', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-keys-'));
    const vendorKey = join(folder, 'bench');
    const made = spawnSync(findPeer('adb') ?? '', ['keygen', vendorKey], { env: { ...process.env, HOME: folder } });
    assert.equal(made.status, 0, String(made.stderr));
    const owner = await startAdbClient(vendorKey);
    try {
      const { device, by, connect, state } = await asking('nobody');
      knowKey(device, readFileSync(`${vendorKey}.pub`));
      await by(owner).connect();
      await until(async () => (await by(owner).state()) === 'device');
      assert.deepEqual(device.debugging.questions(), []);
      await connect();
      await until(async () => (await state()) === 'unauthorized');
      assert.equal((await by(owner).echo()).stdout, 'in\n', 'others do not disturb');
    } finally {
      await owner.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('put a computer out when somebody revokes the authorisations', async () => {
    const { device, connect, state } = await asking('nobody');
    knowKey(device, client().publicKey());
    await connect();
    await until(async () => (await state()) === 'device');
    device.debugging.revoke();
    await until(async () => (await state()) === 'unauthorized');
    assert.equal(device.debugging.questions().length, 1);
  });
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400; i += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail('it did not come to it');
}
