/**
 * What a scenario says of its floor, its server and single steps can be left out field by field; what is not said is as
 * the format has it. Fields are found in what a file would say, so one that is new to the format is left out as well.
 */
import { scenarioSchema, type ScenarioInput } from '../format/scenario.ts';
import { toInput } from '../format/to-input.ts';
import { SERVICES } from '#protocols/cloud/exchange';
import { durationsSchema } from '#server/core/config';
import type { Change, Part } from './change.ts';
import { stretched } from './times.ts';

type Path = readonly (string | number)[];

/** Those without which there is nothing left to say, and those that others shrink. */
const STAY: readonly string[] = [
  'name',
  'operators',
  'devices',
  'printers',
  'monitors',
  'cameras',
  'terminals',
  'accessPoints',
  'iis',
  'services',
  ...SERVICES,
  'do',
  'device',
  'at',
  'when',
  'fault',
  'target',
  'for',
  'every',
];

/** Every field that may be left out, the outer ones before those within them. */
export const FIELDS: Part = {
  size: (scenario) => fieldsOf(toInput(scenario)).length,
  without(scenario, from, count) {
    const input = toInput(scenario);
    const gone = fieldsOf(input).slice(from, from + count);
    const read = scenarioSchema.safeParse(gone.toReversed().reduce<unknown>(withoutField, input));
    return read.success ? read.data : scenario;
  },
};

function fieldsOf(input: ScenarioInput): Path[] {
  const { floor, server, work, faults } = input;
  return [
    ...fieldsWithin(server?.durations, ['server', 'durations']),
    ...(server?.printAttempts === undefined ? [] : [['server', 'printAttempts']]),
    ...fieldsWithin(floor, ['floor']),
    ...fieldsWithin(work?.steps, ['work', 'steps']),
    ...fieldsWithin(faults, ['faults']),
  ];
}

function fieldsWithin(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, i) => fieldsWithin(item, [...path, i]));
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(STAY.includes(key) ? [] : [[...path, key]]),
    ...(key === 'when' ? [] : fieldsWithin(inner, [...path, key])),
  ]);
}

function withoutField(value: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item, i) => (i === key ? withoutField(item, rest) : item));
  const { [key]: inner, ...others } = value as Record<string, unknown>;
  if (rest.length === 0) return others;
  return inner === undefined ? value : { ...value, [key]: withoutField(inner, rest) };
}

const PLAIN_SERVER = scenarioSchema.shape.server.parse(undefined);
const USUAL = durationsSchema.parse(undefined);
/** What a scenario gets to settle if it does not say. */
const SETTLE_MS = scenarioSchema.shape.settle.parse(undefined);

/** The server with its usual durations, and time enough for them; everything else takes as much longer. */
export const USUAL_DURATIONS: readonly Change[] = [1, 4, 10, 20, 40].map((factor) => (scenario) => {
  const { durations } = scenario.server;
  if (durations === undefined) return scenario;
  if (factor > 1 && !Object.entries(durations).some(([key, ms]) => ms * factor <= USUAL[key as keyof typeof USUAL]))
    return scenario;
  const { settle } = scenario;
  return { ...stretched(scenario, factor), server: PLAIN_SERVER, settle: Math.max(settle, SETTLE_MS) };
});
