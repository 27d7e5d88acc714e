/**
 * The wire ground: real time (or a declared acceleration of all durations), real sockets with a fault proxy on every
 * link, and a real server process that is really killed. Devices, printers and terminals are the same code as on sim.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { Accept, Channel, ChannelHandlers, Timers } from '#protocols/channel';
import { decodeServerFrame, encodeFrame } from '#protocols/mpos/frames';
import type { ClientMessage, ServerMessage } from '#protocols/mpos/messages';
import { bytesChannel, textOf } from '#server/edges/sockets';
import { watchStalls } from '#server/edges/stall-watch';
import { monotonicMs } from '#server/edges/timers';
import type { HistoryEvent } from '#history/events';
import { resolveFloor, serverConfigOf, TILL } from '#scenarios/format/floor';
import type { Scenario } from '#scenarios/format/scenario';
import { setStage } from '../../floor.ts';
import { randomOf } from '../../random.ts';
import { createWatchers } from '../../watchers.ts';
import { beltOf, type Ground } from '../ground.ts';
import { heardBody } from '../heard.ts';
import { startProxy, type Proxy } from './proxy.ts';
import { createServerChild } from './server-child.ts';
import { createTimeline } from './timeline.ts';

const STALL_MS = 120;

export type WireOptions = {
  seed: number;
  timeScale: number;
  durationMs: number;
  /** Gets every event, in order of time. */
  event(event: HistoryEvent): void;
  progress?: (playedMs: number, endMs: number) => void;
};

/** Plays a scenario on the wire and resolves when it is over; leaves no process, socket or file behind. */
export async function playOnWire(scenario: Scenario, options: WireOptions): Promise<{ playedMs: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-'));
  const closers: (() => void | Promise<void>)[] = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    return await play(scenario, options, folder, closers);
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

async function play(
  scenario: Scenario,
  options: WireOptions,
  folder: string,
  closers: (() => void | Promise<void>)[],
): Promise<{ playedMs: number }> {
  const floor = resolveFloor(scenario);
  const plain = serverConfigOf(scenario, floor, options.timeScale);
  const listeners = new Map<string, { server: Server; port: number; accept: Accept<Uint8Array> | null }>();
  const proxies = new Map<string, Proxy>();

  const belts = floor.devices.filter((device) => device.beltPrinter).map((device) => beltOf(device.name));
  const printers = floor.printers.map(({ name }) => name);
  const terminals = floor.terminals.map(({ name }) => name);
  for (const name of [...printers, ...belts, ...terminals]) {
    const listener = await listen();
    listeners.set(name, listener);
    closers.push(() => void listener.server.close());
    const proxy = await startProxy(() => listener.port);
    proxies.set(name, proxy);
    closers.push(() => proxy.close());
  }

  const config = {
    ...plain,
    printers: plain.printers.map((one) => ({ ...one, address: `127.0.0.1:${proxies.get(one.name)?.port}` })),
    terminals: plain.terminals.map((one) => ({ ...one, address: `127.0.0.1:${proxies.get(one.name)?.port}` })),
  };
  const configPath = join(folder, 'server.json');
  writeFileSync(configPath, JSON.stringify(config));

  let beginning = 0;
  let clockAtBeginning = 0;
  let lastDecidedAt = 0;
  const now = (): number => monotonicMs() - beginning;
  const watchers = createWatchers();
  const timeline = createTimeline(now, options.event);
  const seen = (t: number, node: string, body: Parameters<typeof timeline.record>[1]): void => {
    timeline.recordAt(t, node, body);
    watchers.tell({ t, node, ...body } as HistoryEvent);
  };
  const record = (node: string, body: Parameters<typeof timeline.record>[1]): void => seen(now(), node, body);

  const child = createServerChild({
    configPath,
    dataPath: join(folder, 'data'),
    entry({ n, at, fact }, decidedMs) {
      // The time of day may have been set meanwhile: an entry of the past came after the one before it, and before now.
      const guess = Math.min(now(), at - clockAtBeginning);
      const decidedAt = Math.max(lastDecidedAt, decidedMs === undefined ? guess : decidedMs - beginning);
      lastDecidedAt = decidedAt;
      seen(decidedAt, 'server', { kind: 'fact', n, at: decidedAt, fact });
    },
    stall: (fromMs, toMs) =>
      record('server', {
        kind: 'stall',
        who: 'server',
        fromMs: fromMs - beginning,
        toMs: toMs - beginning,
      }),
    ended: () => record('server', { kind: 'condition', of: 'server', state: 'ended' }),
  });
  closers.push(() => child.stop());

  for (const name of [...floor.devices.map((device) => device.name), ...(floor.till === undefined ? [] : [TILL])]) {
    const proxy = await startProxy(() => child.port());
    proxies.set(name, proxy);
    closers.push(() => proxy.close());
  }
  beginning = monotonicMs();
  clockAtBeginning = Date.now();
  await child.start();
  beginning = monotonicMs();
  clockAtBeginning = Date.now();
  lastDecidedAt = 0;

  const linkOf = (node: string): Proxy => {
    const proxy = proxies.get(node);
    if (proxy === undefined) throw new Error(`no link ${node}`);
    return proxy;
  };

  const ground: Ground = {
    timers: endingTimers(now, closers),
    timeScale: options.timeScale,
    record,
    wallClock: () => Date.now(),
    randomOf: (name) => randomOf(options.seed, name),
    dialServer: (device, handlers) =>
      dialMpos(linkOf(device), handlers, (message) => {
        const heard = heardBody(device, message);
        if (heard !== null) record('server', heard);
      }),
    dialBeltPrinter: (device, handlers) => {
      const socket = connect({ host: '127.0.0.1', port: linkOf(beltOf(device)).port });
      return bytesChannel(socket, handlers);
    },
    listen(node, accept) {
      const listener = listeners.get(node);
      if (listener !== undefined) listener.accept = accept;
    },
    link: linkOf,
    power: (node, on) => linkOf(node).power(on),
    server: {
      kill() {
        record('server', { kind: 'condition', of: 'server', state: 'killed' });
        child.kill();
      },
      start() {
        void child.start().then(
          () => record('server', { kind: 'condition', of: 'server', state: 'up' }),
          (error: unknown) =>
            record('server', { kind: 'condition', of: 'server', state: `not started: ${String(error)}` }),
        );
      },
      stop() {
        record('server', { kind: 'condition', of: 'server', state: 'stopped' });
        void child.stop();
      },
      slow: (ms) => child.slow(ms),
      running: () => child.running(),
    },
  };
  record('server', { kind: 'condition', of: 'server', state: 'up' });
  const unwatch = watchStalls(STALL_MS, now, (fromMs, toMs) =>
    record('run', { kind: 'stall', who: 'harness', fromMs: Math.round(fromMs), toMs: Math.round(toMs) }),
  );
  closers.push(unwatch);

  const { endsAt } = setStage(scenario, floor, config, ground, options.durationMs, watchers.watch);
  const ticker = setInterval(() => {
    timeline.flush();
    options.progress?.(now(), endsAt);
  }, 250);
  closers.push(() => clearInterval(ticker));
  await new Promise((resolve) => setTimeout(resolve, endsAt - now() + 20));
  await child.caughtUp();
  const playedMs = Math.round(now());
  timeline.flush(true);
  return { playedMs };
}

/** Timers of a run; whatever is still planned when the run is over never happens. */
function endingTimers(now: () => number, closers: (() => void)[]): Timers {
  const planned = new Set<NodeJS.Timeout>();
  let over = false;
  closers.push(() => {
    over = true;
    for (const timer of planned) clearTimeout(timer);
  });
  return {
    now,
    after(ms, run) {
      if (over) return {};
      const timer = setTimeout(() => {
        planned.delete(timer);
        run();
      }, ms);
      planned.add(timer);
      return timer;
    },
    cancel(handle) {
      if (!planned.has(handle as NodeJS.Timeout)) return;
      clearTimeout(handle as NodeJS.Timeout);
      planned.delete(handle as NodeJS.Timeout);
    },
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
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  listener.port = typeof address === 'object' && address !== null ? address.port : 0;
  return listener;
}

/** A device's connection: WebSocket through its proxy. `heard` is called when a message has been passed on to the server. */
function dialMpos(
  proxy: Proxy,
  handlers: ChannelHandlers<ServerMessage>,
  heard: (message: ClientMessage) => void,
): Channel<ClientMessage> {
  const tcp = connect({ host: '127.0.0.1', port: proxy.port, noDelay: true });
  const socket = new WebSocket(`ws://127.0.0.1:${proxy.port}/mpos`, {
    perMessageDeflate: false,
    createConnection: () => tcp,
  });
  const onTheWay: { end: number; message: ClientMessage }[] = [];
  let passed = 0;
  let open = true;
  const arrived = (): void => {
    while (onTheWay[0] !== undefined && onTheWay[0].end <= passed)
      heard((onTheWay.shift() as { message: ClientMessage }).message);
  };
  const ended = (reason: 'closed' | 'refused'): void => {
    if (!open) return;
    open = false;
    handlers.onClose(reason);
  };
  socket.on('open', () => {
    proxy.onForward(tcp.localPort ?? 0, (total) => {
      passed = total;
      arrived();
    });
    if (open) handlers.onOpen();
  });
  socket.on('message', (data) => {
    if (!open) return;
    const decoded = decodeServerFrame(textOf(data));
    if (decoded.ok) handlers.onData(decoded.message);
  });
  socket.on('close', () => ended('closed'));
  socket.on('error', () => ended('refused'));
  return {
    send(message) {
      if (!open || socket.readyState !== socket.OPEN) return;
      socket.send(encodeFrame(message));
      onTheWay.push({ end: tcp.bytesWritten, message });
      arrived();
    },
    close() {
      open = false;
      if (socket.readyState === socket.CONNECTING) socket.terminate();
      else socket.close();
      setTimeout(() => socket.terminate(), 2_000).unref();
    },
  };
}
