/** `mpos-twin search`: plays floors nobody thought of, on all cores, and hands over what fails on them. */
import { availableParallelism } from 'node:os';
import { searchProgressText, searchText } from '#reports/search-text';
import { startSearch } from '#search/node-search';
import { findSearch } from '#search/node-searches';
import type { SearchResult } from '#search/search-result';
import { duration, wholeNumber } from '../arguments.ts';
import { budgetOf } from '../budget.ts';
import { errorText } from '../error-text.ts';
import { startKeeping } from '../keeping.ts';
import { startProgress } from '../progress.ts';
import { stopInOrder } from '../stop-in-order.ts';
import { defineVerb, EXIT } from '../verb.ts';
import { programCall, programCommit } from '../version.ts';

type Options = {
  floors?: number;
  for?: number;
  jobs: number;
  corpus?: string;
  seed?: number;
  out: string;
  json?: true;
};

export const searchVerb = defineVerb<Options>({
  name: 'search',
  group: 'qa',
  about: 'look for failures on floors nobody thought of; a search that was interrupted goes on',
  examples: [
    'mpos-twin search --for 10min',
    'mpos-twin search --floors 1000 --seed 7 --json',
    'mpos-twin search --for 8h --corpus floors/ --jobs 4',
  ],
  set(command) {
    command
      .option('--floors <number>', 'how many floors', wholeNumber(1, Number.MAX_SAFE_INTEGER))
      .option('--for <duration>', 'how long, as 90s, 10min or 8h', duration)
      .option('--jobs <number>', 'floors played at a time', wholeNumber(1, 256), availableParallelism())
      .option('--corpus <folder>', 'floors to begin with, and where those go that are worth it')
      .option('--seed <number>', 'the same floors again', wholeNumber(0, Number.MAX_SAFE_INTEGER))
      .option('--out <folder>', 'where searches go, a folder each', 'runs-out/search')
      .option('--json', 'print the result as JSON');
  },
  async run(options) {
    const { corpus, seed } = options;
    const until = budgetOf(options, 'Either --floors 1000 or --for 10min.');
    const shared = { until, ...(corpus === undefined ? {} : { corpus }) };
    const place = findSearch(options.out, { ...shared, ...(seed === undefined ? {} : { seed }) });
    const progress = startProgress();
    const keeping = startKeeping();
    if (place.goesOn) progress.say(`the search in ${place.folder} was interrupted and goes on`);
    const running = startSearch({
      ...place,
      ...shared,
      jobs: options.jobs,
      program: programCommit(),
      call: programCall(),
      aside: (error) => process.stderr.write(errorText(error)),
      lost: keeping.lost,
      progress: (now) => progress.note(searchProgressText(now)),
      found: ({ sentence, command }) => progress.say(`found: ${sentence}\n       ${command}`),
    });
    const stopping = stopInOrder(() => progress.say('ending …'));
    stopping.atStop(running.stop);
    const result = await running.done;
    stopping.over();
    progress.done();
    process.stdout.write(options.json === true ? `${jsonOf(result)}\n` : `${searchText(result)}\n`);
    return keeping.exit(exitOf(result));
  },
});

function jsonOf({ coverage, ...result }: SearchResult): string {
  return JSON.stringify({ ...result, coverage: Object.fromEntries(coverage) });
}

function exitOf({ finds, unknown, over }: SearchResult): number {
  if (finds.length > 0) return EXIT.fail;
  if (over === 'interrupted') return EXIT.interrupted;
  return unknown > 0 ? EXIT.unknown : EXIT.pass;
}
