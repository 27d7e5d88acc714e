/**
 * What it costs to look where a run has been: the processor time of a floor played with its coverage over that of the
 * same floor without. Both take turns in one process, each seed once with the one first and once with the other; the
 * median of all pairs counts, so that what else the machine does falls on both.
 */
import { runOnSim } from '#runs/run-on-sim';
import { startCoverage } from '#search/coverage/coverage';
import { evening } from './evening.ts';

const QUARTER_MS = 900_000;
const PAIRS = 40;
const WARM = 5;

/** How many times as long a run takes with coverage: 1 if it costs nothing. */
export function costOfCoverage(): number {
  const scenario = evening(1, QUARTER_MS);
  const timed = (seed: number, play: (seed: number) => void): number => {
    const begun = process.cpuUsage();
    play(seed);
    const { user, system } = process.cpuUsage(begun);
    return user + system;
  };
  const unguided = (seed: number): void => void runOnSim(scenario, { seed, hash: false });
  const guided = (seed: number): void => {
    const coverage = startCoverage();
    runOnSim(scenario, { seed, hash: false, event: coverage.event });
    if (coverage.points().length === 0) throw new Error('a run that was nowhere');
  };
  const ratios: number[] = [];
  for (let pair = 0; pair < WARM + PAIRS; pair += 1) {
    const seed = 1 + Math.floor(pair / 2);
    const first = timed(seed, pair % 2 === 0 ? unguided : guided);
    const second = timed(seed, pair % 2 === 0 ? guided : unguided);
    if (pair >= WARM) ratios.push(pair % 2 === 0 ? second / first : first / second);
  }
  ratios.sort((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 2)] ?? 0;
}
