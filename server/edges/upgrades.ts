/**
 * Connections that become WebSockets: devices at /mpos, observers at /observe. Anything else is answered and closed.
 * A device connection on which nothing moves is asked by a ping now and then, and dropped when it stays silent: the
 * device at its other end may be gone without anybody having been told.
 */
import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { TwinError } from '#protocols/errors';
import { MAX_FRAME } from '#protocols/mpos/frames';
import type { ServerHost } from '#server/host/host';
import type { Guard } from './guard.ts';
import type { Observers } from './observers.ts';
import { afterOf, errorBody } from './pages.ts';
import { serveDevice } from './sockets.ts';

export type Upgrades = {
  /** How many devices are connected. */
  connected(): number;
  close(): void;
};

/** Takes upgrades from an HTTP server. A device connection is dropped after about `silentMs` without a sign of life. */
export function takeUpgrades(
  server: Server,
  options: { host: Pick<ServerHost, 'accept'>; observers: Observers; guard: Guard; silentMs: number },
): Upgrades {
  const { host, observers, guard } = options;
  const devices = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME });
  const observing = new WebSocketServer({ noServer: true, maxPayload: 1024 });

  const asked = new WeakSet<WebSocket>();
  function device(socket: WebSocket): void {
    const alive = (): boolean => asked.delete(socket);
    socket.on('message', alive).on('pong', alive).on('ping', alive);
    serveDevice(socket, host.accept, guard);
  }

  /** Drops who was asked the last time and has said nothing since, and asks the others. */
  function dropSilent(): void {
    for (const socket of devices.clients) {
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
    connected: () => devices.clients.size,
    close() {
      clearInterval(sweep);
      for (const socket of devices.clients) socket.terminate();
      observers.close();
    },
  };
}

/** The address that is asked for. Error: `bad-request`. */
function addressOf(request: IncomingMessage): URL {
  const text = request.url ?? '';
  const base = 'http://server';
  if (!URL.canParse(text, base)) throw new TwinError('bad-request', `There is no address ${JSON.stringify(text)}.`);
  return new URL(text, base);
}

/** Answers an upgrade with an error and ends the connection, also if the other end never does. */
function refuse(socket: Duplex, error: TwinError): void {
  const status = error.code === 'no-such-page' ? 404 : 400;
  const body = JSON.stringify(errorBody(error.code, error.detail));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.once('finish', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
