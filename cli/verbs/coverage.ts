/** `mpos-twin coverage`: what a sample of generated floors comes to, and what it never does. */
import { marks } from '#protocols/marks';
import { coverageText, marksText } from '#reports/coverage-text';
import { rowsTable, rowsText } from '#reports/rows-text';
import { GROUNDS } from '#runs/node-run';
import { lastVerdicts } from '#runs/node-verdicts';
import { coverageTable } from '#search/coverage/coverage-table';
import { playSample } from '#search/coverage/sample';
import { wholeNumber } from '../arguments.ts';
import { startProgress } from '../progress.ts';
import { readScenariosFor } from '../scenarios.ts';
import { defineVerb, EXIT } from '../verb.ts';

export const coverageVerb = defineVerb<{
  floors: number;
  seed: number;
  missing?: true;
  marks?: true;
  rows?: true;
  runs: string;
  json?: true;
}>({
  name: 'coverage',
  group: 'qa',
  about: 'what generated floors come to: every field, step, fault, fact, refusal, state and mark, and how often',
  examples: [
    'mpos-twin coverage',
    'mpos-twin coverage --missing --floors 1000',
    'mpos-twin coverage --rows   # what the floor does, which scenarios show it, and how they came out last',
    'mpos-twin coverage --marks   # what is marked in the code, and why; nothing is played',
  ],
  set(command) {
    command
      .option('--floors <number>', 'floors to play', wholeNumber(1, 1_000_000), 200)
      .option('--seed <number>', 'seed of the search whose floors they are', wholeNumber(0, Number.MAX_SAFE_INTEGER), 1)
      .option('--missing', 'only what was never come to')
      .option('--marks', 'list the marks in the code')
      .option('--rows', 'list behaviours, the scenarios that show them, and their last verdicts')
      .option('--runs <folder>', 'for --rows: where the runs are', 'runs-out')
      .option('--json', 'print it as JSON');
  },
  run(options) {
    if (options.marks === true) {
      process.stdout.write(options.json === true ? `${JSON.stringify(marks())}\n` : marksText(marks()));
      return EXIT.pass;
    }
    const progress = startProgress();
    if (options.rows === true) {
      const { verdicts, damaged } = lastVerdicts(options.runs);
      for (const path of damaged) progress.say(`left aside, as it is no verdict: ${path}`);
      const scenarios = readScenariosFor([]).map(({ scenario: { name, shows = [] } }) => ({ name, shows }));
      const table = rowsTable(scenarios, verdicts, GROUNDS);
      process.stdout.write(options.json === true ? `${JSON.stringify(table)}\n` : rowsText(table));
      return EXIT.pass;
    }
    const { counts, failed } = playSample(options.floors, options.seed, {
      played: (played) => progress.show('floors', played / options.floors),
    });
    progress.done();
    const table = coverageTable(counts);
    if (failed.length > 0) progress.say(`${failed.length} of the floors did not pass; mpos-twin search finds out why`);
    const { rows, ...wrong } = table;
    const shown = options.missing === true ? rows.filter(({ often }) => often === 0) : rows;
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify({ floors: options.floors, seed: options.seed, failed, ...wrong, rows: shown })}\n`
        : coverageText(table, { missing: options.missing === true }),
    );
    return EXIT.pass;
  },
});
