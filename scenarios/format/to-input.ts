/**
 * The inverse of reading: a scenario as a file would say it. Milliseconds become durations as people write them, and
 * what the format fills in by itself is left out, so that a shrunk reproduction shows what matters and nothing else.
 */
import { z } from 'zod';
import { formatDuration } from './duration.ts';
import { scenarioSchema, type Scenario, type ScenarioInput } from './scenario.ts';
import { bare, fieldsInOrder } from './schema-walk.ts';

/** What a file says to be read as this scenario. */
export function toInput(scenario: Scenario): ScenarioInput {
  return written(scenarioSchema, scenario) as ScenarioInput;
}

function written(schema: z.ZodType, value: unknown): unknown {
  const inner = bare(schema);
  // Durations are the only numbers that are written as text.
  if (inner instanceof z.ZodString && typeof value === 'number') return formatDuration(value);
  if (inner instanceof z.ZodUnion) return writtenChoice(inner.options as z.ZodType[], value);
  if (inner instanceof z.ZodArray) return (value as unknown[]).map((item) => written(inner.element as z.ZodType, item));
  if (inner instanceof z.ZodObject) return writtenFields(inner, value as Record<string, unknown>);
  return value;
}

/** One of several forms: a number is a duration, unless numbers are among them. */
function writtenChoice(options: readonly z.ZodType[], value: unknown): unknown {
  const isDuration = typeof value === 'number' && !options.some((option) => option.safeParse(value).success);
  return isDuration ? formatDuration(value) : value;
}

function writtenFields(schema: z.ZodObject, value: Record<string, unknown>): Record<string, unknown> {
  const fields = fieldsInOrder(schema, value)
    .filter((field) => field.schema === undefined || !isFilledIn(field.schema, field.value))
    .map(
      (field) => [field.key, field.schema === undefined ? field.value : written(field.schema, field.value)] as const,
    );
  return Object.fromEntries(fields);
}

/** Whether reading gives the same value if the file does not say it. */
function isFilledIn(schema: z.ZodType, value: unknown): boolean {
  const absent = schema.safeParse(undefined);
  return absent.success && isSame(absent.data, value);
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
