/**
 * Floors nobody thought of, from a seed: drawn anew, changed a little, or put together from two. Each is valid as a
 * file would be, and the same seed gives the same floor on every machine.
 */
import { formatDuration } from '../format/duration.ts';
import { floorNames } from '../format/floor-names.ts';
import { scenarioSchema, type Scenario, type ScenarioInput } from '../format/scenario.ts';
import { toInput } from '../format/to-input.ts';
import { drawFrom, type Draw } from './draw.ts';
import { allDurations, drawDurations, type DurationsInput } from './durations.ts';
import { drawFault, possibleFaults, type Stage } from './faults.ts';
import { drawFloorPlan } from './floor-plan.ts';
import { asRead } from './valid.ts';

/** Minutes of work; most floors are short. */
const MINUTES = [2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 8, 12];
const MOST_FAULTS = [0, 1, 2, 3, 4, 6, 8, 12];

/** A floor of that seed (any integer), with work and faults for so many minutes if said. */
export function drawFloor(seed: number, { minutes }: { minutes?: number } = {}): Scenario {
  const draw = drawFrom(seed);
  for (;;) {
    const floor = asRead(drawn(draw, minutes ?? draw.pick(MINUTES)));
    if (floor !== null) return floor;
  }
}

function drawn(draw: Draw, minutes: number): ScenarioInput {
  const durations = drawDurations(draw);
  const all = allDurations(durations);
  const floor = drawFloorPlan(draw, all);
  const stage = stageOf(floor, durations, minutes * 60_000);
  return {
    format: 1,
    name: 'generated-floor',
    about: 'A generated floor.',
    seed: draw.between(0, 0x7fff_ffff),
    duration: formatDuration(stage.minutesMs),
    settle: '10min',
    floor,
    server: { durations },
    work: {
      waiters: { pause: `${draw.between(5, 60)}s`, think: `${draw.between(1, 6)}s`, cardPercent: draw.between(0, 60) },
    },
    faults: drawFaults(draw, stage),
  };
}

/** Each floor uses some of the faults there are: many things that always happen hide each other. */
function drawFaults(draw: Draw, stage: Stage): ScenarioInput['faults'] {
  const count = draw.pick(MOST_FAULTS);
  const swarm = draw.some(possibleFaults(stage), 6);
  return Array.from({ length: count }, () => drawFault(draw, draw.pick(swarm), stage));
}

function stageOf(floor: ScenarioInput['floor'], durations: DurationsInput | undefined, minutesMs: number): Stage {
  return { names: floorNames(scenarioSchema.shape.floor.parse(floor)), durations: allDurations(durations), minutesMs };
}

/** The floor with one thing changed. */
export function changeFloor(floor: Scenario, seed: number): Scenario {
  const draw = drawFrom(seed);
  const input = toInput(floor);
  const stage = stageOf(input.floor, floor.server.durations, floor.duration);
  const faults = [...(input.faults ?? [])];
  const changed: ScenarioInput = draw.chance(30)
    ? { ...input, seed: draw.between(0, 0x7fff_ffff) }
    : { ...input, faults: [...faults, drawFault(draw, draw.pick(possibleFaults(stage)), stage)] };
  return asRead(changed) ?? floor;
}

/** The floor of `a` on which also that goes wrong which went wrong on `b`, as far as it can there. */
export function spliceFloors(a: Scenario, b: Scenario, seed: number): Scenario {
  const draw = drawFrom(seed);
  const [input, other] = [toInput(a), toInput(b)];
  const faults = [...draw.subset(input.faults ?? [], 60), ...draw.subset(other.faults ?? [], 60)];
  return asRead({ ...input, faults }) ?? a;
}
