/**
 * `npm run power`: how fast planted bugs are found, by four searches with the same budget of CPU time and floors.
 *
 *   npm run power -- --only lease-never-ends --search ours
 *   npm run power -- certification                           planted Android devices, and which criterion finds them
 *   npm run power -- random --search ours --count 60         small changes of the server's sources, drawn with the seed
 *   npm run power -- --seconds 30 --floors 2000 --json power.json    goes on where power.json stops
 *
 * Exit codes: 0 if ours found every bug that was hunted, 1 if it missed one, 64 for bad input.
 */
import { Command, CommanderError } from 'commander';
import { closest } from 'fastest-levenshtein';
import { oneOf, usageError, wholeNumber } from '#cli/arguments';
import { errorText } from '#cli/error-text';
import { mindOutput } from '#cli/mind-output';
import { EXIT } from '#cli/verb';
import { TwinError } from '#protocols/errors/errors';
import { certificationTable } from './certification/table.ts';
import { allMutants, type AnyMutant } from './mutants/catalogue.ts';
import { randomChanges } from './mutants/random-changes.ts';
import { readFigures, writeFigures } from './power/figures.ts';
import { startHunt } from './power/hunts.ts';
import { SEARCHES, type SearchName } from './power/searches.ts';
import { cellOf, comparison, type Figures, type Row } from './power/table.ts';

type Options = {
  only?: string[];
  area?: string;
  search?: SearchName[];
  seconds: number;
  floors: number;
  shrink: number;
  seed: number;
  count: number;
  under: string;
  jobs: number;
  json?: string;
  again?: boolean;
};

const MOST = 1_000_000;
const searchNames = Object.keys(SEARCHES) as SearchName[];
const areas = [...new Set(allMutants.map(({ kind }) => kind.area))];
const searchNamed = oneOf(searchNames);

function programOf(done: (code: number) => void): Command {
  return new Command('npm run power --')
    .description('plants one bug after the other and tells how fast four searches find it')
    .argument(
      '[certification|random]',
      'planted Android devices instead, and which criterion finds them; or small changes of the server at random',
      oneOf(['certification', 'random']),
    )
    .option('--only <bug>', 'this bug; may be said again', (text, all: string[] = []) => [...all, text])
    .option('--area <area>', 'bugs of this area only', oneOf(areas))
    .option('--search <search>', 'this search; may be said again', (text, all: SearchName[] = []) => [
      ...all,
      searchNamed(text),
    ])
    .option('--seconds <n>', 'CPU seconds for each hunt', wholeNumber(1, MOST), 20)
    .option('--floors <n>', 'floors for each hunt at most', wholeNumber(1, MOST), 2_000)
    .option('--shrink <n>', 'CPU seconds to make a find of ours smaller', wholeNumber(0, MOST), 20)
    .option('--seed <n>', 'of all searches', wholeNumber(0, Number.MAX_SAFE_INTEGER), 1)
    .option('--count <n>', 'changes at random', wholeNumber(1, MOST), 60)
    .option('--under <path>', 'changes at random of files whose path begins so', '')
    .option('--jobs <n>', 'hunts side by side', wholeNumber(1, 64), 2)
    .option('--json <file>', 'figures go there, and it goes on where the file stops')
    .option('--again', 'play what the file has once more')
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .action(async (what: string | undefined, options: Options, command: Command) =>
      done(
        what === 'certification'
          ? await certify(command)
          : await hunt(await chosenOf(what, options), what === 'random', options),
      ),
    );
}

/** The bugs that are to be hunted. */
async function chosenOf(what: string | undefined, { only, area, count, under, seed }: Options): Promise<AnyMutant[]> {
  const all = what === 'random' ? await randomChanges(count, seed, under) : allMutants;
  const names = all.map(({ name }) => name);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new TwinError('usage', `There is no bug ${unknown} here, perhaps ${closest(unknown, names)}.`);
  const chosen = all.filter(
    ({ name, kind }) => (only?.includes(name) ?? true) && (area === undefined || kind.area === area),
  );
  if (chosen.length === 0) throw new TwinError('usage', 'There is no such bug there.');
  return chosen;
}

async function certify(command: Command): Promise<number> {
  const said = command.options.filter((one) => command.getOptionValueSource(one.attributeName()) === 'cli');
  if (said.length > 0)
    throw new TwinError('usage', `certification takes no options, as ${said.map(({ long }) => long).join(', ')}.`);
  const { lines, isRight } = await certificationTable();
  for (const line of lines) process.stdout.write(`${line}\n`);
  return isRight ? EXIT.pass : EXIT.fail;
}

async function hunt(chosen: readonly AnyMutant[], mayNotStart: boolean, options: Options): Promise<number> {
  const { search: searches = searchNames, seconds, floors, seed, json } = options;
  const figures = readFigures(json, { seconds, floors, seed });
  const tasks = chosen.flatMap((mutant) => searches.map((search) => ({ mutant, search })));
  const work = async (): Promise<void> => {
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      const { mutant, search } = task;
      const row = rowOf(figures, mutant);
      if (row.hunts[search] !== undefined && options.again !== true) continue;
      const shrinkSeconds = search === 'ours' ? options.shrink : 0;
      const hunted = await startHunt(mutant, { search, seed, seconds, floors, shrinkSeconds }, { mayNotStart });
      row.hunts[search] = hunted;
      process.stdout.write(`${mutant.name.padEnd(36)} ${search.padEnd(10)} ${cellOf(hunted)}\n`);
      if (json !== undefined) writeFigures(json, figures);
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work));
  const rows = figures.rows.filter(({ mutant }) => chosen.some(({ name }) => name === mutant));
  for (const line of comparison({ ...figures, rows }, searches)) process.stdout.write(`${line}\n`);
  const missed = rows.filter(({ hunts }) => hunts.ours?.found === false);
  if (missed.length > 0) process.stdout.write(`missed by ours: ${missed.map(({ mutant }) => mutant).join(', ')}\n`);
  return missed.length === 0 ? EXIT.pass : EXIT.fail;
}

function rowOf(figures: Figures, { name, about, kind }: AnyMutant): Row {
  let row = figures.rows.find(({ mutant }) => mutant === name);
  if (row === undefined) figures.rows.push((row = { mutant: name, about, kind, hunts: {} }));
  return row;
}

mindOutput(process.stdout, 'standard output');
mindOutput(process.stderr, 'standard error');
let code: number = EXIT.pass;
try {
  await programOf((result) => (code = result)).parseAsync();
} catch (error) {
  const isCommand = error instanceof CommanderError;
  if (isCommand && error.exitCode === 0) process.exit(EXIT.pass);
  const known = isCommand ? usageError(error) : error;
  if (!(known instanceof TwinError)) throw error;
  process.stderr.write(errorText(known));
  code = EXIT.badInput;
}
if (code !== EXIT.pass) process.exitCode = code;
