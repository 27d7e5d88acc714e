/**
 * What operators do beyond the usual: tabs opened in Quick Mode, and one key that books to and cashes out a table. It is
 * drawn by itself, for a floor and an evening that are there: they are the same with and without.
 */
import { formatDuration, parseDuration } from '../format/duration.ts';
import { isThinClient, resolveFloor, TILL } from '../format/floor.ts';
import { scenarioSchema, type ScenarioInput } from '../format/scenario.ts';
import type { Draw } from './draw.ts';
import type { StepInput, WaitersInput } from './people.ts';

/** A table that nobody opens otherwise. */
const APART = 90_001;
/** How often waiters do what they do, where they do it. */
const HABIT_PERCENT = [20, 60];

/** The evening with these functions, on some floors. */
export function drawFunctions(draw: Draw, input: ScenarioInput): ScenarioInput {
  return withSimpleOrder(draw, withQuickMode(draw, input));
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
  const devices = [...storingDevices(input), ...(floor.till === undefined ? [] : [TILL])];
  const workMs = parseDuration(input.duration) ?? 1;
  const pressed = devices.length === 0 ? 0 : draw.pick([0, 1, 1, 3]);
  const steps = Array.from({ length: pressed }, (): StepInput => {
    const at = formatDuration(draw.between(0, workMs - 1));
    return { device: draw.pick(devices), do: 'simple-order', at };
  });
  const work = { ...input.work, steps: [...(input.work?.steps ?? []), ...steps] };
  return withHabit(draw, { ...input, floor, work }, 'simpleOrderPercent');
}

/** Waiters, where there are some, with one more habit. */
function withHabit(draw: Draw, input: ScenarioInput, habit: keyof WaitersInput): ScenarioInput {
  const { work } = input;
  if (work?.waiters === undefined) return input;
  return { ...input, work: { ...work, waiters: { ...work.waiters, [habit]: draw.pick(HABIT_PERCENT) } } };
}

/** Handhelds and tablets by name: those that store data. */
function storingDevices({ floor }: ScenarioInput): string[] {
  const { devices } = resolveFloor({ floor: scenarioSchema.shape.floor.parse(floor) });
  return devices.flatMap(({ name, kind }) => (isThinClient(kind) ? [] : [name]));
}
