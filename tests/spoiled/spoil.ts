/**
 * Small changes to a good history, each of which a checker may notice or not: an event is gone, comes twice or a minute
 * later, all from it on comes ten minutes later, or a field of it has another value; a limit of the header is another; the
 * history breaks off. Of the events that are alike, one of an evening is spoiled, in two evenings.
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
  const one = (what: string, change: () => readonly HistoryEvent[], touched: Spoiling['kinds'] = kinds): Spoiling => ({
    ...{ name: `${said}${what}`, kinds: touched },
    spoil: () => ({ header, events: change(), whole: true }),
  });
  const fields = leavesOf(fact ?? event).filter(({ path }) => !NOT_SPOILED.has(path.split('.').at(-1) ?? ''));
  return [
    one(' gone', () => events.toSpliced(i, 1)),
    one(' twice', () => events.toSpliced(i, 0, event)),
    one(' later', () => moved(events, i, LATER_MS)),
    one(' after a pause', () => events.map((each, at) => (at < i ? each : shifted(each, PAUSE_MS))), null),
    { name: `${said} last`, kinds: null, spoil: () => ({ header, events: events.slice(0, i + 1), whole: false }) },
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
  if (typeof value === 'number')
    return [{ how: '+1', other: value + 1 }, ...(value > LARGE ? [{ how: '0', other: 0 }] : [])];
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

function moved(events: readonly HistoryEvent[], i: number, byMs: number): HistoryEvent[] {
  const event = shifted(events[i] as HistoryEvent, byMs);
  const rest = events.toSpliced(i, 1);
  const after = rest.findIndex(({ t, kind }, at) => at >= i && (t > event.t || isEnd(kind, at, rest)));
  const to = after === -1 ? rest.length : after;
  const last = rest.at(-1)?.t ?? event.t;
  return rest.toSpliced(to, 0, { ...event, t: Math.min(event.t, last) });
}

const isEnd = (kind: string, at: number, events: readonly HistoryEvent[]): boolean =>
  kind === 'phase' && at === events.length - 1;

function shifted(event: HistoryEvent, byMs: number): HistoryEvent {
  const t = event.t + byMs;
  return event.kind === 'fact' ? { ...event, t, at: event.at + byMs } : { ...event, t };
}
