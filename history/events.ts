/**
 * The history of a run, version 2: the waist of the house. One NDJSON line per event, appended as things happen;
 * every checker and report reads nothing else. `t` is milliseconds since the run began, `node` who it happened to.
 *
 * What a device, a printer's paper or a terminal's store shows is evidence from outside the server; `fact` events are
 * the server's own journal, which is compared with that evidence.
 */

import type { LateOutcomeTold, ReversalEnded, Takings } from '#protocols/mpos/messages';
import type { Card, CardResult } from '#protocols/mpos/cards';
import type { Right, TabChange } from '#protocols/mpos/tab-changes';
import type { CameraEvent } from './camera-events.ts';
import type { CardBeforeCameraEvent } from './card-before-camera.ts';
import type { Expectation } from './expectation.ts';
import type { Band } from './floor-plan.ts';
import type { FloorSummary } from './floor-summary.ts';
import type { ScreenEvent } from './screen-event.ts';
import type { ServiceDidEvent, ServiceLimits } from './services.ts';

/**
 * How a reply of the server looked to the device. With `ok: false` there is a `code`, and `did` is what was asked for;
 * `req` 0 is an error about the connection as a whole. The other fields are those of the reply that it has; what is true
 * of few replies (`parked`, `closed`) is left out of the others.
 */
export type ReplyEvent = {
  kind: 'reply';
  req: number;
  ok: boolean;
  did: string;
  code?: string;
  /** The IIS the device belongs to, where it came to another. */
  iis?: string;
  holder?: string;
  sinceMs?: number;
  freeInMs?: number;
  /** The right that is missing. */
  right?: Right;
  token?: number;
  balanceCents?: number;
  parked?: true;
  /** What stands on the tab that was opened, and what its lines before those come to. Absent in Quick Mode, and from older histories. */
  lines?: { quantity: number; article: string; cents: number }[];
  earlierCents?: number;
  /** The station of SmartSwap in force on the tab that was opened, and its layout if that changes. */
  station?: string;
  columns?: number;
  closed?: true;
  bill?: number;
  cents?: number;
  payment?: number;
  scan?: number;
};

/** What a device has asked for. A request that is sent again after a reconnection is the same one, and not told again. */
export type SentEvent = {
  kind: 'sent';
  type: string;
  req: number;
  tab?: number;
  /** The fencing token it shows; histories of the first days have none of the fields from here on, but for `seqs`. */
  token?: number;
  seqs?: number[];
  operator?: string;
  terminal?: string;
  job?: number;
  /** Of a bill or a payment: at most so much of the tab is to be settled. */
  cents?: number;
  confirmed?: true;
  offline?: true;
  mayBePrinted?: true;
  quick?: true;
  /** Whose view it wants. */
  camera?: string;
  /** Of a Simple Order: what it books. */
  line?: { article: string; quantity: number; cents: number; place: string };
  /** What is to be changed of the tab. */
  change?: TabChange;
  /** What was read off a card. */
  card?: Card;
};

/** The states of things without a chart in the history; those of printers are their troubles, joined by `+`. `paper` is what the sensor of a printer says. */
export const CONDITIONS = {
  server: ['up', 'killed', 'stopped', 'ended', 'paused', 'resumed'],
  terminal: ['on', 'off'],
  monitor: ['on', 'off'],
  paper: ['enough', 'near-end'],
  camera: ['plugged', 'unplugged'],
  link: ['silent', 'audible'],
  pairing: ['paired', 'unpaired', 'wrong-driver'],
  network: ['own', 'other'],
  'access-point': ['up', 'down'],
  'lan-port': ['up', 'down'],
  paths: ['steady', 'changing'],
  service: ['up', 'down'],
} as const;
/** What the air at a station is good for: nobody notices; slow at times; answers later than people wait; nothing passes. */
export const AIR_QUALITIES = ['good', 'weak', 'bad', 'none'] as const;
export type AirQuality = (typeof AIR_QUALITIES)[number];
export type AssociationPhase = 'joined' | 'roaming' | 'lost';
type Conditions = typeof CONDITIONS;
export type ServerCondition = Conditions['server'][number];
type Condition<Of extends keyof Conditions> = { kind: 'condition'; of: Of; state: Conditions[Of][number] };
/** What is said of the server; why it was not started is in the server's own words. */
export type ServerState = Condition<'server'>['state'] | `not started: ${string}`;
export type ConditionEvent =
  | { [Of in keyof Conditions]: Condition<Of> }[keyof Conditions]
  | { kind: 'condition'; of: 'server'; state: ServerState }
  | { kind: 'condition'; of: 'printer' | 'belt-printer'; state: string };

export type EventBody =
  /** Whatever was chosen in it, so that it can be told as a step of a scenario; a booking is told by `collected`. */
  | {
      kind: 'act';
      act: string;
      tab?: number;
      cents?: number;
      to?: string;
      confirmed?: true;
      operator?: string;
      job?: number;
      change?: TabChange;
      /** The key was pressed twice. */
      twice?: true;
      /** The tab is opened in Quick Mode. */
      quick?: true;
      card?: Card;
      station?: string;
      camera?: string;
    }
  /** The operator has waited in vain for the device to be ready for that: it was not done. */
  | { kind: 'gave-up'; act: string; tab?: number; state: string }
  | { kind: 'transition'; machine: string; from: string; to: string }
  | SentEvent
  | { kind: 'heard'; from: string; token?: number }
  | ReplyEvent
  | { kind: 'hold'; tab: number; token: number }
  | { kind: 'hold-lost'; tab: number; token: number; why: string }
  | {
      kind: 'collected';
      tab: number;
      seq: number;
      cents: number;
      /** These three are absent from histories of version 1 only. */
      article?: string;
      quantity?: number;
      place?: string;
      offline: boolean;
      /** The station of SmartSwap by whose items it was made; absent for the device's own settings. */
      station?: string;
    }
  | { kind: 'acknowledged'; tab: number; seqs: number[] }
  | { kind: 'payment-shown'; tab: number; outcome: string; cents: number; payment?: number; tipCents?: number }
  /** A device shows what came of a reversal: what the card got back, and what of it is owed on the tab again. */
  | {
      kind: 'reversal-shown';
      tab: number;
      payment: number;
      outcome: ReversalEnded['outcome'];
      paidCents: number;
      cents: number;
    }
  /** A device shows what came late of the payment for which its tab was parked: what that settled, and what is owed now. */
  | {
      kind: 'late-outcome-shown';
      tab: number;
      payment: number;
      outcome: LateOutcomeTold['outcome'];
      cents: number;
      balanceCents: number;
    }
  /** A device shows what came of a card: what came off the tab, or who the customer is. */
  | { kind: 'card-shown'; tab: number; scan: number; result: CardResult; cents?: number; customer?: string }
  /** A device shows what an operator has taken: the answer to request `req` has one for each. A thin client numbers none. */
  | ({ kind: 'takings'; req?: number } & Takings)
  /** The device dials the server: at a start, and by its connection service. */
  | { kind: 'dialled' }
  /** The device introduces itself: its clock, which is wrong by `skewMs`, and the hold it believes to have. */
  | { kind: 'hello'; clockMs: number; skewMs?: number; tab?: number; token?: number }
  /** What the server answers to that. */
  | {
      kind: 'welcome';
      hold: string;
      serverClockMs: number;
      heartbeatMs: number;
      toleranceMs: number;
      /** Absent from older histories. */
      offlineBooking?: boolean;
      skewWarning?: true;
    }
  | { kind: 'storage'; seqs: number[] }
  | { kind: 'clock-warning'; skewMs: number }
  /** A thin client has a place at the server. */
  | { kind: 'admitted'; session: number }
  /**
   * What its app is laid out for, pixels: told when that is shown first, has changed, or its operator has turned the device.
   * `titlePx` is how wide the title of a thin client's screen is, which tells how large everything is.
   */
  | { kind: 'layout'; width: number; height: number; titlePx?: number }
  | ScreenEvent
  /** The camera of its device has read the code of a card on the screen of that number, and the app says so. */
  | { kind: 'code-read'; screen: number }
  /** Its operator taps a key of the screen of that number, at a point of it. */
  | {
      kind: 'tap';
      screen: number;
      title: string;
      key: string;
      x: number;
      y: number;
      /** What it asks of the server, as whoever reads that screen understands it; absent where it only changes a page. */
      asks?: string;
      /** It asks nothing and is sure to lead to another screen. Absent from older histories. */
      leads?: true;
      tab?: number;
      token?: number;
      operator?: string;
      terminal?: string;
      article?: string;
      /** What is to be changed of the tab; at most so much of it is to be settled. */
      change?: TabChange;
      cents?: number;
      job?: number;
      confirmed?: true;
      /** The card whose code stands on the screen. */
      card?: Card;
      /** Whose view is wanted. */
      camera?: string;
    }
  /** At the end of a run: what a device has sent and got, bytes of application frames. Older histories have it of thin clients only. */
  | { kind: 'traffic'; up: number; down: number }
  /** At the end, on the wire: so many devices were pages in one browser, which took so much memory. */
  | { kind: 'browser'; pages: number; memoryBytes?: number }
  /**
   * The device tells its operator something that no reply has said; a code of the error table, and of a condition or a
   * refusal of the whitelist its sentence, of another IIS its name.
   */
  | { kind: 'told'; code: string; tab: number; sentence?: string; iis?: string }
  /**
   * `at` is when the server decided, in ms of the run; the event itself comes when the decision was durable. `aheadMs` is
   * by how much the time in the journal is ahead of that; absent where both are the same, and from older histories.
   */
  | { kind: 'fact'; n: number; at: number; fact: FactRecord; aheadMs?: number }
  /** A ticket that will never be whole: so many lines of it are on paper. */
  | { kind: 'half-printed'; ticket: number; copy: boolean; lines: number }
  /** A ticket came out whole, up to its cut; `text` is every line of it. */
  | {
      kind: 'printed';
      ticket: number;
      copy: boolean;
      document: string;
      tab: number;
      lines: number;
      text?: string[];
    }
  /** A kitchen monitor shows an order; `item` is its number at this monitor. */
  | { kind: 'shown'; item: number; tab: number; place: string; text: string[] }
  | CameraEvent
  | CardBeforeCameraEvent
  | ConditionEvent
  /**
   * What a station on the radio plan hears of its access point: told when it has changed by a step. `quality` is what the
   * air is good for, with all that disturbs it; `none` if nothing passes.
   */
  | { kind: 'signal'; accessPoint: string; band: Band; dbm: number; quality: AirQuality }
  /** A station has joined an access point, or changes to another: for so long nothing passes; or is a station of none. */
  | { kind: 'association'; phase: AssociationPhase; accessPoint: string; from?: string; stallMs?: number }
  | ServiceDidEvent
  /** A till has asked the terminal for a payment, and it has begun: over so much. */
  | { kind: 'asked-to-pay'; cents: number }
  /** The till has ended its connection in the middle of a payment, which goes on without it; and whether it had asked that it be stopped. */
  | { kind: 'left-alone'; askedToStop: boolean }
  | { kind: 'money'; phase: 'taken' | 'reversed'; cents: number; receiptNo: string; trace: number }
  | { kind: 'fault'; phase: 'begun' | 'ended'; fault: string; id: number; params: Record<string, unknown> }
  | { kind: 'stall'; who: string; fromMs: number; toMs: number }
  /** The code says of itself that something must always hold (protocols/marks.ts), and it did not; told once a run. */
  | { kind: 'mark-broken'; mark: string; about: string }
  | { kind: 'phase'; phase: 'faults-over' | 'work-over' | 'end' };

/** A fact of the server's journal as the history keeps it; its kinds are those of server/core/facts.ts. */
export type FactRecord = { kind: string; [field: string]: unknown };

export type EventKind = EventBody['kind'];
export type HistoryEvent = { t: number; node: string } & EventBody;
export type EventOf<K extends EventKind> = Extract<HistoryEvent, { kind: K }>;

/** Takes events as they happen. */
export type Recorder = (node: string, body: EventBody) => void;

export const HISTORY_FORMAT = 'mpos-twin-history';
export const HISTORY_VERSION = 2;

/** Limits the checkers judge by, in the milliseconds of this run (already divided by `timeScale`). */
export type Limits = ServiceLimits & {
  heartbeatMs: number;
  orphanAfterMs: number;
  leaseMs: number;
  graceMs: number;
  restartGraceMs: number;
  paymentHoldMs: number;
  enquiryLimitMs: number;
  failAfterMs: number;
  printStatusMs: number;
  printConfirmMs: number;
  printLineMs: number;
  printerPollMs: number;
  /** How often a ticket is sent before it may be given up. */
  printAttempts: number;
  toleranceMs: number;
  /** What measuring itself may add on this ground: 0 on sim. */
  slackMs: number;
  /** These are absent from histories of the first days. */
  busyMs?: number;
  printWaitMs?: number;
  clockSkewWarnMs?: number;
  cameraFrameMs?: number;
  /** The longest a terminal may keep silent within a payment before it is given up: T4, and T3 to stop. */
  terminalWaitMs?: number;
};

/** First line of a history. Everything needed to run it again and to judge it. */
export type HistoryHeader = {
  format: typeof HISTORY_FORMAT;
  version: number;
  scenario: string;
  /** The scenario as it was run, after overrides; `replay` runs exactly this. */
  source: unknown;
  seed: number;
  ground: string;
  commit: string;
  /** When the run began, as ISO 8601 in UTC; a run of a search has none. */
  playedAt?: string;
  timeScale: number;
  durationMs: number;
  limits: Limits;
  floor: FloorSummary;
  /** Name of a statechart → hash of its definition: tells after a divergence whether a chart has changed. */
  machines?: Record<string, string>;
  /** What the scenario expects to occur: codes of refusals, facts like `tab-released:lease-ended`. */
  happens: string[];
  /** All that the scenario expects, `happens` included; histories of the first days have no more than that. */
  expects?: Expectation[];
  /** Thin clients are expected to have so many times the traffic of standard devices, for a tab. */
  timesTraffic?: number;
  /** The budget of answer times, of requests and of taps at thin clients. */
  answers?: { request?: AnswerLimits; tap?: AnswerLimits };
};

/** The longest an answer may take; and half of the answers, and 99 of a hundred; ms of this run. */
export type AnswerLimits = { mostMs: number; p50Ms?: number; p99Ms?: number };

/** Last line of a whole history: how many events precede it, and their hash. */
export type HistoryTrailer = { kind: 'trailer'; events: number; hash: string };
