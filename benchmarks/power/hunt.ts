/**
 * Hunts one planted bug with one search, in the process that has it planted. What fails here may fail without the bug
 * too: a floor counts as a find only if another process, without it, says that it passes there.
 */
import { shrinkRun } from '#runs/shrink-run';
import type { Scenario } from '#scenarios/format/scenario';
import type { Step } from '#server/core/turn';
import { SEARCHES, type SearchName } from './searches.ts';

export type HuntOptions = {
  search: SearchName;
  seed: number;
  /** The budget: CPU time of this process, and floors at most. */
  seconds: number;
  floors: number;
  /** At most so much CPU time to make a find small; 0 for not at all. */
  shrinkSeconds: number;
  /** The bug, if it is a decorator; patches are planted already. */
  plant: (() => Step) | undefined;
  /** Checkers that this bug is not theirs to catch: what fails there alone is no find. */
  aside: readonly string[];
  /** Which of these checkers fail on the floor without the bug. */
  failsAnyway(scenario: Scenario): Promise<string[]>;
};

export type Hunted = {
  found: boolean;
  floors: number;
  /** CPU time of the playing, without starting the process and shrinking. */
  seconds: number;
  /** Checkers that fail with the bug only. */
  checkers: string[];
  /** Floors on which something fails without the bug as well. */
  falseAlarms: number;
  scenario: Scenario | null;
  /** Steps and faults, and devices, of the smallest scenario. */
  shrunk: { acts: number; devices: number; seconds: number; scenario: Scenario } | null;
};

/** Plays floors until one shows the bug, or the budget is used up. */
export async function huntMutant(options: HuntOptions): Promise<Hunted> {
  const { search, seed, seconds, floors: mostFloors, plant, aside, failsAnyway } = options;
  const begun = cpuSeconds();
  let floors = 0;
  let falseAlarms = 0;
  const nothing = { found: false, checkers: [], scenario: null, shrunk: null };
  for (const { scenario, failing: all } of SEARCHES[search].play(seed, plant)) {
    const failing = all.filter((name) => !aside.includes(name));
    floors += 1;
    const spent = cpuSeconds() - begun;
    if (failing.length > 0) {
      const anyway = new Set(await failsAnyway(scenario));
      const checkers = failing.filter((name) => !anyway.has(name));
      if (checkers.length > 0) {
        const shrunk = checkers.includes('crash') ? null : small(scenario, options);
        return { found: true, floors, seconds: spent, checkers, falseAlarms, scenario, shrunk };
      }
      falseAlarms += 1;
    }
    if (spent >= seconds || floors >= mostFloors) return { ...nothing, floors, seconds: spent, falseAlarms };
  }
  throw new Error('a search never ends by itself');
}

function small(scenario: Scenario, { plant, shrinkSeconds }: HuntOptions): Hunted['shrunk'] {
  if (shrinkSeconds <= 0) return null;
  const begun = cpuSeconds();
  const shrunk = shrinkRun(scenario, {
    ...(plant === undefined ? {} : { plant }),
    isOver: () => cpuSeconds() - begun > shrinkSeconds,
  });
  if (shrunk === null) return null;
  const { work, faults, floor } = shrunk.scenario;
  return {
    acts: work.steps.length + faults.length + (work.waiters === undefined ? 0 : 1),
    devices: floor.devices.reduce((sum, { count = 1 }) => sum + count, 0),
    seconds: cpuSeconds() - begun,
    scenario: shrunk.scenario,
  };
}

/** CPU time of this process, s: what else runs on the machine counts little. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
