/** Whether what a scenario says of an event can ever be: its kind, whom it happens to, its fields and their values. */
import type { Scalar } from '#history/expectation';
import { eventFields, factFields, type FieldSort, type Place } from '../event-fields.ts';
import { kindOfName, nodesOf, type FloorNames } from '../floor-names.ts';
import type { Finding } from '../scenario-error.ts';
import { suggest } from '../suggest.ts';
import { EVENT_KINDS, FACT_KINDS, wordsOf } from '../vocabulary.ts';

/** What names can stand for: things on the floor, and faults there are. */
export type Known = { names: FloorNames; faults: readonly string[] };
/** A kind of event, or of fact, that may be meant. */
export type Candidate = { name: string; at: Place; fields: Readonly<Record<string, FieldSort>> };

type Path = readonly PropertyKey[];

/** The condition of `when`. */
export function checkWhen(when: Readonly<Record<string, Scalar>>, path: Path, known: Known): Finding[] {
  const { kind, fact, node, ...fields } = when;
  if (kind !== undefined && !EVENT_KINDS.includes(String(kind))) {
    return [unknownWord([...path, 'kind'], 'kind of event', kind, EVENT_KINDS)];
  }
  if (fact !== undefined && kind !== undefined && kind !== 'fact') {
    return [{ path: [...path, 'fact'], message: `${String(kind)} is no fact`, atKey: true }];
  }
  if (fact !== undefined && !FACT_KINDS.includes(String(fact))) {
    return [unknownWord([...path, 'fact'], 'fact', fact, FACT_KINDS)];
  }
  const candidates = fact === undefined ? candidatesOfKind(kind) : [candidateOfFact(String(fact))];
  return [...checkNode(node, [...path, 'node'], candidates, known), ...checkFields(fields, path, candidates, known)];
}

/** All kinds of events, or those of the kind. */
export function candidatesOfKind(kind: Scalar | undefined): Candidate[] {
  const kinds = kind === undefined ? EVENT_KINDS : [String(kind)];
  return kinds.flatMap((name) => {
    const { at, fields } = eventFields[name as keyof typeof eventFields];
    const event = { name, at, fields: fields as Candidate['fields'] };
    return name === 'fact' ? [event, ...FACT_KINDS.map(candidateOfFact)] : [event];
  });
}

export function candidateOfFact(name: string): Candidate {
  const { n, at } = eventFields.fact.fields;
  return { name, at: 'server', fields: { n, at, ...factFields[name as keyof typeof factFields] } };
}

export function checkNode(
  node: Scalar | undefined,
  path: Path,
  candidates: readonly Candidate[],
  { names }: Known,
): Finding[] {
  if (node === undefined) return [];
  const all = nodesOf(names, 'anywhere');
  if (!all.includes(String(node))) return [unknownWord(path, 'node', node, all)];
  if (candidates.some(({ at }) => nodesOf(names, at).includes(String(node)))) return [];
  const [{ name, at, fields } = candidates[0] as Candidate] = candidates;
  const by = Object.keys(fields).filter((field) => ['holder', 'printer', 'terminal'].includes(fields[field] as string));
  const hint =
    by.length === 0 || at !== 'server' ? '' : `; it names others by ${by.map((one) => `\`${one}\``).join(', ')}`;
  const what = kindOfName(names, String(node)) ?? String(node);
  return [{ path, message: `${name} never happens to ${what}, but to ${wordOf[at]}${hint}` }];
}

const wordOf: Record<Place, string> = {
  holder: 'a device or the till',
  server: 'the server',
  printer: 'a printer',
  monitor: 'a kitchen monitor',
  camera: 'a camera',
  terminal: 'a payment terminal',
  service: 'a cloud service',
  station: 'a station of the WLAN',
  run: 'the run',
  anywhere: 'any node',
};

/** `others` are keys that may stand beside the fields. */
export function checkFields(
  fields: Readonly<Record<string, unknown>>,
  path: Path,
  candidates: readonly Candidate[],
  known: Known,
  others: readonly string[] = ['kind', 'node', 'fact'],
): Finding[] {
  return Object.entries(fields).flatMap(([key, value]): Finding[] => {
    const sorts = candidates.flatMap((one) => {
      const sort = Object.hasOwn(one.fields, key) ? one.fields[key] : undefined;
      return sort === undefined || sort === 'structure' ? [] : [sort];
    });
    const [first] = sorts;
    if (first === undefined) {
      const who = candidates.length === 1 ? (candidates[0] as Candidate).name : 'no event';
      const message = candidates.length === 1 ? `${who} has no field "${key}"` : `${who} has a field "${key}"`;
      const there = candidates.flatMap((one) =>
        Object.keys(one.fields).filter((field) => one.fields[field] !== 'structure'),
      );
      return [{ path: [...path, key], message, suggestions: suggest(key, [...there, ...others]), atKey: true }];
    }
    if (sorts.some((sort) => isOf(sort, value, known))) return [];
    return [wrongValue([...path, key], key, first, value, known)];
  });
}

function isOf(sort: FieldSort, value: unknown, { names, faults }: Known): boolean {
  if (sort === 'number') return typeof value === 'number';
  if (sort === 'truth') return typeof value === 'boolean';
  if (typeof value !== 'string') return false;
  return wordsOf(sort, names, faults)?.includes(value) ?? true;
}

function wrongValue(path: Path, key: string, sort: FieldSort, value: unknown, { names, faults }: Known): Finding {
  const told = JSON.stringify(value);
  if (sort === 'number') return { path, message: `must be a number, not ${told}` };
  if (sort === 'truth') return { path, message: `must be true or false, not ${told}` };
  if (typeof value !== 'string') return { path, message: `must be a text, not ${told}` };
  return unknownWord(path, nameOf(sort, key), value, wordsOf(sort, names, faults) ?? []);
}

/** What a word of this sort is called; the field says it where the sort is only a list of words. */
function nameOf(sort: FieldSort, key: string): string {
  if (sort === 'holder') return 'device';
  if (sort === 'condition' || sort === 'state') return 'state';
  return typeof sort === 'string' ? sort : key;
}

/** A word outside of its vocabulary. */
export function unknownWord(path: Path, what: string, word: unknown, words: Iterable<string>): Finding {
  return { path, message: `there is no ${what} "${String(word)}"`, suggestions: suggest(String(word), words) };
}
