import assert from 'node:assert/strict';
import { createAdbReader, encodePacket, type AdbPacket } from '#protocols/adb/packet';
import { createSyncReader, syncFrame } from '#protocols/adb/sync';
import { concatBytes } from '#protocols/bytes';
import { benchOf } from '../asking.ts';
import { createAdbd } from './adbd.ts';
import { createAdbConnection } from './connection.ts';

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const said = ({ payload }: AdbPacket): string => new TextDecoder().decode(payload);

/** A host that has connected, and what it hears. It acknowledges nothing by itself. */
function hostOf(name = 'rocket-class', maxPayload = 4096) {
  const bench = benchOf(name);
  const heard: AdbPacket[] = [];
  const reader = createAdbReader();
  const state = { closed: false };
  const channel = {
    send: (bytes: Uint8Array) => void heard.push(...reader.push(bytes).packets),
    close: () => void (state.closed = true),
  };
  const adbd = createAdbConnection(channel, createAdbd(bench.device));
  const send = (...args: Parameters<typeof encodePacket>): void => adbd.onData(encodePacket(...args));
  send('CNXN', 0x0100_0001, maxPayload, text('host::'));
  return { ...bench, adbd, heard, send, state, take: () => heard.splice(0) };
}

/** Opens a service as stream 7; the number the device gives it. */
function opened(host: ReturnType<typeof hostOf>, service: string): number {
  host.take();
  host.send('OPEN', 7, 0, text(`${service}\0`));
  const [answer] = host.heard;
  assert.equal(answer?.command, 'OKAY');
  return answer.arg0;
}

const commands = (packets: readonly AdbPacket[]): string[] => packets.map(({ command }) => command);

describe('adbd on a connection', () => {
  it('greets with what it is and can', () => {
    const [greeting] = hostOf().heard;
    assert.equal(greeting?.command, 'CNXN');
    assert.match(said(greeting), /^device::ro\.product\.name=rocket07_eea;.*;features=shell_v2,cmd$/);
    const [old] = hostOf('moto-g4-play').heard;
    assert.match(said(old as AdbPacket), /;features=$/);
  });

  it('sends one packet of a stream at a time, no longer than the host takes, and waits until it is taken', () => {
    const host = hostOf();
    const id = opened(host, 'exec:screencap -p');
    host.pass(1_000);
    const first = host.take();
    assert.deepEqual(commands(first), ['OKAY', 'WRTE']);
    assert.equal(first[1]?.payload.length, 4096);
    host.pass(60_000);
    assert.deepEqual(host.take(), []);
    host.send('OKAY', 7, id);
    assert.deepEqual(commands(host.take()), ['WRTE']);
  });

  it('closes a stream only when all of it was taken', () => {
    const host = hostOf();
    const id = opened(host, 'exec:echo hello');
    host.pass(10);
    assert.deepEqual(commands(host.take()), ['OKAY', 'WRTE']);
    host.send('OKAY', 7, id);
    assert.deepEqual(commands(host.take()), ['CLSE']);
  });

  it('refuses services that are not there, and ports on which nobody listens', () => {
    const host = hostOf();
    for (const service of ['root:', 'tcp:8080', 'localabstract:none', 'framebuffer:']) {
      host.take();
      host.send('OPEN', 7, 0, text(`${service}\0`));
      assert.deepEqual(
        host.take().map(({ command, arg0, arg1 }) => [command, arg0, arg1]),
        [['CLSE', 0, 7]],
        service,
      );
    }
  });

  it('begins anew when the host greets anew: what was open is gone', () => {
    const host = hostOf();
    opened(host, 'shell,v2,raw:logcat');
    host.take();
    host.send('CNXN', 0x0100_0001, 4096, text('host::'));
    assert.deepEqual(commands(host.take()), ['CLSE', 'CNXN']);
    host.device.logs.say({ buffer: 'main', level: 'I', tag: 'x', pid: 1, text: 'late' });
    host.pass(1_000);
    assert.deepEqual(host.take(), []);
  });

  it('hears while it hangs, and does it when it goes on', () => {
    const host = hostOf();
    host.device.system.send({ type: 'HANG' });
    host.take();
    host.send('OPEN', 7, 0, text('exec:echo late\0'));
    host.pass(60_000);
    assert.deepEqual(host.take(), []);
    host.device.system.send({ type: 'THAW' });
    host.pass(100);
    assert.deepEqual(commands(host.take()), ['OKAY', 'WRTE']);
  });

  it('lets go of what was reversed through it when it is gone', () => {
    const host = hostOf();
    opened(host, 'reverse:forward:tcp:8080;tcp:1234');
    assert.equal(host.device.ports.has('tcp:8080'), true);
    host.adbd.onClose('closed');
    assert.equal(host.device.ports.has('tcp:8080'), false);
  });

  it('ends where it hears no packets, and says nothing before it was greeted', () => {
    const host = hostOf();
    host.adbd.onData(text('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'));
    assert.equal(host.state.closed, true);
    const { device } = benchOf('rocket-class');
    const heard: Uint8Array[] = [];
    const silent = createAdbConnection({ send: (bytes) => void heard.push(bytes), close() {} }, createAdbd(device));
    silent.onData(encodePacket('OPEN', 1, 0, text('shell:id\0')));
    assert.deepEqual(heard, []);
  });
});

describe('files over adb', () => {
  it('are cut into requests whatever pieces they come in', () => {
    const stream = concatBytes([
      syncFrame('SEND', 9, text('/a/b,0644')),
      syncFrame('DATA', 3, text('abc')),
      syncFrame('DONE', 1_700_000_000),
      syncFrame('QUIT', 0),
    ]);
    const reader = createSyncReader();
    const read = [...stream].flatMap((byte) => reader.push(Uint8Array.of(byte)).requests);
    assert.deepEqual(
      read.map(({ id }) => id),
      ['SEND', 'DATA', 'DONE', 'QUIT'],
    );
    assert.match(createSyncReader().push(syncFrame('STA2', 1, text('/'))).broken ?? '', /unknown request/);
    assert.match(createSyncReader().push(syncFrame('DATA', 70_000)).broken ?? '', /70000 bytes/);
  });

  it('are told and listed, those that are not there as nothing', () => {
    const host = hostOf();
    host.device.files.write('/sdcard/one', text('1'), { mode: 0o644, mtime: 5 });
    const id = opened(host, 'sync:');
    host.take();
    host.send('WRTE', 7, id, syncFrame('STAT', 11, text('/sdcard/one')));
    const [taken, told] = host.take().toSorted((a, b) => (a.command < b.command ? -1 : 1));
    assert.equal(taken?.command, 'OKAY');
    assert.deepEqual(told?.payload, syncFrame('STAT', 0o100_644, 1, 5));
    host.send('OKAY', 7, id);
    host.send('WRTE', 7, id, syncFrame('STAT', 12, text('/sdcard/none')));
    assert.ok(host.take().some(({ payload }) => Buffer.from(payload).equals(syncFrame('STAT', 0, 0, 0))));
  });
});
