/** `mpos-twin run`: plays a scenario, judges it, writes history and reports. */
import { writeText } from '#history/node-disk';
import { eventsOfFile } from '#history/node-files';
import { formatRun } from '#reports/console';
import { junitXml } from '#reports/junit';
import { writeHtmlReport } from '#reports/node-html';
import { reportIn } from '#runs/node-folder';
import { GROUNDS, playAndSave, type GroundName } from '#runs/node-run';
import { listLibrary } from '#scenarios/node-library';
import { TwinError } from '#protocols/errors/errors';
import { oneOf, wholeNumber } from '../arguments.ts';
import { wantsColour } from '../colour.ts';
import { startKeeping } from '../keeping.ts';
import { exitOf } from '../outcome.ts';
import { startProgress, repeatedText } from '../progress.ts';
import { readScenarioFor } from '../scenarios.ts';
import { shrinkFailure } from '../shrunk.ts';
import { defineVerb, EXIT } from '../verb.ts';
import { programCall, programCommit } from '../version.ts';

type Options = {
  ground: GroundName;
  seed?: number;
  out: string;
  json?: true;
  junit?: string;
  report: boolean;
  shrink: boolean;
  list?: true;
};

export const runVerb = defineVerb<Options>({
  name: 'run',
  group: 'everyday',
  about: 'play a scenario and judge it',
  examples: [
    'mpos-twin run saturday-night',
    'mpos-twin run my.yaml --ground wire --seed 7 --json',
    'mpos-twin run --list',
  ],
  set(command) {
    command
      .argument('[scenario]', 'name in the library, or a file')
      .option('--ground <ground>', `where it is played: ${GROUNDS.join(', ')}`, oneOf(GROUNDS), 'sim')
      .option('--seed <number>', 'another seed than the scenario’s', wholeNumber(0, Number.MAX_SAFE_INTEGER))
      .option('--out <folder>', 'where histories and reports go', 'runs-out')
      .option('--json', 'print the result as JSON')
      .option('--junit <file>', 'write JUnit XML')
      .option('--no-report', 'write no HTML report')
      .option('--no-shrink', 'do not look for the smallest scenario that fails alike')
      .option('--list', 'list the library');
  },
  async run(options, [name]) {
    if (options.list === true) return list(options.json === true);
    if (name === undefined) throw new TwinError('usage', 'Which scenario? mpos-twin run --list shows the library.');
    const scenario = readScenarioFor(name);
    const progress = startProgress();
    const keeping = startKeeping();
    const played = await playAndSave(scenario, options.ground, {
      out: options.out,
      ...(options.seed === undefined ? {} : { seed: options.seed }),
      commit: programCommit(),
      call: programCall(),
      named: name,
      progress: (at, end) => progress.show(`${scenario.name} on ${options.ground}`, at / end),
      repeated: (first) => progress.say(repeatedText(first)),
      lost: keeping.lost,
    });
    progress.done();
    const { result, header, folder } = played;
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify(result)}\n`
        : `${formatRun(result, { colour: wantsColour(process.stdout) })}\n`,
    );
    const { junit } = options;
    if (junit !== undefined) keeping.attempt(() => writeText(junit, junitXml([result])));
    const shrunk = options.shrink ? shrinkFailure(scenario, played, keeping, progress) : {};
    const { history } = result;
    if (options.report && folder !== null && history !== null) {
      const report = reportIn(folder);
      if (
        keeping.attempt(() => writeHtmlReport(report, [{ header, events: eventsOfFile(history), result, ...shrunk }]))
      )
        progress.say(`report: ${report}`);
    }
    return keeping.exit(exitOf(result));
  },
});

function list(json: boolean): number {
  const library = listLibrary();
  if (json) process.stdout.write(`${JSON.stringify(library)}\n`);
  else for (const { name, about } of library) process.stdout.write(`${name.padEnd(32)}${about}\n`);
  return EXIT.pass;
}
