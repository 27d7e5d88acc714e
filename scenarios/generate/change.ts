/** Small changes of a floor: what a search tries on a floor that has shown something new. */
import type { Durations } from '#server/core/config';
import {
  faultSchema,
  scenarioSchema,
  type Scenario,
  type ScenarioFault,
  type ScenarioStep,
} from '../format/scenario.ts';
import { around, soon } from './around.ts';
import type { Draw } from './draw.ts';
import { allDurations, another, sensible } from './durations.ts';
import { drawFault, placeOf, possibleFaults } from './faults.ts';
import { faultKinds } from './fault-kinds.ts';
import { drawSteps, drawWaiters, habits } from './floor/people.ts';
import { stageOn, type Stage } from './stage.ts';

type Change = (draw: Draw, floor: Scenario, stage: Stage) => Scenario;

/** The floor with one to three things changed; what does not fit any more is for the caller to leave out. */
export function changed(draw: Draw, floor: Scenario): Scenario {
  let now = floor;
  for (let left = draw.pick([1, 1, 1, 2, 3]); left > 0; left -= 1) {
    const stage = stageOn(now.floor, now.server.durations, now.duration);
    now = draw.pick(CHANGES)(draw, now, stage);
  }
  return now;
}

const withSeed: Change = (draw, floor) => ({ ...floor, seed: draw.between(0, 0x7fff_ffff) });

/** Some change of one of the faults; another seed if there is none. */
function ofOneFault(
  change: (draw: Draw, fault: ScenarioFault, floor: Scenario, stage: Stage) => ScenarioFault[],
): Change {
  return (draw, floor, stage) => {
    if (floor.faults.length === 0) return withAnotherFault(draw, floor, stage);
    const index = draw.between(0, floor.faults.length - 1);
    const faults = floor.faults.flatMap((fault, i) => (i === index ? change(draw, fault, floor, stage) : [fault]));
    return { ...floor, faults };
  };
}

const withAnotherFault: Change = (draw, floor, stage) => {
  const others = floor.faults.map(placeOf);
  const fault = faultSchema.parse(drawFault(draw, draw.pick(possibleFaults(stage)), stage, others));
  return { ...floor, faults: [...floor.faults, fault] };
};

/** To another moment close by, or to where a limit set running by another fault ends. */
function moved(draw: Draw, fault: ScenarioFault, floor: Scenario, stage: Stage): ScenarioFault {
  const { durations, workMs } = stage;
  if (fault.when !== undefined) return { ...fault, after: soon(draw, [durations.leaseMs, durations.toleranceMs]) };
  const by = draw.pick([1, 1, 5, 60, 1_000]);
  const edge = draw.pick(faultKinds[fault.fault]?.edges ?? (['leaseMs'] as const));
  const starts = floor.faults.flatMap((one) => {
    const { atMs, endMs } = placeOf(one);
    return atMs === null ? [] : [atMs, endMs];
  });
  const at = fault.at ?? 0;
  const to = draw.pick([at - by, at + by, at + by, draw.pick([at, ...starts]) + around(draw, durations[edge])]);
  return { ...fault, at: Math.max(0, Math.min(workMs - 1, to)) };
}

const lasting = (draw: Draw, fault: ScenarioFault, stage: Stage): ScenarioFault => {
  const edges: readonly (keyof Durations)[] = faultKinds[fault.fault]?.edges ?? ['leaseMs'];
  return { ...fault, for: Math.min(around(draw, stage.durations[draw.pick(edges)]), stage.workMs) };
};

/** The same kind of fault drawn anew: another target, other parameters, another moment. */
function redrawn(draw: Draw, fault: ScenarioFault, floor: Scenario, stage: Stage): ScenarioFault {
  const name = draw.chance(60) ? fault.fault : draw.pick(possibleFaults(stage));
  if (!possibleFaults(stage).includes(name)) return fault;
  const other = faultSchema.parse(drawFault(draw, name, stage, floor.faults.map(placeOf)));
  if (draw.chance(50)) return other;
  const moments = [fault, other].map((one) =>
    Object.entries(one).filter(([key]) => MOMENT.includes(key) === (one === fault)),
  );
  return Object.fromEntries(moments.flat()) as ScenarioFault;
}

/** The fields that say when a fault begins. */
const MOMENT = ['at', 'when', 'after', 'every', 'until', 'times'];

const withOtherDuration: Change = (draw, floor) => {
  const durations = allDurations(floor.server.durations);
  const key = draw.pick(Object.keys(durations) as (keyof Durations)[]);
  const other = sensible({ ...durations, [key]: another(draw, key, durations) });
  return { ...floor, server: { ...floor.server, durations: other } };
};

const withOtherHabits: Change = (draw, floor, stage) => {
  const { waiters, steps } = floor.work;
  const drawn = scenarioSchema.shape.work.parse({ waiters: drawWaiters(draw, stage) }).waiters;
  if (waiters === undefined || drawn === undefined)
    return { ...floor, work: { steps, ...(drawn === undefined ? {} : { waiters: drawn }) } };
  if (draw.chance(30))
    return { ...floor, work: { steps, waiters: { ...waiters, pause: drawn.pause, think: drawn.think } } };
  if (draw.chance(30))
    return { ...floor, work: { steps, waiters: { ...waiters, bookings: drawn.bookings, atOnce: drawn.atOnce } } };
  const habit = draw.pick(Object.keys(habits));
  const strength = draw.pick([0, ...(habits[habit] ?? [])]);
  return { ...floor, work: { steps, waiters: { ...waiters, [habit]: strength } } };
};

const withOtherSteps: Change = (draw, floor, stage) => {
  const { steps } = floor.work;
  if (steps.length === 0 || draw.chance(40))
    return { ...floor, work: { ...floor.work, steps: [...steps, ...stepsAsRead(draw, stage)] } };
  const index = draw.between(0, steps.length - 1);
  const by = draw.pick([-1_000, -50, 50, 1_000]);
  const moved = steps.map((step, i) =>
    i === index && step.at !== undefined ? { ...step, at: Math.max(0, step.at + by) } : step,
  );
  return { ...floor, work: { ...floor.work, steps: draw.chance(50) ? moved : steps.filter((_, i) => i !== index) } };
};

const stepsAsRead = (draw: Draw, stage: Stage): ScenarioStep[] =>
  scenarioSchema.shape.work.parse({ steps: drawSteps(draw, stage) }).steps;

/** Fewer tables or devices, so that people meet; or one device more. */
const withOtherSize: Change = (draw, floor) => {
  const { tables, devices } = floor.floor;
  if (draw.chance(40)) {
    const to = tables.from + draw.pick([0, 1, Math.floor((tables.to - tables.from) / 2), tables.to - tables.from + 2]);
    return { ...floor, floor: { ...floor.floor, tables: { from: tables.from, to } } };
  }
  if (devices.length === 1) return floor;
  const index = draw.between(0, devices.length - 1);
  return { ...floor, floor: { ...floor.floor, devices: devices.filter((_, i) => i !== index) } };
};

/** Some are worth trying more often than others. */
const CHANGES: readonly Change[] = [
  withSeed,
  withSeed,
  withAnotherFault,
  withAnotherFault,
  ofOneFault((draw, fault, floor, stage) => [moved(draw, fault, floor, stage)]),
  ofOneFault((draw, fault, floor, stage) => [moved(draw, fault, floor, stage)]),
  ofOneFault((draw, fault, _floor, stage) => [lasting(draw, fault, stage)]),
  ofOneFault((draw, fault, floor, stage) => [fault, moved(draw, fault, floor, stage)]),
  ofOneFault((draw, fault, floor, stage) => [redrawn(draw, fault, floor, stage)]),
  ofOneFault((draw, fault, floor, stage) => [redrawn(draw, fault, floor, stage)]),
  ofOneFault(() => []),
  withOtherDuration,
  withOtherHabits,
  withOtherSteps,
  withOtherSize,
];
