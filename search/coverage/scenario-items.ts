/**
 * What a scenario can say, item by item, read off its schema: every field, and of those with few values every value;
 * that an optional field is left out, and that a list is empty. A field that is filled in when it is absent counts as
 * said where it says something else.
 */
import { z } from 'zod';
import { bare } from '#scenarios/format/schema-walk';

/** The items a schema has, each under the path of its field: `floor.devices[].kind = tablet`. */
export function itemsOf(schema: z.ZodType, path: string): string[] {
  const inner = bare(schema);
  if (inner instanceof z.ZodObject) {
    return fieldsOf(inner).flatMap(([key, field]) => {
      const items = itemsOf(field, join(path, key));
      return field instanceof z.ZodOptional ? [...items, leftOut(join(path, key))] : items;
    });
  }
  if (inner instanceof z.ZodArray) {
    const items = itemsOf(inner.element as z.ZodType, `${path}[]`);
    return inner.safeParse([]).success ? [...items, empty(path)] : items;
  }
  if (inner instanceof z.ZodRecord) return itemsOf(inner.valueType as z.ZodType, `${path}{}`);
  if (inner instanceof z.ZodUnion) return inner.options.map((option) => `${path} (${formOf(option as z.ZodType)})`);
  return valuesOf(inner)?.map((value) => `${path} = ${value}`) ?? [path];
}

/** The items that a value says, as it is after reading. */
export function itemsSaid(schema: z.ZodType, path: string, value: unknown): string[] {
  if (value === undefined) return [];
  const inner = bare(schema);
  if (inner instanceof z.ZodObject) {
    const fields = value as Record<string, unknown>;
    return fieldsOf(inner).flatMap(([key, field]) =>
      fields[key] === undefined && field instanceof z.ZodOptional
        ? [leftOut(join(path, key))]
        : itemsSaid(field, join(path, key), fields[key]),
    );
  }
  if (inner instanceof z.ZodArray) {
    if ((value as unknown[]).length === 0) return [empty(path)];
    return (value as unknown[]).flatMap((item) => itemsSaid(inner.element as z.ZodType, `${path}[]`, item));
  }
  if (inner instanceof z.ZodRecord) {
    const items = Object.values(value as Record<string, unknown>);
    return items.flatMap((item) => itemsSaid(inner.valueType as z.ZodType, `${path}{}`, item));
  }
  if (inner instanceof z.ZodUnion) return [`${path} (${formOfValue(value)})`];
  if (valuesOf(inner) !== null) return [`${path} = ${String(value)}`];
  return isFilledIn(schema, value) ? [] : [path];
}

const leftOut = (path: string): string => `${path} left out`;
const empty = (path: string): string => `${path} empty`;

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function fieldsOf(schema: z.ZodObject): [string, z.ZodType][] {
  return Object.entries(schema.shape as Record<string, z.ZodType>);
}

/** The values of a field that has few of them. */
function valuesOf(schema: z.ZodType): string[] | null {
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  if (schema instanceof z.ZodBoolean) return ['true', 'false'];
  if (schema instanceof z.ZodLiteral) return [...schema.values].map(String);
  return null;
}

function formOf(schema: z.ZodType): string {
  const inner = bare(schema);
  if (inner instanceof z.ZodArray) return 'list';
  if (inner instanceof z.ZodObject || inner instanceof z.ZodRecord) return 'fields';
  if (inner instanceof z.ZodBoolean) return 'truth';
  if (inner instanceof z.ZodNumber || bare(schema) !== schema) return 'number';
  return inner instanceof z.ZodString ? 'text' : inner.def.type;
}

function formOfValue(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  const form = { object: 'fields', boolean: 'truth', number: 'number', string: 'text' } as Record<string, string>;
  return form[typeof value] ?? typeof value;
}

function isFilledIn(schema: z.ZodType, value: unknown): boolean {
  const absent = schema.safeParse(undefined);
  return absent.success && absent.data === value;
}
