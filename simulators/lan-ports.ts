/**
 * The LAN ports of a floor: those of the server, of the till, and of monitors, and of devices and printers by cable. A station without
 * its cable knows at once that there is no network. Without the server's nobody is told anything: there is a network,
 * and the server is silent.
 */
import { Actor } from '#machines/actor';
import { lanPort } from '#machines/network/lan-port';
import { SERVER, TILL, wiredNodes, type Floor } from '#scenarios/format/floor';
import type { World } from './world.ts';

/** To agree on speed and duplex anew: two to three seconds at a gigabit, in practice. */
const NEGOTIATION_MS = 2_500;

/** Gives everything that is wired its port. */
export function addLanPorts(world: World): void {
  for (const name of wiredNodes(world.floor)) addLanPort(world, name, linksBehind(world.floor, name));
}

/** The links that end in the port of a node: its own, or all that lead to the server. */
export function linksBehind(floor: Floor, name: string): readonly string[] {
  return name === SERVER ? linksToServer(floor) : [name];
}

function linksToServer({ devices, till, printers, monitors, terminals }: Floor): string[] {
  const stations = [...devices, ...printers, ...monitors, ...terminals];
  return [...stations.map((one) => one.name), ...(till === undefined ? [] : [TILL])];
}

function addLanPort(world: World, name: string, links: readonly string[]): void {
  const { ground } = world;
  const isServer = name === SERVER;
  const input = { negotiationMs: world.scaled(NEGOTIATION_MS) };
  const actor = new Actor(lanPort, ground.timers, input, {
    effect({ type: state }) {
      const isDown = state === 'down';
      ground.record(name, { kind: 'condition', of: 'lan-port', state });
      for (const link of links) {
        if (isDown) ground.link(link).block();
        else ground.link(link).unblock();
      }
      if (isServer) return;
      ground.record(name, { kind: 'condition', of: 'link', state: isDown ? 'silent' : 'audible' });
      if (isDown) world.devices.get(name)?.unplugged();
      else world.devices.get(name)?.tell({ type: 'NETWORK_BACK' });
    },
  });
  actor.start();
  world.lanPorts.set(name, actor);
}
