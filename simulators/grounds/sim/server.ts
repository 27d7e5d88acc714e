/**
 * The process of the server on sim: the host on the simulated disk and network. Frozen, it does nothing, while its
 * kernel takes what comes; thawed, it hears all of that before any timer that has fallen due meanwhile.
 */
import type { Channel } from '#protocols/channel';
import type { CloudAnswer, CloudRequest, ServiceName } from '#protocols/cloud/exchange';
import type { ClientMessage, ServerMessage } from '#protocols/mpos/messages';
import type { FromThinClient, ToThinClient } from '#protocols/thin-client/messages';
import type { Recorder, ServerState } from '#history/events';
import type { ServerConfig } from '#server/core/config';
import type { Step } from '#server/core/turn';
import type { DeviceHandlers } from '#server/host/connections';
import { startHost, type ServerHost } from '#server/host/host';
import type { ServerPlatform } from '#server/host/platform';
import type { Random } from '../../random.ts';
import { heardBody, heardOfThinClient } from '../heard.ts';
import type { ServerProcess } from '../server-control.ts';
import { createSimDisk } from './disk.ts';
import { startLife } from './lifetime.ts';
import { BYTES, CLOUD, MPOS, THIN_CLIENTS, type SimNetwork } from './network.ts';
import type { Scheduler } from './scheduler.ts';

const SERVER = 'server';

/** A process that is not started yet. `step` is the core, or a mutant of it. */
export function createSimServer(options: {
  config: ServerConfig;
  /** What the clock on the wall shows when the run begins, ms since midnight. */
  clockMs: number;
  scheduler: Scheduler;
  network: SimNetwork;
  random: Random;
  /** Draws sign-up codes. */
  codes: Random;
  record: Recorder;
  step: Step | undefined;
}): ServerProcess {
  const { config, scheduler, network, record, step } = options;
  const disk = createSimDisk(scheduler, options.random, ({ n, at, fact }, decidedMs) => {
    const aheadMs = at - decidedMs;
    record(SERVER, { kind: 'fact', n, at: decidedMs, fact, ...(aheadMs === 0 ? {} : { aheadMs }) });
  });
  let host: ServerHost | null = null;
  let timers = startLife(scheduler);
  let wallAheadMs = 0;
  let ended = (): void => {};

  function platform(): ServerPlatform {
    const life = timers;
    return {
      timers: life,
      wallClock: () => scheduler.now() + wallAheadMs,
      zoneMs: () => options.clockMs,
      append: (entries, committed) => disk.append(entries, life.alive(committed), life.alive(failed)),
      exchange: (service, request, answered) => askOnSim(network, SERVER, service, request, answered),
      drawCode: () => String(options.codes.below(10 ** 8)).padStart(8, '0'),
      dialPrinter: (printer) => (handlers) => network.dial(SERVER, printer, BYTES, printer, handlers),
      dialMonitor: (monitor) => (handlers) => network.dial(SERVER, monitor, BYTES, monitor, handlers),
      dialCamera: (camera) => (handlers) => network.dial(SERVER, camera, BYTES, camera, handlers),
      dialTerminal: (terminal) => (handlers) => network.dial(SERVER, terminal, BYTES, terminal, handlers),
      log() {},
    };
  }

  function failed(): void {
    host?.stop('journal-not-written');
    end('ended');
    ended();
  }

  function end(state: ServerState): void {
    timers.end();
    disk.cut();
    network.kill(SERVER);
    host = null;
    record(SERVER, { kind: 'condition', of: 'server', state });
  }

  return {
    running: () => host !== null,
    start() {
      timers = startLife(scheduler);
      record(SERVER, { kind: 'condition', of: 'server', state: 'up' });
      listen(network, record, () => host as ServerHost);
      host = startHost(config, platform(), disk.read(), step);
    },
    kill: () => end('killed'),
    stop() {
      host?.stop();
      end('stopped');
    },
    freeze() {
      network.freeze(SERVER);
      timers.freeze();
    },
    thaw() {
      network.thaw(SERVER);
      timers.thaw();
    },
    fillDisk: disk.fill,
    stepClock: (ms) => void (wallAheadMs += ms),
    whenEnded: (told) => void (ended = told),
  };
}

/** One exchange on a connection of its own. */
export function askOnSim(
  network: SimNetwork,
  from: string,
  service: ServiceName,
  request: CloudRequest,
  answered: (answer: CloudAnswer | null) => void,
): () => void {
  const channel = network.dial<never>(from, service, CLOUD, service, {
    onOpen: () => channel.send(request as never),
    onData(answer) {
      channel.close();
      answered(answer);
    },
    onClose: () => answered(null),
  });
  return () => channel.close();
}

/** Records what reaches the server from one device, on its way to the host. */
class Ear implements DeviceHandlers {
  private from = '';
  private readonly handlers: DeviceHandlers;
  private readonly record: Recorder;

  constructor(handlers: DeviceHandlers, record: Recorder) {
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

/** Takes connections of both families; what reaches the server is recorded. */
function listen(network: SimNetwork, record: Recorder, host: () => ServerHost): void {
  network.listen<ClientMessage>(SERVER, MPOS, (channel) => {
    const handlers = host().accept(channel as unknown as Channel<ServerMessage>);
    return new Ear(handlers, record);
  });
  network.listen<FromThinClient>(SERVER, THIN_CLIENTS, (channel) => {
    const handlers = host().acceptThinClient(channel as unknown as Channel<ToThinClient>);
    let from = '';
    return {
      onData(message) {
        if (message.type === 'hello') from = message.client;
        const heard = heardOfThinClient(from, message);
        if (heard !== null) record(SERVER, heard);
        handlers.onData(message);
      },
      onClose: () => handlers.onClose(),
    };
  });
}
