// Channels over real sockets, and peers that do not do their part.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { unguarded } from './guard.ts';
import { dialTcp } from './sockets.ts';

describe('a channel that is hung up', function () {
  this.timeout(10_000);

  it('is forgotten soon, also if the other end goes on talking and never closes', async () => {
    const peer = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
    await once(peer, 'listening');
    const { port } = peer.address() as AddressInfo;
    const channel = dialTcp(`127.0.0.1:${port}`, unguarded)({ onOpen() {}, onData() {}, onClose() {} });
    const [socket] = (await once(peer, 'connection')) as [Socket];
    const talk = setInterval(() => socket.write('on and on'), 50);
    const cut = once(socket, 'error');
    channel.close();
    const [error] = (await cut) as [NodeJS.ErrnoException];
    clearInterval(talk);
    peer.close();
    assert.match(error.code ?? '', /ECONNRESET|EPIPE/);
  });

  it('before it was made is not made any more', async () => {
    const accepted: Socket[] = [];
    const peer = createServer((socket) => {
      accepted.push(socket);
      socket.write('hello');
    }).listen(0, '127.0.0.1');
    await once(peer, 'listening');
    const { port } = peer.address() as AddressInfo;
    const dial = dialTcp(`127.0.0.1:${port}`, unguarded);
    dial({ onOpen() {}, onData() {}, onClose() {} }).close();
    await new Promise<void>((resolve) => dial({ onOpen() {}, onData: () => resolve(), onClose() {} }));
    for (const socket of accepted) socket.destroy();
    peer.close();
    await once(peer, 'close');
    assert.equal(accepted.length, 1);
  });
});
