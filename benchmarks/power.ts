/**
 * `npm run power`: how fast planted bugs are found, by four searches with the same budget of CPU time and floors.
 *
 *   npm run power -- --only lease-never-ends --search ours
 *   npm run power -- certification                           planted Android devices, and which criterion finds them
 *   npm run power -- --seconds 30 --floors 2000 --json power.json    goes on where power.json stops
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { certificationTable } from './certification/table.ts';
import { allMutants } from './mutants/catalogue.ts';
import { startHunt } from './power/hunts.ts';
import { SEARCHES, type SearchName } from './power/searches.ts';
import { cellOf, comparison, type Figures, type Row } from './power/table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true },
    area: { type: 'string' },
    search: { type: 'string', multiple: true },
    seconds: { type: 'string', default: '20' },
    floors: { type: 'string', default: '2000' },
    shrink: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    json: { type: 'string' },
    again: { type: 'boolean', default: false },
  },
});
if (positionals[0] === 'certification') {
  const { lines, isRight } = await certificationTable();
  for (const line of lines) process.stdout.write(`${line}\n`);
  process.exit(isRight ? 0 : 1);
}
const numberOf = (text: string): number => {
  const number = Number(text);
  if (Number.isFinite(number) && number >= 0) return number;
  throw new Error(`not a number: ${text}`);
};
const searches = (values.search ?? Object.keys(SEARCHES)) as SearchName[];
for (const name of searches) if (!Object.hasOwn(SEARCHES, name)) throw new Error(`no search ${name}`);
const chosen = allMutants.filter(
  ({ name, kind }) =>
    (values.only === undefined || values.only.includes(name)) &&
    (values.area === undefined || kind.area === values.area),
);
if (chosen.length === 0) throw new Error('no such mutant');

const figures = figuresSoFar();
const tasks = chosen.flatMap((mutant) => searches.map((search) => ({ mutant, search })));
const work = async (): Promise<void> => {
  for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
    const { mutant, search } = task;
    const row = rowOf(mutant);
    if (row.hunts[search] !== undefined && !values.again) continue;
    const { seconds, floors, seed } = figures;
    const shrinkSeconds = search === 'ours' ? numberOf(values.shrink) : 0;
    const hunted = await startHunt({ mutant: mutant.name, search, seed, seconds, floors, shrinkSeconds });
    row.hunts[search] = hunted;
    process.stdout.write(`${mutant.name.padEnd(36)} ${search.padEnd(10)} ${cellOf(hunted)}\n`);
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  }
};
await Promise.all(Array.from({ length: numberOf(values.jobs) }, work));
const rows = figures.rows.filter(({ mutant }) => chosen.some(({ name }) => name === mutant));
for (const line of comparison({ ...figures, rows }, searches)) process.stdout.write(`${line}\n`);
const missed = rows.filter(({ hunts }) => hunts.ours?.found === false);
if (missed.length > 0) process.stdout.write(`missed by ours: ${missed.map(({ mutant }) => mutant).join(', ')}\n`);
process.exitCode = missed.length === 0 ? 0 : 1;

function figuresSoFar(): Figures {
  const budget = { seconds: numberOf(values.seconds), floors: numberOf(values.floors), seed: numberOf(values.seed) };
  if (values.json !== undefined && existsSync(values.json))
    return { ...(JSON.parse(readFileSync(values.json, 'utf8')) as Figures), ...budget };
  return { date: new Date().toISOString().slice(0, 10), ...budget, rows: [] };
}

function rowOf({ name, about, kind }: (typeof allMutants)[number]): Row {
  let row = figures.rows.find(({ mutant }) => mutant === name);
  if (row === undefined) figures.rows.push((row = { mutant: name, about, kind, hunts: {} }));
  return row;
}
