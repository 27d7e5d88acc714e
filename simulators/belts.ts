/** Belt printers: their Bluetooth links, how devices are paired with them, and who talks to one of them. */
import { Actor } from '#machines/actor';
import { beltPrinter } from '#machines/printers/belt-printer';
import { bluetoothLink, type Pairing } from '#machines/printers/bluetooth-link';
import type { Belt } from '#scenarios/format/floor';
import { beltProfile } from './devices/belt/belt-printing.ts';
import { BeltPort } from './devices/belt/belt-port.ts';
import { createPrinter } from './devices/printer/printer.ts';
import { beltOf } from './grounds/ground.ts';
import { silencer } from './silencer.ts';
import type { World } from './world.ts';

/** Figures of printer modules: when they notice that the other end is gone, and how long finding it again takes. */
const BLUETOOTH_SUPERVISION_MS = 5_000;
const BLUETOOTH_PAGE_MS = 2_500;
const BELT_LINE_MS = 40;

/**
 * The belt printer of a device: of its own, or that of another, which is then shared. How the wearer is paired may change
 * with faults; whoever prints there besides stays as the floor says.
 */
export function addBelt(world: World, device: string, belt: Belt): { port: BeltPort; isShared: boolean } {
  const printer = beltOf(belt.of);
  const port = portTo(world, device, printer);
  const isShared = printsOn(world, belt.of) > 1;
  if (belt.of === device) addWorn(world, printer, belt, (pairing) => port.pair(pairing));
  else port.pair(pairingOf(belt));
  return { port, isShared };
}

/** The alternative Bluetooth printer of a station, worn by that device: whoever prints there is paired with it, and shares it. */
export function addAlternative(world: World, device: string, wearer: string): { port: BeltPort; isShared: boolean } {
  return { port: portTo(world, device, beltOf(wearer)), isShared: true };
}

function portTo(world: World, device: string, printer: string): BeltPort {
  const { ground } = world;
  const seat = world.beltSeats.get(printer) ?? { taken: null };
  world.beltSeats.set(printer, seat);
  return new BeltPort(ground.timers, seat, (handlers) => ground.dialBeltPrinter(device, printer, handlers));
}

/** How many print on the belt printer of a device, those who do so at a station counted as one. */
function printsOn({ floor }: World, wearer: string): number {
  const isAlternative = floor.smartSwap?.stations.some(({ belt }) => belt === wearer) === true;
  return floor.devices.filter((one) => one.belt?.of === wearer).length + (isAlternative ? 1 : 0);
}

function pairingOf({ driver, paired }: Belt): Pairing {
  return !paired ? 'unpaired' : driver === 'bixolon' ? 'paired' : 'wrong-driver';
}

/** The printer itself, at its wearer. */
function addWorn(world: World, name: string, belt: Belt, pair: (pairing: Pairing) => void): void {
  const { ground } = world;
  world.beltPrinters.set(
    name,
    createPrinter({
      name,
      of: 'belt-printer',
      machine: beltPrinter,
      ground,
      profile: beltProfile,
      lineMs: BELT_LINE_MS,
    }),
  );
  const input = { supervisionMs: world.scaled(BLUETOOTH_SUPERVISION_MS), pageMs: world.scaled(BLUETOOTH_PAGE_MS) };
  const silence = silencer(ground, name);
  const actor = new Actor(bluetoothLink, ground.timers, input, {
    effect(effect) {
      if (effect.type === 'silent' || effect.type === 'audible') silence(effect.type === 'silent');
      else if (effect.type === 'link-lost') ground.link(name).reset();
      else if (effect.type === 'pairing') {
        ground.record(name, { kind: 'condition', of: 'pairing', state: effect.pairing });
        pair(effect.pairing);
      }
    },
  });
  actor.start();
  const pairing = pairingOf(belt);
  if (pairing !== 'paired') actor.send({ type: 'UNPAIR' });
  if (pairing === 'wrong-driver') actor.send({ type: 'PAIR', driver: 'wrong' });
  world.bluetooth.set(name, actor);
}
