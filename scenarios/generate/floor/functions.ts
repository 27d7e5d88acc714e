/**
 * What operators do beyond the usual: tabs opened in Quick Mode, one key that books to and cashes out a table, and
 * ranges of tables that are served as at another station. It is drawn by itself, for a floor and an evening that are there: they are the same with and without.
 */
import { formatDuration, parseDuration } from '../../format/duration.ts';
import { beltWearers, isThinClient, resolveFloor, TILL } from '../../format/floor.ts';
import { scenarioSchema, type ScenarioInput } from '../../format/scenario.ts';
import type { Draw } from '../draw.ts';
import type { StepInput, WaitersInput } from './people.ts';

/** A table that nobody opens otherwise. */
const APART = 90_001;
/** No article costs more. */
const MOST_CENTS = 100_000;
/** How often waiters do what they do, where they do it. */
const HABIT_PERCENT = [20, 60];

/** The evening with these functions, on some floors. */
export function drawFunctions(draw: Draw, input: ScenarioInput): ScenarioInput {
  return withSmartSwap(draw, withSimpleOrder(draw, withQuickMode(draw, input)));
}

function withQuickMode(draw: Draw, input: ScenarioInput): ScenarioInput {
  if (!draw.chance(40)) return input;
  const storing = storingDevices(input);
  const steps = (input.work?.steps ?? []).map((step) =>
    step.do === 'open' && storing.includes(step.device) && draw.chance(50) ? { ...step, quick: true } : step,
  );
  return withHabit(draw, { ...input, work: { ...input.work, steps } }, 'quickPercent');
}

/** A Simple Order, often for a table that others open as well; people press its key, and some at given times. */
function withSimpleOrder(draw: Draw, input: ScenarioInput): ScenarioInput {
  if (!draw.chance(30)) return input;
  const { articles, tables } = resolveFloor({ floor: scenarioSchema.shape.floor.parse(input.floor) });
  const tab = draw.chance(50) ? APART : draw.between(tables.from, tables.to);
  const floor = { ...input.floor, simpleOrder: { tab, article: draw.pick(articles).name } };
  const { devices: mobile } = resolveFloor({ floor: scenarioSchema.shape.floor.parse(input.floor) });
  const devices = [...mobile.map(({ name }) => name), ...(floor.till === undefined ? [] : [TILL])];
  const workMs = parseDuration(input.duration) ?? 1;
  const pressed = devices.length === 0 ? 0 : draw.pick([0, 1, 1, 3]);
  const steps = Array.from({ length: pressed }, (): StepInput => {
    const at = formatDuration(draw.between(0, workMs - 1));
    return { device: draw.pick(devices), do: 'simple-order', at };
  });
  const work = { ...input.work, steps: [...(input.work?.steps ?? []), ...steps] };
  return withHabit(draw, { ...input, floor, work }, 'simpleOrderPercent');
}

/** Ranges of tables with stations of their own, some of which do not run, or stop to in the middle. */
function withSmartSwap(draw: Draw, input: ScenarioInput): ScenarioInput {
  if (!draw.chance(25)) return input;
  const resolved = resolveFloor({ floor: scenarioSchema.shape.floor.parse(input.floor) });
  const { articles, tables, places, printers } = resolved;
  const wearers = beltWearers(resolved);
  const stations = ['terrace', 'cellar'].slice(0, draw.pick([1, 1, 2])).map((name) => ({
    name,
    articles: draw
      .some(articles, articles.length)
      .map((one) => ({ ...one, cents: draw.pick([one.cents, Math.min(MOST_CENTS, one.cents + 50)]) })),
    ...(draw.chance(50) ? { columns: draw.between(1, 3) } : {}),
    ...(printers.length > 0
      ? { printers: Object.fromEntries(Object.keys(places).map((place) => [place, draw.pick(printers).name])) }
      : {}),
    ...(wearers.length > 0 && draw.chance(60) ? { belt: draw.pick(wearers) } : {}),
    ...(draw.chance(20) ? { runs: draw.chance(30) } : {}),
  }));
  const areas = Array.from({ length: draw.pick([1, 2, 3]) }, () => {
    const from = draw.between(tables.from, tables.to);
    const maintain = draw.chance(60) ? { maintain: draw.chance(70) } : {};
    return { from, to: draw.between(from, tables.to), station: draw.pick(stations).name, ...maintain };
  });
  const layoutChange = draw.chance(50) ? { layoutChange: draw.chance(70) } : {};
  const floor = { ...input.floor, smartSwap: { stations, areas, ...layoutChange } };
  const tellers = [...storingDevices(input).slice(0, 1), ...(floor.till === undefined ? [] : [TILL, TILL, TILL])];
  const workMs = parseDuration(input.duration) ?? 1;
  const steps = Array.from({ length: tellers.length === 0 ? 0 : draw.pick([0, 1, 2, 3]) }, (): StepInput => {
    const at = formatDuration(draw.between(0, workMs - 1));
    const act = draw.pick(['station-down', 'station-down', 'station-up'] as const);
    return { device: draw.pick(tellers), do: act, station: draw.pick(stations).name, at };
  });
  return { ...input, floor, work: { ...input.work, steps: [...(input.work?.steps ?? []), ...steps] } };
}

/** Waiters, where there are some, with one more habit. */
export function withHabit(draw: Draw, input: ScenarioInput, habit: keyof WaitersInput): ScenarioInput {
  const { work } = input;
  if (work?.waiters === undefined) return input;
  return { ...input, work: { ...work, waiters: { ...work.waiters, [habit]: draw.pick(HABIT_PERCENT) } } };
}

/** Handhelds and tablets by name: those that store data. */
function storingDevices({ floor }: ScenarioInput): string[] {
  const { devices } = resolveFloor({ floor: scenarioSchema.shape.floor.parse(floor) });
  return devices.flatMap(({ name, kind }) => (isThinClient(kind) ? [] : [name]));
}
