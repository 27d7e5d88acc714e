/**
 * The lanes of a run in the order one looks at them: server and radio, devices with what they hold, faults, machines
 * that print and pay, and the locks tab by tab.
 */
import type { HistoryHeader } from '#history/events';
import type { Collected, FaultSpan } from '../collect.ts';
import { holdSegments, lockSegments } from '../holds.ts';
import type { Mark, Segment } from './spans.ts';

export type BandRow = 'state' | 'dialog' | 'silent' | 'hold' | 'lock' | 'payment' | 'fault' | 'bar' | 'signal';
export type LaneKind = 'server' | 'device' | 'tab' | 'machine' | 'fault' | 'signal';

/** Segments in the order of their beginning; `latest[i]` is the latest end up to the i-th, for finding what is in view. */
export type Band = { row: BandRow; segments: Segment[]; latest: Float64Array };

export type Lane = {
  kind: LaneKind;
  /** Whose events appear here; empty for lanes that belong to nobody, e.g. those of the locks. */
  node: string;
  name: string;
  about: string;
  bands: Band[];
  marks: Mark[];
};

export type Group = { name: string; collapsed: boolean; lanes: Lane[] };

/** With more tabs than this their locks begin collapsed: the devices tell the same story. */
const MOST_TABS_SHOWN = 12;

export function lanesOf(floor: HistoryHeader['floor'], seen: Collected, toleranceMs: number): Group[] {
  const belts = floor.devices
    .filter(({ name, beltPrinter, belt }) => beltPrinter && (belt?.of ?? name) === name)
    .map(({ name }) => `${name}/belt`);
  const printers = floor.printers.map(({ name }) => name);
  const monitors = (floor.monitors ?? []).map(({ name }) => name);
  const machines = (names: readonly string[], about: string): Lane[] =>
    names.map((name) => laneOf('machine', name, about, seen));
  const tabs = tabLanes(seen, toleranceMs);
  const groups: Group[] = [
    {
      name: 'Server and radio',
      collapsed: false,
      lanes: [
        laneOf('server', 'server', 'IIS', seen),
        ...machines(floor.accessPoints, 'access point'),
        ...stallLanes(seen.stalls),
      ],
    },
    { name: 'Devices', collapsed: false, lanes: deviceLanes(floor, seen, toleranceMs) },
    { name: 'Signals', collapsed: seen.signals.size > MOST_TABS_SHOWN, lanes: signalLanes(seen.signals) },
    { name: 'Faults', collapsed: false, lanes: faultLanes(seen.faults) },
    { name: 'Printers', collapsed: false, lanes: machines(printers, 'printer') },
    { name: 'Belt printers', collapsed: belts.length > MOST_TABS_SHOWN, lanes: machines(belts, 'belt') },
    { name: 'Kitchen monitors', collapsed: false, lanes: machines(monitors, 'monitor') },
    { name: 'Payment terminals', collapsed: false, lanes: machines(floor.terminals, 'terminal') },
    { name: 'Locks by tab', collapsed: tabs.length > MOST_TABS_SHOWN, lanes: tabs },
  ];
  return groups.filter((group) => group.lanes.length > 0);
}

function laneOf(kind: LaneKind, node: string, about: string, seen: Collected, more: readonly Band[] = []): Lane {
  const faults = seen.faults.filter((fault) => fault.target === node).map(faultSegment);
  const bands = [
    bandOf('state', seen.states.get(node) ?? []),
    bandOf('silent', seen.silences.get(node) ?? []),
    ...more,
    bandOf('fault', faults),
  ];
  return { kind, node, name: node, about, bands: bands.filter(isUsed), marks: seen.marks.get(node) ?? [] };
}

/** The devices of the floor, and whoever else has states: a history may name somebody the floor does not know. */
function deviceLanes(floor: HistoryHeader['floor'], seen: Collected, toleranceMs: number): Lane[] {
  const families = new Map(floor.devices.map(({ name, family }) => [name, family]));
  const others = [
    ...floor.devices.map(({ name }) => `${name}/belt`),
    ...floor.printers.map(({ name }) => name),
    ...(floor.monitors ?? []).map(({ name }) => name),
    ...floor.terminals,
    ...floor.accessPoints,
    'server',
  ];
  const strangers = [...seen.states.keys()].filter((node) => !families.has(node) && !others.includes(node));
  const holds = Map.groupBy(seen.holds, (hold) => hold.device);
  const locks = Map.groupBy(seen.locks, (lock) => lock.device);
  const lockOfToken = new Map(seen.locks.map((lock) => [lock.token, lock]));
  const holdOfToken = new Map(seen.holds.map((hold) => [hold.token, hold]));
  return [...families.keys(), ...strangers].map((node) =>
    laneOf('device', node, families.get(node) ?? '', seen, [
      bandOf('dialog', seen.dialogs.get(node) ?? []),
      bandOf(
        'hold',
        (holds.get(node) ?? []).flatMap((hold) => holdSegments(hold, lockOfToken.get(hold.token), toleranceMs)),
      ),
      bandOf(
        'lock',
        (locks.get(node) ?? []).flatMap((lock) =>
          lockSegments(lock, holdOfToken.get(lock.token), `${lock.tab} · ${lock.token}`, toleranceMs),
        ),
      ),
    ]),
  );
}

function tabLanes(seen: Collected, toleranceMs: number): Lane[] {
  const locks = Map.groupBy(seen.locks, (lock) => lock.tab);
  const payments = Map.groupBy(seen.payments, (payment) => payment.tab);
  const holdOfToken = new Map(seen.holds.map((hold) => [hold.token, hold]));
  const tabs = [...new Set([...locks.keys(), ...payments.keys()])].toSorted((a, b) => a - b);
  return tabs.map((tab) => {
    const locked = (locks.get(tab) ?? []).flatMap((lock) =>
      lockSegments(lock, holdOfToken.get(lock.token), `${lock.device} · ${lock.token}`, toleranceMs),
    );
    const paid = (payments.get(tab) ?? []).map(({ terminal, end, ...span }): Segment => {
      const text = span.tone === 'parked' ? 'parked payment' : 'payment';
      return { ...span, text, label: terminal, end: end ?? 'not ended' };
    });
    const bands = [bandOf('lock', locked), bandOf('payment', paid)].filter(isUsed);
    return { kind: 'tab', node: '', name: `tab ${tab}`, about: '', bands, marks: [] };
  });
}

/** How each station on the radio plan hears its access point. */
function signalLanes(signals: ReadonlyMap<string, readonly Segment[]>): Lane[] {
  return [...signals]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, heard]) => ({
      kind: 'signal',
      node: '',
      name,
      about: 'signal',
      bands: [bandOf('signal', heard)],
      marks: [],
    }));
}

function faultLanes(faults: readonly FaultSpan[]): Lane[] {
  return [...Map.groupBy(faults, (fault) => fault.fault)].flatMap(([name, spans]) =>
    rowsOf(spans.map(faultSegment)).map((segments): Lane => ({
      kind: 'fault',
      node: '',
      name,
      about: '',
      bands: [bandOf('bar', segments)],
      marks: [],
    })),
  );
}

function faultSegment({ fault, target, params, end, ...span }: FaultSpan): Segment {
  const label = `${fault} on ${target}${params === '' ? '' : `, ${params}`}`;
  return { ...span, text: fault, tone: 'fault', label, end: end ?? 'never healed' };
}

function stallLanes(stalls: Segment[]): Lane[] {
  if (stalls.length === 0) return [];
  const bands = [bandOf('state', stalls)];
  return [{ kind: 'machine', node: 'run', name: 'stalls', about: 'of this machine', bands, marks: [] }];
}

function bandOf(row: BandRow, segments: readonly Segment[]): Band {
  const sorted = segments.toSorted((a, b) => a.from - b.from);
  const latest = new Float64Array(sorted.length);
  let end = -Infinity;
  for (const [i, { to }] of sorted.entries()) latest[i] = end = Math.max(end, to);
  return { row, segments: sorted, latest };
}

const isUsed = (band: Band): boolean => band.segments.length > 0;

/** Spreads what overlaps over as few rows as it takes. */
function rowsOf(segments: readonly Segment[]): Segment[][] {
  const rows: Segment[][] = [];
  for (const segment of segments) {
    const free = rows.find((row) => (row.at(-1)?.to ?? 0) <= segment.from);
    if (free === undefined) rows.push([segment]);
    else free.push(segment);
  }
  return rows;
}
