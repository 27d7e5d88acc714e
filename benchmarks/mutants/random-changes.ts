/**
 * Bugs nobody thought of: the small changes that Stryker makes of a source (a condition turned round, a block emptied, a
 * text or list lost), as patches that a search can hunt. The catalogue has what engineers do wrong; this has any line.
 */
import { globSync, readFileSync } from 'node:fs';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { randomOf } from '#simulators/random';
import type { Area, Patch, PatchedMutant } from './mutant.ts';

/**
 * What is changed at random: what the server decides, what carries that out, what thin clients are shown, and what of the
 * protocols the server alone reads or writes by, or decides by. Not what both ends have in common, for a bug there is one of
 * the simulation as well; and not `server/edges`, which the real process has only, and hunts never start one.
 */
const CHANGED: readonly { files: string; area: Area }[] = [
  { files: 'server/core/**/*.ts', area: 'core' },
  { files: 'server/host/**/*.ts', area: 'host' },
  { files: 'server/station/*.ts', area: 'host' },
  { files: 'protocols/{places-by-time,smart-swap,whitelist}.ts', area: 'host' },
  { files: 'protocols/escpos/{encode,failing,status-reader}.ts', area: 'host' },
  { files: 'protocols/mpos/{cards,tab-changes}.ts', area: 'host' },
  { files: 'protocols/zvt/{parse,parse-bitmaps}.ts', area: 'host' },
];
/** Tests and what helps them; the words on screens, by which thin clients read as well; what drawn pictures weigh. */
const LEFT_OUT = /\.test\.ts$|-that\.ts$|\/by-hand\.ts$|^server\/station\/(?:words|picture-bytes)\.ts$/;
const ROOT = new URL('../../', import.meta.url);
const MOST_TOLD = 120;

/** How marks are made, and how a schema is told to people. */
const MARKS = ['sometimes', 'reachable', 'always'];
const TELLS = [...MARKS, 'describe'];
/** A mark by the name it is kept under: `const parkedAtStart = sometimes(…)`. */
const KEPT_MARK = new RegExp(`const (\\w+) = (?:${MARKS.join('|')})\\(`, 'g');

type Place = { line: number; column: number };
/** A change as Stryker says it: lines and columns from 0, the end not included. */
type Change = { mutatorName: string; location: { start: Place; end: Place }; replacement: string; status?: string };
/** What is needed of a node of Babel's tree. */
type Node = { type: string; callee?: { name?: string; property?: { name?: string } }; expression?: Node };

/**
 * So many changes of the server, drawn with a seed from all there are, without drawing one twice: the first twenty are the
 * same, however many are asked for. A name says file, line, column, and which of the changes there. Tests are not changed,
 * nor what says something to us only: marks, and what is told of a schema. With `under` only files whose path begins so.
 */
export async function randomChanges(count: number, seed: number, under = ''): Promise<PatchedMutant[]> {
  const changed = CHANGED.flatMap(({ files, area }) =>
    changedFiles(files)
      .filter((file) => file.startsWith(under))
      .map((file) => changesOf(file, area)),
  );
  const all = (await Promise.all(changed)).flat();
  const random = randomOf(seed, 'changes at random');
  const drawn: PatchedMutant[] = [];
  while (drawn.length < count && all.length > 0) drawn.push(...all.splice(random.below(all.length), 1));
  return drawn;
}

function changedFiles(files: string): string[] {
  return globSync(files, { cwd: ROOT })
    .filter((file) => !LEFT_OUT.test(file))
    .sort();
}

/** All changes that Stryker knows for one file, a path from the root of the project. */
export async function changesOf(file: string, area: Area): Promise<PatchedMutant[]> {
  const source = readFileSync(new URL(file, ROOT), 'utf8');
  const kept = new Set([...source.matchAll(KEPT_MARK)].flatMap(([, name]) => name ?? []));
  const { mutants } = await new Instrumenter(SILENT).instrument([{ name: file, content: source, mutate: true }], {
    plugins: null,
    excludedMutations: [],
    ignorers: [{ shouldIgnore: (path) => whyNot((path as { node: Node }).node, kept) }],
  });
  const changes = mutants.map((mutant) => mutant as unknown as Change);
  const atPlace = new Map<string, number>();
  return changes.flatMap((change) => {
    if (change.status === 'Ignored') return [];
    const { line, column } = change.location.start;
    const place = `${file}:${line + 1}:${column + 1}`;
    const number = (atPlace.get(place) ?? 0) + 1;
    atPlace.set(place, number);
    return changed(`${place}#${number}`, file, area, source, change);
  });
}

/** Why a change of that node would change nothing that the server does; undefined if it may. */
function whyNot({ type, callee, expression }: Node, keptMarks: ReadonlySet<string>): string | undefined {
  if (type === 'ExpressionStatement' && expression !== undefined) return whyNot(expression, keptMarks);
  if (type !== 'CallExpression' || callee === undefined) return undefined;
  const name = callee.name ?? callee.property?.name ?? '';
  return keptMarks.has(name) || TELLS.includes(name) ? 'says something to us only' : undefined;
}

function changed(name: string, file: string, area: Area, source: string, change: Change): PatchedMutant {
  const { start, end } = change.location;
  const from = offsetOf(source, start);
  const to = offsetOf(source, end);
  const was = source.slice(from, to);
  return {
    name,
    about: `${change.mutatorName}: ${told(was)} becomes ${told(change.replacement)}`,
    caughtBy: [],
    kind: { area, sort: 'wrong condition', subtlety: 'plain' },
    patches: [patchAt(file, source, from, to, change.replacement)],
  };
}

/** A patch whose text is there once only: as much of what stands around it as that takes. */
function patchAt(file: string, source: string, from: number, to: number, by: string): Patch {
  let [begin, end] = [from, to];
  while (source.split(source.slice(begin, end)).length !== 2) {
    begin = Math.max(0, begin - 20);
    end = Math.min(source.length, end + 20);
  }
  return { file, replace: source.slice(begin, end), by: source.slice(begin, from) + by + source.slice(to, end) };
}

function offsetOf(source: string, { line, column }: Place): number {
  return source.split('\n', line).reduce((sum, { length }) => sum + length + 1, column);
}

/** A piece of source in one line, and not too long. */
function told(code: string): string {
  const line = code.replaceAll(/\s+/g, ' ');
  return `\`${line.length > MOST_TOLD ? `${line.slice(0, MOST_TOLD)}…` : line}\``;
}

const nothing = (): void => {};
const never = (): boolean => false;
/** Stryker's instrumenter tells what it does to a log, which nobody reads here. */
const SILENT = {
  isTraceEnabled: never,
  isDebugEnabled: never,
  isInfoEnabled: never,
  isWarnEnabled: never,
  isErrorEnabled: never,
  isFatalEnabled: never,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
};
