/**
 * The server as a real process: the host on SQLite, sockets and the system clock, behind Fastify. Everything is decided
 * in `core`; this file only wires edges together and ends in order.
 */
import { randomInt } from 'node:crypto';
import fastify, { LogController, type FastifyBaseLogger } from 'fastify';
import type { Logger } from 'pino';
import { TwinError } from '#protocols/errors/errors';
import { whenBroken } from '#protocols/marks';
import type { ServerConfig } from '#server/core/config';
import { startHost } from '#server/host/host';
import type { ServerPlatform } from '#server/host/platform';
import { exchangeHttp } from './cloud-client.ts';
import { addClientPages, type Pages } from './pages/client-pages.ts';
import { createGuard, type Guard } from './guard.ts';
import { openJournal, type Journal } from './journal.ts';
import { listen } from './listen.ts';
import { createObservers, type Observers } from './observers.ts';
import { addPages, answerUnread } from './pages/pages.ts';
import { createRenderer } from './pages/renderer.ts';
import { refuseUnread } from './refusals.ts';
import { dialTcp } from './sockets.ts';
import { watchStalls } from './stall-watch.ts';
import { addTillPages } from './pages/till-pages.ts';
import { createTimers, monotonicMs } from './timers.ts';
import { isUpgrade, takeUpgrades } from './pages/upgrades.ts';

export type ServerProcess = {
  port: number;
  /** Resolves if the server cannot go on: its journal cannot be written. It has stopped by then; `close` it. */
  failed: Promise<TwinError>;
  close(): Promise<void>;
};

export type ServerOptions = {
  config: ServerConfig;
  data: string;
  host: string;
  port: number;
  version: string;
  log: Logger;
  pages: Pages;
};

/** A request has come to its end within this, ms; Node looks every half a minute. */
const REQUEST_MS = 30_000;
/** Of a sign-up code: nobody tries a hundred million, and people can read it out. */
const CODE_DIGITS = 8;
/** A gap in the event loop longer than this is told to observers. */
const STALL_MS = 50;

/** Starts the server on a data folder. Errors: `data-in-use`, `journal-damaged`, `journal-not-written`, `port-in-use`, `address-not-usable`. */
export async function startServerProcess(options: ServerOptions): Promise<ServerProcess> {
  const { config, log } = options;
  const guard = createGuard(log);
  const { promise: failed, resolve: fail } = Promise.withResolvers<TwinError>();
  let failure: TwinError | null = null;
  const journal = openJournal(options.data, guard, (error) => {
    failure = error;
    host.stop(error.code);
    fail(error);
  });
  const observers = createObservers(journal, guard);
  const deafen = whenBroken(({ id, about }) => {
    log.error({ mark: id, about }, 'mark-broken');
    observers.tell({ broken: { id, about } });
  });
  const host = startHost(config, platformOf(options, guard, journal, observers), journal.read());

  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    requestTimeout: REQUEST_MS,
    clientErrorHandler: refuseUnread,
    frameworkErrors: answerUnread,
    http: { shouldUpgradeCallback: isUpgrade, headersTimeout: REQUEST_MS },
  });
  const upgrades = takeUpgrades(app.server, { host, observers, guard, silentMs: config.durations.leaseMs });
  addPages(app, { version: options.version, journal, state: host.state, connected: upgrades.connected });
  addClientPages(app, options.pages);
  addTillPages(app, { pages: options.pages, till: host.till, state: host.state, host: options.host });
  const unwatch = watchStalls(
    STALL_MS,
    monotonicMs,
    guard((fromMs, toMs) => observers.tell({ stall: { fromMs, toMs } })),
  );
  const close = async (): Promise<void> => {
    unwatch();
    deafen();
    host.stop();
    upgrades.close();
    await app.close();
    journal.close();
  };
  try {
    // What the start itself has decided is on disk before anybody can connect.
    await new Promise((resolve) => setImmediate(resolve));
    if (failure !== null) throw failure as TwinError;
    return { port: await listen(app, options), failed, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function platformOf(
  { config, log }: ServerOptions,
  guard: Guard,
  journal: Journal,
  observers: Observers,
): ServerPlatform {
  const printers = new Map(config.printers.map(({ name, address }) => [name, address]));
  const monitors = new Map(config.monitors.map(({ name, address }) => [name, address]));
  const cameras = new Map(config.cameras.map(({ name, address }) => [name, address]));
  const terminals = new Map(config.terminals.map(({ name, address }) => [name, address]));
  return {
    timers: createTimers(guard),
    wallClock: () => Date.now(),
    zoneMs: () => -new Date().getTimezoneOffset() * 60_000,
    append(entries, committed) {
      const decidedMs = monotonicMs();
      journal.append(entries, () => {
        for (const entry of entries) observers.tell({ entry, decidedMs });
        committed();
      });
    },
    drawCode: () => String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0'),
    render: createRenderer((why) => log.warn({ why }, 'no-pictures')),
    dialPrinter: (name) => dialTcp(printers.get(name), guard),
    dialMonitor: (name) => dialTcp(monitors.get(name), guard),
    exchange: (service, request, answered) => exchangeHttp(config.services[service]?.address, request, answered, guard),
    dialCamera: (name) => dialTcp(cameras.get(name), guard),
    dialTerminal: (name) => dialTcp(terminals.get(name), guard),
    log: (level, event, fields) => log[level](fields, event),
  };
}
