/**
 * Makes a failing scenario as small as it gets while it goes on failing: halves, then quarters, then single things are
 * left out (delta debugging, Zeller and Hildebrandt 2002), from faults and devices down to steps, and times become
 * shorter and rounder. Nothing is left to chance, so the same scenario shrinks the same way everywhere.
 */
import { namedTargets } from '../format/fault-spec.ts';
import {
  scenarioSchema,
  type Scenario,
  type ScenarioDevice,
  type ScenarioFault,
  type ScenarioStep,
} from '../format/scenario.ts';

export type Shrinking = {
  /** Whether a smaller scenario is one at all, and fails for the same reason. */
  stillFails(candidate: Scenario): boolean;
  /** Whether to stop looking. */
  isOver(): boolean;
};

type Change = (scenario: Scenario) => Scenario;
/** A list of the scenario whose items can be left out; `without` also removes what refers to them. */
type Part = { size(scenario: Scenario): number; without(scenario: Scenario, from: number, count: number): Scenario };

/** The smallest scenario found; the given one must fail. */
export function shrink(scenario: Scenario, shrinking: Shrinking): Scenario {
  let smallest = scenario;
  const tries = (change: Change): boolean => {
    if (shrinking.isOver()) return false;
    const candidate = change(smallest);
    if (candidate === smallest || !shrinking.stillFails(candidate)) return false;
    smallest = candidate;
    return true;
  };
  for (let changed = true; changed && !shrinking.isOver();) {
    changed = false;
    for (const change of ONE_BY_ONE) changed = tries(change) || changed;
    for (const part of PARTS) changed = leaveOut(part, () => smallest, tries) || changed;
    for (const change of TIMES) while (tries(change)) changed = true;
    changed = roundEach(() => smallest, tries) || changed;
  }
  return smallest;
}

/** Leaves out as much of a list as can be: large pieces first, single items at last. */
function leaveOut(part: Part, smallest: () => Scenario, tries: (change: Change) => boolean): boolean {
  let changed = false;
  for (let count = part.size(smallest()); count >= 1; count = Math.floor(count / 2)) {
    for (let from = part.size(smallest()) - count; from > -count; from -= count) {
      const first = Math.max(0, from);
      changed = tries((scenario) => part.without(scenario, first, from + count - first)) || changed;
    }
  }
  return changed;
}

/** Single things to do without; each gives the same scenario back where there is nothing to leave out. */
const ONE_BY_ONE: readonly Change[] = [
  (scenario) =>
    scenario.work.waiters === undefined ? scenario : { ...scenario, work: { steps: scenario.work.steps } },
  withoutTill,
  (scenario) =>
    JSON.stringify(scenario.server) === JSON.stringify(PLAIN_SERVER) ? scenario : { ...scenario, server: PLAIN_SERVER },
  (scenario) => {
    const { noticePrinter, ...floor } = scenario.floor;
    return noticePrinter === undefined ? scenario : { ...scenario, floor };
  },
  (scenario) => {
    const isPlain = scenario.floor.devices.every((device) => !device.beltPrinter && device.signal === PLAIN_SIGNAL);
    const devices = scenario.floor.devices.map((one) => ({ ...one, beltPrinter: false, signal: PLAIN_SIGNAL }));
    return isPlain ? scenario : { ...scenario, floor: { ...scenario.floor, devices } };
  },
  (scenario) => {
    const isPlain = scenario.floor.terminals.every(
      ({ afterCut, tipPercent }) => afterCut === 'paid' && tipPercent === 0,
    );
    const terminals = scenario.floor.terminals.map((one) => ({ ...one, afterCut: 'paid' as const, tipPercent: 0 }));
    return isPlain ? scenario : { ...scenario, floor: { ...scenario.floor, terminals } };
  },
];

/** What a device and a server have that says nothing of them. */
const PLAIN_SIGNAL = -60;
const PLAIN_SERVER = scenarioSchema.shape.server.parse(undefined);

const PARTS: readonly Part[] = [
  {
    size: ({ faults }) => faults.length,
    without: (scenario, from, count) => ({ ...scenario, faults: scenario.faults.toSpliced(from, count) }),
  },
  {
    size: ({ floor }) => floor.devices.length,
    without(scenario, from, count) {
      const gone = scenario.floor.devices.slice(from, from + count).map(({ name = '' }) => name);
      const devices = scenario.floor.devices.toSpliced(from, count);
      return withoutNodes({ ...scenario, floor: { ...scenario.floor, devices } }, gone);
    },
  },
  {
    size: ({ work }) => work.steps.length,
    without: (scenario, from, count) => ({
      ...scenario,
      work: { ...scenario.work, steps: scenario.work.steps.toSpliced(from, count) },
    }),
  },
  {
    size: ({ floor }) => floor.terminals.length,
    without(scenario, from, count) {
      const gone = scenario.floor.terminals.slice(from, from + count).map(({ name }) => name);
      const terminals = scenario.floor.terminals.toSpliced(from, count);
      return withoutNodes({ ...scenario, floor: { ...scenario.floor, terminals } }, gone);
    },
  },
  {
    size: ({ floor }) => floor.printers.length,
    without(scenario, from, count) {
      const gone = scenario.floor.printers.slice(from, from + count).map(({ name }) => name);
      return withoutNodes(withoutPrinters(scenario, gone), gone);
    },
  },
  {
    size: ({ floor }) => floor.accessPoints.length,
    without(scenario, from, count) {
      const gone = scenario.floor.accessPoints.slice(from, from + count);
      const { floor } = scenario;
      const devices = floor.devices.map(({ accessPoint, ...device }) =>
        accessPoint === undefined || gone.includes(accessPoint) ? device : { ...device, accessPoint },
      );
      const accessPoints = floor.accessPoints.toSpliced(from, count);
      return withoutNodes({ ...scenario, floor: { ...floor, devices, accessPoints } }, gone);
    },
  },
  {
    size: ({ floor }) => floor.operators.length,
    without: (scenario, from, count) => ({
      ...scenario,
      floor: { ...scenario.floor, operators: scenario.floor.operators.toSpliced(from, count) },
    }),
  },
];

const SECOND = 1_000;
const roundUp = (ms: number, to: number): number => Math.max(to, Math.ceil(ms / to) * to);

/**
 * Each may be repeated while it helps, so each must come to an end by itself. The time to settle stays: without it a
 * server that does everything right would fail as well.
 */
const TIMES: readonly Change[] = [
  (scenario) =>
    scenario.duration < 2 * SECOND
      ? scenario
      : { ...scenario, duration: roundUp(Math.floor(scenario.duration / 2), SECOND) },
  (scenario) =>
    scenario.duration < 10 * SECOND
      ? scenario
      : { ...scenario, duration: roundUp(Math.floor((scenario.duration * 9) / 10), SECOND) },
  rounded(60 * SECOND),
  rounded(10 * SECOND),
  rounded(SECOND),
];

/** Times of all steps and faults rounded down; the same scenario if they are round already. */
function rounded(to: number): Change {
  return (scenario) => {
    const steps = scenario.work.steps.map((step) => roundedItem(step, to));
    const faults = scenario.faults.map((fault) => roundedItem(fault, to));
    const isRound =
      steps.every((step, i) => step === scenario.work.steps[i]) &&
      faults.every((fault, i) => fault === scenario.faults[i]);
    return isRound ? scenario : { ...scenario, work: { ...scenario.work, steps }, faults };
  };
}

function roundedItem<T extends { at?: number | undefined; for?: number | undefined }>(item: T, to: number): T {
  const at = item.at === undefined ? undefined : Math.floor(item.at / to) * to;
  const lasts = item.for === undefined ? undefined : roundUp(item.for, Math.min(to, 10 * SECOND));
  if (at === item.at && lasts === item.for) return item;
  return { ...item, ...(at === undefined ? {} : { at }), ...(lasts === undefined ? {} : { for: lasts }) };
}

/** Rounds the steps and faults that can be rounded one by one, where all at once would not fail any more. */
function roundEach(smallest: () => Scenario, tries: (change: Change) => boolean): boolean {
  let changed = false;
  for (const to of [60 * SECOND, 10 * SECOND, SECOND]) {
    for (const i of smallest().work.steps.keys()) {
      changed =
        tries((scenario) => {
          const { steps } = scenario.work;
          const step = steps[i] as ScenarioStep;
          const round = roundedItem(step, to);
          return round === step ? scenario : { ...scenario, work: { ...scenario.work, steps: steps.with(i, round) } };
        }) || changed;
    }
    for (const i of smallest().faults.keys()) {
      changed =
        tries((scenario) => {
          const fault = scenario.faults[i] as ScenarioFault;
          const round = roundedItem(fault, to);
          return round === fault ? scenario : { ...scenario, faults: scenario.faults.with(i, round) };
        }) || changed;
    }
  }
  return changed;
}

/** Removes the steps and faults of nodes that are no longer there. */
function withoutNodes(scenario: Scenario, gone: readonly string[]): Scenario {
  const stays = (node: string | undefined): boolean =>
    node === undefined || !gone.includes(node.replace(/\/belt$/, ''));
  const steps = scenario.work.steps.filter(({ device, terminal }) => stays(device) && stays(terminal));
  return {
    ...scenario,
    work: { ...scenario.work, steps },
    faults: scenario.faults.flatMap((fault) => {
      const left = namedTargets(fault.target).filter(stays);
      if (fault.target !== undefined && left.length === 0) return [];
      return [typeof fault.target === 'object' ? { ...fault, target: left } : fault];
    }),
  };
}

function withoutTill(scenario: Scenario): Scenario {
  if (scenario.floor.till === undefined) return scenario;
  const { till: _, ...floor } = scenario.floor;
  return withoutNodes({ ...scenario, floor, faults: scenario.faults.filter(({ fault }) => fault !== 'till-restart') }, [
    'till',
  ]);
}

/** Leaves a device those of its production places that are still there. */
function withPlaces(device: ScenarioDevice, there: Record<string, string>): ScenarioDevice {
  const { places, ...rest } = device;
  const left = places?.filter((place) => Object.hasOwn(there, place)) ?? [];
  return left.length === 0 ? rest : { ...rest, places: left };
}

function withoutPrinters(scenario: Scenario, gone: readonly string[]): Scenario {
  const stays = (name: string): boolean => !gone.includes(name);
  const { fallbackPrinter, noticePrinter, ...floor } = scenario.floor;
  const places = Object.fromEntries(Object.entries(floor.places).filter(([, name]) => stays(name)));
  return {
    ...scenario,
    floor: {
      ...floor,
      ...(fallbackPrinter === undefined || !stays(fallbackPrinter) ? {} : { fallbackPrinter }),
      ...(noticePrinter === undefined || !stays(noticePrinter) ? {} : { noticePrinter }),
      places,
      devices: floor.devices.map((device) => withPlaces(device, places)),
      printers: floor.printers
        .filter(({ name }) => stays(name))
        .map((printer) => ({ ...printer, alternatives: printer.alternatives.filter(stays) })),
    },
  };
}
