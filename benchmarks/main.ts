/**
 * `npm run bench`: simulated time over wall time on one core, for Saturday nights of 22, 220 and 2,200 devices with
 * faults, history written and all checkers on. Each size runs in a process of its own; what counts are the ratios
 * within one run of the bench. JSON on standard output.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { createLineFile } from '#history/node-files';
import { runOnSim } from '#runs/run-on-sim';
import { evening } from './evening.ts';

const HOUR = 3_600_000;
/** Floors of 22 devices, and how long the evening is: larger floors are played for a shorter time. */
const SIZES = [
  { floors: 1, durationMs: 8 * HOUR, runs: 5 },
  { floors: 10, durationMs: 2 * HOUR, runs: 3 },
  { floors: 100, durationMs: HOUR / 4, runs: 1 },
];

type Measure = {
  devices: number;
  simulatedMs: number;
  wallMs: number;
  speed: number;
  usPerDeviceSecond: number;
  events: number;
  rssMiB: number;
  verdict: string;
};

function measure(floors: number, durationMs: number, runs: number): Measure {
  const scenario = evening(floors, durationMs);
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-bench-'));
  const walls: number[] = [];
  let last: ReturnType<typeof runOnSim> | null = null;
  try {
    for (let i = 0; i < runs; i += 1) {
      const file = createLineFile(join(folder, 'history.ndjson'));
      const begun = performance.now();
      last = runOnSim(scenario, { seed: scenario.seed + i, line: file.line });
      file.close();
      walls.push(performance.now() - begun);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const wallMs = walls.toSorted((a, b) => a - b)[Math.floor(walls.length / 2)] as number;
  const { simulatedMs, events, verdict } = last as ReturnType<typeof runOnSim>;
  const devices = 22 * floors;
  return {
    devices,
    simulatedMs,
    wallMs: Math.round(wallMs),
    speed: Math.round(simulatedMs / wallMs),
    usPerDeviceSecond: Math.round((wallMs * 1e6) / ((simulatedMs / 1000) * devices)) / 1000,
    events,
    rssMiB: Math.round(process.memoryUsage().rss / 2 ** 20),
    verdict,
  };
}

const size = process.argv[2];
if (size !== undefined) {
  const [floors = 1, durationMs = HOUR, runs = 1] = size.split(',').map(Number);
  process.stdout.write(JSON.stringify(measure(floors, durationMs, runs)));
} else {
  const self = fileURLToPath(import.meta.url);
  const measures = SIZES.map(({ floors, durationMs, runs }) => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [...process.execArgv, self, `${floors},${durationMs},${runs}`],
      {
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      },
    );
    if (status !== 0) throw new Error(stderr);
    process.stderr.write(`${stdout}\n`);
    return JSON.parse(stdout) as Measure;
  });
  const [small, ...larger] = measures as [Measure, ...Measure[]];
  process.stdout.write(
    `${JSON.stringify({ bench: 'evening', measures, costPerDeviceAgainst22: Object.fromEntries(larger.map((one) => [one.devices, Math.round((one.usPerDeviceSecond / small.usPerDeviceSecond) * 100) / 100])) }, null, 2)}\n`,
  );
}
