/**
 * The two ends of a simulated connection, and the way of a packet from one to the other: in order, late after a silence,
 * never once the connection has died. What an end is told, its process hears while it runs.
 */
import { concatBytes } from '#protocols/bytes';
import type { Accept, Channel, ChannelHandlers, CloseReason, Reading } from '#protocols/channel';
import { sometimes } from '#protocols/marks';
import { airtimeMs, packetDelayMs, repeatedMs, type Row } from '../../radio/rates.ts';
import type { Random } from '../../random.ts';
import type { Scheduler, Task } from './scheduler.ts';
import { segmentsOf } from './segments.ts';

const intoSilence = sometimes(
  'sent-into-silence',
  'something is sent while there is no network, and arrives later or never',
);
const toTheDead = sometimes(
  'sent-to-the-dead',
  'something arrives at an end that does not know the connection any more',
);
const hangsUpLate = sometimes('hangs-up-late', 'who has hung up on a device hears of that connection once more');
const cutInPieces = sometimes('cut-in-pieces', 'bytes that were written in one go are read in pieces');
const silentAgain = sometimes('silent-again', 'the network is gone again before what waited for it could arrive');

const WIRED_DELAY_MS = 1;
/** How long a WebSocket that was hung up waits for the other end to do so, ms; then it is over all the same. */
const CLOSING_MS = 30_000;

export type Link = {
  timers: Scheduler;
  random: Random;
  row: Row | null;
  extraMs: number;
  /** So many of a million packets are lost besides. */
  lossPpm: number;
  blocks: number;
  blockedSince: number;
  /** Its station is in another network than all hosts. */
  away: boolean;
  ends: Set<End>;
  /** Ends that have sent something into the silence. */
  waiting: Set<End>;
};
/** On its way from an end; `arrive(end, data)` when it gets through. */
export type Packet = Task & { end: End; arrive: (end: End, data: never) => void; data: never };
export type Host = {
  alive: boolean;
  /** Processes it has had that are dead. */
  deaths: number;
  ends: Set<End>;
  services: Map<string, Accept<never>>;
  /** What has come while its process is frozen, in order; null while it runs. */
  unheard: (() => void)[] | null;
};
export type EndHandlers = Pick<ChannelHandlers<never>, 'onData' | 'onClose'> & { onOpen?: () => void };

/** One end of a connection. A class, as every message touches two of them: they are found in one piece. */
export class End implements Channel<never>, Reading {
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
  /** The last packet it sent. */
  last: Packet | null = null;
  /** Carries bytes, which may be cut, and not messages. */
  bytes = false;
  /** Was dialled by the other end. */
  answers = false;
  /** Told once more, as it is at the server's end of a WebSocket, that a connection it has hung up is over. */
  closing: (() => void) | null = null;
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
    if (!this.open) return;
    if (this.bytes) sendBytes(this, data);
    else transmit(this, dataArrives, data);
  }

  close(): void {
    if (!this.open) return;
    drop(this);
    transmit(this, endArrives, 'closed');
    if (this.answers && !this.bytes) awaitClose(this);
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

/** What a process is told, it is told while it runs; a frozen one hears it when it is thawed. */
export function whenRunning(host: Host, tell: () => void): void {
  if (host.unheard === null) tell();
  else host.unheard.push(tell);
}

/** A process hears all that has come while it was frozen. */
export function hear(host: Host): void {
  const { unheard } = host;
  host.unheard = null;
  for (const tell of unheard ?? []) tell();
}

/** An end that hangs up hears that the other one has, or waits in vain for it. */
function awaitClose(end: End): void {
  const { host, link } = end;
  const { deaths } = host;
  const over = (): void => {
    if (end.closing !== over) return;
    end.closing = null;
    hangsUpLate();
    whenRunning(host, () => host.deaths === deaths && end.handlers.onClose('closed'));
  };
  end.closing = over;
  link.timers.after(CLOSING_MS, over);
}

/** Bytes go on their way in pieces, one after the other; what is read at the same moment is read in one go. */
function sendBytes(end: End, bytes: Uint8Array): void {
  const [first, ...rest] = segmentsOf(bytes, end.link.random);
  cutInPieces(rest.length > 0);
  transmit(end, dataArrives, first as never);
  for (const piece of rest) {
    end.lastAt += 1;
    transmit(end, dataArrives, piece as never);
  }
}

/** A datagram crosses a link, or is lost: nobody sends it again. */
export function sendDatagram(link: Link, arrive: () => void): void {
  const isThere = (): boolean => link.blocks === 0 && !link.away;
  const isLost = link.lossPpm > 0 && repeatedMs(link.lossPpm, link.random) > 0;
  if (!isThere() || isLost) return;
  const delayMs = (link.row === null ? WIRED_DELAY_MS : packetDelayMs(link.row, link.random)) + link.extraMs;
  link.timers.after(delayMs, () => isThere() && arrive());
}

/** Calls `arrive(end, data)` when a packet from `end` gets through, in order with what the end sent before. */
export function transmit<T>(end: End, arrive: (end: End, data: T) => void, data: T): void {
  if (end.black) return;
  const { link } = end;
  const { timers } = link;
  const now = timers.now();
  let delay = (link.row === null ? WIRED_DELAY_MS : packetDelayMs(link.row, link.random)) + link.extraMs;
  if (link.lossPpm > 0) delay += repeatedMs(link.lossPpm, link.random);
  if (end.bytes && link.row !== null && data instanceof Uint8Array) delay += airtimeMs(link.row, data.length);
  const at = Math.max(now + delay, end.lastAt);
  const { last } = end;
  if (end.bytes && last?.at === at && last.run !== null && last.arrive === arrive && arrive === dataArrives) {
    last.data = concatBytes([last.data, data as Uint8Array]) as never;
    return;
  }
  end.lastAt = at;
  const packet = { at, run: through, next: null, end, arrive, data } as unknown as Packet;
  end.last = packet;
  timers.post(packet);
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
export function flush(end: End): void {
  const { link, held } = end;
  silentAgain(link.blocks > 0);
  if (link.blocks > 0 || link.timers.now() < end.resumeAt) return;
  link.waiting.delete(end);
  end.held = null;
  for (const packet of held ?? []) through(packet);
}

export function drop(end: End): void {
  end.open = false;
  end.host.ends.delete(end);
  const { peer, link } = end;
  if (peer !== null && peer.open) return;
  link.ends.delete(end);
  if (peer !== null) link.ends.delete(peer);
}

export function closed(end: End, reason: CloseReason): void {
  if (!end.open) return;
  drop(end);
  end.handlers.onClose(reason);
}

/** A packet for an end that does not know the connection: a living host answers with a reset. */
export function unknownAt(end: End, sender: End): void {
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

export function endArrives(from: End, reason: CloseReason): void {
  const to = from.peer;
  if (to === null) return;
  if (to.host.unheard !== null) to.host.unheard.push(() => endArrives(from, reason));
  else if (to.unread === null || reason !== 'closed') {
    to.closing?.();
    closed(to, reason);
    if (from.closing !== null && to.host.alive) transmit(to, endArrives, 'closed');
  } else to.unread.push(() => endArrives(from, reason));
}
