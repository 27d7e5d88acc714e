/**
 * The second path of a network, and what changes to it. Everything on the floor is behind it but the till, which stands
 * beside the server.
 */
import { Actor } from '#machines/actor';
import { redundantPaths } from '#machines/network/redundant-paths';
import { NETWORK, type Floor } from '#scenarios/format/floor';
import type { World } from './world.ts';

type Redundancy = Exclude<Floor['redundancy'], 'off'>;

/**
 * How long it takes until there is one path again, ms. Spanning tree: a port listens and learns for 15 s each before it
 * forwards (IEEE 802.1D-1998, forward delay). Rapid spanning tree: neighbours agree by a handshake, and addresses are
 * learnt anew (IEEE 802.1D-2004); in practice within a second. Routers: the other one takes over when it has missed three
 * advertisements, one a second, and its skew time (RFC 5798, master down interval, at a priority of 100).
 */
const CONVERGE_MS: Record<Redundancy, number> = { stp: 30_000, rstp: 1_000, router: 3_600 };

/** Null where the network has one path. */
export function createPaths(world: World): Actor<typeof redundantPaths> | null {
  const { ground, floor } = world;
  const { redundancy } = floor;
  if (redundancy === 'off') return null;
  const links = [...floor.devices, ...floor.printers, ...floor.monitors, ...floor.terminals].map(({ name }) => name);
  const input = { convergeMs: world.scaled(CONVERGE_MS[redundancy]) };
  const actor = new Actor(redundantPaths, ground.timers, input, {
    effect({ type: state }) {
      ground.record(NETWORK, { kind: 'condition', of: 'paths', state });
      for (const name of links) {
        const link = ground.link(name);
        if (state === 'steady') link.unblock();
        else link.block();
        // The router that takes over knows nothing of the connections of the other.
        if (state === 'changing' && redundancy === 'router') link.halfOpen();
      }
    },
  });
  actor.start();
  return actor;
}
