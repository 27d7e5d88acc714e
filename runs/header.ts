/** The first line of a history: everything needed to play a run again and to judge it. */
import { runningHash } from '#history/hash';
import { machineCatalogue } from '#machines/catalogue';
import { HISTORY_FORMAT, HISTORY_VERSION, type HistoryHeader } from '#history/events';
import { answerBudget, expectationsOf } from '#scenarios/format/expectation';
import { floorSummary, limitsOf, resolveFloor, serverConfigOf } from '#scenarios/format/floor';
import type { Scenario } from '#scenarios/format/scenario';

/** The header of a run of this scenario. `slackMs` is what measuring itself may add on the ground. */
export function headerOf(
  scenario: Scenario,
  run: {
    ground: 'sim' | 'wire';
    seed: number;
    commit: string;
    playedAt?: string | undefined;
    timeScale: number;
    slackMs: number;
  },
): HistoryHeader {
  const { ground, seed, commit, playedAt, timeScale, slackMs } = run;
  const floor = resolveFloor(scenario);
  const config = serverConfigOf(scenario, floor, timeScale);
  const answers = answerBudget(scenario.expect, timeScale);
  return {
    format: HISTORY_FORMAT,
    version: HISTORY_VERSION,
    scenario: scenario.name,
    source: scenario,
    seed,
    ground,
    commit,
    ...(playedAt === undefined ? {} : { playedAt }),
    timeScale,
    durationMs: scenario.ground[ground]?.duration ?? scenario.duration,
    limits: limitsOf(config, slackMs),
    floor: floorSummary(scenario, floor, config),
    machines: machineHashes(),
    happens: scenario.expect.happens,
    expects: expectationsOf(scenario.expect),
    ...(answers === undefined ? {} : { answers }),
    ...(scenario.expect.timesTraffic === undefined ? {} : { timesTraffic: scenario.expect.timesTraffic }),
  };
}

let hashes: Record<string, string> | null = null;

/** The charts of this program, by the hashes of their definitions. */
export function machineHashes(): Record<string, string> {
  hashes ??= Object.fromEntries(
    machineCatalogue.map(({ name, machine }) => {
      const hash = runningHash();
      hash.add(JSON.stringify(machine.definition));
      return [name, hash.hex()];
    }),
  );
  return hashes;
}
