/**
 * Simulated links that behave like TCP over WLAN: ordered and reliable while they live, loss shows as delay. Out of
 * reach a link is silent: nothing arrives, nothing is lost yet, and neither end is told. What an end had under way
 * arrives some time after the return (its retransmission back-off), unless it has given up; a fresh connection does not
 * wait for that. A connection the other end no longer knows is reset only when somebody sends on it.
 */
import type { Accept, Channel, ChannelHandlers, CloseReason, Reading } from '#protocols/channel';
import { sometimes } from '#protocols/marks';
import { packetDelayMs, radioRow } from '../../radio.ts';
import type { Random } from '../../random.ts';
import type { LinkControl } from '../ground.ts';
import type { Scheduler, Task } from './scheduler.ts';

const intoSilence = sometimes(
  'sent-into-silence',
  'something is sent while there is no radio, and arrives later or never',
);
const diesUnnoticed = sometimes('dies-unnoticed', 'a connection dies and neither end is told');
const toTheDead = sometimes(
  'sent-to-the-dead',
  'something arrives at an end that does not know the connection any more',
);
const silentAgain = sometimes('silent-again', 'the radio is gone again before what waited for it could arrive');

/** Longest wait for the next retransmission after a silence, in ms: back-off is capped. */
const MOST_BACKOFF_MS = 8_000;
const WIRED_DELAY_MS = 1;

/** What can be done to a simulated link: what a fault may do, and setting the signal at its station. */
export type SimLinkControl = LinkControl & {
  /** Signal in dBm; decides delay and loss. `null` for a wired link. */
  signal(dbm: number | null): void;
};

type Link = {
  timers: Scheduler;
  random: Random;
  row: ReturnType<typeof radioRow> | null;
  extraMs: number;
  blocks: number;
  blockedSince: number;
  ends: Set<End>;
  /** Ends that have sent something into the silence. */
  waiting: Set<End>;
};
/** On its way from an end; `arrive(end, data)` when it gets through. */
type Packet = Task & { end: End; arrive: (end: End, data: never) => void; data: never };
type Host = {
  alive: boolean;
  ends: Set<End>;
  services: Map<string, Accept<never>>;
  /** What has come while its process is frozen, in order; null while it runs. */
  unheard: (() => void)[] | null;
};
type EndHandlers = Pick<ChannelHandlers<never>, 'onData' | 'onClose'> & { onOpen?: () => void };

/** The services of a host: messages of the mPOS protocol, and bytes. */
export const MPOS = 'mpos';
export const BYTES = 'bytes';

const DEAF: EndHandlers = { onData() {}, onClose() {} };

/** One end of a connection. A class, as every message touches two of them: they are found in one piece. */
class End implements Channel<never>, Reading {
  readonly host: Host;
  readonly link: Link;
  /** The other end, once there is one. */
  peer: End | null;
  open: boolean;
  /** Whether the connection died without telling its ends. */
  black = false;
  /** When the last packet it sent arrives: none overtakes another. */
  lastAt = 0;
  /** What it has sent into a silence, in order, and when that gets through; null for none. */
  held: Packet[] | null = null;
  resumeAt = 0;
  handlers: EndHandlers;
  /** What has arrived and is not read, in order; null while everything is read. */
  unread: (() => void)[] | null = null;

  constructor(host: Host, link: Link, peer: End | null, open: boolean, handlers: EndHandlers) {
    this.host = host;
    this.link = link;
    this.peer = peer;
    this.open = open;
    this.handlers = handlers;
  }

  send(data: never): void {
    if (this.open) transmit(this, dataArrives, data);
  }

  close(): void {
    if (!this.open) return;
    drop(this);
    transmit(this, endArrives, 'closed');
  }

  pause(): void {
    this.unread ??= [];
  }

  resume(): void {
    const { unread } = this;
    this.unread = null;
    for (const arrival of unread ?? []) arrival();
  }
}

export type SimNetwork = {
  /** Makes a link; the owner's random generator draws its delays. */
  addLink(name: string, random: Random): SimLinkControl;
  link(name: string): SimLinkControl;
  listen<T>(host: string, service: string, accept: Accept<T>): void;
  dial<T>(from: string, to: string, service: string, link: string, handlers: ChannelHandlers<T>): Channel<T>;
  /** The host loses power: its connections vanish without a word and it answers nothing. */
  powerOff(host: string): void;
  powerOn(host: string): void;
  /** The process on a living host dies: its kernel closes the connections and refuses new ones. */
  kill(host: string): void;
  /** The process on a living host stands still: its kernel takes what comes, and the process hears it when thawed. */
  freeze(host: string): void;
  thaw(host: string): void;
};

/** A network without links. */
export function createSimNetwork(timers: Scheduler): SimNetwork {
  const links = new Map<string, Link>();
  const hosts = new Map<string, Host>();

  const hostOf = (name: string): Host => {
    let host = hosts.get(name);
    if (host === undefined) {
      host = { alive: true, ends: new Set(), services: new Map(), unheard: null };
      hosts.set(name, host);
    }
    return host;
  };
  const linkOf = (name: string): Link => {
    const link = links.get(name);
    if (link === undefined) throw new Error(`no link ${name}`);
    return link;
  };

  return {
    addLink(name, random) {
      const link: Link = {
        timers,
        random,
        row: null,
        extraMs: 0,
        blocks: 0,
        blockedSince: 0,
        ends: new Set(),
        waiting: new Set(),
      };
      links.set(name, link);
      return control(link);
    },
    link: (name) => control(linkOf(name)),
    listen(host, service, accept) {
      hostOf(host).services.set(service, accept as unknown as Accept<never>);
    },
    dial(from, to, service, link, handlers) {
      const client = new End(hostOf(from), linkOf(link), null, true, handlers as unknown as EndHandlers);
      dial(client, hostOf(to), service);
      return client as unknown as Channel<never>;
    },
    powerOff(name) {
      const host = hostOf(name);
      host.alive = false;
      for (const end of [...host.ends]) drop(end);
    },
    powerOn(name) {
      hostOf(name).alive = true;
    },
    kill(name) {
      const host = hostOf(name);
      host.services.clear();
      for (const end of [...host.ends]) {
        const blocked = end.link.blocks > 0;
        drop(end);
        if (!blocked) transmit(end, endArrives, 'reset');
      }
      hear(host);
    },
    freeze(name) {
      hostOf(name).unheard ??= [];
    },
    thaw: (name) => hear(hostOf(name)),
  };
}

function control(link: Link): SimLinkControl {
  const { timers } = link;
  return {
    block() {
      link.blocks += 1;
      if (link.blocks === 1) link.blockedSince = timers.now();
    },
    unblock() {
      if (link.blocks === 0) return;
      link.blocks -= 1;
      if (link.blocks > 0) return;
      const silence = timers.now() - link.blockedSince;
      for (const end of link.waiting) {
        const backoff = 200 + link.random.below(Math.min(silence, MOST_BACKOFF_MS) + 1);
        end.resumeAt = timers.now() + backoff;
        timers.after(backoff, () => flush(end));
      }
    },
    delay(ms) {
      link.extraMs += ms;
    },
    signal(dbm) {
      link.row = dbm === null ? null : radioRow(dbm);
    },
    halfOpen() {
      diesUnnoticed(link.ends.size > 0);
      for (const end of link.ends) end.black = true;
      link.ends.clear();
    },
    reset() {
      const ends = [...link.ends];
      for (const end of ends) end.black = true;
      for (const end of ends) closed(end, 'reset');
    },
  };
}

/** Asks a host for a connection: it opens, it is refused, or, where nobody lives, nothing comes back. */
function dial(client: End, host: Host, service: string): void {
  const { link } = client;
  client.host.ends.add(client);
  link.ends.add(client);
  const answerer = new End(host, link, client, false, DEAF);

  function arrives(): void {
    if (!host.alive) return;
    const accept = host.services.get(service);
    if (accept === undefined) {
      transmit(answerer, refused, null);
      return;
    }
    if (!client.open && !client.host.alive) return;
    answerer.open = true;
    client.peer = answerer;
    host.ends.add(answerer);
    link.ends.add(answerer);
    whenRunning(host, () => {
      if (!answerer.open) return;
      transmit(answerer, accepted, null);
      answerer.handlers = accept(answerer, answerer);
    });
  }
  function accepted(): void {
    if (client.open) whenRunning(client.host, () => client.open && client.handlers.onOpen?.());
    else unknownAt(client, answerer);
  }
  function refused(): void {
    whenRunning(client.host, () => {
      if (!client.black) closed(client, 'refused');
    });
  }
  transmit(client, arrives, null);
}

/** What a process is told, it is told while it runs; a frozen one hears it when it is thawed. */
function whenRunning(host: Host, tell: () => void): void {
  if (host.unheard === null) tell();
  else host.unheard.push(tell);
}

/** A process hears all that has come while it was frozen. */
function hear(host: Host): void {
  const { unheard } = host;
  host.unheard = null;
  for (const tell of unheard ?? []) tell();
}

/** Calls `arrive(end, data)` when a packet from `end` gets through, in order with what the end sent before. */
function transmit<T>(end: End, arrive: (end: End, data: T) => void, data: T): void {
  if (end.black) return;
  const { link } = end;
  const { timers } = link;
  const now = timers.now();
  const delay = (link.row === null ? WIRED_DELAY_MS : packetDelayMs(link.row, link.random)) + link.extraMs;
  const at = Math.max(now + delay, end.lastAt);
  end.lastAt = at;
  const packet = { at, run: through, next: null, end, arrive, data };
  timers.post(packet as unknown as Packet);
}

function through(task: Task): void {
  const packet = task as Packet;
  const { end } = packet;
  if (end.black) return;
  const { link } = end;
  intoSilence(link.blocks > 0);
  if (end.held !== null) end.held.push(packet);
  else if (link.blocks > 0) {
    end.held = [packet];
    link.waiting.add(end);
  } else packet.arrive(end, packet.data);
}

/** What an end has sent into a silence arrives, in order; what it sends from now on comes behind it. */
function flush(end: End): void {
  const { link, held } = end;
  silentAgain(link.blocks > 0);
  if (link.blocks > 0 || link.timers.now() < end.resumeAt) return;
  link.waiting.delete(end);
  end.held = null;
  for (const packet of held ?? []) through(packet);
}

function drop(end: End): void {
  end.open = false;
  end.host.ends.delete(end);
  const { peer, link } = end;
  if (peer !== null && peer.open) return;
  link.ends.delete(end);
  if (peer !== null) link.ends.delete(peer);
}

function closed(end: End, reason: CloseReason): void {
  if (!end.open) return;
  drop(end);
  end.handlers.onClose(reason);
}

/** A packet for an end that does not know the connection: a living host answers with a reset. */
function unknownAt(end: End, sender: End): void {
  if (!end.host.alive) return;
  transmit(end, () => closed(sender, 'reset'), null);
}

function dataArrives(from: End, data: never): void {
  const to = from.peer;
  if (to === null) return;
  toTheDead(!to.open);
  if (!to.open) unknownAt(to, from);
  else if (to.host.unheard !== null) to.host.unheard.push(() => dataArrives(from, data));
  else if (to.unread !== null) to.unread.push(() => dataArrives(from, data));
  else to.handlers.onData(data);
}

function endArrives(from: End, reason: CloseReason): void {
  const to = from.peer;
  if (to === null) return;
  if (to.host.unheard !== null) to.host.unheard.push(() => endArrives(from, reason));
  else if (to.unread === null || reason !== 'closed') closed(to, reason);
  else to.unread.push(() => endArrives(from, reason));
}
