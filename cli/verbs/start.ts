/** `mpos-twin start`: the main job. A Saturday night on sim, then against the real server process, side by side. */
import { resolve } from 'node:path';
import { formatSideBySide } from '#reports/console';
import { writeHtmlReport } from '#reports/node-html';
import { GROUNDS, playAndSave, type PlayedRun } from '#runs/node-run';
import { exitOf } from '../outcome.ts';
import { progressOn, repeatedText } from '../progress.ts';
import { readScenarioFor } from '../scenarios.ts';
import { shrinkFailure } from '../shrunk.ts';
import { defineVerb, EXIT } from '../verb.ts';
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
    const progress = progressOn(true);
    progress.say('22 devices, a till, printers, payment terminals: a Saturday night on which everything goes wrong.');
    const played: PlayedRun[] = [];
    for (const ground of GROUNDS) {
      progress.say(
        ground === 'sim'
          ? 'sim: the whole evening in virtual time …'
          : 'wire: a real server process, killed and restarted, real sockets …',
      );
      played.push(
        await playAndSave(scenario, ground, {
          out: options.out,
          commit: programCommit(),
          call: programCall(),
          progress: (at, end) => progress.show(`  ${ground}`, at / end),
          repeated: (first) => progress.say(`  ${repeatedText(first)}`),
        }),
      );
      progress.done();
    }
    const results = played.map((one) => one.result);
    const report = resolve(options.out, 'saturday-night.html');
    writeHtmlReport(report, played);
    if (options.json === true) process.stdout.write(`${JSON.stringify(results)}\n`);
    else
      process.stdout.write(
        `${formatSideBySide(results, { colour: process.stdout.isTTY === true })}\n\nreport: ${report}\n`,
      );
    for (const result of results) shrinkFailure(scenario, result, options.out, progress);
    return results.some((result) => result.verdict === 'fail')
      ? EXIT.fail
      : Math.max(...results.map((result) => exitOf(result.verdict)));
  },
});
