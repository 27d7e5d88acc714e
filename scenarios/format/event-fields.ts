/**
 * The fields by which an event can be told, of every kind of event and of fact, and what their values can be. The types
 * keep these tables equal to what is recorded: a kind, a field or a word that is missing here, or is not there any
 * more, does not compile.
 */
import type { EventKind, EventOf } from '#history/events';
import type { Fact } from '#server/core/facts';
import { paymentFacts, reversalShownFields } from './payment-fields.ts';
import { cardShownFields, cloudFacts, serviceDidFields } from './cloud-fields.ts';
import { screenFields, tapFields } from './screen-fields.ts';

/** A text is free, or one of the names or words that the vocabulary (vocabulary.ts) knows. */
export type TextSort =
  | 'text'
  | 'holder'
  | 'operator'
  | 'printer'
  | 'terminal'
  | 'access-point'
  | 'act'
  | 'chart'
  | 'state'
  | 'condition'
  | 'code'
  | 'message'
  | 'answer'
  | 'outcome'
  | 'fault';
/** Whom events of a kind happen to. */
export type Place =
  'monitor' | 'camera' | 'holder' | 'server' | 'printer' | 'terminal' | 'service' | 'station' | 'run' | 'anywhere';

/** `structure` cannot be compared with a value in a file. */
export type FieldSort = 'number' | 'truth' | 'structure' | TextSort | Readonly<Record<string, true>>;

type SortOf<V> = [V] extends [number]
  ? 'number'
  : [V] extends [boolean]
    ? 'truth'
    : [V] extends [string]
      ? string extends V
        ? TextSort
        : { readonly [W in V]: true }
      : 'structure';
type KeysOf<T> = T extends unknown ? keyof T : never;
type ValueOf<T, F extends PropertyKey> =
  T extends Record<F, infer V> ? V : T extends Partial<Record<F, infer V>> ? V : never;
type FieldsOf<T> = {
  readonly [F in Exclude<KeysOf<T>, 't' | 'node' | 'kind'>]: SortOf<NonNullable<ValueOf<T, F>>>;
};

type EventFields = { readonly [K in EventKind]: { at: Place; fields: FieldsOf<EventOf<K>> } };
type FactFields = { readonly [K in Fact['kind']]: FieldsOf<Extract<Fact, { kind: K }>> };

const RIGHT = {
  split: true,
  move: true,
  merge: true,
  cancel: true,
  discount: true,
  'part-bill': true,
  reverse: true,
} as const;

export const eventFields: EventFields = {
  act: {
    at: 'holder',
    fields: {
      act: 'act',
      tab: 'number',
      cents: 'number',
      to: 'terminal',
      confirmed: 'truth',
      operator: 'operator',
      job: 'number',
      change: 'structure',
      twice: 'truth',
      quick: 'truth',
      card: 'structure',
      station: 'text',
      camera: 'text',
    },
  },
  'gave-up': { at: 'holder', fields: { act: 'act', tab: 'number', state: 'state' } },
  transition: { at: 'anywhere', fields: { machine: 'chart', from: 'state', to: 'state' } },
  sent: {
    at: 'holder',
    fields: {
      type: 'message',
      req: 'number',
      tab: 'number',
      token: 'number',
      seqs: 'structure',
      operator: 'operator',
      terminal: 'terminal',
      job: 'number',
      cents: 'number',
      confirmed: 'truth',
      offline: 'truth',
      mayBePrinted: 'truth',
      quick: 'truth',
      camera: 'text',
      line: 'structure',
      change: 'structure',
      card: 'structure',
    },
  },
  heard: { at: 'server', fields: { from: 'holder', token: 'number' } },
  reply: {
    at: 'holder',
    fields: {
      req: 'number',
      ok: 'truth',
      did: 'answer',
      code: 'code',
      iis: 'text',
      holder: 'holder',
      sinceMs: 'number',
      freeInMs: 'number',
      right: RIGHT,
      token: 'number',
      balanceCents: 'number',
      parked: 'truth',
      lines: 'structure',
      earlierCents: 'number',
      station: 'text',
      columns: 'number',
      closed: 'truth',
      bill: 'number',
      cents: 'number',
      payment: 'number',
      scan: 'number',
    },
  },
  hold: { at: 'holder', fields: { tab: 'number', token: 'number' } },
  'hold-lost': { at: 'holder', fields: { tab: 'number', token: 'number', why: 'text' } },
  collected: {
    at: 'holder',
    fields: {
      tab: 'number',
      seq: 'number',
      article: 'text',
      quantity: 'number',
      cents: 'number',
      place: 'text',
      offline: 'truth',
      station: 'text',
    },
  },
  acknowledged: { at: 'holder', fields: { tab: 'number', seqs: 'structure' } },
  'payment-shown': {
    at: 'holder',
    fields: { tab: 'number', outcome: 'outcome', cents: 'number', payment: 'number', tipCents: 'number' },
  },
  'reversal-shown': {
    at: 'holder',
    fields: reversalShownFields,
  },
  'late-outcome-shown': {
    at: 'holder',
    fields: {
      tab: 'number',
      payment: 'number',
      outcome: { paid: true, 'not-paid': true },
      cents: 'number',
      balanceCents: 'number',
    },
  },
  'card-shown': { at: 'holder', fields: cardShownFields },
  takings: {
    at: 'holder',
    fields: {
      req: 'number',
      operator: 'operator',
      mposCents: 'number',
      posCents: 'number',
      cashCents: 'number',
      cardCents: 'number',
      tipCents: 'number',
      refundCents: 'number',
    },
  },
  dialled: { at: 'holder', fields: {} },
  hello: { at: 'holder', fields: { clockMs: 'number', skewMs: 'number', tab: 'number', token: 'number' } },
  welcome: {
    at: 'holder',
    fields: {
      hold: 'text',
      serverClockMs: 'number',
      heartbeatMs: 'number',
      toleranceMs: 'number',
      offlineBooking: 'truth',
      skewWarning: 'truth',
    },
  },
  storage: { at: 'holder', fields: { seqs: 'structure' } },
  admitted: { at: 'holder', fields: { session: 'number' } },
  layout: { at: 'holder', fields: { width: 'number', height: 'number', titlePx: 'number' } },
  screen: { at: 'holder', fields: screenFields },
  'code-read': { at: 'holder', fields: { screen: 'number' } },
  tap: { at: 'holder', fields: tapFields },
  traffic: { at: 'holder', fields: { up: 'number', down: 'number' } },
  browser: { at: 'run', fields: { pages: 'number', memoryBytes: 'number' } },
  told: { at: 'holder', fields: { code: 'code', tab: 'number', sentence: 'text', iis: 'text' } },
  'clock-warning': { at: 'holder', fields: { skewMs: 'number' } },
  fact: { at: 'server', fields: { n: 'number', at: 'number', fact: 'structure', aheadMs: 'number' } },
  'half-printed': { at: 'printer', fields: { ticket: 'number', copy: 'truth', lines: 'number' } },
  printed: {
    at: 'printer',
    fields: { ticket: 'number', copy: 'truth', document: 'text', tab: 'number', lines: 'number', text: 'structure' },
  },
  'frame-taken': { at: 'camera', fields: { frame: 'number' } },
  'frame-shown': { at: 'holder', fields: { view: 'number', frame: 'number' } },
  'card-before-camera': {
    at: 'holder',
    fields: {
      code: 'text',
      outcome: { read: true, 'other-read': true, 'not-read': true, 'no-camera': true },
      why: { insecure: true, none: true, refused: true, failed: true },
      tookMs: 'number',
      pictures: 'number',
    },
  },
  'view-ended': { at: 'holder', fields: { camera: 'text', view: 'number', why: 'text' } },
  shown: { at: 'monitor', fields: { item: 'number', tab: 'number', place: 'text', text: 'structure' } },
  condition: {
    at: 'anywhere',
    fields: {
      of: {
        ...{ printer: true, terminal: true, server: true, link: true, network: true },
        ...{
          'access-point': true,
          'belt-printer': true,
          'lan-port': true,
          paths: true,
          pairing: true,
          monitor: true,
          paper: true,
          camera: true,
          service: true,
        },
      },
      state: 'condition',
    },
  },
  signal: {
    at: 'station',
    fields: {
      accessPoint: 'access-point',
      band: { '2.4GHz': true, '5GHz': true },
      dbm: 'number',
      quality: { good: true, weak: true, bad: true, none: true },
    },
  },
  association: {
    at: 'station',
    fields: {
      phase: { joined: true, roaming: true, lost: true },
      accessPoint: 'access-point',
      from: 'access-point',
      stallMs: 'number',
    },
  },
  'service-did': { at: 'service', fields: serviceDidFields },
  'asked-to-pay': { at: 'terminal', fields: { cents: 'number' } },
  'left-alone': { at: 'terminal', fields: { askedToStop: 'truth' } },
  money: {
    at: 'terminal',
    fields: {
      phase: { taken: true, reversed: true },
      cents: 'number',
      receiptNo: 'text',
      trace: 'number',
    },
  },
  fault: {
    at: 'anywhere',
    fields: { phase: { begun: true, ended: true }, fault: 'fault', id: 'number', params: 'structure' },
  },
  'mark-broken': { at: 'anywhere', fields: { mark: 'text', about: 'text' } },
  stall: { at: 'run', fields: { who: 'text', fromMs: 'number', toMs: 'number' } },
  phase: { at: 'run', fields: { phase: { 'faults-over': true, 'work-over': true, end: true } } },
};

const CAUSES = {
  'new-balance': true,
  bill: true,
  payment: true,
  parked: true,
  'lease-ended': true,
  restart: true,
  forced: true,
} as const;
const BY = { device: 'holder', operator: 'operator' } as const;
const SOURCE = { '40': true, Officer: true } as const;
const JOB = { job: 'number', printer: 'printer' } as const;
const HOLD = { tab: 'number', token: 'number' } as const;

export const factFields: FactFields = {
  started: {},
  'signed-on': BY,
  'signed-off': { device: 'holder' },
  'tab-locked': { ...HOLD, ...BY, station: 'text', maintain: 'truth' },
  'station-state': { station: 'text', runs: 'truth' },
  'hold-silent': { ...HOLD, device: 'holder', silentMs: 'number' },
  'hold-claimed': { ...HOLD, device: 'holder' },
  'tab-released': { ...HOLD, device: 'holder', cause: CAUSES },
  booked: { ...HOLD, ...BY, source: SOURCE, offline: 'truth', bookings: 'structure' },
  billed: {
    bill: 'number',
    tab: 'number',
    ...BY,
    cents: 'number',
    tender: { cash: true, card: true },
    payment: 'number',
    part: 'structure',
    source: SOURCE,
  },
  'lines-moved': {
    why: { split: true, move: true, merge: true },
    ...HOLD,
    ...BY,
    from: 'number',
    to: 'number',
    lines: 'structure',
    cents: 'number',
  },
  'lines-cancelled': { ...HOLD, ...BY, source: SOURCE, reason: 'text', lines: 'structure', cents: 'number' },
  discounted: { ...HOLD, ...BY, source: SOURCE, percent: 'number', cents: 'number' },
  ...paymentFacts,
  'terminal-known': { terminal: 'terminal', last: 'structure' },
  'job-queued': {
    job: 'number',
    document: { order: true, bill: true, notice: true },
    tab: 'number',
    route: { pos: true, belt: true, static: true },
    queue: 'text',
    device: 'text',
    ticket: 'number',
    copy: 'truth',
    lines: 'structure',
    belt: 'holder',
  },
  'job-started': { ...JOB, copy: 'truth' },
  'job-failed': {
    ...JOB,
    trouble: { offline: true, 'paper-out': true, 'cover-open': true, error: true, silent: true },
    mayBePrinted: 'truth',
  },
  'job-redirected': { ...JOB, mayBePrinted: 'truth' },
  'job-printed': { ...JOB, evidence: { confirmed: true, sent: true } },
  'job-given-up': { ...JOB, attempts: 'number' },
  'job-overdue': { job: 'number', queue: 'text' },
  'paper-near-end': { printer: 'printer', job: 'number' },
  'paper-enough': { printer: 'printer' },
  'item-queued': {
    monitor: 'text',
    item: 'number',
    tab: 'number',
    place: 'text',
    device: 'holder',
    lines: 'structure',
  },
  'items-shown': { monitor: 'text', item: 'number' },
  'monitor-away': { monitor: 'text', item: 'number', waiting: 'number' },
  ...cloudFacts,
  'code-made': { code: 'text' },
  'client-admitted': {
    client: 'holder',
    family: { client: true, freestyle: true, paypos: true },
    install: 'text',
    session: 'number',
    code: 'text',
  },
  'client-silent': { client: 'holder', session: 'number', silentMs: 'number' },
  'client-back': { client: 'holder', session: 'number' },
  'client-left': { client: 'holder', session: 'number', cause: { left: true, lost: true, replaced: true } },
  answered: { device: 'holder', req: 'number', reply: 'structure' },
};
