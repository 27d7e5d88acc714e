/** `mpos-twin start`: the main job. A Saturday night on sim, then against the real server process, side by side. */
import { resolve } from 'node:path';
import { eventsOfFile } from '#history/node-files';
import { formatSideBySide } from '#reports/console';
import { writeHtmlReport } from '#reports/node-html';
import { makeRunFolder, reportIn } from '#runs/node-folder';
import { GROUNDS, playAndSave, type PlayedRun } from '#runs/node-run';
import { wantsColour } from '../colour.ts';
import { startKeeping } from '../keeping.ts';
import { worstExit } from '../outcome.ts';
import { startProgress, repeatedText } from '../progress.ts';
import { readScenarioFor } from '../scenarios.ts';
import { shrinkFailure } from '../shrunk.ts';
import { defineVerb } from '../verb.ts';
import { programCall, programCommit } from '../version.ts';

export const startVerb = defineVerb<{ out: string; json?: true }>({
  name: 'start',
  group: 'everyday',
  about: 'a Saturday night on sim and on the wire, judged side by side',
  examples: ['mpos-twin start'],
  set(command) {
    command
      .option('--out <folder>', 'where histories and reports go', 'runs-out')
      .option('--json', 'print the results as JSON');
  },
  async run(options) {
    const scenario = readScenarioFor('saturday-night');
    const progress = startProgress();
    const keeping = startKeeping();
    progress.say(scenario.about);
    const runs: PlayedRun[] = [];
    for (const ground of GROUNDS) {
      progress.say(ABOUT[ground]);
      const played = await playAndSave(scenario, ground, {
        out: options.out,
        commit: programCommit(),
        call: programCall(),
        progress: (at, end) => progress.show(`  ${ground}`, at / end),
        repeated: (first) => progress.say(`  ${repeatedText(first)}`),
        lost: keeping.lost,
      });
      runs.push(played);
      progress.done();
    }
    const results = runs.map(({ result }) => result);
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify(results)}\n`
        : `${formatSideBySide(results, { colour: wantsColour(process.stdout) })}\n`,
    );
    const shown = runs.flatMap((played) => {
      const { header, result } = played;
      const shrunk = shrinkFailure(scenario, played, keeping, progress);
      return result.history === null ? [] : [{ header, result, events: eventsOfFile(result.history), ...shrunk }];
    });
    keeping.attempt(() => {
      const report = resolve(reportIn(makeRunFolder(options.out, scenario.name)));
      writeHtmlReport(report, shown);
      progress.say(`\nreport: ${report}`);
    });
    return keeping.exit(worstExit(results));
  },
});

const ABOUT = {
  sim: 'sim: the whole evening in virtual time …',
  wire: 'wire: a real server process, killed and restarted, real sockets …',
};
