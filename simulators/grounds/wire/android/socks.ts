/**
 * The network of a simulated device for its browser, as a SOCKS 5 proxy on loopback (RFC 1928, without authentication).
 * The device's own addresses lead to its ports, among them those that `adb reverse` has made; the address of the till
 * leads to the machine the twin runs on, over the WLAN of the device: while nothing passes there, nothing passes here.
 */
import { connect, createServer, type Socket } from 'node:net';
import { BROWSER } from '#simulators/android/apps';
import type { AndroidDevice } from '#simulators/android/device';
import { TILL_ADDRESS } from '#simulators/android/network';

export type DeviceProxy = { port: number; close(): void };

const VERSION = 5;
const CONNECT = 1;
const REPLY = { done: 0, unreachable: 3, refused: 5, notSupported: 7 } as const;
const ADDRESS = { v4: 1, name: 3, v6: 4 } as const;

/** Starts it on a free port. */
export async function openDeviceProxy(device: AndroidDevice): Promise<DeviceProxy> {
  const sockets = new Set<Socket>();
  const overAir = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {}); // `close` follows
    greet(socket, (host, port) => dial(device, socket, overAir, host, port));
  });
  device.network.watch(() => {
    const passes = device.network.passes(BROWSER);
    for (const socket of overAir)
      if (passes) socket.resume();
      else socket.pause();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close() {
      for (const socket of [...sockets, ...overAir]) socket.destroy();
      server.close();
    },
  };
}

/** Reads the greeting and the request, as many bytes as they need. */
function greet(socket: Socket, ask: (host: string, port: number) => void): void {
  let bytes = Buffer.alloc(0);
  let greeted = false;
  const read = (more: Buffer): void => {
    bytes = Buffer.concat([bytes, more]);
    if (!greeted) {
      if (bytes.length < 2 || bytes.length < 2 + bytes[1]!) return;
      if (bytes[0] !== VERSION) return void socket.destroy();
      bytes = bytes.subarray(2 + bytes[1]!);
      greeted = true;
      socket.write(Uint8Array.of(VERSION, 0));
    }
    const request = requestIn(bytes);
    if (request === null) return;
    socket.off('data', read);
    socket.pause();
    if (bytes[1] === CONNECT) ask(request.host, request.port);
    else answer(socket, REPLY.notSupported);
  };
  socket.on('data', read);
}

function requestIn(bytes: Buffer): { host: string; port: number } | null {
  if (bytes.length < 5) return null;
  const kind = bytes[3];
  const length = kind === ADDRESS.v4 ? 4 : kind === ADDRESS.v6 ? 16 : 1 + bytes[4]!;
  const end = 4 + length;
  if (bytes.length < end + 2) return null;
  const port = bytes.readUInt16BE(end);
  if (kind === ADDRESS.name) return { host: bytes.toString('latin1', 5, end), port };
  const isLoopback6 = kind === ADDRESS.v6 && bytes.subarray(4, 19).every((byte) => byte === 0) && bytes[19] === 1;
  return { host: kind === ADDRESS.v4 ? bytes.subarray(4, 8).join('.') : isLoopback6 ? 'localhost' : 'v6', port };
}

function answer(socket: Socket, code: number): void {
  const reply = Uint8Array.of(VERSION, code, 0, ADDRESS.v4, 0, 0, 0, 0, 0, 0);
  if (code === REPLY.done) socket.write(reply);
  else socket.end(reply);
}

function dial(device: AndroidDevice, socket: Socket, overAir: Set<Socket>, host: string, port: number): void {
  if (host === 'localhost' || host.startsWith('127.')) return dialPort(device, socket, port);
  if (host !== TILL_ADDRESS || !device.network.isConnected()) return answer(socket, REPLY.unreachable);
  const target = connect({ host: '127.0.0.1', port, noDelay: true });
  target.on('error', () => answer(socket, REPLY.refused));
  const opened = (): void => {
    if (socket.destroyed) return;
    answer(socket, REPLY.done);
    for (const one of [socket, target]) overAir.add(one);
    socket.pipe(target).pipe(socket);
    for (const one of [socket, target]) if (!device.network.passes(BROWSER)) one.pause();
  };
  target.once('connect', () => device.timers.after(device.network.dialMs, opened));
  const gone = (): void => {
    for (const one of [socket, target]) {
      overAir.delete(one);
      one.destroy();
    }
  };
  socket.on('close', gone);
  target.on('close', gone);
}

function dialPort(device: AndroidDevice, socket: Socket, port: number): void {
  const dialled = device.ports.get(`tcp:${port}`);
  if (dialled === undefined) return answer(socket, REPLY.refused);
  const channel = dialled({
    onOpen() {
      answer(socket, REPLY.done);
      socket.resume();
    },
    onData: (bytes) => void (socket.writable && socket.write(bytes)),
    onClose: () => socket.end(),
  });
  socket.on('data', (bytes) => channel.send(bytes));
  socket.on('close', () => channel.close());
}
