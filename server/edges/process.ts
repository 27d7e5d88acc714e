/**
 * The server as a real process: the host on SQLite, sockets and the system clock, behind Fastify. Everything is decided
 * in `core`; this file only wires edges together and ends in order.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import fastify, { LogController } from 'fastify';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { docAnchor, errorTable, TwinError, type ErrorCode } from '#protocols/errors';
import { MAX_FRAME } from '#protocols/mpos/frames';
import type { ServerConfig } from '#server/core/config';
import type { JournalEntry } from '#server/core/facts';
import { isOrphaned } from '#server/core/locks';
import { startHost } from '#server/host/host';
import { openJournal } from './journal.ts';
import { openApiDocument } from './openapi.ts';
import { dialTcp, monotonicMs, serveDevice, systemTimers } from './sockets.ts';
import { watchStalls } from './stall-watch.ts';

export type ServerProcess = { port: number; close(): Promise<void> };

/** A gap in the event loop longer than this is told to observers. */
const STALL_MS = 150;

/** Starts the server on a data folder. Errors: `data-in-use`, `journal-damaged`, `port-in-use`. */
export async function startServerProcess(options: {
  config: ServerConfig;
  data: string;
  host: string;
  port: number;
  version: string;
  log: Logger;
}): Promise<ServerProcess> {
  const { config, log } = options;
  const journal = openJournal(options.data);
  const observers = new Set<WebSocket>();
  const printers = new Map(config.printers.map(({ name, address }) => [name, address]));
  const terminals = new Map(config.terminals.map(({ name, address }) => [name, address]));

  const tell = (message: object): void => {
    const text = JSON.stringify(message);
    for (const observer of observers) observer.send(text);
  };

  const host = startHost(
    config,
    {
      timers: systemTimers,
      wallClock: () => Date.now(),
      append(entries, committed) {
        journal.append(entries);
        const decidedMs = monotonicMs();
        for (const entry of entries) tell({ entry, decidedMs });
        committed();
      },
      dialPrinter: (name) => dialTcp(printers.get(name)),
      dialTerminal: (name) => dialTcp(terminals.get(name)),
      log: (level, event, fields) => log[level](fields, event),
    },
    journal.read(),
  );

  const app = fastify({
    loggerInstance: log as never,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
  });
  const devices = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME });
  const observing = new WebSocketServer({ noServer: true });

  app.get('/health', () => ({ status: 'ready', entries: host.state().entries, devices: devices.clients.size }));
  app.get('/openapi.json', () => openApiDocument(options.version));
  app.get<{ Querystring: { after?: string } }>('/journal', (request) => journal.read(afterOf(request.query.after)));
  app.get('/tabs', () => tabsOf());
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof TwinError) return reply.code(400).send(errorBody(error.code, error.detail));
    log.error(error);
    return reply.code(500).send(errorBody('crash', ''));
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send(errorBody('usage', `There is no ${request.method} ${request.url}.`)),
  );

  function tabsOf(): object[] {
    const state = host.state();
    const now = monotonicMs();
    return [...state.tabs.values()]
      .filter((tab) => tab.lock !== null || tab.balanceCents !== 0)
      .map(({ number, balanceCents, parked, lock }) => ({
        tab: number,
        balanceCents,
        parked: parked !== null,
        lock:
          lock === null
            ? null
            : {
                device: lock.device,
                operator: lock.operator,
                token: lock.token,
                reason: lock.reason,
                orphaned: isOrphaned(state, lock, now),
              },
      }));
  }

  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/mpos') {
      devices.handleUpgrade(request, socket, head, (ws) => serveDevice(ws, host.accept));
    } else if (url.pathname === '/observe') {
      observing.handleUpgrade(request, socket, head, (ws) => observe(ws, url.searchParams.get('after') ?? '0'));
    } else {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
    }
  });

  function observe(socket: WebSocket, after: string): void {
    const from = /^\d{1,15}$/.test(after) ? Number(after) : 0;
    for (const entry of journal.read(from)) socket.send(JSON.stringify({ entry }));
    observers.add(socket);
    socket.on('close', () => observers.delete(socket));
    socket.on('error', () => socket.terminate());
  }

  const unwatch = watchStalls(STALL_MS, monotonicMs, (fromMs, toMs) => tell({ stall: { fromMs, toMs } }));

  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (error) {
    journal.close();
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new TwinError('port-in-use', String(options.port));
    throw error;
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    port,
    async close() {
      unwatch();
      host.stop();
      for (const socket of [...devices.clients, ...observers]) socket.terminate();
      await app.close();
      journal.close();
    },
  };
}

function afterOf(text: string | undefined): number {
  if (text === undefined) return 0;
  if (!/^\d{1,15}$/.test(text)) throw new TwinError('usage', `after is a number, not "${text}".`);
  return Number(text);
}

function errorBody(code: ErrorCode, detail: string): object {
  const { sentence, hint } = errorTable[code];
  return { code, sentence: detail === '' ? sentence : `${sentence} ${detail}`, hint, doc: docAnchor(code) };
}

/**
 * What an observer is sent. `decidedMs` and the times of stalls are on the monotonic clock of the machine; entries of
 * the past, read from the journal, have only the time of day.
 */
export type Observed = { entry: JournalEntry; decidedMs?: number } | { stall: { fromMs: number; toMs: number } };
