/**
 * A night of search: the regressions first, then the planted bug, without which nothing else counts, then the search on
 * sim, then the library and what was found on the wire, then simulated Android devices. Whatever is done is kept at once,
 * so that a night that was interrupted or killed goes on where it was.
 */
import { join, relative } from 'node:path';
import { performance } from 'node:perf_hooks';
import { readText } from '#history/node-disk';
import { TwinError } from '#protocols/errors/errors';
import { marks } from '#protocols/marks';
import { hasPages } from '#runs/plays-alone';
import { findBrowser } from '#simulators/grounds/wire/browser';
import { canary } from '../canary.ts';
import { startSearch } from '../node-search.ts';
import { searchFloors } from '../search-floors.ts';
import type { ReportedFind, SearchProgress, SearchResult } from '../search-result.ts';
import { counted, type Night, type NightCanary, type NightFind, type NightPart } from './figures.ts';
import { playDevices, type NightBench } from './node-devices.ts';
import { saveNight } from './node-night-file.ts';
import { playOnce, playOnWire, type NightScenario } from './node-play.ts';

export type NightOptions = {
  folder: string;
  /** The night as it stands; it is changed as it goes on. */
  night: Night;
  /** Where floors are kept from night to night. */
  corpus: string;
  jobs: number;
  /** Whether the wire is played as well. */
  wire: boolean;
  /** The simulated devices that are certified; null for none. */
  devices: NightBench | null;
  /** The bug to be found; the canary if absent. */
  planted?: Canary;
  regressions: readonly NightScenario[];
  library: readonly NightScenario[];
  /** Reads a scenario that the search has written. */
  readScenario(file: string): NightScenario['scenario'];
  call: string;
  say(text: string): void;
  progress(now: SearchProgress): void;
  /** Told which files cannot be read or written; the night goes on. */
  lost(error: TwinError): void;
  /** Asked between two pieces of work. */
  isStopped(): boolean;
  /** Told how to end the piece of work at hand in order. */
  atStop(stop: () => void): void;
};

/** The planted bug is looked for on so many floors at most: a healthy search needs a few. */
const CANARY_FLOORS = 200;
/** Of its time a night keeps this part for the wire, but no more than it needs: library and finds take some minutes. */
const WIRE_PART = 0.3;
const WIRE_MS = 15 * 60_000;
/** And this for devices, of which each takes some ten seconds. */
const DEVICES_PART = 0.2;
const DEVICES_MS = 15 * 60_000;
/** So many finds are played on the wire, one for each checker first. */
const MOST_ON_WIRE = 6;

/** Plays the night, or what is left of it. False if it was stopped; the next start goes on. */
export async function playNight(options: NightOptions): Promise<boolean> {
  const { night, folder } = options;
  const begunAt = performance.now();
  const before = night.spentMs;
  const spentMs = (): number => before + performance.now() - begunAt;
  const keep = (): void => {
    night.spentMs = Math.round(spentMs());
    attempt(options, () => saveNight(folder, night));
  };
  const parts: Record<NightPart, () => Promise<void> | void> = {
    regressions: () => playRegressions(options, keep),
    canary: () => lookForCanary(options),
    search: () => searchOn(options, spentMs),
    wire: () => playWire(options, keep, spentMs),
    devices: () => {
      const isLate = (): boolean => 'forMs' in night.budget && spentMs() > night.budget.forMs;
      return playDevices(options, { keep, isLate });
    },
  };
  keep();
  for (const part of Object.keys(parts) as NightPart[]) {
    if (night.done.includes(part)) continue;
    await parts[part]();
    if (options.isStopped()) {
      keep();
      return false;
    }
    night.done.push(part);
    keep();
    if (night.canary?.found === false) break;
  }
  night.endedAt = new Date().toISOString();
  keep();
  return true;
}

async function playRegressions(
  { night, regressions, folder, call, lost, isStopped, say }: NightOptions,
  keep: () => void,
): Promise<void> {
  const known = new Set(night.regressions.map(({ file }) => file));
  for (const one of regressions) {
    if (isStopped()) return;
    if (known.has(one.named)) continue;
    const run = await playOnce(one, 'sim', { out: join(folder, 'regressions'), commit: night.commit, call, lost });
    night.regressions.push(run);
    if (!run.met) say(`FAIL ${run.scenario} on sim: ${run.verdict}\n       ${run.sentence}\n       ${run.command}`);
    keep();
  }
}

/** Searches with the bug planted, in the way of the night itself, until the bug is found. */
function lookForCanary(options: NightOptions): void {
  const { night, say } = options;
  night.canary = findCanary(night.seed, options.planted);
  const { found, floors, mutant, checker } = night.canary;
  say(
    found
      ? `the planted bug ${mutant} was found by ${checker} on floor ${floors}`
      : `VOID: the planted bug ${mutant} was not found on ${floors} floors; what this night says of the server would mean nothing`,
  );
}

/** A bug to be found, and on how many floors at most. */
export type Canary = { mutant: string; about: string; plant: typeof canary.plant; floors: number };
const PLANTED: Canary = { mutant: canary.name, about: canary.about, plant: canary.plant, floors: CANARY_FLOORS };

/** Whether a search under that seed finds the planted bug, and on which floor. */
export function findCanary(seed: number, { plant, mutant, about, floors: most }: Canary = PLANTED): NightCanary {
  let floors = 0;
  for (const { outcome } of searchFloors({ seed, floors: most, plant })) {
    floors += 1;
    const [failure] = outcome.failures;
    if (failure !== undefined) return { mutant, about, found: true, floors, checker: failure.checker };
  }
  return { mutant, about, found: false, floors, checker: '' };
}

async function searchOn(options: NightOptions, spentMs: () => number): Promise<void> {
  const { night, folder, corpus, jobs, call, lost, say } = options;
  const { budget } = night;
  if ('forMs' in budget)
    night.searchMs ??= Math.max(
      0,
      Math.round(budget.forMs - wireTime(options, budget) - devicesTime(options, budget) - spentMs()),
    );
  if (night.searchMs === 0) {
    night.leftOut.push('the search on sim: no time was left');
    return;
  }
  const running = startSearch({
    folder: join(folder, 'search'),
    corpus,
    seed: night.seed,
    until: 'floors' in budget ? budget : { forMs: night.searchMs as number },
    program: night.commit,
    jobs,
    call,
    aside: lost,
    lost,
    progress: options.progress,
    found: ({ sentence, command }) => say(`found: ${sentence}\n       ${command}`),
  });
  options.atStop(running.stop);
  night.search = nightSearch(await running.done, options);
  options.atStop(() => {});
}

/** What is kept of the time for the wire. */
const wireTime = ({ wire }: NightOptions, { forMs }: { forMs: number }): number =>
  wire ? Math.min(WIRE_MS, forMs * WIRE_PART) : 0;
/** And for devices. */
const devicesTime = ({ devices }: NightOptions, { forMs }: { forMs: number }): number =>
  devices === null ? 0 : Math.min(DEVICES_MS, forMs * DEVICES_PART);

function nightSearch(result: SearchResult, { folder }: NightOptions): Night['search'] {
  return {
    floors: result.floors,
    unknown: result.unknown,
    spentMs: result.playedMs,
    corpus: result.corpus.floors,
    points: result.coverage.size,
    finds: result.finds.map((find) => nightFind(find, folder)),
    neverSeen: marks()
      .filter(({ sort, id }) => sort !== 'always' && !result.coverage.has(`mark ${id}`))
      .map(({ id, about }) => ({ id, about })),
  };
}

/** Paths are relative to the folder of the night, so that it can be moved. */
function nightFind(find: ReportedFind, folder: string): NightFind {
  const { signature, checker, sentence, floor, later, file, size } = find;
  return {
    signature,
    checker,
    sentence,
    floor,
    later,
    file: file === null ? '' : relative(folder, file),
    text: file === null ? '' : readText(file),
    size: size === null ? null : size.steps + size.faults,
    devices: size?.devices ?? null,
    onWire: null,
  };
}

/** The library, then finds: the same verdict is wanted of the library; what becomes of a find there is told with it. */
async function playWire(options: NightOptions, keep: () => void, spentMs: () => number): Promise<void> {
  const { night, folder, library, wire, call, lost, isStopped, readScenario } = options;
  if (!wire) return;
  const { budget, commit } = night;
  const isLate = (): boolean => 'forMs' in budget && spentMs() > budget.forMs - devicesTime(options, budget);
  const playing = { out: join(folder, 'wire'), commit, call, lost };
  const isOver = (): boolean => isStopped() || isLate();
  const known = new Set(night.wire.map(({ file }) => file));
  const isPage = ({ scenario }: NightScenario): boolean => hasPages(scenario);
  const hasBrowser = !library.some(isPage) || (await findBrowser()) !== undefined;
  if (!hasBrowser) night.leftOut.push('scenarios with pages on the wire: there is no Chromium');
  const left = await playOnWire(
    library.filter((one) => !known.has(one.named) && (hasBrowser || !isPage(one))),
    playing,
    {
      isOver,
      played(run) {
        night.wire.push(run);
        if (!run.met) options.say(`FAIL ${run.scenario} on the wire: ${run.sentence}\n       ${run.command}`);
        keep();
      },
    },
  );
  const finds = chosenFinds(night.search?.finds ?? []);
  const scenarios = finds.map(({ file }) => ({
    named: join(folder, file),
    scenario: readScenario(join(folder, file)),
  }));
  const findsLeft = await playOnWire(scenarios, playing, {
    isOver,
    played({ verdict }, { named }) {
      for (const find of finds) if (join(folder, find.file) === named) find.onWire = verdict;
      keep();
    },
  });
  if (isStopped()) return;
  if (left.length > 0)
    night.leftOut.push(`${counted(left.length, 'scenario')} of the library on the wire: no time was left`);
  if (findsLeft.length > 0) night.leftOut.push(`${counted(findsLeft.length, 'find')} on the wire: no time was left`);
}

/** Those that have not been on the wire yet; the first of each checker before its second. */
function chosenFinds(finds: readonly NightFind[]): NightFind[] {
  const rank = new Map<NightFind, number>();
  const perChecker = new Map<string, number>();
  for (const find of finds) {
    const n = perChecker.get(find.checker) ?? 0;
    perChecker.set(find.checker, n + 1);
    rank.set(find, n);
  }
  return finds
    .filter(({ file }) => file !== '')
    .toSorted((a, b) => (rank.get(a) as number) - (rank.get(b) as number))
    .slice(0, MOST_ON_WIRE)
    .filter(({ onWire }) => onWire === null);
}

/** What cannot be kept costs no night: it is told, and the night goes on. */
function attempt({ lost }: NightOptions, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    lost(error);
  }
}
