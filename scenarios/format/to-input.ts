/**
 * The inverse of reading: a scenario as a file would say it. Milliseconds become durations as people write them, and
 * what the format fills in by itself is left out, so that a shrunk reproduction shows what matters and nothing else.
 *
 * A search writes every floor that it changes, and the shrinker every try. So a schema is looked through once, and what
 * it says becomes a writer.
 */
import { z } from 'zod';
import { formatDuration } from './duration.ts';
import { scenarioSchema, type Scenario, type ScenarioInput } from './scenario.ts';
import { bare } from './schema-walk.ts';

type Writer = (value: unknown) => unknown;
type FieldWriter = {
  key: string;
  write: Writer;
  /** Whether reading gives the same value if the file does not say it. */
  isFilledIn(value: unknown): boolean;
};

const writers = new WeakMap<z.ZodType, Writer>();

/** What a file says to be read as this scenario. */
export function toInput(scenario: Scenario): ScenarioInput {
  return writerOf(scenarioSchema)(scenario) as ScenarioInput;
}

function writerOf(schema: z.ZodType): Writer {
  let writer = writers.get(schema);
  if (writer === undefined) {
    writer = newWriter(bare(schema));
    writers.set(schema, writer);
  }
  return writer;
}

function newWriter(inner: z.ZodType): Writer {
  // Durations are the only numbers that are written as text.
  if (inner instanceof z.ZodString) return (value) => (typeof value === 'number' ? formatDuration(value) : value);
  if (inner instanceof z.ZodUnion) return choiceWriter(inner.options as z.ZodType[]);
  if (inner instanceof z.ZodArray) {
    const write = writerOf(inner.element as z.ZodType);
    return (value) => (value as unknown[]).map((item) => write(item));
  }
  return inner instanceof z.ZodObject ? objectWriter(inner) : (value) => value;
}

/** One of several forms: a number is a duration, unless numbers are among them. */
function choiceWriter(options: readonly z.ZodType[]): Writer {
  return (value) => {
    const isDuration = typeof value === 'number' && !options.some((option) => option.safeParse(value).success);
    return isDuration ? formatDuration(value) : value;
  };
}

/** Fields in the order of the schema; behind them those that it does not know, as they are. */
function objectWriter(schema: z.ZodObject): Writer {
  const fields = Object.entries(schema.shape as Record<string, z.ZodType>).map(fieldWriter);
  const known = new Set(fields.map(({ key }) => key));
  return (value) => {
    const map = value as Record<string, unknown>;
    const text: Record<string, unknown> = {};
    for (const { key, write, isFilledIn } of fields) {
      const said = map[key];
      if (said !== undefined && !isFilledIn(said)) text[key] = write(said);
    }
    for (const key of Object.keys(map)) if (!known.has(key) && map[key] !== undefined) text[key] = map[key];
    return text;
  };
}

function fieldWriter([key, schema]: [string, z.ZodType]): FieldWriter {
  const absent = schema.safeParse(undefined);
  return {
    key,
    write: writerOf(schema),
    isFilledIn: absent.success ? (value) => isSame(absent.data, value) : () => false,
  };
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
