/**
 * The state of the server core. What stands in the journal is in the maps of the first half and changes in `apply.ts`
 * only; the `live` half (signs of life, printer health, what is being printed) is known only while the process runs.
 *
 * The state is owned by whoever folds it: `step` changes it in place and hands it back, so the caller must not keep
 * the one it passed in. A copy for every input would cost more than all decisions together.
 */
import type { MonitorItem } from '#protocols/monitor/frames';
import { SERVICES_OF_SERVER, type CloudRequest, type ServiceOfServer } from '#protocols/cloud/exchange';
import type { Card } from '#protocols/mpos/cards';
import type { Reply, Takings } from '#protocols/mpos/messages';
import type { ThinClientKind } from '#protocols/thin-client/messages';
import type { ServerConfig } from './config.ts';
import type { EndedCard, EndedPayment, EndedReversal } from './ended.ts';
import type { Baseline, Fact, JobSpec, PrinterTrouble, TerminalRecord, TseTrouble } from './facts.ts';
import type { FailingCondition } from '#protocols/escpos/failing';

export type Lock = {
  tab: number;
  token: number;
  device: string;
  operator: string;
  /** Wall clock of the grant. */
  grantedAt: number;
  /** The station of SmartSwap in force under it; null for the device's own settings. */
  station: string | null;
  reason: 'open' | 'payment';
  /** What came late of a payment for which the tab was parked when it was opened. */
  late: LateOutcome | null;
  /** How much of its lease the journal says is used up; 0 while the holder gives signs of life. */
  silentMs: number;
  /** How much of its lease was used up before this process started. Live. */
  carriedMs: number;
  /** Monotonic clock of the grant; after a start, as the wall clock suggests. Live. */
  sinceMs: number;
  /** Monotonic clock of the last message in which the holder claimed this hold. Live. */
  lastContactMs: number;
  /** Not claimed since the server started. Live. */
  unclaimed: boolean;
};

/** What came of a payment after its tab was parked and opened anew: of a charge `cents` settled the tab. */
export type LateOutcome = { payment: number; outcome: 'paid' | 'not-paid'; cents: number };

/** A booked line: on its tab until that is settled, at its device for ever, so that it is known again. */
export type BookedLine = { tab: number; article: string; quantity: number; cents: number; place: string };
export type Tab = {
  number: number;
  lock: Lock | null;
  lines: BookedLine[];
  balanceCents: number;
  /** So many of the lines, from the first, are what the card was charged for, until that is billed. */
  charged: number;
  /** The payment with unknown outcome the tab is parked for. */
  parked: number | null;
  /** Job whose print must end before the tab is opened again, and until when that may be asked. */
  busyJob: number | null;
  busyUntilMs: number;
};

export type DeviceState = {
  name: string;
  operator: string | null;
  /** The last hold of any device before its operator signed on: what the device holds from before is left behind. */
  signedOnAfter: number;
  lastReq: number;
  lastReply: Reply | null;
  /** What the device has booked, by `seq`. */
  booked: Map<number, BookedLine>;
  /** How the last payment begun at this device ended; told again to a device that comes back with its hold. */
  lastPayment: EndedPayment | null;
  /** What came of the last card read at this device; told again like that. */
  lastCard: EndedCard | null;
  /** How the last reversal ended that was asked for here, under the hold there was then; told again like that. */
  lastReversal: EndedReversal | null;
  /** The station of SmartSwap that stays in force after its tab was closed. */
  maintained: string | null;
};

/** A card about which the service has not answered. */
export type ScannedCard = {
  scan: number;
  tab: number;
  token: number;
  device: string;
  operator: string;
  card: Card;
  /** The tab will have nothing of it: it is to be given back. */
  dropped: boolean;
};

export type Payment = {
  payment: number;
  tab: number;
  token: number;
  device: string;
  operator: string;
  terminal: string;
  cents: number;
  baseline: Baseline;
  /** How many lines were on the tab when it began: what it is for. */
  covers: number;
  /** How much of its limit the journal says is used up. */
  waitedMs: number;
  /** How much of it was used up before this process took it on, and when that was on the monotonic clock. Live. */
  carriedMs: number;
  sinceMs: number;
  parked: boolean;
  /** The tab was settled otherwise while the outcome was unknown. */
  superseded: boolean;
};

export type Job = JobSpec & {
  mayBePrinted: boolean;
  started: boolean;
  /** How often it was sent without being confirmed. */
  attempts: number;
  /** People have been told that it waits. */
  overdue: boolean;
};
/** A thin client that has a place. */
export type ClientState = {
  client: string;
  family: ThinClientKind;
  install: string;
  session: number;
  /** Freestyle: the code it has signed up with. */
  code: string | null;
  /** How much of its time to return the journal says is used up. */
  silentMs: number;
  /** How much was used up before this process started. Live. */
  carriedMs: number;
  /** Monotonic clock of its last message. Live. */
  lastContactMs: number;
};
/** A digital receipt the service has not answered for. */
export type DueReceipt = {
  bill: number;
  tab: number;
  device: string;
  operator: string;
  cents: number;
  lines: string[];
  /** Paper has stood in for it: it is to be withdrawn. */
  onPaper: boolean;
};
/** A hand-over that is to be signed. */
export type DueSignature = {
  handOver: number;
  /** Its time in the journal. */
  atMs: number;
  tab: number;
  operator: string;
  cents: number;
  lines: string[];
  /** Its tab, and those to which lines of that have gone. */
  tabs: Set<number>;
  /** Bills over them that were made before the unit was known to fail: they do not say that it does. */
  bills: { bill: number; tab: number; device: string }[];
};
/** A cloud service: what it is asked at present, how often that has failed, and whether it is left alone for a while. */
export type ServiceLive = { asked: CloudRequest | null; failures: number; resting: boolean };
/** The last payment that was paid at a terminal, if nothing was asked of it since that it may have stored: it may be reversed. */
export type PaidLast = {
  payment: number;
  tab: number;
  device: string;
  operator: string;
  paidCents: number;
  tipCents: number;
  refundCents: number;
  record: TerminalRecord;
};
export type TerminalState = {
  last: Baseline;
  payment: number | null;
  /** Since its last end of day, and not reversed; null if there is none. */
  paidLast: PaidLast | null;
  /** The device that has asked for its reversal, which has no outcome yet. */
  reversing: string | null;
  /** It was asked to end its day, and has not told its total yet. */
  closing: boolean;
  /**
   * What payments were paid by: since it told its total last, and from each end of day since then that told nothing, as
   * its total may begin there.
   */
  takenCents: number[];
};

/** An order for a kitchen monitor, and the device it comes from. */
export type WaitingItem = { device: string; shows: MonitorItem };
/**
 * The feed of a kitchen monitor: the last number given out, what it has not said that it shows, in order, and whether
 * people have been told that it shows nothing.
 */
export type MonitorState = { last: number; waiting: WaitingItem[]; isAway: boolean };

export type PrinterLive = {
  trouble: PrinterTrouble | null;
  /** Since when it has been in a trouble that counts as failing, on the monotonic clock. */
  troubleSinceMs: number;
  /** What counts as failing. */
  failing: readonly FailingCondition[];
  /** Its hold-off. */
  failAfterMs: number;
  job: number | null;
};

/** A picture of a camera, in base64. */
export type CameraPicture = { frame: number; picture: string };
/** A camera view: `frame` is the last one it was sent, `sentMs` when that was (monotonic), unless it has been seen. */
export type CameraView = { view: number; camera: string; frame: number; sentMs: number | null };

export type State = {
  config: ServerConfig;
  entries: number;
  lastToken: number;
  lastBill: number;
  lastPayment: number;
  lastJob: number;
  lastScan: number;
  tabs: Map<number, Tab>;
  locks: Map<number, Lock>;
  devices: Map<string, DeviceState>;
  payments: Map<number, Payment>;
  terminals: Map<string, TerminalState>;
  jobs: Map<number, Job>;
  /** Waiting jobs in order of entry; none is empty. */
  queues: Map<string, number[]>;
  /** What operators have taken, by name. */
  takings: Map<string, Takings>;
  /** The latest printed jobs, for reprints. */
  printed: Map<number, JobSpec>;
  /** Printers that have told that their paper is near its end. */
  nearEnd: Set<string>;
  /** Feeds of kitchen monitors, by name; none where nothing was ordered yet. */
  monitors: Map<string, MonitorState>;
  /** Digital receipts, by bill, that the service has not answered for, the oldest first. */
  receipts: Map<number, DueReceipt>;
  lastHandOver: number;
  /** Hand-overs, by number, that are not signed yet, the oldest first. */
  signatures: Map<number, DueSignature>;
  /** How the signing unit fails; null while it does not. */
  tseTrouble: TseTrouble | null;
  /** Cards, by scan, about which the service has not answered, the oldest first. */
  cards: Map<number, ScannedCard>;
  lastSession: number;
  /** Thin clients that have a place, by name. */
  clients: Map<string, ClientState>;
  /** Set-up for fixed use → the installation that has been set up with it. */
  setUps: Map<string, string>;
  /** Stations of SmartSwap of which the till has told whether they run. */
  stationRuns: Map<string, boolean>;
  /** Sign-up codes nobody has used. */
  codes: Set<string>;
  live: {
    printers: Map<string, PrinterLive>;
    deviceConfig: Map<string, ServerConfig['devices'][number]>;
    clientConfig: Map<string, ServerConfig['clients'][number]>;
    /** Who has a sign-up for Freestyle; null for everybody. */
    freestyleOperators: Set<string> | null;
    operators: Set<string>;
    alternatives: Map<string, readonly string[]>;
    /** Jobs that will be looked after if they still wait in a while. */
    expected: Set<number>;
    /** Monitors → the item that will be looked after if they still do not show it in a while. */
    awaited: Map<string, number>;
    /** Device → the view of a camera it has; a view ends with its connection, so none outlives a restart. */
    views: Map<string, CameraView>;
    /** Camera → its newest picture, while it is watched. */
    pictures: Map<string, CameraPicture>;
    /** Those the floor has. */
    services: Map<ServiceOfServer, ServiceLive>;
  };
};

/** How many printed jobs stay available for `reprint`. */
export const REPRINTABLE = 200;

/** An empty state for a floor, before any fact. */
export function emptyState(config: ServerConfig): State {
  return {
    config,
    entries: 0,
    lastToken: 0,
    lastBill: 0,
    lastPayment: 0,
    lastJob: 0,
    lastScan: 0,
    tabs: new Map(),
    locks: new Map(),
    devices: new Map(),
    payments: new Map(),
    terminals: new Map(
      config.terminals.map((terminal) => [
        terminal.name,
        { last: 'unknown', payment: null, paidLast: null, reversing: null, closing: false, takenCents: [0] },
      ]),
    ),
    jobs: new Map(),
    queues: new Map(),
    takings: new Map(),
    printed: new Map(),
    nearEnd: new Set(),
    monitors: new Map(),
    receipts: new Map(),
    lastHandOver: 0,
    signatures: new Map(),
    tseTrouble: null,
    cards: new Map(),
    lastSession: 0,
    clients: new Map(),
    setUps: new Map(),
    stationRuns: new Map(),
    codes: new Set(),
    live: {
      printers: new Map(
        config.printers.map(({ name, failing, failAfterMs = config.durations.failAfterMs }) => [
          name,
          { trouble: null, troubleSinceMs: 0, failing, failAfterMs, job: null },
        ]),
      ),
      deviceConfig: new Map(config.devices.map((device) => [device.name, device])),
      clientConfig: new Map(config.clients.map((client) => [client.name, client])),
      freestyleOperators: config.freestyle.operators === undefined ? null : new Set(config.freestyle.operators),
      operators: new Set(config.operators),
      alternatives: new Map(config.printers.map((printer) => [printer.name, printer.alternatives])),
      expected: new Set(),
      awaited: new Map(),
      views: new Map(),
      pictures: new Map(),
      services: new Map(
        SERVICES_OF_SERVER.flatMap((service) =>
          config.services[service] === undefined
            ? []
            : [[service, { asked: null, failures: 0, resting: false }] as const],
        ),
      ),
    },
  };
}

/** The tab of that number; opened numbers exist from their first use on. */
export function tabOf(state: State, number: number): Tab {
  let tab = state.tabs.get(number);
  if (tab === undefined) {
    tab = { number, lock: null, lines: [], balanceCents: 0, charged: 0, parked: null, busyJob: null, busyUntilMs: 0 };
    state.tabs.set(number, tab);
  }
  return tab;
}

/** Settles a tab that was parked otherwise: should the card have been charged, its money is due back. */
export function supersede(state: State, tab: Tab): void {
  if (tab.parked === null) return;
  const payment = state.payments.get(tab.parked);
  if (payment !== undefined) payment.superseded = true;
  tab.parked = null;
}

/** The record of a device; it exists from its first message on. */
export function deviceOf(state: State, name: string): DeviceState {
  let device = state.devices.get(name);
  if (device === undefined) {
    device = {
      name,
      operator: null,
      signedOnAfter: 0,
      lastReq: 0,
      lastReply: null,
      booked: new Map(),
      lastPayment: null,
      lastCard: null,
      lastReversal: null,
      maintained: null,
    };
    state.devices.set(name, device);
  }
  return device;
}

/** How facts of some kinds change the state; `at` is the wall clock of the journal entry, ms since 1970. */
export type Appliers<K extends Fact['kind']> = {
  readonly [P in K]: (state: State, fact: Extract<Fact, { kind: P }>, at: number) => void;
};
