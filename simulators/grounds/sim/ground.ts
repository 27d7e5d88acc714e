/**
 * The sim ground: virtual time, simulated links and disk, the server core in process, everything drawn from the seed.
 * Imports nothing of the machine it runs on, so a browser plays the same run as Node.
 */
import type { Channel } from '#protocols/channel';
import type { CloudRequest } from '#protocols/cloud/exchange';
import { whenBroken } from '#protocols/marks';
import { timeOfDayMs } from '#protocols/places-by-time';
import type { ClientMessage } from '#protocols/mpos/messages';
import type { FromThinClient } from '#protocols/thin-client/messages';
import { startRecording, type Recording, type Sinks } from '#history/history';
import { resolveFloor, SERVER, serverConfigOf, servicesOf, TILL, viewable, type Floor } from '#scenarios/format/floor';
import type { Scenario } from '#scenarios/format/scenario';
import type { Step } from '#server/core/turn';
import { setStage } from '../../floor.ts';
import { payposWith } from '../../paypos.ts';
import { randomOf, type Random } from '../../random.ts';
import { createWatchers } from '../../watchers.ts';
import { beltOf, SLOW_BREATH_MS, type CloudHandler, type Ground } from '../ground.ts';
import { controlServer } from '../server-control.ts';
import { BYTES, CLOUD, createSimNetwork, MPOS, THIN_CLIENTS, type SimNetwork } from './network.ts';
import { createScheduler } from './scheduler.ts';
import { askOnSim, createSimServer } from './server.ts';

export type SimOptions = {
  seed: number;
  durationMs: number;
  /** The core to run; a mutant of it when the harness itself is tested. */
  step?: Step;
  sinks?: Sinks;
};

export type SimRun = {
  /** Plays up to `untilMs` (the end if absent). */
  play(untilMs?: number): void;
  readonly endsAt: number;
  recording: Recording;
  steps(): number;
  now(): number;
};

/** What printers and payment terminals hear. */
const USUAL_DBM = -60;

/** Sets up a run; nothing has happened yet when this returns but what happens at time 0. */
export function createSimRun(scenario: Scenario, options: SimOptions): SimRun {
  const floor = resolveFloor(scenario);
  const config = serverConfigOf(scenario, floor, 1);
  const scheduler = createScheduler();
  const network = createSimNetwork(scheduler);
  const watchers = createWatchers();
  const { fold, ...rest } = options.sinks ?? {};
  const recording = startRecording(scheduler.now, {
    fold(event) {
      fold?.(event);
      watchers.tell(event);
    },
    ...rest,
  });
  const { record } = recording;
  const random = (name: string) => randomOf(options.seed, name);

  layLinks(network, floor, random);
  const server = createSimServer({
    config,
    clockMs: timeOfDayMs(floor.clock),
    scheduler,
    network,
    random: random('disk'),
    codes: random('codes'),
    record,
    step: options.step,
  });
  const ground: Ground = {
    timers: scheduler,
    timeScale: 1,
    record,
    wallClock: scheduler.now,
    randomOf: random,
    dialServer: (device, handlers) =>
      network.dial<never>(device, SERVER, MPOS, device, handlers as never) as unknown as Channel<ClientMessage>,
    dialThinClient: (device, handlers) =>
      network.dial<never>(
        device,
        SERVER,
        THIN_CLIENTS,
        device,
        handlers as never,
      ) as unknown as Channel<FromThinClient>,
    broadcast: (device, answered) => network.ask(SERVER, device, answered),
    dialBeltPrinter: (device, belt, handlers) => network.dial(device, belt, BYTES, belt, handlers),
    listen: (node, accept) => network.listen(node, BYTES, accept),
    serve: (node, handle) => serveOnSim(network, node, handle),
    ask: (node, service, request, answered) => askOnSim(network, node, service, request, answered),
    link: (node) => network.link(node),
    power(node, on) {
      if (on) network.powerOn(node);
      else network.powerOff(node);
    },
    server: controlServer(server, { timers: scheduler, record, breathMs: SLOW_BREATH_MS }),
  };

  // Not at once: it may have been broken in the middle of an event.
  const listening = (): (() => void) =>
    whenBroken(({ id, about }) => scheduler.after(0, () => record('run', { kind: 'mark-broken', mark: id, about })));

  ground.server.start();
  const { endsAt } = setStage(scenario, floor, config, ground, options.durationMs, watchers.watch);
  return {
    play(untilMs = endsAt) {
      const stop = listening();
      try {
        scheduler.runUntil(untilMs);
      } finally {
        stop();
      }
    },
    endsAt,
    recording,
    steps: scheduler.steps,
    now: scheduler.now,
  };
}

/** A link for everything that has one: WLAN, cable or Bluetooth. */
function layLinks(network: SimNetwork, floor: Floor, random: (name: string) => Random): void {
  for (const device of floor.devices) {
    const link = network.addLink(device.name, random(`link ${device.name}`));
    if (!device.lan) link.signal(device.signal);
    if (device.belt?.of === device.name) network.addLink(beltOf(device.name), random(`link ${beltOf(device.name)}`));
  }
  for (const name of servicesOf(floor)) network.addLink(name, random(`link ${name}`));
  if (floor.till !== undefined) network.addLink(TILL, random('link till'));
  for (const { name } of [...floor.monitors, ...viewable(floor)]) network.addLink(name, random(`link ${name}`));
  for (const { name, lan } of [...floor.printers, ...floor.terminals.map((one) => ({ ...one, lan: false }))]) {
    const link = network.addLink(name, random(`link ${name}`));
    if (!lan) link.signal(payposWith(floor, name)?.signal ?? USUAL_DBM);
  }
}

/** A cloud service takes one request on each connection. */
function serveOnSim(network: SimNetwork, node: string, handle: CloudHandler): void {
  network.listen<CloudRequest>(node, CLOUD, (channel) => ({
    onData: (request) =>
      handle(request, (answer) => (answer === null ? channel.close() : channel.send(answer as never))),
    onClose() {},
  }));
}
