/** `mpos-twin library`: plays many scenarios on the grounds this machine has, and compares their verdicts. */
import { writeText } from '#history/node-disk';
import { junitXml } from '#reports/junit';
import { inParallel } from '#runs/in-parallel';
import { playsAlone } from '#runs/plays-alone';
import { GROUNDS, playAndSave, type GroundName } from '#runs/node-run';
import type { RunResult } from '#checkers/run-result';
import { oneOf, wholeNumber } from '../arguments.ts';
import { startKeeping } from '../keeping.ts';
import { startProgress, repeatedText } from '../progress.ts';
import { readScenariosFor, type NamedScenario } from '../scenarios.ts';
import { defineVerb, EXIT } from '../verb.ts';
import { programCall, programCommit } from '../version.ts';

type Game = NamedScenario & { ground: GroundName };
type Played = { game: Game; result: RunResult };

export const libraryVerb = defineVerb<{
  ground: 'all' | GroundName;
  out: string;
  json?: true;
  junit?: string;
  jobs: number;
}>({
  name: 'library',
  group: 'qa',
  about: 'play the whole library, or scenarios of your own; the same verdict is wanted on every ground',
  examples: [
    'mpos-twin library',
    'mpos-twin library --ground sim --junit library.xml',
    'mpos-twin library my-scenarios/ one-more.yaml --ground sim',
  ],
  set(command) {
    command
      .argument('[scenarios...]', 'scenarios by name, files, or folders; without any, the library')
      .option('--ground <ground>', 'all, sim or wire', oneOf(['all', ...GROUNDS] as const), 'all')
      .option('--out <folder>', 'where histories go', 'runs-out')
      .option('--json', 'print the results as JSON')
      .option('--junit <file>', 'write JUnit XML')
      .option('--jobs <number>', 'small wire runs at a time', wholeNumber(1, 16), 4);
  },
  async run(options, whats) {
    const progress = startProgress();
    const keeping = startKeeping();
    const grounds = options.ground === 'all' ? GROUNDS : [options.ground];
    const games = readScenariosFor(whats).flatMap((named) => grounds.map((ground) => ({ ...named, ground })));
    const play = async (game: Game): Promise<Played> => {
      const { scenario, named, ground } = game;
      const { result } = await playAndSave(scenario, ground, {
        out: options.out,
        commit: programCommit(),
        call: programCall(),
        named,
        repeated: (first) => progress.say(`${scenario.name} on ${ground}: ${repeatedText(first)}`),
        lost: keeping.lost,
      });
      const { met } = result.expectation;
      progress.say(
        `${met ? 'ok  ' : 'FAIL'} ${scenario.name} on ${ground}: ${result.verdict}${met ? '' : why(result)}`,
      );
      return { game, result };
    };
    const played = await playAll(games, play, options.jobs);

    const results = played.map(({ result }) => result);
    const uneven = unevenVerdicts(played);
    for (const line of uneven) progress.say(`FAIL ${line}`);
    const passed = results.filter(({ expectation }) => expectation.met).length;
    const failed = results.length - passed + uneven.length;
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify({ passed, failed, uneven, results })}\n`
        : `${passed} passed, ${failed} failed\n`,
    );
    const { junit } = options;
    if (junit !== undefined) keeping.attempt(() => writeText(junit, junitXml(results, uneven)));
    return keeping.exit(failed === 0 ? EXIT.pass : EXIT.fail);
  },
});

/** One after the other on sim, which takes a whole core; small wire runs at a time, since they mostly wait. */
async function playAll(games: readonly Game[], play: (game: Game) => Promise<Played>, jobs: number): Promise<Played[]> {
  const onSim = games.filter(({ ground }) => ground === 'sim');
  const onWire = games.filter(({ ground }) => ground !== 'sim');
  const isBig = ({ scenario }: Game): boolean => playsAlone(scenario);
  const several = (some: readonly Game[], most: number): Promise<Played[]> =>
    inParallel(
      some.map((game) => () => play(game)),
      most,
    );
  return [
    ...(await several(onSim, 1)),
    ...(await several(
      onWire.filter((game) => !isBig(game)),
      jobs,
    )),
    ...(await several(onWire.filter(isBig), 1)),
  ];
}

/** Where a checker judged a scenario differently on different grounds, a line each. */
export function unevenVerdicts(played: readonly { game: { named: string }; result: RunResult }[]): string[] {
  const firsts = new Map<string, { ground: string; verdict: string }>();
  return played.flatMap(({ game: { named }, result: { ground, checkers } }) =>
    checkers.flatMap(({ name, verdict }) => {
      const key = JSON.stringify([named, name]);
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, { ground, verdict });
      return first === undefined || first.verdict === verdict
        ? []
        : [`${named}: ${name} says ${first.verdict} on ${first.ground} and ${verdict} on ${ground}`];
    }),
  );
}

function why(result: RunResult): string {
  const { verdict, failing } = result.expectation;
  const wanted = verdict === 'pass' ? [] : [`       expected: ${[verdict, ...failing].join(', ')}`];
  const lines = result.checkers
    .filter((check) => check.verdict !== 'pass')
    .map((check) => `       ${check.name}: ${check.evidence[0]?.sentence ?? check.reason ?? ''}`);
  return ['', ...wanted, ...lines, `       ${result.replay}`].join('\n');
}
