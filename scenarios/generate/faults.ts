/**
 * What goes wrong on a floor. Faults come in company: within the same second, at the same access point, at a printer and
 * at the one that stands in for it, just before and just after a limit that another fault has set running, or in the
 * moment when something is half done.
 */
import { targetsOf } from '../format/check/check-faults.ts';
import { formatDuration } from '../format/duration.ts';
import { groupForms, namedTargets } from '../format/fault-spec.ts';
import type { FloorNames } from '../format/floor-names.ts';
import { faultSchema, type ScenarioFault, type ScenarioInput } from '../format/scenario.ts';
import { around, soon } from './around.ts';
import type { Draw } from './draw.ts';
import { faultKinds, type FaultKind } from './fault-kinds.ts';
import { drawMomentAt, momentAt, type When } from './moments.ts';
import type { Stage } from './stage.ts';
import type { Theme } from './themes.ts';

export type FaultInput = NonNullable<ScenarioInput['faults']>[number];
/** Where a fault has been placed: whom it hits, and when it begins and ends, ms, where that is known. */
export type Placed = { targets: readonly string[]; atMs: number | null; endMs: number };

/** How a fault begins; most often when something is half done. */
const BEGINNINGS = [
  ...(['when', 'when', 'when', 'when', 'when', 'time', 'time'] as const),
  ...(['company', 'company', 'limit', 'limit', 'rate', 'rate', 'start'] as const),
];
const COUNTS = [0, 1, 2, 2, 3, 3, 4, 4, 5, 6, 8, 12];
/** On a floor that is about what goes wrong. */
const THEME_COUNTS = [3, 4, 4, 5, 6, 8, 12];
/** What people call long, whatever the limits of the server. */
const LONG_MS = [20_000, 45_000, 70_000, 140_000];
/** The longest a fault lasts that is not cut off by the end of the work, as a part of it. */
const LONGEST_PART = 2;
/** How often a fault stays to the end. */
const STAYS_PERCENT = 10;

/** Each floor uses some of the faults there are: many things that always happen hide each other. */
export function drawFaults(draw: Draw, stage: Stage, theme: Theme | undefined): FaultInput[] {
  const possible = possibleFaults(stage);
  const wanted = theme?.faults.filter((name) => possible.includes(name)) ?? [];
  const swarm = wanted.length > 0 ? wanted : draw.some(possible, draw.pick([1, 2, 4, 8]));
  const placed: Placed[] = [];
  const faults = Array.from({ length: draw.pick(wanted.length > 0 ? THEME_COUNTS : COUNTS) }, () => {
    const fault = drawFault(draw, draw.pick(swarm), stage, placed, wanted.length > 0 ? theme?.aims : undefined);
    placed.push(placeOf(faultSchema.parse(fault)));
    return fault;
  });
  const isFlapping = stage.isRedundant && draw.chance(70);
  const isMonitorLost = stage.names.monitors.size > 0 && draw.chance(60);
  return [
    ...faults,
    ...(isFlapping ? [drawFault(draw, PATH_FLAPS, stage, placed)] : []),
    ...(isMonitorLost ? [drawFault(draw, 'monitor-off', stage, placed)] : []),
  ];
}
/** It does nothing where there is one path, so it is drawn where there are two. */
const PATH_FLAPS = 'path-flaps';

/** What goes wrong on the air of a floor with a radio plan, besides all else. */
export function drawRadioFaults(draw: Draw, stage: Stage): FaultInput[] {
  const possible = possibleFaults(stage).filter((name) => RADIO_FAULTS.includes(name));
  if (possible.length === 0) return [];
  return Array.from({ length: draw.pick([0, 1, 1, 2, 3]) }, () => drawFault(draw, draw.pick(possible), stage, []));
}
const RADIO_FAULTS: readonly string[] = ['full-house', 'oven-on'];

/** Where and when a fault as read happens. */
export function placeOf({ target, at, when, every, for: lasts = 0 }: ScenarioFault): Placed {
  const atMs = when === undefined && every === undefined ? (at ?? 0) : null;
  return { targets: namedTargets(target), atMs, endMs: (atMs ?? 0) + lasts };
}

/** Faults that can hit something on this floor. */
export function possibleFaults({ names, isRedundant }: Stage): string[] {
  return Object.keys(faultKinds).filter(
    (name) => targetsOf(kindOf(name), names).length > 0 && (name !== PATH_FLAPS || isRedundant),
  );
}

/** A fault of this kind, alone or in the company of the others; with aims it often begins at one of these moments. */
export function drawFault(
  draw: Draw,
  name: string,
  stage: Stage,
  others: readonly Placed[],
  aims?: readonly When[],
): FaultInput {
  const kind = kindOf(name);
  const { durations, workMs } = stage;
  const longestMs = Math.max(1, Math.floor(workMs / LONGEST_PART));
  const lastsMs = draw.chance(15) ? draw.pick(LONG_MS) : around(draw, durations[draw.pick(kind.edges)]);
  const hit = drawTarget(draw, kind, stage, others);
  return {
    fault: name,
    ...(aims !== undefined && draw.chance(40)
      ? atMoment(draw, kind, stage, momentAt(draw, draw.pick(aims), hit.target, stage))
      : drawBeginning(draw, kind, stage, others, hit.target)),
    ...hit,
    ...(draw.chance(100 - (kind.staysPercent ?? STAYS_PERCENT))
      ? { for: formatDuration(Math.min(lastsMs, longestMs)) }
      : {}),
    ...Object.fromEntries(
      Object.entries(kind.params ?? {}).flatMap(([key, param]) =>
        draw.chance(75) ? [[key, param(draw, durations)]] : [],
      ),
    ),
  };
}

function drawBeginning(
  draw: Draw,
  kind: FaultKind,
  stage: Stage,
  others: readonly Placed[],
  target: FaultInput['target'],
): Partial<FaultInput> {
  const { workMs, durations } = stage;
  const timed = others.filter(({ atMs }) => atMs !== null);
  const at = (ms: number): Partial<FaultInput> => ({
    at: formatDuration(Math.max(0, Math.min(workMs - 1, Math.round(ms)))),
  });
  switch (draw.pick(BEGINNINGS)) {
    case 'company':
      if (timed.length > 0) return at((draw.pick(timed).atMs ?? 0) + soon(draw, [1_000]));
      return at(draw.between(0, workMs - 1));
    case 'limit': {
      if (timed.length === 0) return at(draw.between(0, workMs - 1));
      const other = draw.pick(timed);
      const limit = draw.pick([durations[draw.pick(kind.edges)], durations.leaseMs, durations.restartGraceMs]);
      return at(draw.pick([other.atMs ?? 0, other.endMs]) + around(draw, limit));
    }
    case 'when':
      return atMoment(draw, kind, stage, drawMomentAt(draw, kind.target, target, stage));
    case 'rate':
      return rate(draw, stage);
    // Before, while and just after the devices are switched on in the morning.
    case 'start':
      return at(draw.pick([0, 0, soon(draw, [durations.toleranceMs])]));
    default:
      return at(draw.between(0, workMs - 1));
  }
}

/** When that happens, or a little later; once or several times. */
function atMoment(draw: Draw, kind: FaultKind, { workMs, durations }: Stage, when: When): Partial<FaultInput> {
  const after = soon(draw, [durations[draw.pick(kind.edges)], durations.leaseMs, durations.enquiryLimitMs]);
  const times = draw.pick([1, 1, 1, 2, 3, 5, 8]);
  return {
    when,
    ...(after === 0 ? {} : { after: formatDuration(after) }),
    ...(times === 1 ? {} : { times }),
    ...(draw.chance(50) ? { at: formatDuration(draw.between(0, Math.floor(workMs / 2))) } : {}),
  };
}

function rate(draw: Draw, { workMs }: Stage): Partial<FaultInput> {
  const everyMs = draw.between(Math.min(5_000, Math.floor(workMs / 4)), Math.max(5_000, Math.floor(workMs / 2)));
  const fromMs = draw.chance(30) ? draw.between(1, Math.floor(workMs / 4)) : 0;
  const untilMs = draw.between(Math.ceil((workMs * 3) / 4), workMs);
  return {
    every: formatDuration(everyMs),
    ...(fromMs > 0 ? { at: formatDuration(fromMs) } : {}),
    ...(draw.chance(40) ? { until: formatDuration(untilMs) } : {}),
  };
}

function drawTarget(
  draw: Draw,
  kind: FaultKind,
  { names, neighbours }: Stage,
  others: readonly Placed[],
): { target?: string | string[] } {
  const there = targetsOf(kind, names);
  const hit = others.flatMap(({ targets }) => targets);
  const near = there.filter((one) => hit.some((other) => other === one || neighbours.get(other)?.has(one) === true));
  const forms = groupForms(kind.target).filter((form) => isThere(form, there, names));
  if (forms.length === 0) return {};
  switch (draw.pick(['one', 'one', 'one', 'one', 'some', 'group', 'chance'] as const)) {
    case 'one':
      return { target: near.length > 0 && draw.chance(60) ? draw.pick(near) : draw.pick(there) };
    case 'some':
      return { target: draw.some(there, 3) };
    case 'group':
      return { target: draw.pick(forms) };
    case 'chance':
      return {};
  }
}

/** Whether a group form names any of those that can be hit. */
function isThere(form: string, there: readonly string[], names: FloorNames): boolean {
  const kind = /(handheld|tablet)$/.exec(form)?.[1];
  return kind === undefined || there.some((name) => names.devices.get(name) === kind);
}

const kindOf = (name: string): FaultKind => faultKinds[name] as FaultKind;
