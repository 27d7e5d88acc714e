/** `mpos-twin analyze`: judges a saved history by the checkers of today. */
import { formatRun } from '#reports/console';
import { junitXml } from '#reports/junit';
import { writeHtmlReport } from '#reports/node-html';
import { writeText } from '#history/node-disk';
import { eventsOfFile, linesOfFile } from '#history/node-files';
import { damagedHistory } from '#history/reading';
import { analyze } from '#runs/analyze';
import { wantsColour } from '../colour.ts';
import { errorText } from '../error-text.ts';
import { historyPath } from '../histories.ts';
import { startKeeping } from '../keeping.ts';
import { exitOf } from '../outcome.ts';
import { defineVerb } from '../verb.ts';

export const analyzeVerb = defineVerb<{ json?: true; report?: string; junit?: string }>({
  name: 'analyze',
  group: 'everyday',
  about: 'judge a saved history again',
  examples: ['mpos-twin analyze runs-out/latest', 'mpos-twin analyze history.ndjson --report report.html'],
  set(command) {
    command
      .argument('<history>', 'a history file (NDJSON), or the folder of a run')
      .option('--json', 'print the result as JSON')
      .option('--report <file>', 'write the HTML report')
      .option('--junit <file>', 'write JUnit XML');
  },
  run(options, [what]) {
    const path = historyPath(what as string) ?? (what as string);
    const { report, junit } = options;
    const keeping = startKeeping();
    const { result, header, damage } = analyze(linesOfFile(path), path);
    if (damage !== null) process.stderr.write(errorText(damagedHistory(path, damage)));
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify(result)}\n`
        : `${formatRun(result, { colour: wantsColour(process.stdout) })}\n`,
    );
    if (report !== undefined)
      keeping.attempt(() => writeHtmlReport(report, [{ header, events: eventsOfFile(path), result }]));
    if (junit !== undefined) keeping.attempt(() => writeText(junit, junitXml([result])));
    return keeping.exit(exitOf(result));
  },
});
