/**
 * The wire ground: real time (or a declared acceleration of all durations), real sockets with a fault proxy on every
 * link, and a real server process that is really killed. Devices, printers and terminals are the same code as on sim.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whenBroken, type Mark } from '#protocols/marks';
import { exchangeHttp } from '#server/edges/cloud-client';
import { unguarded } from '#server/edges/guard';
import { watchStalls } from '#server/edges/stall-watch';
import type { EventBody, HistoryEvent, Recorder, ServerState } from '#history/events';
import { resolveFloor, serverConfigOf, type Floor } from '#scenarios/format/floor';
import { withinDay, type PlacesByTime } from '#protocols/places-by-time';
import type { Scenario } from '#scenarios/format/scenario';
import type { ServerConfig } from '#server/core/config';
import { setStage } from '../../floor.ts';
import { airtimeMs, packetDelayMs, repeatedMs } from '../../radio/rates.ts';
import { randomOf } from '../../random.ts';
import { createWatchers } from '../../watchers.ts';
import { SLOW_BREATH_MS, type Ground } from '../ground.ts';
import { heardBody, heardOfThinClient } from '../heard.ts';
import { controlServer } from '../server-control.ts';
import { dialMpos, dialThinClient } from './dial-server.ts';
import { openDiscovery, type Discovery } from './discovery.ts';
import { openNetwork, type WireNetwork } from './network.ts';
import { openPages, type Pages } from './pages.ts';
import { LOOPBACK, type Draws } from './proxy.ts';
import { hoursOnWire } from './hours.ts';
import { linkOfLent, type LentDevice } from './lent-device.ts';
import { startRunClock } from './run-clock.ts';
import { endingTimers } from './run-timers.ts';
import { createServerChild, type ServerChild } from './server-child.ts';
import { createTimeline } from './timeline.ts';
import { findTools } from './tools.ts';

/** A gap in the harness's event loop longer than this is written down. */
const STALL_MS = 50;
const FLUSH_MS = 250;
/** Where it matters what time of day it is, the run begins so long after the server was told the hours of it. */
const BEGINS_IN_MS = 6_000;
/** The clocks of a machine are read one after the other: a difference of less is none. */
const CLOCKS_AGREE_MS = 250;

export type WireOptions = {
  seed: number;
  timeScale: number;
  durationMs: number;
  /** Gets every event, in order of time. */
  event(event: HistoryEvent): void;
  progress?: (playedMs: number, endMs: number) => void;
  /** A device whose own browser is the app of one of the floor. */
  lent?: LentDevice | undefined;
};

type Closers = (() => void | Promise<void>)[];

/**
 * Plays a scenario on the wire and resolves when it is over; leaves no process, socket or file behind. Error:
 * `fault-needs-tool`, if the machine lacks what one of its faults is made with; `browser-missing`, if it lacks the browser
 * of which a device is a page.
 */
export async function playOnWire(scenario: Scenario, options: WireOptions): Promise<{ playedMs: number }> {
  const tools = findTools(scenario.faults.map(({ fault }) => fault));
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-'));
  const closers: Closers = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    return await play(scenario, options, { folder, closers, library: tools.libfaketime });
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

/** The hours of a floor as they are on this machine for a run that begins then. */
function hoursFrom(beginning: number, { placesByTime = [], clock }: Floor, { timeScale }: WireOptions): PlacesByTime {
  const zoneMs = -new Date(beginning).getTimezoneOffset() * 60_000;
  return hoursOnWire(placesByTime, { clock, timeScale, beginsMs: withinDay(beginning + zoneMs) });
}

async function play(
  scenario: Scenario,
  options: WireOptions,
  { folder, closers, library }: { folder: string; closers: Closers; library: string | undefined },
): Promise<{ playedMs: number }> {
  const floor = resolveFloor(scenario);
  const clock = startRunClock();
  let begun = false;
  const watchers = createWatchers();
  const timeline = createTimeline(clock.now, options.event);
  const seen = (t: number, node: string, body: EventBody): void => {
    timeline.recordAt(t, node, body);
    watchers.tell({ t, node, ...body } as HistoryEvent);
  };
  const record: Recorder = (node, body) => seen(clock.now(), node, body);
  const stalled = (node: string, who: string) => (fromMs: number, toMs: number) =>
    record(node, { kind: 'stall', who, fromMs: clock.at(fromMs), toMs: clock.at(toMs) });
  const brokenAt =
    (node: string) =>
    ({ id, about }: Pick<Mark, 'id' | 'about'>): void =>
      record(node, { kind: 'mark-broken', mark: id, about });

  const configPath = join(folder, 'server.json');
  const child = createServerChild({
    configPath,
    dataPath: join(folder, 'data'),
    faketime: library === undefined ? undefined : { library, path: join(folder, 'clock') },
    entry({ n, at, fact }, decidedMs) {
      // A server that makes itself ready decides before the run: that is where the run begins.
      const decidedAt = begun ? clock.decidedAt(at, decidedMs) : 0;
      const aheadMs = decidedMs === undefined || !begun ? 0 : Math.round(at - clock.wallAt(decidedAt));
      const ahead = Math.abs(aheadMs) < CLOCKS_AGREE_MS ? {} : { aheadMs };
      seen(decidedAt, 'server', { kind: 'fact', n, at: decidedAt, fact, ...ahead });
    },
    stall: (fromMs, toMs) => begun && stalled('server', 'server')(fromMs, toMs),
    broken: brokenAt('server'),
    ended: () => record('server', { kind: 'condition', of: 'server', state: 'ended' }),
  });
  closers.push(() => child.stop());
  const draws = (node: string) => drawsDelays(options, node);
  const { lent } = options;
  const hostOf = (node: string): string => (node === lent?.name ? lent.host : LOOPBACK);
  const network = await openNetwork(floor, child.port, closers as (() => void)[], draws, hostOf);
  const discovery = await openDiscovery(closers as (() => void)[]);
  const usual = withAddresses(serverConfigOf(scenario, floor, options.timeScale), network);
  const beginning = floor.placesByTime === undefined ? null : Date.now() + BEGINS_IN_MS;
  const config = beginning === null ? usual : { ...usual, placesByTime: hoursFrom(beginning, floor, options) };
  writeFileSync(configPath, JSON.stringify(config));
  const pages = await openPages({ floor, link: network.link, now: clock.now, recordAt: seen, lent }, closers);
  await child.start();
  // A server that runs from its sources bundles its pages when they are first asked for.
  if (pages !== null) await (await fetch(`http://127.0.0.1:${child.port()}/freestyle`)).text();
  const leftMs = (beginning ?? 0) - Date.now();
  if (leftMs > 0) await new Promise<void>((resolve) => setTimeout(resolve, leftMs));
  clock.begin();
  begun = true;
  if (beginning !== null && leftMs < 0) stalled('run', 'harness')(clock.monotonic() + leftMs, clock.monotonic());

  const timers = endingTimers(clock.now, closers as (() => void)[]);
  const ground = groundOf({ network, child, pages, discovery }, { ...options, timers, record });
  record('server', { kind: 'condition', of: 'server', state: 'up' });
  closers.push(whenBroken(brokenAt('run')));
  closers.push(watchStalls(STALL_MS, clock.monotonic, stalled('run', 'harness')));
  const { endsAt } = setStage(scenario, floor, config, ground, options.durationMs, watchers.watch);
  const ticker = setInterval(() => {
    timeline.flush();
    options.progress?.(clock.now(), endsAt);
  }, FLUSH_MS);
  closers.push(() => clearInterval(ticker));
  // From now on, as its own end was planned: setting up has taken its time, and a run is not over before its end.
  if (pages !== null) timers.after(endsAt - 1, () => record('run', browserBody(pages)));
  await new Promise<void>((resolve) => timers.after(endsAt + 20, resolve));
  pages?.check();
  await child.caughtUp();
  const playedMs = Math.round(clock.now());
  timeline.flush(true);
  return { playedMs };
}

function browserBody(pages: Pages): EventBody {
  const memoryBytes = pages.memoryBytes();
  return { kind: 'browser', pages: pages.count, ...(memoryBytes === null ? {} : { memoryBytes }) };
}

/** Draws the delays of a node's link as the simulation does, from the seed; how often is up to the machine. */
function drawsDelays({ seed, timeScale }: Pick<WireOptions, 'seed' | 'timeScale'>, node: string): Draws {
  const random = randomOf(seed, `link ${node}`);
  return {
    delayMs: (row, bytes) => Math.floor((packetDelayMs(row, random) + airtimeMs(row, bytes)) / timeScale),
    repeatedMs: (lossPpm) => Math.floor(repeatedMs(lossPpm, random) / timeScale),
  };
}

function withAddresses(config: ServerConfig, network: WireNetwork): ServerConfig {
  const reached = <T extends { name: string }>(one: T) => ({ ...one, address: network.addressOf(one.name) });
  return {
    ...config,
    printers: config.printers.map(reached),
    monitors: config.monitors.map(reached),
    cameras: config.cameras.map((camera) => (camera.kind === 'ip' ? camera : reached(camera))),
    terminals: config.terminals.map(reached),
    services: Object.fromEntries(
      Object.entries(config.services).map(([name, one]) => [name, { ...one, address: network.addressOf(name) }]),
    ),
  };
}

/** What devices and faults get at. */
type Reached = { network: WireNetwork; child: ServerChild; pages: Pages | null; discovery: Discovery };

function groundOf(
  { network, child, pages, discovery }: Reached,
  {
    seed,
    timeScale,
    timers,
    record,
    lent,
  }: Pick<WireOptions, 'seed' | 'timeScale' | 'lent'> & Pick<Ground, 'timers' | 'record'>,
): Ground {
  const say = (state: ServerState): void => record('server', { kind: 'condition', of: 'server', state });
  const process = {
    running: child.running,
    start: () =>
      void child.start().then(
        (up) => up && say('up'),
        (error: unknown) => say(`not started: ${String(error)}`),
      ),
    kill() {
      say('killed');
      child.kill();
    },
    stop() {
      say('stopped');
      void child.stop();
    },
    freeze: child.freeze,
    thaw: child.thaw,
    fillDisk: child.fillDisk,
    stepClock: child.stepClock,
    whenEnded: child.whenEnded,
  };
  return {
    timers,
    timeScale,
    record,
    wallClock: () => Date.now(),
    randomOf: (name) => randomOf(seed, name),
    dialServer: (device, handlers) =>
      dialMpos(network.link(device), handlers, (message) => {
        const heard = heardBody(device, message);
        if (heard !== null) record('server', heard);
      }),
    dialThinClient: (device, handlers) =>
      dialThinClient(network.link(device), handlers, (message) => {
        const heard = heardOfThinClient(device, message);
        if (heard !== null) record('server', heard);
      }),
    broadcast: (device, answered) => discovery.ask(network.link(device), answered),
    ...(pages === null ? {} : { openPage: pages.open }),
    dialBeltPrinter: (_device, belt, handlers) => network.dialBytes(belt, handlers),
    listen: network.listen,
    serve: network.serve,
    ask: (_node, service, request, answered) => exchangeHttp(network.addressOf(service), request, answered, unguarded),
    link: (node) => (node === lent?.name ? linkOfLent(lent, network.link(node)) : network.link(node)),
    // Who tests the device that is lent cuts the line of the house for it as well.
    byPerson: (node, deed, done) => (node === lent?.name || deed === 'cut' ? (lent?.byPerson(done) ?? null) : null),
    power: (node, on) => network.link(node).power(on),
    server: controlServer(process, { timers, record, breathMs: SLOW_BREATH_MS / timeScale }),
  };
}
