/**
 * Simulated links that behave like TCP over WLAN: ordered and reliable while they live, loss shows as delay. Out of
 * reach a link is silent: nothing arrives, nothing is lost yet, and neither end is told. What an end had under way
 * arrives some time after the return (its retransmission back-off), unless it has given up; a fresh connection does not
 * wait for that. A connection the other end no longer knows is reset only when somebody sends on it.
 *
 * It is no kinder than a socket: bytes come cut and joined anywhere, and who has hung up on a device hears of that
 * connection once more, when the other end has hung up as well.
 */
import type { Accept, Channel, ChannelHandlers } from '#protocols/channel';
import { sometimes } from '#protocols/marks';
import { radioRow } from '../../radio/rates.ts';
import type { Random } from '../../random.ts';
import type { LinkControl } from '../ground.ts';
import {
  closed,
  drop,
  End,
  endArrives,
  flush,
  hear,
  sendDatagram,
  transmit,
  unknownAt,
  whenRunning,
  type EndHandlers,
  type Host,
  type Link,
} from './ends.ts';
import type { Scheduler } from './scheduler.ts';

const diesUnnoticed = sometimes('dies-unnoticed', 'a connection dies and neither end is told');

/** Longest wait for the next retransmission after a silence, in ms: back-off is capped. */
const MOST_BACKOFF_MS = 8_000;

/** What can be done to a simulated link: what a fault may do, and setting the signal at its station. */
export type SimLinkControl = LinkControl & {
  /** Signal in dBm; decides delay and loss. `null` for a wired link. */
  signal(dbm: number | null): void;
};

/** The services of a host: messages of the two families of device, and bytes. */
export const MPOS = 'mpos';
export const THIN_CLIENTS = 'thin-clients';
export const BYTES = 'bytes';
/** Of a cloud service: one request, one answer. */
export const CLOUD = 'cloud';

export type SimNetwork = {
  /** Makes a link; the owner's random generator draws its delays. */
  addLink(name: string, random: Random): SimLinkControl;
  link(name: string): SimLinkControl;
  listen<T>(host: string, service: string, accept: Accept<T>): void;
  dial<T>(from: string, to: string, service: string, link: string, handlers: ChannelHandlers<T>): Channel<T>;
  /** Asks over a link whether a host lives, by a datagram there and one back. */
  ask(host: string, link: string, answered: () => void): void;
  /** The host loses power: its connections vanish without a word and it answers nothing. */
  powerOff(host: string): void;
  powerOn(host: string): void;
  /** The process on a living host dies: its kernel closes the connections and refuses new ones. */
  kill(host: string): void;
  /** The process on a living host stands still: its kernel takes what comes, and the process hears it when thawed. */
  freeze(host: string): void;
  thaw(host: string): void;
};

const DEAF: EndHandlers = { onData() {}, onClose() {} };

/** A network without links. */
export function createSimNetwork(timers: Scheduler): SimNetwork {
  const links = new Map<string, Link>();
  const hosts = new Map<string, Host>();

  const hostOf = (name: string): Host => {
    let host = hosts.get(name);
    if (host === undefined) {
      host = { alive: true, deaths: 0, ends: new Set(), services: new Map(), unheard: null };
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
        lossPpm: 0,
        blocks: 0,
        blockedSince: 0,
        away: false,
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
    ask(host, name, answered) {
      const link = linkOf(name);
      sendDatagram(link, () => hostOf(host).alive && sendDatagram(link, answered));
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
      host.deaths += 1;
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
    lose(ppm) {
      link.lossPpm += ppm;
    },
    air(row) {
      link.row = row;
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
    otherNetwork(away) {
      link.away = away;
      const ends = [...link.ends];
      for (const end of ends) end.black = true;
      link.ends.clear();
      for (const end of ends) if (!end.answers) closed(end, 'reset');
    },
  };
}

/** Asks a host for a connection: it opens, it is refused, or, where nobody lives, nothing comes back. */
function dial(client: End, host: Host, service: string): void {
  const { link } = client;
  client.host.ends.add(client);
  link.ends.add(client);
  const answerer = new End(host, link, client, false, DEAF);
  answerer.answers = true;
  client.bytes = answerer.bytes = service === BYTES;
  // Nobody answers there, and nothing that is sent comes to anybody who would.
  if (link.away) {
    client.black = true;
    return;
  }

  function arrives(): void {
    if (!host.alive) return;
    const accept = host.services.get(service);
    if (accept === undefined) {
      transmit(answerer, refused, null);
      return;
    }
    // Who has given up does not complete what is answered here, and the process never hears of it.
    if (!client.open) return;
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
