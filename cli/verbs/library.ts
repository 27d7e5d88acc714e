/** `mpos-twin library`: plays the whole library on the grounds this machine has, and compares their verdicts. */
import { writeFileSync } from 'node:fs';
import type { RunResult } from '#checkers/run-result';
import { junitXml } from '#reports/junit';
import { inParallel } from '#runs/in-parallel';
import { GROUNDS, playAndSave } from '#runs/node-run';
import { listLibrary } from '#scenarios/node-library';
import { oneOf, wholeNumber } from '../arguments.ts';
import { asExpected } from '../outcome.ts';
import { progressOn } from '../progress.ts';
import { readScenarioFor } from '../scenarios.ts';
import { defineVerb, EXIT } from '../verb.ts';
import { programCall, programCommit } from '../version.ts';

export const libraryVerb = defineVerb<{
  ground: 'all' | (typeof GROUNDS)[number];
  out: string;
  junit?: string;
  jobs: number;
}>({
  name: 'library',
  group: 'qa',
  about: 'play the whole library; the same verdict is wanted on every ground',
  examples: ['mpos-twin library', 'mpos-twin library --ground sim --junit library.xml'],
  set(command) {
    command
      .option('--ground <ground>', 'all, sim or wire', oneOf(['all', ...GROUNDS] as const), 'all')
      .option('--out <folder>', 'where histories go', 'runs-out')
      .option('--junit <file>', 'write JUnit XML')
      .option('--jobs <number>', 'small wire runs at a time', wholeNumber(1, 16), 4);
  },
  async run(options) {
    const progress = progressOn(true);
    const grounds = options.ground === 'all' ? GROUNDS : [options.ground];
    const games = listLibrary().flatMap(({ name }) =>
      grounds.map((ground) => ({ scenario: readScenarioFor(name), ground })),
    );
    const play = async ({
      scenario,
      ground,
    }: (typeof games)[number]): Promise<{ result: RunResult; right: boolean }> => {
      const { result } = await playAndSave(scenario, ground, {
        out: options.out,
        commit: programCommit(),
        call: programCall(),
      });
      const right = asExpected(scenario, result);
      progress.say(
        `${right ? 'ok  ' : 'FAIL'} ${scenario.name} on ${ground}: ${result.verdict}${right ? '' : findings(result)}`,
      );
      return { result, right };
    };
    const onSim = await inParallel(
      games.filter(({ ground }) => ground === 'sim').map((game) => () => play(game)),
      1,
    );
    const big = games.filter(({ scenario, ground }) => ground !== 'sim' && scenario.work.waiters !== undefined);
    const small = games.filter(({ scenario, ground }) => ground !== 'sim' && scenario.work.waiters === undefined);
    const onWire = [
      ...(await inParallel(
        small.map((game) => () => play(game)),
        options.jobs,
      )),
      ...(await inParallel(
        big.map((game) => () => play(game)),
        1,
      )),
    ];
    const played = [...onSim, ...onWire];
    if (options.junit !== undefined) writeFileSync(options.junit, junitXml(played.map(({ result }) => result)));
    const uneven = unevenVerdicts(played.map(({ result }) => result));
    for (const line of uneven) progress.say(`FAIL ${line}`);
    const wrong = played.filter(({ right }) => !right).length;
    const failed = wrong + uneven.length;
    process.stdout.write(`${played.length - wrong} passed, ${failed} failed\n`);
    return failed === 0 ? EXIT.pass : EXIT.fail;
  },
});

/** Where a checker judged a scenario differently on different grounds, a line each. */
export function unevenVerdicts(results: readonly RunResult[]): string[] {
  const firsts = new Map<string, { ground: string; verdict: string }>();
  return results.flatMap(({ scenario, ground, checkers }) =>
    checkers.flatMap(({ name, verdict }) => {
      const first = firsts.get(`${scenario} ${name}`);
      if (first === undefined) firsts.set(`${scenario} ${name}`, { ground, verdict });
      return first === undefined || first.verdict === verdict
        ? []
        : [`${scenario}: ${name} says ${first.verdict} on ${first.ground} and ${verdict} on ${ground}`];
    }),
  );
}

function findings(result: RunResult): string {
  const lines = result.checkers
    .filter((check) => check.verdict !== 'pass')
    .map((check) => `       ${check.name}: ${check.evidence[0]?.sentence ?? check.reason ?? ''}`);
  return ['', ...lines, `       ${result.replay}`].join('\n');
}
