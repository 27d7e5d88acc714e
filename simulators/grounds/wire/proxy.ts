/**
 * A fault proxy: one per link, between a client and the listener it dials. It can fall silent (nothing passes, nobody
 * is told), delay, reset, or let existing connections die without a word. It never changes a byte, and takes no more of
 * them than the other end does: behind a full printer the window closes.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Timers } from '#protocols/channel';
import { unguarded } from '#server/edges/guard';
import { createTimers } from '#server/edges/timers';
import type { Row } from '../../radio/rates.ts';
import type { LinkControl } from '../ground.ts';
import { Lane, type Weather } from './lane.ts';

export type Proxy = LinkControl & {
  port: number;
  /** The node loses or gets power: connections vanish without a word, new ones hang meanwhile. */
  power(on: boolean): void;
  /** One datagram crosses the link, or is lost: nobody sends it again. */
  datagram(arrive: () => void): void;
  /** Whether the node is in another network than the server. */
  isAway(): boolean;
  /** Calls back whenever bytes of the connection from this client port have been passed on; with their total. */
  onForward(clientPort: number, passed: (total: number) => void): void;
  /** Gets the bytes that are passed on to the target, of each connection apart. */
  hear(ear: Ear): void;
  close(): void;
};

/** Bytes of a connection on their way to the target; `connection` tells it from the others. */
export type Ear = (connection: object, bytes: Uint8Array) => void;

/** How much of a connection may be held up in one direction before its source is no longer read, bytes. */
const WINDOW = 64 * 1024;

/** Drawn anew each time, ms of the run: how long so many bytes take on an air, and how much longer by what is lost. */
export type Draws = { delayMs(row: Row, bytes: number): number; repeatedMs(lossPpm: number): number };
const NO_DELAYS: Draws = { delayMs: () => 0, repeatedMs: () => 0 };
/** What a question to all weighs, and its answer, bytes. */
const DATAGRAM = 64;

export const LOOPBACK = '127.0.0.1';

/** Starts a proxy on a free port; `target` tells the port to dial, each time anew. */
export async function startProxy(
  target: () => number,
  draws: Draws = NO_DELAYS,
  host: string = LOOPBACK,
): Promise<Proxy> {
  const pairs = new Set<Pair>();
  const weather: Weather = { blocks: 0, delayMs: 0 };
  const place = { away: false };
  const timers = createTimers(unguarded);
  let ear: Ear | null = null;
  const server: Server = createServer({ noDelay: true }, (client) => {
    const pair = new Pair(client, weather, timers, () => pairs.delete(pair));
    pairs.add(pair);
    // From another network nothing reaches the target, and nobody says so.
    if (place.away) pair.blacken();
    else pair.open(target, (bytes) => ear?.(pair, bytes));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  const address = server.address();
  const control = linkControl(pairs, weather, place, draws, timers);
  return {
    ...control,
    port: typeof address === 'object' && address !== null ? address.port : 0,
    power: powerSwitch(pairs, control),
    isAway: () => place.away,
    onForward(clientPort, passed) {
      for (const pair of pairs) if (pair.client.remotePort === clientPort) pair.onForward(passed);
    },
    hear: (given) => void (ear = given),
    close() {
      for (const pair of pairs) pair.destroy();
      server.close();
    },
  };
}

function linkControl(
  pairs: Set<Pair>,
  weather: Weather,
  place: { away: boolean },
  draws: Draws,
  timers: Timers,
): LinkControl & Pick<Proxy, 'datagram'> {
  let row: Row | null = null;
  let lossPpm = 0;
  const drawMs = (bytes: number): number =>
    (row === null ? 0 : draws.delayMs(row, bytes)) + (lossPpm === 0 ? 0 : draws.repeatedMs(lossPpm));
  return {
    block() {
      weather.blocks += 1;
    },
    unblock() {
      if (weather.blocks === 0) return;
      weather.blocks -= 1;
      if (weather.blocks === 0) for (const pair of [...pairs]) pair.resume();
    },
    delay(ms) {
      weather.delayMs += ms;
    },
    lose(ppm) {
      lossPpm += ppm;
      weather.drawMs = drawMs;
    },
    air(now) {
      row = now;
      weather.drawMs = drawMs;
    },
    halfOpen() {
      for (const pair of pairs) pair.blacken();
    },
    reset() {
      for (const pair of pairs) pair.reset();
      pairs.clear();
    },
    datagram(arrive) {
      const isLost = lossPpm > 0 && draws.repeatedMs(lossPpm) > 0;
      if (weather.blocks > 0 || isLost) return;
      const delayMs = weather.delayMs + (row === null ? 0 : draws.delayMs(row, DATAGRAM));
      timers.after(delayMs, () => weather.blocks === 0 && arrive());
    },
    otherNetwork(away) {
      place.away = away;
      for (const pair of pairs) pair.leave();
    },
  };
}

function powerSwitch(pairs: Set<Pair>, control: LinkControl): (on: boolean) => void {
  let powered = true;
  return (on) => {
    if (on === powered) return;
    powered = on;
    if (!on) {
      for (const pair of pairs) pair.blacken();
      control.block();
      return;
    }
    for (const pair of pairs) {
      if (!pair.isBlack()) continue;
      pair.reset();
      pairs.delete(pair);
    }
    control.unblock();
  };
}

/** A connection through the proxy: the client's half, the one to the target, and what is on the way between them. */
class Pair {
  readonly client: Socket;
  private readonly up: Lane;
  private readonly down: Lane;
  private readonly over: () => void;
  private upstream: Socket | null = null;
  private black = false;
  private forwarded = 0;
  private passed: ((total: number) => void) | null = null;

  constructor(client: Socket, weather: Weather, timers: Timers, over: () => void) {
    this.client = client;
    this.up = new Lane(weather, timers);
    this.down = new Lane(weather, timers);
    this.over = over;
  }

  /** Begins to pass on; the target is dialled once the link lets that pass. `hear` gets what was passed on to it. */
  open(target: () => number, hear: (bytes: Uint8Array) => void): void {
    const { client, up } = this;
    client.on('error', () => this.pass(up, 0, () => abort(this.upstream)));
    client.on('end', () => this.pass(up, 0, () => this.upstream?.end()));
    client.on('close', () => {
      this.pass(up, 0, () => this.upstream?.destroy());
      if (this.upstream === null || this.upstream.destroyed) this.over();
    });
    this.pass(up, 0, () => this.dial(target()));
    this.forward(
      client,
      up,
      () => this.upstream,
      (bytes) => {
        hear(bytes);
        this.forwarded += bytes.length;
        this.passed?.(this.forwarded);
      },
    );
  }

  onForward(passed: (total: number) => void): void {
    this.passed = passed;
    passed(this.forwarded);
  }

  isBlack(): boolean {
    return this.black;
  }

  /** Nothing of this connection passes any more, and neither end is told. */
  blacken(): void {
    this.black = true;
    this.up.drop();
    this.down.drop();
    this.client.resume();
    this.upstream?.resume();
  }

  resume(): void {
    this.up.resume();
    this.down.resume();
  }

  reset(): void {
    this.blacken();
    abort(this.client);
    abort(this.upstream);
  }

  /** The client's address is gone: its half ends, and the other half hears nothing of it. */
  leave(): void {
    this.blacken();
    abort(this.client);
  }

  destroy(): void {
    this.blacken();
    this.client.destroy();
    this.upstream?.destroy();
  }

  private dial(port: number): void {
    const { client, down } = this;
    const upstream = connect({ host: LOOPBACK, port, noDelay: true });
    this.upstream = upstream;
    upstream.on('error', () => this.pass(down, 0, () => abort(client)));
    upstream.on('end', () => this.pass(down, 0, () => client.end()));
    upstream.on('close', () => this.pass(down, 0, () => client.destroy()));
    this.forward(upstream, down, () => client);
  }

  private pass(lane: Lane, bytes: number, effect: () => void): void {
    if (!this.black) lane.pass(bytes, effect);
  }

  /** Passes on what a socket sends, and stops reading it while the link or the other end takes no more. */
  private forward(from: Socket, lane: Lane, to: () => Socket | null, passed?: (bytes: Uint8Array) => void): void {
    let waits = false;
    from.on('data', (bytes) => {
      this.pass(lane, bytes.length, () => {
        const target = to();
        if (target?.write(bytes) !== false) from.resume();
        else if (!waits) {
          // What a link has held comes all at once: one wait is enough for it.
          waits = true;
          target.once('drain', () => {
            waits = false;
            from.resume();
          });
        }
        passed?.(bytes);
      });
      const target = to();
      if (!this.black && (lane.heldBytes() > WINDOW || target?.writableNeedDrain === true)) from.pause();
    });
  }
}

/**
 * Ends a socket with a reset where the system can still send one. A socket that has begun to shut down cannot be reset
 * any more, and asking for it would keep its handle open for ever.
 */
function abort(socket: Socket | null): void {
  if (socket === null || socket.destroyed) return;
  if (socket.writableEnded || socket.connecting) socket.destroy();
  else socket.resetAndDestroy();
}
