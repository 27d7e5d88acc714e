/**
 * The sockets of a run: a listener for every printer, belt printer and terminal, and a fault proxy on every link, also
 * those of the devices to the server.
 */
import { connect, createServer, type Server } from 'node:net';
import type { Accept, Channel, ChannelHandlers } from '#protocols/channel';
import { bytesChannel } from '#server/edges/sockets';
import { beltWearers, servicesOf, TILL, viewable, type Floor } from '#scenarios/format/floor';
import { beltOf, type CloudHandler } from '../ground.ts';
import { createCloudHttp } from './cloud-http.ts';
import { LOOPBACK, startProxy, type Draws, type Proxy } from './proxy.ts';

export type WireNetwork = {
  /** The proxy on the link of a node. */
  link(node: string): Proxy;
  /** Where the server reaches a printer or terminal. */
  addressOf(node: string): string;
  listen(node: string, accept: Accept<Uint8Array>): void;
  /** A cloud service takes HTTP requests. */
  serve(node: string, handle: CloudHandler): void;
  /** A byte connection through the link of a node. */
  dialBytes(node: string, handlers: ChannelHandlers<Uint8Array>): Channel<Uint8Array>;
};

/**
 * Opens everything on free loopback ports; `closers` gets what closes it. `serverPort` is asked at each connection;
 * `drawsOf` makes what draws the delays of a node's link; `hostOf` tells where a link listens.
 */
export async function openNetwork(
  floor: Floor,
  serverPort: () => number,
  closers: (() => void)[],
  drawsOf: (node: string) => Draws,
  hostOf: (node: string) => string = () => LOOPBACK,
): Promise<WireNetwork> {
  const listeners = new Map<string, Listener>();
  const proxies = new Map<string, Proxy>();
  async function addLink(node: string, target: () => number): Promise<void> {
    const proxy = await startProxy(target, drawsOf(node), hostOf(node));
    proxies.set(node, proxy);
    closers.push(() => proxy.close());
  }

  const handlers = new Map<string, CloudHandler>();
  for (const name of servicesOf(floor)) {
    const server = createCloudHttp((request, reply) => handlers.get(name)?.(request, reply));
    const port = await listenOnLoopback(server);
    closers.push(() => void server.close());
    await addLink(name, () => port);
  }
  const belts = beltWearers(floor).map(beltOf);
  const peripherals = [...floor.printers, ...floor.monitors, ...viewable(floor), ...floor.terminals];
  for (const name of [...peripherals.map((one) => one.name), ...belts]) {
    const listener = await listen();
    listeners.set(name, listener);
    closers.push(() => void listener.server.close());
    await addLink(name, () => listener.port);
  }
  const devices = floor.devices.map((device) => device.name);
  for (const name of floor.till === undefined ? devices : [...devices, TILL]) await addLink(name, serverPort);

  const link = (node: string): Proxy => {
    const proxy = proxies.get(node);
    if (proxy === undefined) throw new Error(`no link ${node}`);
    return proxy;
  };
  return {
    link,
    addressOf: (node) => `127.0.0.1:${link(node).port}`,
    listen(node, accept) {
      const listener = listeners.get(node);
      if (listener !== undefined) listener.accept = accept;
    },
    serve: (node, handle) => void handlers.set(node, handle),
    dialBytes: (node, handlers) => bytesChannel(connect({ host: '127.0.0.1', port: link(node).port }), handlers),
  };
}

type Listener = { server: Server; port: number; accept: Accept<Uint8Array> | null };

/** A listening socket on a free loopback port, whose node will say what to do with connections. */
async function listen(): Promise<Listener> {
  const listener: Listener = { server: createServer(), port: 0, accept: null };
  const { server } = listener;
  server.on('connection', (socket) => {
    const handlers: Partial<ChannelHandlers<Uint8Array>> = {};
    const channel = bytesChannel(socket, handlers);
    const reading = { pause: () => void socket.pause(), resume: () => void socket.resume() };
    const accepted = listener.accept?.(channel, reading);
    if (accepted === undefined) {
      channel.close();
      return;
    }
    handlers.onData = accepted.onData;
    handlers.onClose = accepted.onClose;
  });
  listener.port = await listenOnLoopback(server);
  return listener;
}

/** Listens on a free loopback port, and tells it. */
async function listenOnLoopback(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
