/**
 * `npm run bench`: how fast an evening is simulated on one core, with faults and all checkers on.
 *
 * `speed` is simulated time over wall time for a Saturday night of 8 hours with 22 devices of both families on a radio
 * plan, its history written and hashed; `speedBefore` for the night as it was before those, with handhelds and tablets
 * only; and `mixedOverBefore` is how many times the processor time of that one the present one takes. `searchSpeed` is
 * the speed of a run of a search, which is only judged; `judgedOverWhole` is what such a run costs of a whole one.
 * `costPerDevice` compares
 * floors of 22, 220 and 2,200 devices that work for the same time: what a device-second costs against 22 devices.
 * The sizes take turns, each round in a process of its own that plays itself warm first, and the fastest round of each
 * counts: the machine's own swings only ever slow a round down. `commits` tells by how much a floor that sends all at
 * once is served faster because decisions share commits, `coverage` how many times as long a floor takes when it is watched
 * where it goes. JSON on standard output.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { createLineFile } from '#history/node-files';
import { runOnSim } from '#runs/run-on-sim';
import type { Scenario } from '#scenarios/format/scenario';
import { gainOfSharedCommits } from './commits.ts';
import { costOfCoverage } from './coverage.ts';
import { evening, handheldsNight, mixedNight } from './evening.ts';

const HOUR = 3_600_000;
const ROUNDS = 5;
/** The night of the library, the one before it, or copies of its floor without a radio plan. */
type Night = 'mixed' | 'handhelds' | 'copies';
/** Which night, on how many floors of 22 devices; how long they work, and how many evenings make a round. */
type Size = { night: Night; floors: number; durationMs: number; evenings: number; judged?: boolean };
const NIGHT: Size = { night: 'mixed', floors: 1, durationMs: 8 * HOUR, evenings: 3 };
const BEFORE: Size = { ...NIGHT, night: 'handhelds' };
/** Only judged. */
const SEARCH: Size = { ...NIGHT, judged: true };
const COPIES = { night: 'copies', durationMs: HOUR / 4 } as const;
const SIZES: readonly Size[] = [
  { ...COPIES, floors: 1, evenings: 50 },
  { ...COPIES, floors: 10, evenings: 5 },
  { ...COPIES, floors: 100, evenings: 1 },
];

function scenarioOf({ night, floors, durationMs }: Size): Scenario {
  if (night === 'copies') return evening(floors, durationMs);
  return night === 'mixed' ? mixedNight(durationMs) : handheldsNight(durationMs);
}

type Measure = {
  devices: number;
  evenings: number;
  simulatedMs: number;
  wallMs: number;
  /** Time of all processors, which swings less than wall time where others use them, too. */
  cpuMs: number;
  /** Simulated over wall time. */
  speed: number;
  usPerDeviceSecond: number;
  eventsPerDeviceSecond: number;
  rssMiB: number;
};

function measure(size: Size): Measure {
  const { floors, evenings, judged = false } = size;
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-bench-'));
  const play = (scenario: Scenario): ReturnType<typeof runOnSim> => {
    if (judged) return passed(runOnSim(scenario, { seed: scenario.seed, hash: false }));
    const file = createLineFile(join(folder, 'history.ndjson'), (error) => {
      throw error;
    });
    const result = runOnSim(scenario, { seed: scenario.seed, line: file.line });
    file.close();
    return passed(result);
  };
  try {
    const warm = scenarioOf({ ...size, floors: 1, durationMs: HOUR / 4 });
    for (let i = 1; i <= 5; i += 1) play({ ...warm, seed: i });
    const scenario = scenarioOf(size);
    const begun = performance.now();
    const before = process.cpuUsage();
    let simulatedMs = 0;
    let events = 0;
    for (let i = 0; i < evenings; i += 1) {
      const result = play({ ...scenario, seed: scenario.seed + i });
      simulatedMs += result.simulatedMs;
      events += result.events;
    }
    const wallMs = performance.now() - begun;
    const { user, system } = process.cpuUsage(before);
    const devices = 22 * floors;
    const deviceSeconds = (simulatedMs / 1000) * devices;
    return {
      devices,
      evenings,
      simulatedMs,
      wallMs: Math.round(wallMs),
      cpuMs: Math.round((user + system) / 1000),
      speed: Math.round(simulatedMs / wallMs),
      usPerDeviceSecond: rounded((wallMs * 1000) / deviceSeconds),
      eventsPerDeviceSecond: rounded(events / deviceSeconds),
      rssMiB: Math.round(process.memoryUsage().rss / 2 ** 20),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function passed<R extends { scenario: string; seed: number; verdict: string }>(result: R): R {
  if (result.verdict !== 'pass') throw new Error(`${result.scenario} with seed ${result.seed}: ${result.verdict}`);
  return result;
}

/** Measures a size in a process of its own. */
function measureApart(size: Size): Measure {
  const self = fileURLToPath(import.meta.url);
  const { stdout, stderr, status } = spawnSync(process.execPath, [...process.execArgv, self, JSON.stringify(size)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  process.stderr.write(`${stdout}\n`);
  return JSON.parse(stdout) as Measure;
}

function rounded(figure: number): number {
  return Math.round(figure * 1000) / 1000;
}

function fastest(measures: readonly Measure[]): Measure {
  return measures.reduce((best, one) => (one.wallMs < best.wallMs ? one : best));
}

const given = process.argv[2];
if (given !== undefined) {
  process.stdout.write(JSON.stringify(measure(JSON.parse(given) as Size)));
} else {
  const all = [NIGHT, BEFORE, SEARCH, ...SIZES];
  const rounds = Array.from({ length: ROUNDS }, () => all.map(measureApart));
  const best = all.map((_, i) => fastest(rounds.map((round) => round[i] as Measure)));
  const [night, before, search, ...sizes] = best as [Measure, Measure, Measure, ...Measure[]];
  const small = sizes[0] as Measure;
  const costPerDevice = Object.fromEntries(
    sizes.map((one) => [one.devices, rounded(one.usPerDeviceSecond / small.usPerDeviceSecond)]),
  );
  const commits = { 22: rounded(await gainOfSharedCommits(22)), 220: rounded(await gainOfSharedCommits(220)) };
  const coverage = rounded(costOfCoverage());
  process.stdout.write(
    `${JSON.stringify(
      {
        bench: 'evening',
        speed: night.speed,
        speedBefore: before.speed,
        mixedOverBefore: rounded(night.cpuMs / before.cpuMs),
        searchSpeed: search.speed,
        judgedOverWhole: rounded(search.cpuMs / night.cpuMs),
        costPerDevice,
        commits,
        coverage,
        night,
        before,
        search,
        sizes,
      },
      null,
      2,
    )}\n`,
  );
}
