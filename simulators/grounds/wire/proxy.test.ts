import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { startProxy, type Proxy } from './proxy.ts';

describe('a link on the wire', () => {
  let target: Server;
  let proxy: Proxy;
  let client: Socket;
  let far: Socket;

  beforeEach(async () => {
    target = createServer({ allowHalfOpen: false });
    target.listen(0, '127.0.0.1');
    await once(target, 'listening');
    proxy = await startProxy(() => (target.address() as AddressInfo).port);
    const arrived = once(target, 'connection') as Promise<[Socket]>;
    client = connect(proxy.port, '127.0.0.1');
    [far] = await arrived;
    for (const socket of [client, far]) socket.on('error', () => {});
  });
  afterEach(() => {
    client.destroy();
    far.destroy();
    proxy.close();
    target.close();
  });

  const received = (socket: Socket): (() => string) => {
    let text = '';
    socket.on('data', (bytes: Buffer) => (text += bytes.toString('latin1')));
    return () => text;
  };

  it('closes the window behind an end that takes nothing, and then brings every byte', async () => {
    const sent = Buffer.alloc(32 * 1024 * 1024, 'x');
    far.pause();
    let swallowed = false;
    client.write(sent, () => (swallowed = true));
    client.end('last');
    await wait(300);
    assert.equal(swallowed, false);
    let bytes = 0;
    let tail = '';
    far.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      tail = (tail + chunk.subarray(-4).toString('latin1')).slice(-4);
    });
    far.resume();
    await once(far, 'end');
    assert.deepEqual([bytes, tail], [sent.length + 4, 'last']);
  });

  it('lets nothing through while it is silent, and all in order afterwards', async () => {
    const heard = received(far);
    proxy.block();
    client.write('a');
    await wait(50);
    client.write('b');
    await wait(50);
    assert.equal(heard(), '');
    proxy.unblock();
    await wait(50);
    assert.equal(heard(), 'ab');
  });

  it('lets nothing overtake when its latency heals', async () => {
    const heard = received(far);
    proxy.delay(200);
    client.write('a');
    await wait(50);
    proxy.delay(-200);
    client.write('b');
    await wait(300);
    assert.equal(heard(), 'ab');
  });

  it('resets both ends', async () => {
    const ends = [client, far].map((socket) => new Promise((closed) => socket.on('close', closed)));
    proxy.reset();
    await Promise.all(ends);
  });

  it('tells neither end that the connection has died', async () => {
    let told = false;
    for (const socket of [client, far]) socket.on('close', () => (told = true));
    const heard = received(far);
    proxy.halfOpen();
    client.write('a');
    await wait(100);
    assert.deepEqual([heard(), told], ['', false]);
  });

  it('in another network ends the half of the node only, and takes nobody to the target', async () => {
    let told = false;
    far.on('close', () => (told = true));
    const ended = new Promise((closed) => client.on('close', closed));
    proxy.otherNetwork(true);
    await ended;
    const away = connect(proxy.port, '127.0.0.1');
    away.on('error', () => {});
    let arrived = false;
    target.once('connection', () => (arrived = true));
    await wait(100);
    assert.deepEqual([told, arrived, proxy.isAway()], [false, false, true]);
    const reset = new Promise((closed) => away.on('close', closed));
    proxy.otherNetwork(false);
    await reset;
    assert.deepEqual([arrived, proxy.isAway()], [false, false]);
  });

  it('loses datagrams while it is silent', async () => {
    let passed = 0;
    proxy.block();
    proxy.datagram(() => (passed += 1));
    proxy.unblock();
    await wait(20);
    assert.equal(passed, 0);
    proxy.datagram(() => (passed += 1));
    await wait(20);
    assert.equal(passed, 1);
  });
});
