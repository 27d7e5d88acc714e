/**
 * Small changes to a good history, each of which a checker may notice or not: an event is gone, comes twice, a minute later
 * or earlier, or a field of it has another value; all from it on comes ten minutes later, for no reason or for one; a limit
 * of the header is another; the history breaks off. Of the events that are alike, one of an evening is spoiled, in two evenings.
 */
import type { HistoryEvent, HistoryHeader } from '#history/events';

export type Evening = { name: string; header: HistoryHeader; events: readonly HistoryEvent[] };

export type Spoiling = {
  /** What was done: `67 payment-ended.paidCents +1`. */
  name: string;
  /** The kinds of events and facts that it touches; all, if null. */
  kinds: readonly string[] | null;
  spoil(): { header: HistoryHeader; events: readonly HistoryEvent[]; whole: boolean };
};

const LATER_MS = 60_000;
const PAUSE_MS = 600_000;

type Pause = { how: string; slackMs: number; reason: (fromMs: number) => HistoryEvent[] };

/** Ways in which nothing happens for ten minutes: a fault of the server, or not. */
const PAUSES: readonly Pause[] = [
  { how: 'after a pause', slackMs: 0, reason: () => [] },
  { how: 'after a pause, with slack for it', slackMs: PAUSE_MS, reason: () => [] },
  {
    ...{ how: 'after a pause in which the machine stood still', slackMs: 0 },
    reason: (fromMs) => [
      { t: fromMs + PAUSE_MS, node: 'run', kind: 'stall', who: 'server', fromMs, toMs: fromMs + PAUSE_MS },
    ],
  },
  {
    ...{ how: 'after a pause of a slow server', slackMs: 0 },
    reason: (t) => [
      ...(['begun', 'ended'] as const).map((phase): HistoryEvent => ({
        ...{ t: phase === 'begun' ? t : t + PAUSE_MS, node: 'server', kind: 'fault', phase },
        ...{ fault: 'server-slow', id: SLOW_ID, params: { commitMs: PAUSE_MS } },
      })),
    ],
  },
];
const SLOW_ID = 999;

const MOST_EVENINGS = 2;

/** What may be done to each evening. */
export function spoilingsOf(evenings: readonly Evening[]): Map<Evening, Spoiling[]> {
  const times = new Map<string, number>();
  const isRare = (shape: string): boolean => {
    const sofar = times.get(shape) ?? 0;
    times.set(shape, sofar + 1);
    return sofar < MOST_EVENINGS;
  };
  return new Map(
    evenings.map((evening) => {
      const alike = Map.groupBy(evening.events.keys(), (i) => shapeOf(evening.events[i] as HistoryEvent));
      const rare = [...alike].filter(([shape]) => isRare(shape));
      const middle = rare.map(([, found]) => found[Math.floor(found.length / 2)] as number);
      const header = ofHeader(evening).filter(({ name }) => isRare(name));
      return [evening, [...middle.flatMap((i) => ofEvent(evening, i)), ...header]];
    }),
  );
}

function ofEvent({ header, events }: Evening, i: number): Spoiling[] {
  const event = events[i] as HistoryEvent;
  const fact = event.kind === 'fact' ? event.fact : null;
  const said = `${i + 1} ${(fact ?? event).kind}`;
  const kinds = fact === null ? [event.kind] : ['fact', fact.kind];
  const one = (what: string, change: () => readonly HistoryEvent[]): Spoiling => ({
    ...{ name: `${said}${what}`, kinds },
    spoil: () => ({ header, events: change(), whole: true }),
  });
  const fields = leavesOf(fact ?? event).filter(({ path }) => !NOT_SPOILED.has(path.split('.').at(-1) ?? ''));
  return [
    one(' gone', () => events.toSpliced(i, 1)),
    one(' twice', () => events.toSpliced(i, 0, event)),
    one(' later', () => delayed(events, i)),
    one(' earlier', () => hurried(events, i)),
    ...PAUSES.map(({ how, slackMs, reason }) => ({
      ...{ name: `${said} ${how}`, kinds },
      spoil: () => ({
        header: withOther(header, 'limits.slackMs', slackMs),
        events: paused(events, i, reason),
        whole: true,
      }),
    })),
    { name: `${said} last`, kinds, spoil: () => ({ header, events: events.slice(0, i + 1), whole: false }) },
    ...fields.flatMap(({ path, value }) =>
      othersFor(value, () => valuesAt(events, event, path)).map(({ how, other }) =>
        one(`.${path} ${how}`, () => events.with(i, withOther(event, fact === null ? path : `fact.${path}`, other))),
      ),
    ),
  ];
}

/** When it was, where, and what it is, are changed by the other ways of spoiling. */
const NOT_SPOILED: ReadonlySet<string> = new Set(['t', 'kind', 'n', 'at']);

function ofHeader({ header, events }: Evening): Spoiling[] {
  const { limits, floor, timeScale } = header;
  return leavesOf({ limits, floor, timeScale }).flatMap(({ path, value }) =>
    othersFor(value, () => []).map(({ how, other }) => ({
      ...{ name: `header.${path} ${how}`, kinds: null },
      spoil: () => ({ header: withOther(header, path, other), events, whole: true }),
    })),
  );
}

/** What tells events of one kind apart. */
const TELLING = ['type', 'did', 'code', 'act', 'to', 'of', 'state', 'phase', 'document', 'outcome', 'cause', 'fault'];

function shapeOf(event: HistoryEvent): string {
  const fields = (event.kind === 'fact' ? event.fact : event) as Record<string, unknown>;
  return [event.kind, fields['kind'], ...TELLING.map((name) => fields[name] ?? '')].join(' ');
}

type Leaf = { path: string; value: unknown };

/** Every value in it that has none within, and every list. */
function leavesOf(holder: object, above = ''): Leaf[] {
  return Object.entries(holder).flatMap(([key, value]): Leaf[] => {
    const path = `${above}${key}`;
    if (typeof value !== 'object' || value === null) return [{ path, value }];
    const inner = leavesOf(value as object, `${path}.`);
    return Array.isArray(value) ? [{ path, value }, ...inner.slice(0, MOST_OF_A_LIST)] : inner;
  });
}

const MOST_OF_A_LIST = 6;

/** What is larger is cents or a time, no name. */
const LARGE = 99;

/** Other values of the same type: of a string one that stands in that field elsewhere, if there is one. */
function othersFor(value: unknown, elsewhere: () => unknown[]): { how: string; other: unknown }[] {
  if (typeof value === 'number') {
    const others = value > LARGE ? [value + 1, value - 1, 0] : [value + 1];
    return others.map((other) => ({ how: String(other), other }));
  }
  if (value === true) return [{ how: 'false', other: false }];
  if (value === false) return [{ how: 'true', other: true }];
  if (Array.isArray(value)) return value.length === 0 ? [] : [{ how: 'without its last', other: value.slice(0, -1) }];
  if (typeof value !== 'string') return [];
  const other = elsewhere().find((one) => typeof one === 'string' && one !== value) ?? `${value}?`;
  return [{ how: JSON.stringify(other), other }];
}

/** What stands in that field in the other events of the kind. */
function valuesAt(events: readonly HistoryEvent[], like: HistoryEvent, path: string): unknown[] {
  const wanted = like.kind === 'fact' ? like.fact.kind : like.kind;
  const same = events
    .map((event) => (event.kind === 'fact' ? event.fact : event))
    .filter(({ kind }) => kind === wanted);
  return same.map((one) =>
    path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], one),
  );
}

function withOther<T extends object>(holder: T, path: string, value: unknown): T {
  const [key = '', ...rest] = path.split('.');
  const inner = (holder as Record<string, unknown>)[key];
  const other = rest.length === 0 ? value : withOther(inner as object, rest.join('.'), value);
  if (Array.isArray(holder)) return holder.with(Number(key), other) as unknown as T;
  const { [key]: _, ...others } = holder as Record<string, unknown>;
  return (other === undefined ? others : { ...holder, [key]: other }) as T;
}

/** The event comes after what is told in the minute after it, but before the end. */
function delayed(events: readonly HistoryEvent[], i: number): HistoryEvent[] {
  const last = events.length - 1;
  const event = shifted(events[i] as HistoryEvent, LATER_MS);
  const rest = events.toSpliced(i, 1);
  const to = rest.findIndex(({ t }, at) => at >= i && (t > event.t || at === last - 1));
  return rest.toSpliced(to === -1 ? rest.length : to, 0, { ...event, t: Math.min(event.t, rest.at(-1)?.t ?? event.t) });
}

/** The event comes before what is told in the minute before it, but after the beginning. */
function hurried(events: readonly HistoryEvent[], i: number): HistoryEvent[] {
  const t = Math.max((events[i] as HistoryEvent).t - LATER_MS, events[0]?.t ?? 0);
  const event = shifted(events[i] as HistoryEvent, t - (events[i] as HistoryEvent).t);
  const to = events.findIndex((each, at) => at === i || each.t > t);
  return events.toSpliced(i, 1).toSpliced(to, 0, event);
}

/** All from there on is later, after what is told of the pause. */
function paused(
  events: readonly HistoryEvent[],
  i: number,
  reason: (fromMs: number) => HistoryEvent[],
): HistoryEvent[] {
  const after = events.slice(i).map((event) => shifted(event, PAUSE_MS));
  return [...events.slice(0, i), ...reason(events[i]?.t ?? 0), ...after];
}

function shifted(event: HistoryEvent, byMs: number): HistoryEvent {
  const t = event.t + byMs;
  return event.kind === 'fact' ? { ...event, t, at: event.at + byMs } : { ...event, t };
}
