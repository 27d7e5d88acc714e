/** `mpos-twin shrink`: from a run that failed to the small scenario that shows why. */
import { judgeHistory } from '#checkers/judge';
import { eventsOfFile, linesOfFile } from '#history/node-files';
import { damagedHistory, readHistory } from '#history/reading';
import { makeRunFolder } from '#runs/node-folder';
import { shrinkAndSave } from '#runs/node-shrink';
import type { Observed } from '#runs/trials';
import type { Scenario } from '#scenarios/format/scenario';
import { wholeNumber } from '../arguments.ts';
import { historyPath } from '../histories.ts';
import { startKeeping } from '../keeping.ts';
import { startProgress } from '../progress.ts';
import { playedScenario, readScenarioFor } from '../scenarios.ts';
import { formatShrunk } from '../shrunk.ts';
import { defineVerb, EXIT } from '../verb.ts';
import { programCall } from '../version.ts';

export const shrinkVerb = defineVerb<{ seed?: number; seconds: number; out: string; json?: true }>({
  name: 'shrink',
  group: 'engineer',
  about: 'make a failing scenario as small as it gets while it still fails',
  examples: ['mpos-twin shrink runs-out/latest', 'mpos-twin shrink my.yaml --seed 7'],
  set(command) {
    command
      .argument('<scenario-or-history>', 'a history file or the folder of a run, or a scenario by name or file')
      .option('--seed <number>', 'another seed than the scenario’s', wholeNumber(0, Number.MAX_SAFE_INTEGER))
      .option('--seconds <number>', 'look no longer than this', wholeNumber(1, 86_400), 60)
      .option('--out <folder>', 'where the shrunk scenario goes', 'runs-out')
      .option('--json', 'print the result as JSON');
  },
  run(options, [what]) {
    const { scenario, seed, observed } = failing(what as string, options.seed);
    const progress = startProgress();
    const keeping = startKeeping();
    const shrunk = shrinkAndSave(scenario, {
      seed,
      folder: () => makeRunFolder(options.out, `${scenario.name}-sim-${seed}`),
      seconds: options.seconds,
      call: programCall(),
      lost: keeping.lost,
      ...(observed === undefined ? {} : { observed }),
    });
    if (shrunk === null) {
      progress.say(`nothing fails: ${scenario.name} on sim, seed ${seed}; there is nothing to shrink`);
      return EXIT.unknown;
    }
    process.stdout.write(options.json === true ? `${JSON.stringify(shrunk)}\n` : `${formatShrunk(shrunk)}\n`);
    return keeping.exit(EXIT.pass);
  },
});

type Failing = { scenario: Scenario; seed: number; observed?: Observed };

/** What was played, and under which seed; of a run on the wire, also what was seen there. */
function failing(what: string, seed: number | undefined): Failing {
  const path = historyPath(what);
  if (path === null) {
    const scenario = readScenarioFor(what);
    return { scenario, seed: seed ?? scenario.ground.sim?.seed ?? scenario.seed };
  }
  const { header, damage } = readHistory(linesOfFile(path));
  if (header === null) throw damagedHistory(path, damage);
  const played = { scenario: playedScenario(header, path), seed: seed ?? header.seed };
  if (header.ground === 'sim') return played;
  const events = [...eventsOfFile(path)];
  const checkers = judgeHistory(header, events, { whole: damage === null });
  return { ...played, observed: { checkers, events, timeScale: header.timeScale } };
}
