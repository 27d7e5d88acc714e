/** Everything on a floor that a scenario can name, by what it is. */
import { unreachable } from '#protocols/unreachable';
import type { Place } from './event-fields.ts';
import { beltWearers, NETWORK, resolveFloor, servicesOf, TILL, viewable, wiredNodes } from './floor.ts';
import type { DeviceKind, Scenario } from './scenario.ts';

export type FloorNames = {
  devices: Map<string, DeviceKind>;
  printers: Set<string>;
  beltPrinters: Set<string>;
  monitors: Set<string>;
  /** Cameras of the till that can be viewed; and all, by name. */
  cameras: Set<string>;
  allCameras: Set<string>;
  terminals: Set<string>;
  accessPoints: Set<string>;
  /** Of the radio plan. */
  crowds: Set<string>;
  ovens: Set<string>;
  operators: Set<string>;
  articles: Set<string>;
  places: Set<string>;
  /** Devices by cable: they have no radio. */
  wired: Set<string>;
  /** Nodes with a LAN port. */
  lanPorts: Set<string>;
  till: boolean;
  /** Devices that may collect bookings without radio. */
  collecting: Set<string>;
  iis: Set<string>;
  /** Of SmartSwap. */
  stations: Set<string>;
  /** Whether a Simple Order is set up. */
  simpleOrder: boolean;
  /** Cloud services. */
  services: Set<string>;
};

/** What the server serves at most; more devices are not even spelled out. */
export const MOST_DEVICES = 5_000;

export function countDevices(floor: Scenario['floor']): number {
  return floor.devices.reduce((sum, device) => sum + (device.count ?? 1), 0);
}

export function floorNames(floor: Scenario['floor']): FloorNames {
  const resolved = resolveFloor({ floor });
  const { devices, articles } = resolved;
  return {
    devices: new Map(devices.map(({ name, kind }) => [name, kind])),
    printers: new Set(floor.printers.map(({ name }) => name)),
    beltPrinters: new Set(beltWearers(resolved).map((name) => `${name}/belt`)),
    monitors: new Set(floor.monitors.map(({ name }) => name)),
    cameras: new Set(viewable(floor).map(({ name }) => name)),
    allCameras: new Set(floor.till?.cameras.map(({ name }) => name)),
    terminals: new Set(floor.terminals.map(({ name }) => name)),
    accessPoints: new Set(floor.accessPoints),
    crowds: new Set(floor.plan?.crowds.map(({ name }) => name)),
    ovens: new Set(floor.plan?.ovens.map(({ name }) => name)),
    operators: new Set(floor.operators),
    articles: new Set(articles.map(({ name }) => name)),
    places: new Set(Object.keys(floor.places)),
    wired: new Set(devices.filter(({ lan }) => lan).map(({ name }) => name)),
    lanPorts: new Set(wiredNodes(resolved)),
    till: floor.till !== undefined,
    collecting: new Set(devices.filter(({ settings }) => settings.offlineBooking).map(({ name }) => name)),
    iis: new Set(floor.iis.map(({ name }) => name)),
    stations: new Set(floor.smartSwap?.stations.map(({ name }) => name)),
    simpleOrder: floor.simpleOrder !== undefined,
    services: new Set(servicesOf(resolved)),
  };
}

/** The nodes of a history to which events of a kind can happen. */
export function nodesOf(names: FloorNames, place: Place): string[] {
  const holders = [...names.devices.keys(), ...(names.till ? [TILL] : [])];
  const printers = [...names.printers, ...names.beltPrinters];
  switch (place) {
    case 'holder':
      return holders;
    case 'server':
      return ['server'];
    case 'printer':
      return printers;
    case 'monitor':
      return [...names.monitors];
    case 'camera':
      return [...names.cameras];
    case 'terminal':
      return [...names.terminals];
    case 'service':
      return [...names.services];
    case 'station':
      return [...names.devices.keys(), ...printers, ...names.terminals];
    case 'run':
      return ['run', 'server'];
    case 'anywhere':
      return [
        ...[...holders, ...printers, ...names.monitors, ...names.terminals, ...names.accessPoints],
        ...[...names.cameras, ...names.crowds, ...names.ovens, ...names.services, NETWORK, 'server', 'run'],
      ];
    default:
      return unreachable(place);
  }
}

/** What a name stands for on the floor, in a sentence; undefined if for nothing. */
export function kindOfName(names: FloorNames, name: string): string | undefined {
  if (name === TILL) return 'the till';
  if (name === 'server') return 'the server';
  if (name === NETWORK) return 'the network';
  const kind = names.devices.get(name);
  if (kind !== undefined) return `a ${kind}`;
  if (names.printers.has(name)) return 'a printer';
  if (names.beltPrinters.has(name)) return 'a belt printer';
  if (names.monitors.has(name)) return 'a kitchen monitor';
  if (names.cameras.has(name)) return 'a camera';
  if (names.terminals.has(name)) return 'a payment terminal';
  if (names.accessPoints.has(name)) return 'an access point';
  if (names.crowds.has(name)) return 'a crowd';
  if (names.ovens.has(name)) return 'an oven';
  if (names.services.has(name)) return 'a cloud service';
  return undefined;
}
