/**
 * Makes a failing scenario as small as it gets while it goes on failing: halves, then quarters, then single things are
 * left out (delta debugging, Zeller and Hildebrandt 2002), from faults and devices down to fields; times become shorter
 * and rounder, names plain. Nothing is left to chance, so the same scenario shrinks the same way everywhere.
 */
import type { Scenario } from '../format/scenario.ts';
import { toInput } from '../format/to-input.ts';
import { leaveOut, type Attempt, type Change, type Part } from './change.ts';
import { FIELDS, USUAL_DURATIONS } from './fields.ts';
import { fewerLines } from './lines.ts';
import {
  withoutAccessPoints,
  withoutCameras,
  withoutDevices,
  withoutMonitors,
  withoutPrinters,
  withoutServices,
  withoutTerminals,
  withoutTill,
} from './nodes.ts';
import { plainDevices, plainNames, plainPeople, plainTabs } from './plain-names.ts';
import { SESSIONS } from './sessions.ts';
import { shortenRun, shortenTimes } from './times.ts';

export type Shrinking = {
  /** Whether a smaller scenario is one at all, and fails for the same reason. */
  stillFails(candidate: Scenario): boolean;
  /** Whether to stop looking. */
  isOver(): boolean;
};

/** The smallest scenario found; the given one must fail. */
export function shrink(scenario: Scenario, shrinking: Shrinking): Scenario {
  return shrinkBy(scenario, shrinking, (attempt) => {
    let changed = leaveOutThings(attempt);
    changed = fewerLines(attempt) || changed;
    for (const change of USUAL_DURATIONS) changed = attempt.tries(change) || changed;
    changed = shortenTimes(attempt) || changed;
    changed = leaveOut(FIELDS, attempt) || changed;
    return plain(attempt) || changed;
  });
}

/** The same for what is too large yet to be told well: only whole things are left out. */
export function shrinkCoarsely(scenario: Scenario, shrinking: Shrinking): Scenario {
  return shrinkBy(scenario, shrinking, (attempt) => {
    const changed = leaveOutThings(attempt);
    return shortenRun(attempt) || changed;
  });
}

/** Two or three rounds are common. What is tried is known already in later ones, so that they cost no runs. */
const MOST_ROUNDS = 20;

/** Repeats the rounds until nothing changes any more. */
function shrinkBy(
  scenario: Scenario,
  { stillFails, isOver }: Shrinking,
  round: (attempt: Attempt) => boolean,
): Scenario {
  let smallest = scenario;
  const attempt: Attempt = {
    smallest: () => smallest,
    tries(change) {
      if (isOver()) return false;
      const candidate = change(smallest);
      if (candidate === smallest || isSame(candidate, smallest) || !stillFails(candidate)) return false;
      smallest = candidate;
      return true;
    },
  };
  let changed = true;
  for (let i = 0; i < MOST_ROUNDS && changed && !isOver(); i += 1) changed = round(attempt);
  return smallest;
}

/** Whether a file would say the same. */
function isSame(one: Scenario, other: Scenario): boolean {
  return JSON.stringify(toInput(one)) === JSON.stringify(toInput(other));
}

function leaveOutThings(attempt: Attempt): boolean {
  let changed = attempt.tries(withoutTill);
  for (const part of THINGS) changed = leaveOut(part, attempt) || changed;
  return changed;
}

/** A list of nodes, and how to take some of them off the floor. */
function nodes(
  namesOf: (floor: Scenario['floor']) => string[],
  without: (scenario: Scenario, gone: readonly string[]) => Scenario,
): Part {
  return {
    size: ({ floor }) => namesOf(floor).length,
    without: (scenario, from, count) => without(scenario, namesOf(scenario.floor).slice(from, from + count)),
  };
}

/** Large things first: with a device go its steps and faults. */
const THINGS: readonly Part[] = [
  nodes(({ devices }) => devices.map(({ name = '' }) => name), withoutDevices),
  {
    size: ({ faults }) => faults.length,
    without: (scenario, from, count) => ({ ...scenario, faults: scenario.faults.toSpliced(from, count) }),
  },
  SESSIONS,
  {
    size: ({ work }) => work.steps.length,
    without: (scenario, from, count) => ({
      ...scenario,
      work: { ...scenario.work, steps: scenario.work.steps.toSpliced(from, count) },
    }),
  },
  nodes(({ terminals }) => terminals.map(({ name }) => name), withoutTerminals),
  nodes(({ monitors }) => monitors.map(({ name }) => name), withoutMonitors),
  nodes(({ till }) => till?.cameras.map(({ name }) => name) ?? [], withoutCameras),
  nodes(({ printers }) => printers.map(({ name }) => name), withoutPrinters),
  nodes(({ services }) => Object.keys(services), withoutServices),
  nodes(({ accessPoints }) => accessPoints, withoutAccessPoints),
  {
    size: ({ floor }) => floor.operators.length,
    without: (scenario, from, count) => ({
      ...scenario,
      floor: { ...scenario.floor, operators: scenario.floor.operators.toSpliced(from, count) },
    }),
  },
  {
    size: ({ faults }) => faults.reduce((sum, { target }) => sum + (Array.isArray(target) ? target.length : 0), 0),
    without: withoutTargets,
  },
];

/** Without so many of the targets of faults that have several. */
function withoutTargets(scenario: Scenario, from: number, count: number): Scenario {
  let n = 0;
  const faults = scenario.faults.flatMap((fault) => {
    if (!Array.isArray(fault.target)) return [fault];
    const target = fault.target.filter(() => {
      n += 1;
      return n <= from || n > from + count;
    });
    return target.length === 0 ? [] : [{ ...fault, target }];
  });
  return { ...scenario, faults };
}

/** Seeds to try where the names, and with them the dice of the devices, are others. */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

/** Plain names, and a seed that need not be said, or a low one. */
function plain({ smallest, tries }: Attempt): boolean {
  if (smallest().work.waiters !== undefined) return false;
  const first = smallest().seed;
  const changes = (change: Change): boolean => !isSame(change(smallest()), smallest());
  let changed = false;
  if (changes(plainNames))
    changed =
      [...new Set([1, first, ...SEEDS])].some((seed) => tries((scenario) => ({ ...plainNames(scenario), seed }))) ||
      [plainPeople, plainTabs, plainDevices].filter((change) => changes(change) && tries(change)).length > 0;
  return (
    SEEDS.filter((seed) => seed < smallest().seed).some((seed) => tries((scenario) => ({ ...scenario, seed }))) ||
    changed
  );
}
