import assert from 'node:assert/strict';
import type { TwinError } from '#protocols/errors/errors';
import {
  askBytes,
  askShell,
  endForward,
  endReverse,
  forwardDevtools,
  isForwarded,
  mustBeThere,
  reversePort,
} from './node-adb.ts';
import { FORWARDED, startSampleAdb, type SampleAdb } from './node-sample-adb.ts';

const LIMIT_MS = 300;

describe('the client of the adb server', () => {
  let adb: SampleAdb;
  const server = () => ({ host: '127.0.0.1', port: adb.port });
  const ask = (serial: string, limitMs = 5_000) => askShell(server(), serial, 'getprop', limitMs);

  beforeEach(async () => (adb = await startSampleAdb()));
  afterEach(() => adb.close());

  it('gives all that a command writes, whatever its length', async () => {
    const text = 'größe\r\n'.repeat(50_000);
    adb.devices.set('A1', () => text);
    assert.deepEqual(await ask('A1'), { kind: 'output', text });
  });

  it('gives the bytes that a command writes as they are, or nothing', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    adb.devices.set('A1', (command) => (command === 'screencap -p' ? String.fromCharCode(...bytes) : 'hang'));
    const askFor = (command: string, serial = 'A1') => askBytes(server(), serial, command, LIMIT_MS);
    assert.deepEqual(new Uint8Array((await askFor('screencap -p')) ?? []), bytes);
    assert.deepEqual([await askFor('sleep 9'), await askFor('screencap -p', 'B2')], [null, null]);
  });

  it('does not wait for ever', async () => {
    adb.devices.set('A1', () => 'hang');
    assert.deepEqual(await ask('A1', LIMIT_MS), { kind: 'timeout' });
  });

  it('says that a device is gone, and why', async () => {
    adb.devices.set('A1', () => 'gone');
    for (const serial of ['A1', 'B2']) {
      assert.deepEqual(await ask(serial), { kind: 'gone', why: `device '${serial}' not found` });
    }
    await adb.close();
    assert.equal((await ask('A1')).kind, 'gone');
    adb = await startSampleAdb();
  });

  it('names what there is when a device is not', async () => {
    const code = (serial: string) =>
      mustBeThere(server(), serial).then(
        () => 'there',
        (error: TwinError) => `${error.code} ${error.detail}`,
      );
    assert.equal(await code('A1'), 'adb-device-not-found A1. There is none at all.');
    adb.devices.set('B2', () => '');
    assert.equal(await code('A1'), 'adb-device-not-found A1. There are: B2.');
    assert.equal(await code('B2'), 'there');
    await adb.close();
    assert.match(await code('B2'), /^adb-not-reached 127\.0\.0\.1:\d+: .*ECONNREFUSED/);
    adb = await startSampleAdb();
  });

  it('says of a device that is not ready which it is, each in an error of its own', async () => {
    const code = (serial: string) =>
      mustBeThere(server(), serial).then(
        () => 'there',
        (error: TwinError) => `${error.code} ${error.detail}`,
      );
    adb.devices.set('A1', () => '');
    for (const [state, error] of [
      ['unauthorized', 'adb-device-unauthorized'],
      ['offline', 'adb-device-offline'],
      ['no permissions (missing udev rules?); see [http://developer.android.com/x]', 'adb-device-no-permissions'],
      ['recovery', 'adb-device-not-ready'],
      ['authorizing', 'adb-device-not-ready'],
      ['', 'adb-device-not-ready'],
    ] as const) {
      adb.states.set('A1', state);
      assert.equal(await code('A1'), `${error} A1 is ${state}.`);
    }
  });

  it('does not choose between two devices of one serial number', async () => {
    adb.devices.set('A1', () => '').set('B2', () => '');
    adb.states.set('B2', 'device\nA1\tunauthorized');
    await assert.rejects(mustBeThere(server(), 'A1'), { code: 'adb-device-ambiguous', message: /A1, 2 times/ });
    await mustBeThere(server(), 'B2');
  });

  it('takes a device without a name for the one that is asked for', async () => {
    adb.devices.set('????????????', () => '').set('B2', () => '');
    adb.states.set('????????????', 'no permissions');
    await assert.rejects(mustBeThere(server(), 'A1'), { code: 'adb-device-no-permissions', message: /no A1, but one/ });
    await mustBeThere(server(), 'B2');
  });

  it('forwards a port to the devtools, and says that there is no device to do so', async () => {
    adb.devices.set('A1', () => '');
    assert.equal(await forwardDevtools(server(), 'A1'), FORWARDED);
    await assert.rejects(forwardDevtools(server(), 'B2'), /gone/);
    await endForward(server(), 'A1', FORWARDED);
    await endForward(server(), 'B2', FORWARDED);
  });

  it('tells whether a forward is still there: it goes with its device', async () => {
    adb.devices.set('A1', () => '');
    assert.equal(await isForwarded(server(), 'A1', FORWARDED), true);
    assert.equal(await isForwarded(server(), 'A1', FORWARDED + 1), false);
    assert.equal(await isForwarded(server(), 'B2', FORWARDED), false);
    adb.devices.clear();
    assert.equal(await isForwarded(server(), 'A1', FORWARDED), false);
  });

  it('makes a port of this machine one of the device', async () => {
    const asked: string[] = [];
    adb.devices.set('A1', (request) => {
      asked.push(request);
      return asked.length < 3 ? '' : 'gone';
    });
    await reversePort(server(), 'A1', 8_080);
    await endReverse(server(), 'A1', 8_080);
    await assert.rejects(reversePort(server(), 'A1', 8_080), /gone/);
    await endReverse(server(), 'A1', 8_080);
    assert.deepEqual(asked.slice(0, 2), ['reverse:forward:tcp:8080;tcp:8080', 'reverse:killforward:tcp:8080']);
  });
});
