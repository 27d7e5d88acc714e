/**
 * A fault proxy: one per link, between a client and the listener it dials. It can fall silent (nothing passes, nobody
 * is told), delay, reset, or let existing connections die without a word. It never changes a byte.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { LinkControl } from '../ground.ts';

export type Proxy = LinkControl & {
  port: number;
  /** The node loses or gets power: connections vanish without a word, new ones hang meanwhile. */
  power(on: boolean): void;
  /** Calls back whenever bytes of the connection from this client port have been passed on; with their total. */
  onForward(clientPort: number, passed: (total: number) => void): void;
  close(): void;
};

type Pair = {
  client: Socket;
  upstream: Socket | null;
  black: boolean;
  /** What waits for the link: data in either direction and ends, in order. */
  held: (() => void)[];
  forwarded: number;
  passed: ((total: number) => void) | null;
};

/** Starts a proxy on a free loopback port; `target` tells the port to dial, each time anew. */
export async function startProxy(target: () => number): Promise<Proxy> {
  const pairs = new Set<Pair>();
  let blocks = 0;
  let delayMs = 0;

  /** Runs an effect when the link lets it pass: at once, later, or after the silence; in order per pair. */
  function pass(pair: Pair, effect: () => void): void {
    if (pair.black) return;
    if (blocks > 0 || pair.held.length > 0) {
      pair.held.push(effect);
      return;
    }
    if (delayMs === 0) effect();
    else setTimeout(() => !pair.black && effect(), delayMs);
  }

  function release(pair: Pair): void {
    const { held } = pair;
    pair.held = [];
    for (const effect of held) if (!pair.black) effect();
  }

  function dial(pair: Pair): void {
    const { client } = pair;
    const upstream = connect({ host: '127.0.0.1', port: target(), noDelay: true });
    pair.upstream = upstream;
    upstream.on('data', (bytes) => pass(pair, () => client.write(bytes)));
    upstream.on('end', () => pass(pair, () => client.end()));
    upstream.on('error', () => pass(pair, () => abort(client)));
    upstream.on('close', () => pass(pair, () => client.destroy()));
  }

  const server: Server = createServer({ noDelay: true }, (client) => {
    const pair: Pair = { client, upstream: null, black: false, held: [], forwarded: 0, passed: null };
    pairs.add(pair);
    client.on('data', (bytes) =>
      pass(pair, () => {
        pair.upstream?.write(bytes);
        pair.forwarded += bytes.length;
        pair.passed?.(pair.forwarded);
      }),
    );
    client.on('end', () => pass(pair, () => pair.upstream?.end()));
    client.on('error', () => pass(pair, () => abort(pair.upstream)));
    client.on('close', () => {
      pass(pair, () => pair.upstream?.destroy());
      if (pair.upstream === null || pair.upstream.destroyed) pairs.delete(pair);
    });
    pass(pair, () => dial(pair));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();

  const control: LinkControl = {
    block() {
      blocks += 1;
    },
    unblock() {
      if (blocks === 0) return;
      blocks -= 1;
      if (blocks === 0) for (const pair of [...pairs]) release(pair);
    },
    delay(ms) {
      delayMs += ms;
    },
    halfOpen() {
      for (const pair of pairs) pair.black = true;
    },
    reset() {
      for (const pair of pairs) {
        pair.black = true;
        abort(pair.client);
        abort(pair.upstream);
      }
      pairs.clear();
    },
  };

  let powered = true;
  return {
    ...control,
    port: typeof address === 'object' && address !== null ? address.port : 0,
    power(on) {
      if (on === powered) return;
      powered = on;
      if (!on) {
        for (const pair of pairs) pair.black = true;
        control.block();
        return;
      }
      for (const pair of pairs) {
        if (!pair.black) continue;
        abort(pair.client);
        abort(pair.upstream);
        pairs.delete(pair);
      }
      control.unblock();
    },
    onForward(clientPort, passed) {
      for (const pair of pairs) {
        if (pair.client.remotePort !== clientPort) continue;
        pair.passed = passed;
        passed(pair.forwarded);
      }
    },
    close() {
      for (const pair of pairs) {
        pair.black = true;
        pair.client.destroy();
        pair.upstream?.destroy();
      }
      server.close();
    },
  };
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
