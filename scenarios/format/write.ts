/**
 * Writes a scenario as people would: the fields in the order of the format, one device, step or fault a line.
 * The first line tells editors where the JSON Schema is. The form is the one prettier would give it.
 */
import { Document, type YAMLSeq } from 'yaml';
import { z } from 'zod';
import { scenarioSchema, type ScenarioInput } from './scenario.ts';
import { bare, fieldsInOrder } from './schema-walk.ts';

export type WriteOptions = {
  /** Where the JSON Schema is, seen from the file. */
  schema?: string;
  /** What to say of a step or a fault in a comment, in the order of the lists. */
  notes?: { steps: readonly string[]; faults: readonly string[] };
};

const LONGEST_LINE = 120;
/** Line ends, and what a reader would not see or a file may not contain; written as escapes. */
// oxlint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u001f\u007f-\u00a0\u2028\u2029\ufeff]/;
const INVISIBLE_EACH = new RegExp(INVISIBLE, 'g');
/** What is never quoted, found without asking the library: names of fields and of most else in a file. */
const PLAIN = /^(?!(?:true|false|null)$)[a-z][A-Za-z0-9-]*$/;
/** Sections with an empty line before them. */
const SECTIONS = ['floor', 'server', 'work', 'faults', 'expect', 'ground'];

/** The text of a scenario file. */
export function writeScenario(scenario: ScenarioInput, options: WriteOptions = {}): string {
  const { schema = '../scenario.schema.json', notes } = options;
  const text = [`# yaml-language-server: $schema=${schema}`];
  for (const [key, value] of Object.entries(inOrder(scenarioSchema, scenario) as object)) {
    if (SECTIONS.includes(key)) text.push('');
    if (key === 'work' && notes !== undefined) text.push('work:', ...workFields(value as object, notes.steps));
    else if (key === 'faults' && notes !== undefined && Array.isArray(value))
      text.push('faults:', ...value.flatMap((fault: unknown, i) => noted(listItem(fault, '  '), notes.faults[i])));
    else text.push(...field(key, value, '', true));
  }
  return `${text.join('\n')}\n`;
}

function workFields(work: object, notes: readonly string[]): string[] {
  return fieldsOf(work).flatMap(([key, value]) =>
    key === 'steps' && Array.isArray(value) && value.length > 0
      ? ['  steps:', ...value.flatMap((step: unknown, i) => noted(listItem(step, '    '), notes[i]))]
      : field(key, value, '  '),
  );
}

/** An item with its comment: behind it if there is room, else on a line before it. */
function noted(lines: string[], note: string | undefined): string[] {
  const [first = '', ...rest] = lines;
  if (note === undefined || note === '') return lines;
  // A line end in it would end the comment.
  const comment = `# ${note.replaceAll(INVISIBLE_EACH, ' ')}`;
  const short = `${first} ${comment}`;
  if (rest.length === 0 && short.length <= LONGEST_LINE) return [short];
  return [`${' '.repeat(first.length - first.trimStart().length)}${comment}`, ...lines];
}

/** The same value with all fields in the order of the format. */
function inOrder(schema: z.ZodType | undefined, value: unknown): unknown {
  const inner = schema === undefined ? undefined : bare(schema);
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item) => inOrder(inner.element as z.ZodType, item));
  }
  if (!(inner instanceof z.ZodObject) || !isMapOrList(value)) return value;
  const fields = fieldsInOrder(inner, value as Record<string, unknown>);
  return Object.fromEntries(fields.map((field) => [field.key, inOrder(field.schema, field.value)]));
}

/** The lines of `key: value`; a section is spread over lines even if it would fit into one. */
function field(key: string, value: unknown, indent: string, isSection = false): string[] {
  const head = `${indent}${scalar(key)}:`;
  const short = `${head} ${flow(value)}`;
  if (!isMapOrList(value) || isEmpty(value)) return [short];
  if (!isSection && short.length <= LONGEST_LINE && !isListOfMaps(value)) return [short];
  const inner = `${indent}  `;
  if (!Array.isArray(value)) return [head, ...fieldsOf(value).flatMap(([name, item]) => field(name, item, inner))];
  return [head, ...value.flatMap((item: unknown) => listItem(item, inner))];
}

function listItem(value: unknown, indent: string): string[] {
  const short = `${indent}- ${flow(value)}`;
  if (!isMapOrList(value) || Array.isArray(value) || isEmpty(value) || short.length <= LONGEST_LINE) return [short];
  const [first = '', ...rest] = fieldsOf(value).flatMap(([name, item]) => field(name, item, `${indent}  `));
  return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
}

/** A value within one line. */
function flow(value: unknown): string {
  if (!isMapOrList(value)) return scalar(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (isEmpty(value)) return '{}';
  return `{ ${fieldsOf(value)
    .map(([key, item]) => `${scalar(key)}: ${flow(item)}`)
    .join(', ')} }`;
}

/** Quoted only where it must be: the quoting within `[…]` is the strictest, and right everywhere. */
function scalar(value: unknown): string {
  if (typeof value === 'string' && PLAIN.test(value)) return value;
  if (typeof value === 'string' && INVISIBLE.test(value)) {
    return JSON.stringify(value).replaceAll(
      INVISIBLE_EACH,
      (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  }
  const doc = new Document([value]);
  (doc.contents as unknown as YAMLSeq).flow = true;
  return doc.toString({ lineWidth: 0, flowCollectionPadding: false, singleQuote: true }).slice(1, -2);
}

const isMapOrList = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isEmpty = (value: object): boolean => fieldsOf(value).length === 0;
const isListOfMaps = (value: object): boolean => Array.isArray(value) && value.some(isMapOrList);
const fieldsOf = (value: object): [string, unknown][] => Object.entries(value).filter(([, item]) => item !== undefined);
