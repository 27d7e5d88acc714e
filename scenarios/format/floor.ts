/** The floor of a scenario with every device spelled out, and the server configuration that belongs to it. */
import { scaleTimes, serverConfigSchema, type ServerConfig } from '#server/core/config';
import { USUALLY_FAILING } from '#protocols/escpos/failing';
import { printerProfiles } from '#protocols/escpos/profiles';
import { SERVICES, type ServiceName } from '#protocols/cloud/exchange';
import type { DeviceModel, StationSettings } from '#history/device-summary';
import type { Limits } from '#history/events';
import type { ClientLimits, FloorSummary } from '#history/floor-summary';
import type { CameraSummary } from '#history/camera-events';
import type { FloorPlan } from '#history/floor-plan';
import { spelledPlan, type Standing } from './plan.ts';
import type { ThinClientKind } from '#protocols/thin-client/messages';
import type { DeviceKind, Scenario, ScenarioDevice } from './scenario.ts';

export type FloorDevice = {
  name: string;
  kind: DeviceKind;
  operator: string;
  beltPrinter: boolean;
  /** How it is paired with its belt printer; null without one. */
  belt: Belt | null;
  accessPoint: string | null;
  signal: number;
  lan: boolean;
  /** The one payment terminal it pays at; null for any. */
  terminal: string | null;
  /** Of a PayPOS: the payment terminal that is in it; null for every other device. */
  ownTerminal: string | null;
  /** The client it was set up as. */
  as: string;
  display: { width: number; height: number };
  /** Its model; a thin client says it of itself. Null where none is told. */
  model: DeviceModel | null;
  /** The IIS it belongs to, the one it talks to (null where there is one for all), and how its station is set. */
  iis: string | null;
  dials: string | null;
  settings: StationSettings;
  /** Whether its app is a page in a real browser, on the wire. */
  browser: boolean;
  /** Production places random waiters order from at this device; null for all. */
  places: readonly string[] | null;
};
/** A belt printer as a device has it: `of` is the device that wears it. */
export type Belt = { of: string; driver: 'bixolon' | 'generic'; paired: boolean };
export type Article = { name: string; cents: number; place: string };
export type Floor = Omit<Scenario['floor'], 'devices' | 'articles' | 'plan'> & {
  devices: FloorDevice[];
  articles: Article[];
  plan: FloorPlan | null;
};

/** The names till and server go by among the nodes. */
export const TILL = 'till';
export const SERVER = 'server';
/** What stands for the ways between the floor and the server. */
export const NETWORK = 'network';

const ARTICLES: readonly Omit<Article, 'place'>[] = [
  { name: 'Pils', cents: 420 },
  { name: 'Riesling', cents: 650 },
  { name: 'Water', cents: 310 },
  { name: 'Schnitzel', cents: 1890 },
  { name: 'Käsespätzle', cents: 1350 },
  { name: 'Soup', cents: 690 },
];

/** What devices without a name are called, before their number. */
const PREFIXES: Record<DeviceKind, string> = { handheld: 'H', tablet: 'T', client: 'C', freestyle: 'F', paypos: 'P' };
/** Paired, through the driver of the printer. */
const USUAL_BELT = { driver: 'bixolon', paired: true, of: undefined } as const;
/** Display of a usual phone, held upright, in CSS pixels. */
const PHONE = { width: 412, height: 732 };

/** The cloud services of a floor, by the names of their nodes. */
export function servicesOf({ services }: Pick<Floor, 'services'>): ServiceName[] {
  return SERVICES.filter((name) => services[name] !== undefined);
}

/** What the server is told of cloud services: the payment host is asked by the terminals. */
function servicesOfServer({ services }: Floor): Omit<Floor['services'], 'paymentHost'> {
  const asked = { ...services };
  delete asked.paymentHost;
  return asked;
}

/** Cameras of the till that can be viewed: those on IP cannot, and are no nodes. */
export function viewable({ till }: Pick<Scenario['floor'], 'till'>): { name: string; frame: number }[] {
  return (till?.cameras ?? []).filter(({ kind }) => kind !== 'ip');
}

/** All cameras of the till, as server and checkers know them. */
function camerasOf({ till }: Pick<Scenario['floor'], 'till'>): CameraSummary[] {
  return (till?.cameras ?? []).map(({ name, kind }) => ({ name, kind }));
}

/** Kinds of the client-server family. */
export function isThinClient(kind: DeviceKind): kind is ThinClientKind {
  return kind === 'client' || kind === 'freestyle' || kind === 'paypos';
}

/** The key a client is set up with, on every floor that is played. */
export function setUpKey(client: string): string {
  return `set-up of ${client}`.slice(0, 64);
}

/** Spells out counts, operators, access points and articles. */
export function resolveFloor(scenario: Pick<Scenario, 'floor'>): Floor {
  const { floor } = scenario;
  const devices: FloorDevice[] = [];
  let next = 0;
  for (const entry of floor.devices) {
    for (let i = 1; i <= (entry.count ?? 1); i += 1) {
      const prefix = entry.name ?? PREFIXES[entry.kind];
      const number = entry.count === undefined && entry.name !== undefined ? '' : String(i).padStart(2, '0');
      devices.push({
        name: `${prefix}${number}`,
        kind: entry.kind,
        operator: entry.operator ?? floor.operators[next % floor.operators.length] ?? '',
        beltPrinter: entry.beltPrinter !== false,
        belt: beltOf(entry, `${prefix}${number}`),
        accessPoint: entry.lan
          ? null
          : (entry.accessPoint ?? floor.accessPoints[next % Math.max(1, floor.accessPoints.length)] ?? null),
        signal: entry.signal,
        lan: entry.lan,
        terminal: entry.terminal ?? null,
        ownTerminal: entry.kind === 'paypos' ? (entry.terminal ?? null) : null,
        as: entry.as ?? `${prefix}${number}`,
        display: entry.display ?? PHONE,
        model: entry.model ?? null,
        browser: entry.browser,
        places: entry.places ?? null,
        ...serviceOf(floor, entry),
      });
      next += 1;
    }
  }
  const places = Object.keys(floor.places);
  const articles =
    floor.articles ?? ARTICLES.map((one, i) => ({ ...one, place: places[i < 3 ? places.length - 1 : 0] ?? 'none' }));
  const plan = floor.plan === undefined ? null : spelledPlan(floor.plan, standingOn(floor, devices));
  return { ...floor, devices, articles, plan };
}

/** The belt printer of a device: as it should be, unless the scenario says otherwise. */
function beltOf({ beltPrinter }: ScenarioDevice, name: string): Belt | null {
  if (beltPrinter === false) return null;
  const { driver, paired, of = name } = beltPrinter === true ? USUAL_BELT : beltPrinter;
  return { of, driver, paired };
}

/** Devices that wear a belt printer of their own. */
export function beltWearers({ devices }: Pick<Floor, 'devices'>): string[] {
  return devices.flatMap(({ name, belt }) => (belt?.of === name ? [name] : []));
}

/** What one key books to which table, to cash that out; null where none is set up. */
export function simpleOrderOf({ simpleOrder, articles }: Floor): { tab: number; article: Article } | null {
  const article = articles.find(({ name }) => name === simpleOrder?.article);
  return simpleOrder === undefined || article === undefined ? null : { tab: simpleOrder.tab, article };
}

/** The nodes with a LAN port of their own: the server first. */
export function wiredNodes({
  devices,
  printers,
  monitors,
  till,
}: Pick<Floor, 'devices' | 'printers' | 'monitors' | 'till'>): string[] {
  const byCable = [...devices, ...printers].filter(({ lan }) => lan).map(({ name }) => name);
  return [SERVER, ...(till === undefined ? [] : [TILL]), ...byCable, ...monitors.map(({ name }) => name)];
}

/** The IIS of a device and its settings. A Freestyle device belongs where it comes to: nobody has configured it. */
function serviceOf(
  { iis, offlineBooking, offers }: Scenario['floor'],
  { kind, iis: own, dials }: ScenarioDevice,
): Pick<FloorDevice, 'iis' | 'dials' | 'settings'> {
  const belongs = iis.length === 0 ? null : ((kind === 'freestyle' ? dials : undefined) ?? own ?? iis[0]?.name ?? null);
  const service = iis.find(({ name }) => name === belongs);
  const offered = service?.offers ?? offers;
  return {
    iis: belongs,
    dials: belongs === null ? null : (dials ?? belongs),
    settings: {
      offlineBooking: service?.offlineBooking ?? offlineBooking,
      ...(offered === undefined ? {} : { offers: offered }),
    },
  };
}

/** What goes by a name on the floor, as far as it can stand on a plan. */
function standingOn(
  { printers, terminals, till }: Scenario['floor'],
  devices: readonly FloorDevice[],
): (name: string) => Standing | undefined {
  const all = new Map<string, Standing>([
    ...printers.map(({ name, lan }) => [name, { of: 'printer', wired: lan }] as const),
    ...terminals.map(({ name }) => [name, { of: 'terminal', wired: false }] as const),
    ...devices.map(({ name, lan }) => [name, { of: 'device', wired: lan }] as const),
    ...(till === undefined ? [] : [[TILL, { of: 'till', wired: true }] as const]),
  ]);
  return (name) => all.get(name);
}

/** The server's configuration for a floor, durations divided by `timeScale`. */
export function serverConfigOf(scenario: Scenario, floor: Floor, timeScale: number): ServerConfig {
  const config = serverConfigSchema.parse({
    durations: scenario.server.durations ?? {},
    printAttempts: scenario.server.printAttempts,
    offlineBooking: floor.offlineBooking,
    offers: floor.offers,
    iis: floor.iis,
    simpleOrder: floor.simpleOrder,
    smartSwap: floor.smartSwap,
    operators: floor.operators,
    rights: floor.rights ?? {},
    devices: [
      ...floor.devices.flatMap(({ name, kind, model, beltPrinter, belt, terminal, iis }) =>
        isThinClient(kind)
          ? []
          : [
              {
                ...{ name, family: kind, beltPrinter },
                ...(model === null ? {} : { model: model.name }),
                ...(belt === null || belt.of === name ? {} : { beltOf: belt.of }),
                ...(terminal === null ? {} : { terminal }),
                ...(iis === null ? {} : { iis }),
              },
            ],
      ),
      ...(floor.till === undefined ? [] : [{ name: TILL, family: 'till' as const }]),
    ],
    clients: floor.devices.flatMap(({ name, kind, terminal, as, iis }) =>
      (kind === 'client' || kind === 'paypos') && as === name
        ? [
            {
              name,
              kind,
              setUp: setUpKey(name),
              // Where there is a second device with its key, it was set up before that.
              ...(floor.devices.some((other) => other.as === name && other.name !== name) ? { install: name } : {}),
              ...(terminal === null ? {} : { terminal }),
              ...(iis === null ? {} : { iis }),
            },
          ]
        : [],
    ),
    ...(floor.devices.some(({ kind }) => isThinClient(kind)) ? { articles: floor.articles } : {}),
    freestyle: floor.freestyle ?? {},
    licences: floor.licences ?? {},
    whitelist: floor.whitelist,
    printers: floor.printers.map(({ name, alternatives, profile, failing, failAfter }) => ({
      name,
      alternatives,
      profile,
      failing,
      failAfterMs: failAfter,
    })),
    places: floor.places,
    placesByTime: floor.placesByTime,
    fallbackPrinter: floor.fallbackPrinter,
    noticePrinter: floor.noticePrinter,
    monitors: floor.monitors,
    cameras: camerasOf(floor),
    terminals: floor.terminals.map(({ name }) => ({ name })),
    services: servicesOfServer(floor),
  });
  return scaleTimes(config, timeScale);
}

/** What the checkers must know of a floor. */
export function floorSummary(scenario: Scenario, floor: Floor, config: ServerConfig): FloorSummary {
  return {
    devices: [
      ...floor.devices.map(deviceSummary),
      ...(floor.till === undefined ? [] : [{ name: TILL, family: 'till', beltPrinter: false, lan: true as const }]),
    ],
    printers: floor.printers.map((printer) => printerSummary(printer, config)),
    ...(floor.monitors.length === 0 ? {} : { monitors: floor.monitors }),
    ...(camerasOf(floor).length === 0 ? {} : { cameras: camerasOf(floor) }),
    terminals: floor.terminals.map(({ name }) => name),
    places: floor.places,
    ...(floor.placesByTime === undefined ? {} : { placesByTime: floor.placesByTime, clock: floor.clock }),
    fallbackPrinter: floor.fallbackPrinter ?? null,
    noticePrinter: floor.noticePrinter ?? floor.fallbackPrinter ?? null,
    accessPoints: floor.accessPoints,
    calm: scenario.expect.calm,
    tabLines: true,
    beltReasons: true,
    lateOutcomes: true,
    reversalsAgain: true,
    ...(floor.monitors.length === 0 ? {} : { monitorsTold: true as const }),
    ...(floor.services.tse === undefined ? {} : { unsaidTold: true as const }),
    ...(floor.smartSwap === undefined ? {} : { smartSwap: floor.smartSwap }),
    ...(floor.simpleOrder === undefined ? {} : { simpleOrder: { ...floor.simpleOrder } }),
    operators: [...floor.operators],
    ...(floor.rights === undefined ? {} : { rights: floor.rights }),
    articles: floor.articles.map(({ name, cents, place }) => ({ name, cents, place })),
    ...(servicesOf(floor).length === 0 ? {} : { services: floor.services }),
    ...(floor.redundancy === 'off' ? {} : { redundancy: floor.redundancy }),
    ...(floor.plan === null ? {} : { plan: floor.plan }),
    ...(floor.devices.some(({ kind }) => isThinClient(kind)) ? { clients: clientLimits(config) } : {}),
  };
}

function printerSummary(
  { name, alternatives, lan, failing, profile }: Floor['printers'][number],
  config: ServerConfig,
): FloorSummary['printers'][number] {
  const failAfterMs = config.printers.find((one) => one.name === name)?.failAfterMs;
  const isUsual = failing.length === USUALLY_FAILING.length && USUALLY_FAILING.every((one) => failing.includes(one));
  return {
    name,
    alternatives,
    ...(lan ? { lan } : {}),
    ...(isUsual ? {} : { failing }),
    ...(failAfterMs === undefined ? {} : { failAfterMs }),
    ...(printerProfiles[profile].realTimeStatus.includes(4) ? { tellsPaper: true } : {}),
  };
}

function deviceSummary(device: FloorDevice): FloorSummary['devices'][number] {
  const { name, kind, beltPrinter, belt, lan, signal, terminal, ownTerminal, as, model, display, iis, dials } = device;
  return {
    name,
    family: kind,
    beltPrinter,
    ...(belt === null || (belt.of === name && belt.paired && belt.driver === 'bixolon') ? {} : { belt }),
    ...(lan ? { lan } : { signal }),
    ...(terminal === null ? {} : { terminal }),
    ...(ownTerminal === null ? {} : { ownTerminal }),
    ...(as === name ? {} : { as }),
    ...(model === null ? {} : { model }),
    ...(isThinClient(kind) ? { display } : {}),
    ...(device.browser ? { browser: true } : {}),
    settings: device.settings,
    ...(iis === null ? {} : { iis }),
    ...(dials === iis || dials === null ? {} : { dials }),
  };
}

function clientLimits({ freestyle, licences, whitelist }: ServerConfig): ClientLimits {
  const { limit, operators } = freestyle;
  return {
    freestyleLimit: limit,
    ...(operators === undefined ? {} : { freestyleOperators: operators }),
    licences: { ...licences },
    ...(whitelist === undefined ? {} : { whitelist }),
  };
}

/** The limits a run is judged by. `slackMs` is what measuring may add on the ground. */
export function limitsOf(config: ServerConfig, slackMs: number): Limits {
  const { durations: d } = config;
  return {
    heartbeatMs: d.heartbeatMs,
    orphanAfterMs: d.orphanAfterMs,
    leaseMs: d.leaseMs,
    graceMs: d.graceMs,
    restartGraceMs: d.restartGraceMs,
    paymentHoldMs: d.paymentHoldMs,
    enquiryLimitMs: d.enquiryLimitMs,
    failAfterMs: d.failAfterMs,
    printStatusMs: d.printStatusMs,
    printConfirmMs: d.printConfirmMs,
    printLineMs: d.printLineMs,
    printerPollMs: d.printerPollMs,
    printAttempts: config.printAttempts,
    toleranceMs: d.toleranceMs,
    slackMs,
    busyMs: d.busyMs,
    printWaitMs: d.printWaitMs,
    clockSkewWarnMs: d.clockSkewWarnMs,
    serviceAnswerMs: d.serviceAnswerMs,
    serviceRestMostMs: d.serviceRestMostMs,
    receiptWaitMs: d.receiptWaitMs,
    signatureWaitMs: d.signatureWaitMs,
    cardWaitMs: d.cardWaitMs,
    cameraFrameMs: d.cameraFrameMs,
    terminalWaitMs: d.zvtT4Ms + d.zvtT3Ms,
  };
}
