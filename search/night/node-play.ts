/** Playing the scenarios of a night, each once, and keeping of each what the night tells of it. */
import type { RunResult } from '#checkers/run-result';
import type { TwinError } from '#protocols/errors/errors';
import { inParallel } from '#runs/in-parallel';
import { playsAlone } from '#runs/plays-alone';
import { playAndSave, type GroundName } from '#runs/node-run';
import type { Scenario } from '#scenarios/format/scenario';
import type { NightRun } from './figures.ts';

/** A scenario and the name or file it goes by. */
export type NightScenario = { named: string; scenario: Scenario };

export type Playing = {
  /** Where histories go. */
  out: string;
  commit: string;
  call: string;
  lost(error: TwinError): void;
};

/** Small wire runs at a time: they mostly wait. */
const AT_A_TIME = 4;

/** Plays one scenario on a ground. */
export async function playOnce(
  { named, scenario }: NightScenario,
  ground: GroundName,
  { out, commit, call, lost }: Playing,
): Promise<NightRun> {
  const { result } = await playAndSave(scenario, ground, { out, commit, call, named, lost });
  return nightRun(named, result);
}

/**
 * Plays scenarios on the wire: small ones several at a time, those with waiters alone. None is begun once `isOver`;
 * those are given back.
 */
export async function playOnWire(
  scenarios: readonly NightScenario[],
  playing: Playing,
  { isOver, played }: { isOver(): boolean; played(run: NightRun, of: NightScenario): void },
): Promise<NightScenario[]> {
  const left: NightScenario[] = [];
  const all = (some: readonly NightScenario[], most: number): Promise<unknown> =>
    inParallel(
      some.map((one) => async () => {
        if (isOver()) left.push(one);
        else played(await playOnce(one, 'wire', playing), one);
      }),
      most,
    );
  const isBig = ({ scenario }: NightScenario): boolean => playsAlone(scenario);
  await all(
    scenarios.filter((one) => !isBig(one)),
    AT_A_TIME,
  );
  await all(scenarios.filter(isBig), 1);
  return left;
}

function nightRun(named: string, result: RunResult): NightRun {
  const { scenario, ground, seed, verdict, expectation, checkers, replay, wallMs } = result;
  const broken = checkers.find((check) => check.verdict !== 'pass');
  return {
    scenario,
    file: named,
    ground,
    seed,
    verdict,
    met: expectation.met,
    checker: broken?.name ?? '',
    sentence: broken?.evidence[0]?.sentence ?? broken?.reason ?? '',
    command: replay,
    wallMs,
  };
}
