/**
 * Puts a scenario's floor on a ground: devices, till, printers, terminals, access points and links, then people and
 * faults; and ends the run in its three phases: work and faults, settling, report.
 */
import { printerProfiles } from '#protocols/escpos/profiles';
import { terminalProfiles } from '#protocols/zvt/profiles';
import { accessPoint } from '#machines/network/access-point';
import { readsCards } from '#protocols/mpos/cards';
import { handheld } from '#machines/handheld';
import type { DeviceEvent } from '#machines/holder';
import { tablet } from '#machines/tablet';
import { till } from '#machines/till';
import { wlanLink } from '#machines/network/wlan-link';
import { wlanPrinter } from '#machines/printers/wlan-printer';
import {
  isThinClient,
  servicesOf,
  simpleOrderOf,
  TILL,
  viewable,
  type Floor,
  type FloorDevice,
} from '#scenarios/format/floor';
import type { Scenario } from '#scenarios/format/scenario';
import type { Durations, ServerConfig } from '#server/core/config';
import { Actor } from '#machines/actor';
import { cloudServices } from './cloud/catalogue.ts';
import { createCloudNode } from './cloud/node.ts';
import { createConditions } from './conditions.ts';
import { createBeltPrinting } from './devices/belt/belt-printing.ts';
import { Body } from './devices/body.ts';
import { createCamera } from './devices/camera/camera.ts';
import { createMonitor } from './devices/monitor.ts';
import { createPrinter } from './devices/printer/printer.ts';
import type { RollOptions } from './devices/printer/roll.ts';
import { createDevice, type Device, type DeviceOptions } from './devices/standard-device.ts';
import { HostLine } from './devices/terminal/host-line.ts';
import { createTerminal } from './devices/terminal/terminal.ts';
import { startWaiter } from './devices/waiter.ts';
import { withoutPaper } from './faults/printer/paper-out.ts';
import { scheduleFaults } from './faults/schedule.ts';
import type { Ground } from './grounds/ground.ts';
import { addAlternative, addBelt } from './belts.ts';
import { addLanPorts } from './lan-ports.ts';
import { onOneRadio, oneBattery } from './paypos.ts';
import { createRadioPlan } from './radio/radio-plan.ts';
import { createPaths } from './redundancy.ts';
import { scheduleSteps } from './steps.ts';
import { silencer } from './silencer.ts';
import { createSignUps, createThinClient } from './thin-clients.ts';
import type { Watch } from './watchers.ts';
import type { World } from './world.ts';

/** Figures of the radio model: when a handheld notices the loss of its beacons, how long rejoining takes, and so on. */
const BEACON_LOSS_MS = 2_000;
const REJOIN_MS = 1_500;
const CARD_WAIT_MS = 60_000;

export type Stage = {
  world: World;
  /** When work and faults end, and when the run ends, in ms of the run. */
  workEndsAt: number;
  endsAt: number;
};

/** Builds everything and plans the whole run. */
export function setStage(
  scenario: Scenario,
  floor: Floor,
  config: ServerConfig,
  ground: Ground,
  durationMs: number,
  watch: Watch,
): Stage {
  const scaled = (ms: number): number => Math.max(ms > 0 ? 1 : 0, Math.round(ms / ground.timeScale));
  const signUps = createSignUps(
    () => world.devices.get(TILL),
    (ms, run) => ground.timers.after(scaled(ms), run),
  );
  const world: World = {
    ground,
    scenario,
    floor,
    devices: new Map(),
    bodies: new Map(),
    printers: new Map(),
    beltPrinters: new Map(),
    beltSeats: new Map(),
    signUp: (device) => signUps.wanted(device),
    monitors: new Map(),
    cameras: new Map(),
    terminals: new Map(),
    services: new Map(),
    wlan: new Map(),
    accessPoints: new Map(),
    lanPorts: new Map(),
    paths: null,
    radio: null,
    bluetooth: new Map(),
    conditions: createConditions(),
    watch,
    scaled,
  };
  world.radio = floor.plan === null ? null : createRadioPlan(world, floor.plan);
  const { durations } = config;

  for (const name of floor.accessPoints) addAccessPoint(world, name);
  for (const entry of floor.printers) addPrinter(world, entry);
  for (const [nth, { name, frame }] of viewable(floor).entries())
    world.cameras.set(name, createCamera(name, nth, ground, scaled(frame)));
  for (const { name } of floor.monitors) world.monitors.set(name, createMonitor(name, ground));
  for (const name of servicesOf(floor)) world.services.set(name, createCloudNode(name, cloudServices[name](), ground));
  for (const entry of floor.terminals) addTerminal(world, entry, durations);
  for (const entry of floor.devices) addDevice(world, entry, durations);
  if (floor.till !== undefined) addTill(world, durations, signUps.shown);
  for (const { name } of [...floor.printers, ...floor.terminals])
    if (world.radio?.has(name) === true) addWlan(world, name, null);
  addLanPorts(world);
  world.paths = createPaths(world);
  world.radio?.begin();
  signUpBySelf(world);

  const workEndsAt = scaled(durationMs);
  const endsAt = workEndsAt + scaled(scenario.settle);
  startPeople(world, workEndsAt);
  const endFaults = scheduleFaults(world, workEndsAt);
  ground.timers.after(workEndsAt, () => {
    endFaults();
    ground.record('run', { kind: 'phase', phase: 'faults-over' });
  });
  ground.timers.after(endsAt, () => {
    for (const device of world.devices.values()) device.report();
    ground.record('run', { kind: 'phase', phase: 'end' });
  });
  return { world, workEndsAt, endsAt };
}

function rollOf(world: World, { name, roll }: Floor['printers'][number]): { roll?: RollOptions } {
  if (roll === undefined) return {};
  const { lines, left = lines, nearEnd, change } = roll;
  return {
    roll: { ...{ lines, left, nearEnd }, changeMs: world.scaled(change), usedUp: () => withoutPaper(world, name) },
  };
}

function addPrinter(world: World, entry: Floor['printers'][number]): void {
  const { name, profile, line } = entry;
  world.printers.set(
    name,
    createPrinter({
      name,
      of: 'printer',
      machine: wlanPrinter,
      ground: world.ground,
      profile: printerProfiles[profile],
      lineMs: line,
      ...rollOf(world, entry),
    }),
  );
}

function addTerminal(world: World, entry: Floor['terminals'][number], durations: Durations): void {
  const { ground } = world;
  const profile = terminalProfiles[entry.profile];
  const terminal = createTerminal({
    name: entry.name,
    ground,
    random: ground.randomOf(entry.name),
    profile,
    afterCut: entry.afterCut ?? profile.afterCut,
    cardMs: entry.card,
    hostMs: entry.host,
    tipPercent: entry.tipPercent,
    cardWaitMs: world.scaled(CARD_WAIT_MS),
    t3Ms: durations.zvtT3Ms,
    secondMs: world.scaled(1_000),
    host: hostLineOf(world, entry.name),
  });
  world.terminals.set(entry.name, terminal);
}

/** Where the floor has a payment host, every terminal asks it. */
function hostLineOf({ ground, floor, scaled }: World, terminal: string): HostLine | undefined {
  const { paymentHost } = floor.services;
  if (paymentHost === undefined) return undefined;
  const { answer, rest, wait } = paymentHost;
  return new HostLine({
    timers: ground.timers,
    ask: (request, answered) => ground.ask(terminal, 'paymentHost', request, answered),
    times: { answerMs: scaled(answer), restMs: scaled(rest), wholeMs: scaled(wait) },
  });
}

function addAccessPoint(world: World, name: string): void {
  const { ground } = world;
  const actor = new Actor(accessPoint, ground.timers, undefined, {
    effect({ type: state }) {
      ground.record(name, { kind: 'condition', of: 'access-point', state });
      const type = state === 'up' ? 'ACCESS_POINT_UP' : 'ACCESS_POINT_DOWN';
      for (const device of world.floor.devices) {
        if (device.accessPoint === name && world.radio?.has(device.name) !== true)
          world.wlan.get(device.name)?.send({ type });
      }
      world.radio?.accessPoint(name, state === 'up');
    },
  });
  actor.start();
  world.accessPoints.set(name, actor);
}

function addDevice(world: World, entry: FloorDevice, durations: Durations): void {
  const { ground } = world;
  const { name } = entry;
  if (isThinClient(entry.kind)) {
    const client = createThinClient({ ...entry, kind: entry.kind }, ground, durations);
    const own = entry.ownTerminal === null ? undefined : world.terminals.get(entry.ownTerminal);
    addToFloor(world, client, own === undefined ? undefined : oneBattery(client, own));
    if (!entry.lan) addWlan(world, name, client);
    return;
  }
  let device: Device | null = null;
  const owner = (): Device => device as Device;
  const belt = entry.belt === null ? undefined : addBelt(world, name, entry.belt);
  const printReceipt =
    belt === undefined
      ? undefined
      : createBeltPrinting(
          name,
          ground,
          durations,
          (other) => (other === undefined ? belt : addAlternative(world, name, other)),
          owner,
        );
  device = createDevice({
    name,
    family: entry.kind,
    machine: entry.kind === 'tablet' ? tablet : handheld,
    ground,
    offlineBooking: entry.settings.offlineBooking,
    scans: readsCards(entry.model?.name),
    durations,
    ...(entry.dials === null ? {} : { iis: entry.dials }),
    ...simpleOrderOption(world.floor),
    ...(printReceipt === undefined ? {} : { printReceipt }),
  });
  addToFloor(world, device);
  if (!entry.lan) addWlan(world, name, device);
}

/** The radio of a device; or of a printer or terminal, which is told nothing of it. */
function addWlan(world: World, name: string, device: Device | null): void {
  const { ground, radio } = world;
  const beaconLossMs = radio?.has(name) === true ? radio.beaconLossMs(name) : BEACON_LOSS_MS;
  const input = { beaconLossMs: world.scaled(beaconLossMs), rejoinMs: world.scaled(REJOIN_MS) };
  const silencers = onOneRadio(world.floor, name).map((node) => silencer(ground, node));
  const actor = new Actor(wlanLink, ground.timers, input, {
    effect({ type }) {
      if (type === 'silent' || type === 'audible') for (const silence of silencers) silence(type === 'silent');
      else if (type === 'network-lost') device?.tell({ type: 'NETWORK_LOST' });
      else if (type === 'network-back') device?.tell({ type: 'NETWORK_BACK' });
      if (type !== 'silent' && type !== 'audible') radio?.linkTells(name, type);
    },
  });
  actor.start();
  world.wlan.set(name, actor);
}

/** Whoever has a Freestyle device in hand that asks for a code gets one from the till. */
function signUpBySelf(world: World): void {
  for (const { name, kind } of world.floor.devices) {
    const device = world.devices.get(name);
    if (kind !== 'freestyle' || device === undefined) continue;
    world.watch({ kind: 'transition', node: name }, (event) => {
      if (event.kind === 'transition' && event.to === 'codeAsked') world.signUp(device);
    });
  }
}

function addTill(world: World, durations: Durations, codeShown: (code: string) => void): void {
  const device = createDevice({
    name: TILL,
    family: 'till',
    machine: till,
    ground: world.ground,
    offlineBooking: false,
    scans: true,
    durations,
    ...simpleOrderOption(world.floor),
    codeShown,
  });
  addToFloor(world, device);
}

function simpleOrderOption(floor: Floor): Pick<DeviceOptions, 'simpleOrder'> {
  const simpleOrder = simpleOrderOf(floor);
  return simpleOrder === null ? {} : { simpleOrder };
}

function addToFloor(world: World, device: Device, tell = (event: DeviceEvent) => device.tell(event)): void {
  world.devices.set(device.name, device);
  world.bodies.set(device.name, new Body(tell));
}

/** Switches everything on, one device after the other, and sets steps and waiters going. */
function startPeople(world: World, workEndsAt: number): void {
  const { ground, scenario, floor } = world;
  let delay = 0;
  for (const body of world.bodies.values()) {
    delay += 37;
    ground.timers.after(world.scaled(delay), () => body.start());
  }
  scheduleSteps(world);
  const style = scenario.work.waiters;
  if (style === undefined) return;
  const people = [
    ...floor.devices.map(({ name, operator, kind, settings, ...device }) => ({
      name,
      operator,
      kind,
      articles: orderedAt(floor, { ...device, kind, settings }),
      offlineBooking: settings.offlineBooking,
    })),
    ...(floor.till === undefined
      ? []
      : [
          {
            ...{ name: TILL, operator: floor.till.operator, kind: 'tablet' as const },
            ...{ articles: floor.articles, offlineBooking: false },
          },
        ]),
  ];
  const tables = floor.tables.to - floor.tables.from + 1;
  const share = Math.max(1, Math.floor(tables / people.length));
  for (const [i, { name, operator, kind, articles, offlineBooking }] of people.entries()) {
    const device = world.devices.get(name);
    if (device === undefined) continue;
    const from = floor.tables.from + ((i * share) % tables);
    const waiter = startWaiter({
      device,
      operator,
      ground,
      random: ground.randomOf(`waiter ${name}`),
      style,
      articles,
      tables: floor.tables,
      ownTables: { from, to: Math.min(floor.tables.to, from + share - 1) },
      terminal: floor.terminals[i % Math.max(1, floor.terminals.length)]?.name ?? null,
      terminals: floor.terminals.map((terminal) => terminal.name),
      simpleOrder: floor.simpleOrder !== undefined,
      signUp: () => world.signUp(device),
      cards: floor.services.vouchers !== undefined,
      cameras: name === TILL ? [] : (floor.till?.cameras.map((camera) => camera.name) ?? []),
      offlineBooking: offlineBooking && name !== TILL && !isThinClient(kind),
      operators: floor.operators,
      isTill: name === TILL,
    });
    ground.timers.after(workEndsAt, () => waiter.stop());
  }
}

/** What waiters order at a device: from its places, as far as a thin client is shown them. */
function orderedAt({ articles }: Floor, { kind, settings, places }: Pick<FloorDevice, 'kind' | 'settings' | 'places'>) {
  const shown = isThinClient(kind)
    ? articles.filter(({ place }) => settings.offers?.includes(place) !== false)
    : articles;
  const wanted = places === null ? shown : shown.filter(({ place }) => places.includes(place));
  return wanted.length === 0 ? shown : wanted;
}
