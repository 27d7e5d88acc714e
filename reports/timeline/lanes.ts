/**
 * The lanes of a run in the order one looks at them: server and radio, devices with what they hold, faults, machines
 * that print and pay, and the locks tab by tab. Where a device's word and the server's differ for longer than the
 * tolerance, the difference is a stretch of its own: a lock nobody uses any more, a hold that has ended unnoticed.
 */
import type { HistoryHeader } from '#history/events';
import type { Collected, FaultSpan, Hold } from './collect.ts';
import type { Group, Lane, LaneKind, Segment, Tone } from './data.ts';

/** With more tabs than this their locks begin collapsed: the devices tell the same story. */
const MOST_TABS_SHOWN = 12;

export function lanesOf(header: HistoryHeader, seen: Collected): Group[] {
  const { floor, limits } = header;
  const { codes } = seen;
  const code = (text: string, tone: Tone): number => codes.of({ text, tone });

  const lane = (kind: LaneKind, node: string, about: string, more: Lane['bands'] = []): Lane => ({
    kind,
    node,
    name: node,
    about,
    bands: [
      { row: 'state', segments: seen.states.get(node) ?? [] },
      { row: 'silent', segments: seen.silences.get(node) ?? [] },
      ...more,
      { row: 'fault', segments: seen.faults.filter((fault) => fault.target === node).map(faultSegment) },
    ],
    marks: seen.marks.get(node) ?? [],
  });

  const families = new Map(floor.devices.map(({ name, family }) => [name, family]));
  const belts = floor.devices.filter((device) => device.beltPrinter).map(({ name }) => `${name}/belt`);
  const printers = floor.printers.map(({ name }) => name);
  const named = new Set([
    ...families.keys(),
    ...belts,
    ...printers,
    ...floor.terminals,
    ...floor.accessPoints,
    'server',
  ]);
  const strangers = [...seen.states.keys()].filter((node) => !named.has(node));
  const held = byKey(seen.holds, (hold) => hold.device);
  const locked = byKey(seen.locks, (lock) => lock.device);
  const lockOfToken = new Map(seen.locks.map((lock) => [lock.token, lock]));
  const holdOfToken = new Map(seen.holds.map((hold) => [hold.token, hold]));

  const deviceLane = (node: string): Lane =>
    lane('device', node, families.get(node) ?? '', [
      { row: 'dialog', segments: seen.dialogs.get(node) ?? [] },
      { row: 'hold', segments: (held.get(node) ?? []).flatMap((hold) => holdSegments(hold)) },
      { row: 'lock', segments: (locked.get(node) ?? []).flatMap((lock) => lockSegments(lock, tabText(lock))) },
    ]);

  /** The device's side: from the server's release on, it believes in a hold that is no more. */
  function holdSegments(hold: Hold): Segment[] {
    const releasedAt = lockOfToken.get(hold.token)?.to ?? hold.to;
    return parted(
      hold,
      tabText(hold),
      releasedAt,
      code('holds the tab', 'hold'),
      code('holds by its own word only', 'stale'),
    );
  }

  /** The server's side: from the device's loss on, the lock is held for nobody. */
  function lockSegments(lock: Hold, label: string): Segment[] {
    const lostAt = holdOfToken.get(lock.token)?.to ?? lock.to;
    return parted(lock, label, lostAt, code('locked', 'lock'), code('orphaned', 'orphaned'));
  }

  function parted(span: Hold, label: string, otherEnd: number, together: number, alone: number): Segment[] {
    const { from, to, event, end, endEvent } = span;
    const whole = { from, to, code: together, event, label, end: end ?? 'still so at the end', endEvent };
    const cut = Math.max(from, otherEnd);
    if (to - cut <= limits.toleranceMs) return [whole];
    return [...(cut > from ? [{ ...whole, to: cut }] : []), { ...whole, from: cut, code: alone }];
  }

  function faultSegment(fault: FaultSpan): Segment {
    const { from, to, event, end, endEvent } = fault;
    const label = `${fault.fault} on ${fault.target}${fault.params === '' ? '' : `, ${fault.params}`}`;
    return { from, to, event, code: code(fault.fault, 'fault'), label, end: end ?? 'never healed', endEvent };
  }

  function faultLanes(): Lane[] {
    const lanes: Lane[] = [];
    for (const [name, spans] of byKey(seen.faults, (fault) => fault.fault)) {
      for (const segments of rowsOf(spans.map(faultSegment))) {
        lanes.push({ kind: 'fault', node: '', name, about: '', bands: [{ row: 'bar', segments }], marks: [] });
      }
    }
    return lanes;
  }

  function tabLanes(): Lane[] {
    const locks = byKey(seen.locks, (lock) => lock.tab);
    const payments = byKey(seen.payments, (payment) => payment.tab);
    const tabs = [...new Set([...locks.keys(), ...payments.keys()])].toSorted((a, b) => a - b);
    return tabs.map((tab) => ({
      kind: 'tab',
      node: '',
      name: `tab ${tab}`,
      about: '',
      bands: [
        {
          row: 'lock',
          segments: (locks.get(tab) ?? []).flatMap((lock) => lockSegments(lock, `${lock.device} · ${lock.token}`)),
        },
        {
          row: 'payment',
          segments: (payments.get(tab) ?? []).map(({ tone, terminal, from, to, event, end, endEvent }) => {
            const paying = code(tone === 'parked' ? 'parked payment' : 'payment', tone);
            return { from, to, event, code: paying, label: terminal, end: end ?? 'not ended', endEvent };
          }),
        },
      ],
      marks: [],
    }));
  }

  const stalls: Lane = {
    kind: 'machine',
    node: 'run',
    name: 'stalls',
    about: 'of this machine',
    bands: [{ row: 'state', segments: seen.stalls }],
    marks: [],
  };
  const tabs = tabLanes();
  const groups: Group[] = [
    {
      name: 'Server and radio',
      collapsed: false,
      lanes: [
        lane('server', 'server', 'IIS'),
        ...floor.accessPoints.map((name) => lane('machine', name, 'access point')),
        ...(seen.stalls.length > 0 ? [stalls] : []),
      ],
    },
    { name: 'Devices', collapsed: false, lanes: [...families.keys(), ...strangers].map(deviceLane) },
    { name: 'Faults', collapsed: false, lanes: faultLanes() },
    { name: 'Printers', collapsed: false, lanes: printers.map((name) => lane('machine', name, 'printer')) },
    {
      name: 'Belt printers',
      collapsed: belts.length > MOST_TABS_SHOWN,
      lanes: belts.map((name) => lane('machine', name, 'belt')),
    },
    {
      name: 'Payment terminals',
      collapsed: false,
      lanes: floor.terminals.map((name) => lane('machine', name, 'terminal')),
    },
    { name: 'Locks by tab', collapsed: tabs.length > MOST_TABS_SHOWN, lanes: tabs },
  ];
  return groups.filter((group) => group.lanes.length > 0);
}

const tabText = ({ tab, token }: Hold): string => `${tab} · ${token}`;

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

function byKey<K, T>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const map = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const same = map.get(key);
    if (same === undefined) map.set(key, [one]);
    else same.push(one);
  }
  return map;
}
