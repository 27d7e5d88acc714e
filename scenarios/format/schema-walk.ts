/** Looking into a zod schema: what is under its defaults, and what describes the value at a path. */
import { z } from 'zod';

/** The schema without `optional`, `default`, `prefault`; of a transformed value, what is written in the file. */
export function bare(schema: z.ZodType): z.ZodType {
  let inner = schema;
  for (;;) {
    if (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault) {
      inner = inner.def.innerType as z.ZodType;
    } else if (inner instanceof z.ZodPipe) inner = inner.def.in as z.ZodType;
    else return inner;
  }
}

/** The bare schema of the value at `path`, if the schema knows such a path. */
export function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
  let inner: z.ZodType | undefined = bare(schema);
  for (const part of path) {
    if (inner instanceof z.ZodObject) inner = (inner.shape as Record<string, z.ZodType>)[String(part)];
    else if (inner instanceof z.ZodArray) inner = inner.element as z.ZodType;
    else if (inner instanceof z.ZodRecord) inner = inner.valueType as z.ZodType;
    else return undefined;
    if (inner === undefined) return undefined;
    inner = bare(inner);
  }
  return inner;
}

/** The keys an object schema knows. */
export function keysOf(schema: z.ZodType | undefined): string[] {
  const inner = schema === undefined ? undefined : bare(schema);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

/** The fields of a value in the order of its schema; behind them those the schema does not know, without one. */
export function fieldsInOrder(
  schema: z.ZodObject,
  value: Record<string, unknown>,
): { key: string; value: unknown; schema?: z.ZodType }[] {
  const shape = schema.shape as Record<string, z.ZodType>;
  const known = Object.entries(shape).map(([key, field]) => ({ key, value: value[key], schema: field }));
  const others = Object.keys(value).filter((key) => !Object.hasOwn(shape, key));
  return [...known, ...others.map((key) => ({ key, value: value[key] }))].filter((field) => field.value !== undefined);
}
