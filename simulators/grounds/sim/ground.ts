/**
 * The sim ground: virtual time, simulated links and disk, the server core in process, everything drawn from the seed.
 * Imports nothing of the machine it runs on, so a browser plays the same run as Node.
 */
import type { Channel } from '#protocols/channel';
import type { ClientMessage, ServerMessage } from '#protocols/mpos/messages';
import { startRecording, type Recording, type Sinks } from '#history/history';
import { resolveFloor, serverConfigOf, TILL } from '#scenarios/format/floor';
import type { Scenario } from '#scenarios/format/scenario';
import type { Step } from '#server/core/turn';
import type { DeviceHandlers } from '#server/host/connections';
import { startHost, type ServerHost } from '#server/host/host';
import { setStage } from '../../floor.ts';
import { randomOf } from '../../random.ts';
import { createWatchers } from '../../watchers.ts';
import { beltOf, type Ground, type ServerControl } from '../ground.ts';
import { heardBody } from '../heard.ts';
import { createSimDisk } from './disk.ts';
import { createSimNetwork } from './network.ts';
import { createScheduler } from './scheduler.ts';

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

const SERVER = 'server';
const MPOS = 'mpos';
const BYTES = 'bytes';

/** Sets up a run; nothing has happened yet when this returns but what happens at time 0. */
export function createSimRun(scenario: Scenario, options: SimOptions): SimRun {
  const floor = resolveFloor(scenario);
  const config = serverConfigOf(scenario, floor, 1);
  const scheduler = createScheduler();
  const network = createSimNetwork(scheduler);
  const watchers = createWatchers();
  const { fold, line } = options.sinks ?? {};
  const recording = startRecording(scheduler.now, {
    fold(event) {
      fold?.(event);
      watchers.tell(event);
    },
    ...(line === undefined ? {} : { line }),
  });
  const { record } = recording;
  const random = (name: string) => randomOf(options.seed, name);

  for (const device of floor.devices) {
    const link = network.addLink(device.name, random(`link ${device.name}`));
    if (!device.lan) link.signal(device.signal);
    if (device.beltPrinter) network.addLink(beltOf(device.name), random(`link ${beltOf(device.name)}`));
  }
  if (floor.till !== undefined) network.addLink(TILL, random('link till'));
  for (const { name } of [...floor.printers, ...floor.terminals]) {
    network.addLink(name, random(`link ${name}`)).signal(-60);
  }

  const ground: Ground = {
    timers: scheduler,
    timeScale: 1,
    record,
    wallClock: scheduler.now,
    randomOf: random,
    dialServer: (device, handlers) =>
      network.dial<never>(device, SERVER, MPOS, device, handlers as never) as unknown as Channel<ClientMessage>,
    dialBeltPrinter: (device, handlers) => network.dial(device, beltOf(device), BYTES, beltOf(device), handlers),
    listen: (node, accept) => network.listen(node, BYTES, accept),
    link: (node) => network.link(node),
    power(node, on) {
      if (on) network.powerOn(node);
      else network.powerOff(node);
    },
    server: simServer(),
  };

  function simServer(): ServerControl {
    const disk = createSimDisk(scheduler, random('disk'), ({ n, at, fact }) =>
      record(SERVER, { kind: 'fact', n, at, fact }),
    );
    let host: ServerHost | null = null;
    let life = 0;

    function start(): void {
      if (host !== null) return;
      life += 1;
      const mine = life;
      record(SERVER, { kind: 'condition', of: 'server', state: 'up' });
      network.listen<ClientMessage>(SERVER, MPOS, (channel) => {
        const handlers = (host as ServerHost).accept(channel as unknown as Channel<ServerMessage>);
        return new Ear(handlers, record);
      });
      host = startHost(
        config,
        {
          timers: {
            now: scheduler.now,
            after: (ms, run) => scheduler.after(ms, () => mine === life && run()),
            cancel: (handle) => scheduler.cancel(handle),
          },
          wallClock: scheduler.now,
          append: (entries, committed) => disk.append(entries, committed),
          dialPrinter: (printer) => (handlers) => network.dial(SERVER, printer, BYTES, printer, handlers),
          dialTerminal: (terminal) => (handlers) => network.dial(SERVER, terminal, BYTES, terminal, handlers),
          log() {},
        },
        disk.read(),
        options.step,
      );
    }

    return {
      start,
      kill() {
        if (host === null) return;
        life += 1;
        disk.cut();
        network.kill(SERVER);
        host = null;
        record(SERVER, { kind: 'condition', of: 'server', state: 'killed' });
      },
      stop() {
        if (host === null) return;
        host.stop();
        life += 1;
        disk.cut();
        network.kill(SERVER);
        host = null;
        record(SERVER, { kind: 'condition', of: 'server', state: 'stopped' });
      },
      slow: (ms) => disk.slow(ms),
      running: () => host !== null,
    };
  }

  ground.server.start();
  const { endsAt } = setStage(scenario, floor, config, ground, options.durationMs, watchers.watch);
  return {
    play: (untilMs = endsAt) => scheduler.runUntil(untilMs),
    endsAt,
    recording,
    steps: scheduler.steps,
    now: scheduler.now,
  };
}

/** Records what reaches the server from one device, on its way to the host. */
class Ear implements DeviceHandlers {
  private from = '';
  private readonly handlers: DeviceHandlers;
  private readonly record: Recording['record'];

  constructor(handlers: DeviceHandlers, record: Recording['record']) {
    this.handlers = handlers;
    this.record = record;
  }

  onData(message: ClientMessage): void {
    if (message.type === 'hello') this.from = message.device;
    const heard = heardBody(this.from, message);
    if (heard !== null) this.record(SERVER, heard);
    this.handlers.onData(message);
  }

  onClose(): void {
    this.handlers.onClose();
  }
}
