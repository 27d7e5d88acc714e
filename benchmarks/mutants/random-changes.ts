/**
 * Bugs nobody thought of: the small changes that Stryker makes of a source (a condition turned round, a block emptied, a
 * text or list lost), as patches that a search can hunt. The catalogue has what engineers do wrong; this has any line.
 */
import { globSync, readFileSync } from 'node:fs';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { randomOf } from '#simulators/random';
import type { Area, Patch, PatchedMutant } from './mutant.ts';

/** What of the server is changed at random: what it decides, and what carries that out. */
const CHANGED: readonly (Area & ('core' | 'host'))[] = ['core', 'host'];
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
 * So many changes of `server/core` and `server/host`, drawn with a seed from all there are, without drawing one twice:
 * the first twenty are the same, however many are asked for. A name says file, line, column, and which of the changes
 * there. Tests are not changed, nor what says something to us only: marks, and what is told of a schema.
 */
export async function randomChanges(count: number, seed: number): Promise<PatchedMutant[]> {
  const all = (await Promise.all(CHANGED.map(changesIn))).flat();
  const random = randomOf(seed, 'changes at random');
  const drawn: PatchedMutant[] = [];
  while (drawn.length < count && all.length > 0) drawn.push(...all.splice(random.below(all.length), 1));
  return drawn;
}

async function changesIn(area: Area): Promise<PatchedMutant[]> {
  const files = globSync(`server/${area}/**/*.ts`, { cwd: ROOT })
    .filter((file) => !/\.test\.ts$|-that\.ts$|\/by-hand\.ts$/.test(file))
    .sort();
  return (await Promise.all(files.map((file) => changesOf(file, area)))).flat();
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
