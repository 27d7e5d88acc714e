/**
 * Connections that become WebSockets: devices at /mpos, thin clients at /thin-client, observers at /observe. Anything else is answered and closed.
 * A device connection on which nothing moves is asked by a ping now and then, and dropped when it stays silent: the
 * device at its other end may be gone without anybody having been told.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { TwinError } from '#protocols/errors/errors';
import { MAX_FRAME } from '#protocols/frame';
import type { ServerHost } from '#server/host/host';
import type { Guard } from '../guard.ts';
import type { Observers } from '../observers.ts';
import { afterOf } from './pages.ts';
import { refuse } from '../refusals.ts';
import { serveDevice, serveThinClient } from '../sockets.ts';

export type Upgrades = {
  /** How many devices are connected. */
  connected(): number;
  close(): void;
};

/** Takes upgrades from an HTTP server. A device connection is dropped after about `silentMs` without a sign of life. */
export function takeUpgrades(
  server: Server,
  options: {
    host: Pick<ServerHost, 'accept' | 'acceptThinClient'>;
    observers: Observers;
    guard: Guard;
    silentMs: number;
  },
): Upgrades {
  const { host, observers, guard } = options;
  const devices = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME });
  const thinClients = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME });
  const observing = new WebSocketServer({ noServer: true, maxPayload: 1024 });
  for (const sockets of [devices, thinClients, observing]) {
    sockets.on('wsClientError', (error, socket) => refuse(socket, new TwinError('bad-request', `${error.message}.`)));
  }

  const asked = new WeakSet<WebSocket>();
  const taking = (socket: WebSocket): WebSocket => {
    const alive = (): boolean => asked.delete(socket);
    return socket.on('message', alive).on('pong', alive).on('ping', alive);
  };
  const device = (socket: WebSocket): void => serveDevice(taking(socket), host.accept, guard);
  const thinClient = (socket: WebSocket): void => serveThinClient(taking(socket), host.acceptThinClient, guard);

  /** Drops who was asked the last time and has said nothing since, and asks the others. */
  function dropSilent(): void {
    for (const socket of [...devices.clients, ...thinClients.clients]) {
      if (asked.has(socket)) socket.terminate();
      else {
        asked.add(socket);
        socket.ping();
      }
    }
  }

  function take(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { pathname, searchParams } = addressOf(request);
    if (pathname === '/mpos') {
      devices.handleUpgrade(request, socket, head, device);
    } else if (pathname === '/thin-client') {
      thinClients.handleUpgrade(request, socket, head, thinClient);
    } else if (pathname === '/observe') {
      const given = searchParams.getAll('after');
      const after = afterOf(given.length > 1 ? given : given[0]);
      observing.handleUpgrade(request, socket, head, (ws) => observers.add(ws, after));
    } else throw new TwinError('no-such-page', `${request.method} ${pathname}`);
  }

  function upgraded(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    try {
      take(request, socket, head);
    } catch (error) {
      if (!(error instanceof TwinError)) throw error;
      refuse(socket, error);
    }
  }

  server.on(
    'upgrade',
    guard(upgraded, (_request, socket) => socket.destroy()),
  );
  const sweep = setInterval(guard(dropSilent), options.silentMs / 2).unref();
  return {
    connected: () => devices.clients.size + thinClients.clients.size,
    close() {
      clearInterval(sweep);
      for (const socket of [...devices.clients, ...thinClients.clients]) socket.terminate();
      observers.close();
    },
  };
}

/** Whether a request asks for a WebSocket; what else it could become (h2c) is not on offer, so it is answered as it stands. */
export function isUpgrade({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/** The address that is asked for. Error: `bad-request`. */
function addressOf(request: IncomingMessage): URL {
  const text = request.url ?? '';
  const base = 'http://server';
  if (!URL.canParse(text, base)) throw new TwinError('bad-request', `There is no address ${JSON.stringify(text)}.`);
  return new URL(text, base);
}
