/** What zod found, said in the words of the format. */
import { z } from 'zod';
import type { Finding } from './scenario-error.ts';
import { bare, keysOf, schemaAt } from './schema-walk.ts';
import { suggest } from './suggest.ts';

type Issue = z.core.$ZodIssue;

const WORDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of fields',
  record: 'a map of fields',
};

/**
 * The findings for the issues of `schema` about `value`. `path` is where the value stands in the file; `otherKeys` are
 * keys that are known at its top besides those of the schema.
 */
export function explainIssues(
  issues: readonly Issue[],
  schema: z.ZodType,
  value: unknown,
  path: readonly PropertyKey[] = [],
  otherKeys: readonly string[] = [],
): Finding[] {
  return issues.flatMap((issue) => {
    const here = [...path, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      const known = [...keysOf(schemaAt(schema, issue.path)), ...(issue.path.length === 0 ? otherKeys : [])];
      return issue.keys.map((key) => ({
        path: [...here, key],
        message: 'there is no such field here',
        suggestions: suggest(key, known),
        atKey: true,
      }));
    }
    const found = valueAt(value, issue.path);
    const suggestions =
      issue.code === 'invalid_value' && typeof found === 'string' ? suggest(found, issue.values.map(String)) : [];
    return [{ path: here, message: sentenceOf(issue, found, schemaAt(schema, issue.path)), suggestions }];
  });
}

function sentenceOf(issue: Issue, found: unknown, schema: z.ZodType | undefined): string {
  if (found === undefined) return `"${String(issue.path.at(-1) ?? 'it')}" is missing`;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${wanted(issue.expected, schema)}, not ${told(found)}`;
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.join(', ')}, not ${told(found)}`;
    case 'too_small':
      return `must ${size(issue.origin, 'at least', issue.minimum)}`;
    case 'too_big':
      return `must ${size(issue.origin, 'at most', issue.maximum)}`;
    case 'invalid_union':
      return `must be ${formsOf(schema)}, not ${told(found)}`;
    case 'invalid_key':
      return `is no name that can stand here: ${issue.issues[0]?.message ?? issue.message}`;
    default:
      return `must be ${issue.message}, not ${told(found)}`;
  }
}

/** What a value of several forms can be: "a text or a list". */
function formsOf(schema: z.ZodType | undefined): string {
  const options = schema instanceof z.ZodUnion ? (schema.options as z.ZodType[]).map(bare) : [];
  const forms = options.map((option) => wanted(option.def.type, option));
  return forms.length === 0 ? 'of another form' : forms.join(' or ');
}

/** The kind of text, if the schema says so: "a duration like …" helps more than "a text". */
function wanted(expected: string, schema: z.ZodType | undefined): string {
  const kind = schema?.description;
  return expected === 'string' && kind?.startsWith('a ') === true ? kind : (WORDS[expected] ?? expected);
}

function size(origin: string, limit: string, bound: number | bigint): string {
  if (origin === 'array') return `have ${limit} ${bound} ${Number(bound) === 1 ? 'entry' : 'entries'}`;
  if (origin === 'string') return `have ${limit} ${bound} ${Number(bound) === 1 ? 'character' : 'characters'}`;
  return `be ${limit} ${bound}`;
}

const LONGEST_QUOTE = 60;

function told(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map of fields';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}

export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let inner = value;
  for (const part of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, part)) return undefined;
    inner = (inner as Record<PropertyKey, unknown>)[part];
  }
  return inner;
}
