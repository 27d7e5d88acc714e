/** `mpos-twin analyze`: judges a saved history by the checkers of today. */
import { formatRun } from '#reports/console';
import { writeHtmlReport } from '#reports/node-html';
import { readHistoryFile } from '#history/node-files';
import type { HistoryHeader } from '#history/events';
import { analyze } from '#runs/analyze';
import { exitOf } from '../outcome.ts';
import { defineVerb } from '../verb.ts';

export const analyzeVerb = defineVerb<{ json?: true; report?: string }>({
  name: 'analyze',
  group: 'everyday',
  about: 'judge a saved history again',
  examples: [
    'mpos-twin analyze runs-out/saturday-night-wire-20/history.ndjson',
    'mpos-twin analyze history.ndjson --report report.html',
  ],
  set(command) {
    command
      .argument('<history>', 'a history file (NDJSON)')
      .option('--json', 'print the result as JSON')
      .option('--report <file>', 'write the HTML report');
  },
  run(options, [path]) {
    const read = readHistoryFile(path as string);
    const result = analyze(read, path as string);
    if (read.damage !== null)
      process.stderr.write(
        `history-damaged: ${path}: line ${read.damage.line} ${read.damage.what}; judged is what comes before\n`,
      );
    if (options.report !== undefined)
      writeHtmlReport(options.report, [{ header: read.header as HistoryHeader, events: read.events, result }]);
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify(result)}\n`
        : `${formatRun(result, { colour: process.stdout.isTTY === true })}\n`,
    );
    return exitOf(result.verdict);
  },
});
