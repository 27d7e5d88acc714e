/**
 * One pass over a history that keeps what can be drawn: for each thing the stretches of its states, who held which tab
 * from when to when by the device's word and by the server's, faults, tickets, money. Heartbeats leave nothing.
 */
import type { AirQuality, EventKind, EventOf, FactRecord, HistoryEvent, HistoryHeader } from '#history/events';
import { begin, close, stop, switchTo, type Mark, type Segment, type Span, type Tone } from './timeline/spans.ts';
import { conditionTone, deviceTone, dialogTone, terminalTone } from './timeline/tones.ts';

export type Hold = Span & { device: string; tab: number; token: number };
export type FaultSpan = Span & { fault: string; target: string; params: string };
export type PaymentSpan = Span & { tab: number; terminal: string; tone: Tone };
export type Phase = { at: number; name: string };

export type Collected = {
  endMs: number;
  states: Map<string, Segment[]>;
  dialogs: Map<string, Segment[]>;
  silences: Map<string, Segment[]>;
  /** What stations on the radio plan hear of their access point. */
  signals: Map<string, Segment[]>;
  marks: Map<string, Mark[]>;
  holds: Hold[];
  locks: Hold[];
  payments: PaymentSpan[];
  faults: FaultSpan[];
  stalls: Segment[];
  phases: Phase[];
};

export type Collecting = {
  /** Takes the event with the number `n`, which was at `t` ms of the scenario. */
  take(event: HistoryEvent, n: number, t: number): void;
  /** What was collected. The run is as long as it went on: what is still so then is so until the last event. */
  end(): Collected;
};

/** What is begun and has not ended, by what ends it. */
type Open = {
  holds: Map<string, Hold>;
  locks: Map<number, Hold>;
  payments: Map<number, PaymentSpan>;
  faults: Map<number, FaultSpan>;
};
type Seen = { all: Collected; open: Open; t: number; n: number; timeScale: number };

export function startCollecting(floor: HistoryHeader['floor'], timeScale: number): Collecting {
  const all: Collected = {
    endMs: 0,
    states: new Map(),
    dialogs: new Map(),
    silences: new Map(),
    signals: new Map(),
    marks: new Map(),
    holds: [],
    locks: [],
    payments: [],
    faults: [],
    stalls: [],
    phases: [],
  };
  const seen: Seen = {
    all,
    open: { holds: new Map(), locks: new Map(), payments: new Map(), faults: new Map() },
    t: 0,
    n: 0,
    timeScale,
  };
  for (const { node, text, tone } of beginningsOf(floor)) switchTo(all.states, node, { t: 0, text, tone, n: 0 });
  return {
    take(event, n, t) {
      Object.assign(seen, { n, t });
      all.endMs = Math.max(all.endMs, t);
      if (Object.hasOwn(on, event.kind)) (on[event.kind] as Handler<EventKind>)(event, seen);
    },
    end() {
      for (const tracks of [all.states, all.dialogs, all.silences, all.signals])
        for (const node of tracks.keys()) stop(tracks, node, all.endMs);
      for (const spans of [all.holds, all.locks, all.payments, all.faults])
        for (const span of spans) span.to = Math.min(span.to, all.endMs);
      return all;
    },
  };
}

/** What everything on the floor is before its first event. */
function beginningsOf(floor: HistoryHeader['floor']): { node: string; text: string; tone: Tone }[] {
  const all = (nodes: readonly string[], text: string, tone: Tone) => nodes.map((node) => ({ node, text, tone }));
  return [
    { node: 'server', text: 'not started', tone: 'down' },
    ...all(floor.accessPoints, 'up', 'up'),
    ...all(
      floor.devices.map(({ name }) => name),
      'off',
      'off',
    ),
    ...all(
      floor.printers.map(({ name }) => name),
      'ready',
      'ready',
    ),
    ...all(
      floor.devices
        .filter(({ name, beltPrinter, belt }) => beltPrinter && (belt?.of ?? name) === name)
        .map(({ name }) => `${name}/belt`),
      'ready',
      'ready',
    ),
    ...all(
      (floor.monitors ?? []).map(({ name }) => name),
      'on',
      'up',
    ),
    ...all(floor.terminals, 'idle', 'idle'),
  ];
}

/** What stands for the signal where there is none at all. */
const NOTHING_DBM = -127;
const SIGNALS: Record<AirQuality, string> = {
  good: 'good signal',
  weak: 'weak signal',
  bad: 'bad signal',
  none: 'nothing passes',
};

type Handler<K extends EventKind> = (event: EventOf<K>, seen: Seen) => void;

const on: { [K in EventKind]?: Handler<K> } = {
  transition({ node, machine, to }, { all, t, n }) {
    const isTerminal = machine === 'payment-terminal';
    switchTo(all.states, node, { t, text: to, tone: isTerminal ? terminalTone(to) : deviceTone(to), n });
    if (isTerminal) return;
    const dialog = dialogTone(to);
    if (dialog === null) stop(all.dialogs, node, t);
    else switchTo(all.dialogs, node, { t, text: `${dialog} dialog`, tone: dialog, n });
  },
  condition({ node, of, state }, { all, t, n }) {
    // What lies behind a port is told by the links; the server has no other.
    if (of === 'lan-port' && node !== 'server') return;
    if (of === 'pairing' && state === 'paired') return stop(all.silences, node, t);
    if (of === 'paths' && state === 'changing')
      switchTo(all.silences, 'server', { t, text: 'no path', tone: 'silent', n });
    else if (of === 'paths') stop(all.silences, 'server', t);
    else if (of === 'lan-port' && state === 'down')
      switchTo(all.silences, node, { t, text: 'no network', tone: 'silent', n });
    else if (of === 'lan-port') stop(all.silences, node, t);
    else if (of === 'pairing') switchTo(all.silences, node, { t, text: state, tone: 'silent', n });
    else if (of !== 'link') switchTo(all.states, node, { t, text: state, tone: conditionTone(state), n });
    else if (state === 'silent') switchTo(all.silences, node, { t, text: 'no network', tone: 'silent', n });
    else stop(all.silences, node, t);
  },
  signal({ node, accessPoint, band, dbm, quality }, { all, t, n }) {
    const heard = quality === 'none' && dbm <= NOTHING_DBM ? 'no signal' : `${String(dbm).replace('-', '−')} dBm`;
    const label = accessPoint === '' ? heard : `${heard} at ${accessPoint}, ${band}`;
    stop(all.signals, node, t);
    const track = all.signals.get(node) ?? [];
    track.push({ from: t, to: Infinity, text: SIGNALS[quality], tone: `air-${quality}`, event: n, label });
    all.signals.set(node, track);
  },
  hold({ node, tab, token }, { all, open, t, n }) {
    close(open.holds, node, t, 'another hold', n);
    begin(open.holds, node, all.holds, { device: node, tab, token, from: t, to: Infinity, event: n });
  },
  'hold-lost'({ node, token, why }, { open, t, n }) {
    if (open.holds.get(node)?.token === token) close(open.holds, node, t, why, n);
  },
  fact({ fact }, seen) {
    if (Object.hasOwn(onFact, fact.kind)) onFact[fact.kind]?.(fact, seen);
  },
  collected: ({ node }, seen) => mark(seen, node, 'booking'),
  printed: ({ node, copy }, seen) => mark(seen, node, copy ? 'copy' : 'printed'),
  'half-printed': ({ node }, seen) => mark(seen, node, 'half'),
  money: ({ node, phase }, seen) => mark(seen, node, phase),
  'clock-warning': ({ node }, seen) => mark(seen, node, 'clock'),
  told: ({ node }, seen) => mark(seen, node, 'told'),
  fault({ node, phase, fault, id, params }, { all, open, t, n }) {
    if (phase === 'ended') return close(open.faults, id, t, 'healed', n);
    const span = { fault, target: node, params: paramsText(params), from: t, to: Infinity, event: n };
    return begin(open.faults, id, all.faults, span);
  },
  stall({ who, fromMs, toMs }, { all, n, timeScale }) {
    const times = { from: fromMs * timeScale, to: toMs * timeScale };
    all.stalls.push({ ...times, text: 'stall', tone: 'stall', event: n, label: who });
  },
  phase: ({ phase }, { all, t }) => void all.phases.push({ at: t, name: phase }),
};

const onFact: Record<string, (fact: FactRecord, seen: Seen) => void> = {
  'tab-locked'(fact, { all, open, t, n }) {
    const tab = Number(fact['tab']);
    const whose = { device: String(fact['device']), tab, token: Number(fact['token']) };
    close(open.locks, tab, t, 'locked again', n);
    begin(open.locks, tab, all.locks, { ...whose, from: t, to: Infinity, event: n });
  },
  'tab-released': (fact, { open, t, n }) => close(open.locks, Number(fact['tab']), t, String(fact['cause']), n),
  'payment-begun': (fact, seen) => payment(fact, seen, 'another payment', String(fact['terminal']), 'paying'),
  'payment-parked': (fact, seen) => payment(fact, seen, 'parked', 'parked', 'parked'),
  'payment-ended': (fact, { open, t, n }) => close(open.payments, Number(fact['tab']), t, String(fact['outcome']), n),
  billed: (fact, { open, t, n }) => close(open.payments, Number(fact['tab']), t, 'billed', n),
};

function payment(fact: FactRecord, { all, open, t, n }: Seen, before: string, terminal: string, tone: Tone): void {
  const tab = Number(fact['tab']);
  close(open.payments, tab, t, before, n);
  begin(open.payments, tab, all.payments, { tab, terminal, tone, from: t, to: Infinity, event: n });
}

function mark({ all, t, n }: Seen, node: string, tone: Tone): void {
  const marks = all.marks.get(node);
  if (marks === undefined) all.marks.set(node, [{ at: t, tone, event: n }]);
  else marks.push({ at: t, tone, event: n });
}

function paramsText(params: Record<string, unknown>): string {
  return Object.entries(params)
    .map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
