/**
 * A ground is where a scenario is played: time, transport, and the means to break them. Devices, printers, terminals
 * and faults know only this interface, so they cannot know whether time is virtual or sockets are real.
 *
 * All times are in the milliseconds of the run; on an accelerated ground every duration has been divided already.
 */
import type { Accept, Channel, ChannelHandlers, Timers } from '#protocols/channel';
import type { CloudAnswer, CloudRequest, ServiceName } from '#protocols/cloud/exchange';
import type { ClientMessage, ServerMessage } from '#protocols/mpos/messages';
import type { FromThinClient, ToThinClient } from '#protocols/thin-client/messages';
import type { Recorder } from '#history/events';
import type { ThinApp, ThinAppOptions, ThinAppTold } from '../devices/thin/thin-app.ts';
import type { Row } from '../radio/rates.ts';
import type { Random } from '../random.ts';

/** What a fault may do to the network link of a node. */
export type LinkControl = {
  /** Silence in both directions until `unblock`; calls nest. */
  block(): void;
  unblock(): void;
  /** Adds to the extra one-way delay, in ms; a negative number takes away what was added. */
  delay(ms: number): void;
  /** Adds to how many of a million packets are lost and sent again; a negative number takes away what was added. */
  lose(ppm: number): void;
  /** What the air is like from now on: it decides delay and loss. */
  air(row: Row): void;
  /** Existing connections die without telling either end; new ones work. */
  halfOpen(): void;
  /** Existing connections are reset at both ends. */
  reset(): void;
  /**
   * The node is in another network than the server, or back in its own. Either way it has another address: its connections
   * end on its side, and the other side is not told. From another network nothing reaches the server.
   */
  otherNetwork(away: boolean): void;
};

/** What a slow server gets to work between two standstills, in ms of the scenario. */
export const SLOW_BREATH_MS = 800;

export type ServerControl = {
  /** SIGKILL: nothing is said, nothing more is written. */
  kill(): void;
  /** Starts on what the journal holds. */
  start(): void;
  /** Graceful stop. */
  stop(): void;
  /** SIGSTOP: the process does nothing until it is resumed, while its kernel takes connections and bytes. */
  pause(): void;
  /** SIGCONT: it hears what has come, and then its timers fall due. */
  resume(): void;
  /** It stands still so long, again and again, with a breath in between; a negative time takes that back. */
  slow(ms: number): void;
  /** Its clock on the wall leaps by so much. */
  stepClock(ms: number): void;
  /** Its disk is full, or has room again: then the server is started if it has ended for that. */
  fillDisk(full: boolean): void;
  running(): boolean;
};

/** Answers a request, now or later; null hangs up. */
export type CloudHandler = (request: CloudRequest, reply: (answer: CloudAnswer | null) => void) => void;

/** What only a person can do to a device, or to the line of the house. */
export type PersonsDeed = 'call' | 'carry' | 'cut';

export type Ground = {
  timers: Timers;
  /** Divides the durations of a scenario; 1 on sim. */
  timeScale: number;
  record: Recorder;
  /** What a right clock on the wall says, ms. */
  wallClock(): number;
  randomOf(name: string): Random;
  /** A message connection of a device or the till to the server. */
  dialServer(device: string, handlers: ChannelHandlers<ServerMessage>): Channel<ClientMessage>;
  /** A connection of a thin client to its station at the server. */
  dialThinClient(device: string, handlers: ChannelHandlers<ToThinClient>): Channel<FromThinClient>;
  /**
   * Asks everybody in the network of a device whether a main till is there, once: what is lost on the air is not sent
   * again. It is the machine of the main till that answers, whether its server runs or not (docs/decisions/042).
   */
  broadcast(device: string, answered: () => void): void;
  /** A page in a real browser as the app of a thin client, where this ground has one. */
  openPage?(options: ThinAppOptions, told: ThinAppTold): ThinApp | undefined;
  /** A byte connection of a device to a belt printer, over the link of that. */
  dialBeltPrinter(device: string, belt: string, handlers: ChannelHandlers<Uint8Array>): Channel<Uint8Array>;
  /** A printer, belt printer or terminal takes byte connections. */
  listen(node: string, accept: Accept<Uint8Array>): void;
  /** A cloud service takes requests of the server or of payment terminals; `reply` may come later, with null to hang up. */
  serve(node: string, handle: CloudHandler): void;
  /** A node asks a cloud service, once; as `exchange` of the server's platform. */
  ask(
    node: string,
    service: ServiceName,
    request: CloudRequest,
    answered: (answer: CloudAnswer | null) => void,
  ): () => void;
  link(node: string): LinkControl;
  /**
   * Where nothing but a person can do it to a node, one is asked to; `done` is called when that is said to be over. The
   * returned function takes the request back. Null where nobody need be asked.
   */
  byPerson?(node: string, deed: PersonsDeed, done: () => void): (() => void) | null;
  /** A node's power: off, its connections vanish without a word. */
  power(node: string, on: boolean): void;
  server: ServerControl;
};

/** The node name of a device's belt printer; also the name of their Bluetooth link. */
export function beltOf(device: string): string {
  return `${device}/belt`;
}
