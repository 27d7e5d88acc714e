// The real adb of Debian talks to simulated devices.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AndroidDevice } from '#simulators/android/device';
import { randomOf } from '#simulators/random';
import { describeWith } from '../../peers.ts';
import type { Answer } from '#cli/rehearsal/adb-client';
import { withAdb } from './android-bench.ts';

describeWith('adb', 'simulated Android devices, for the real adb', function () {
  const { client, connected } = withAdb(this);

  it('are listed with their models, and answer a shell with its exit code', async () => {
    const { adb } = await connected('rocket-class');
    assert.match(
      (await client().run(['devices', '-l'])).stdout,
      /device product:rocket07_eea model:Rocket_07 device:rocket07/,
    );
    assert.equal((await adb(['shell', 'getprop ro.product.model'])).stdout, 'Rocket 07\n');
    const { code, stdout, stderr } = await adb(['shell', 'echo a; echo b >&2; exit 7']);
    assert.deepEqual({ code, stdout, stderr }, { code: 7, stdout: 'a\n', stderr: 'b\n' });
    assert.equal((await adb(['shell'], 'echo in a session; exit 3\n')).code, 3);
  });

  it('speak as their Android does: before Android 7 a terminal, without exit codes', async () => {
    const { adb } = await connected('zebra-tc51');
    const { code, stdout } = await adb(['shell', 'getprop ro.build.version.sdk; exit 7']);
    assert.deepEqual({ code, stdout }, { code: 0, stdout: '23\r\n' });
    assert.equal((await adb(['exec-out', 'getprop ro.build.version.sdk'])).stdout, '23\n');
  });

  it('know nothing of services that are not there', async () => {
    const { adb } = await connected('rocket-class');
    const { code, stderr } = await adb(['root']);
    assert.equal(code, 1);
    assert.match(stderr, /closed/);
  });
});

describeWith('adb', 'files, pictures and ports of simulated Android devices', function () {
  const { connected } = withAdb(this);

  it('take files and give them back, byte by byte', async () => {
    const { adb } = await connected('pixel-6a');
    const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-push-'));
    try {
      const random = randomOf(15, 'file');
      const bytes = Uint8Array.from({ length: 300_001 }, () => random.below(256));
      writeFileSync(join(folder, 'up'), bytes);
      writeFileSync(join(folder, 'up.apk'), bytes);
      assert.equal((await adb(['push', join(folder, 'up'), '/sdcard/Download/file'])).code, 0);
      assert.equal((await adb(['pull', '/sdcard/Download/file', join(folder, 'down')])).code, 0);
      assert.deepEqual(new Uint8Array(readFileSync(join(folder, 'down'))), bytes);
      assert.match((await adb(['shell', 'ls -l /sdcard/Download'])).stdout, /300001 .* file/);
      assert.match(said(await adb(['push', join(folder, 'up'), '/system/file'])), /Permission denied/);
      assert.match(said(await adb(['pull', '/sdcard/none', folder])), /No such file|does not exist/);
      assert.match(said(await adb(['install', join(folder, 'up.apk')])), /Success/);
      assert.match((await adb(['shell', 'pm list packages -3'])).stdout, /de\.example\.installed/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('show a picture of their screen, upright and black when it is off', async () => {
    const { adb } = await connected('lenovo-tab-m8');
    const lit = (await adb(['exec-out', 'screencap -p'])).bytes;
    assert.equal(lit.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
    assert.deepEqual([lit.readUInt32BE(16), lit.readUInt32BE(20)], [800, 1280]);
    const dark = (await adb(['exec-out', 'input keyevent 26; screencap -p'])).bytes;
    assert.notDeepEqual(dark, lit);
  });

  it('reach a port of the host through a reverse, until it is removed', async () => {
    const { adb, device } = await connected('rocket-class');
    const echo = createServer((socket) => socket.pipe(socket));
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    const address = echo.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      assert.equal((await adb(['reverse', 'tcp:8080', `tcp:${port}`])).code, 0);
      assert.match((await adb(['reverse', '--list'])).stdout, new RegExp(`tcp:8080 tcp:${port}`));
      assert.equal(await heard(device, 'hello'), 'hello');
      await adb(['reverse', '--remove-all']);
      assert.equal(device.ports.has('tcp:8080'), false);
    } finally {
      echo.close();
    }
  });
});

describeWith('adb', 'simulated Android devices that are not there for a while', function () {
  const { client, connected } = withAdb(this);

  it('hang, and answer what was asked once they go on', async () => {
    const { adb, device } = await connected('rocket-class');
    device.system.send({ type: 'HANG' });
    let answered = false;
    const asked = adb(['shell', 'echo late']).then((answer) => {
      answered = true;
      return answer;
    });
    await new Promise((resolve) => setTimeout(resolve, 700));
    assert.equal(answered, false);
    device.system.send({ type: 'THAW' });
    assert.equal((await asked).stdout, 'late\n');
  });

  it('are gone while they start anew, and forget what does not last', async () => {
    const { adb, device, serial } = await connected('rocket-class');
    await adb(['shell', 'am start -W -n de.example.pos/.Main']);
    const before = device.clock.upMs();
    await adb(['reboot']);
    assert.equal(device.system.getSnapshot().value, 'booting');
    await client().run(['disconnect', serial]);
    await until(() => device.system.getSnapshot().value === 'up');
    await client().run(['connect', serial]);
    assert.equal((await adb(['shell', 'pidof de.example.pos'])).code, 1);
    assert.ok(device.clock.upMs() < before + 60_000);
    assert.equal((await adb(['shell', 'getprop sys.boot_completed'])).stdout, '1\n');
  });
});

/** What comes back from port 8080 of the device. */
function heard(device: AndroidDevice, said: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const channel = device.ports.get('tcp:8080')?.({
      onOpen: () => {},
      onData(bytes) {
        resolve(new TextDecoder().decode(bytes));
        channel?.close();
      },
      onClose: reject,
    });
    channel?.send(new TextEncoder().encode(said));
  });
}

const said = ({ stdout, stderr }: Answer): string => stdout + stderr;

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !holds(); i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(holds());
}
