/** Gives the devices, operators and tabs of a scenario the names that stories have: H1, Anna, tab 1. */
import type { Plan } from '../format/plan.ts';
import type { Scenario, ScenarioDevice, ScenarioFault, ScenarioStep } from '../format/scenario.ts';
import type { Change } from './change.ts';

const PEOPLE = ['Anna', 'Ben', 'Clara', 'Dora', 'Emil', 'Finn', 'Greta', 'Hugo', 'Ida', 'Jan', 'Kim', 'Lea'];

/** New names for old ones; what is not in it keeps its name. */
type Names = ReadonlyMap<string, string>;

/** All names plain, and the devices in the order in which something is done at them. */
export const plainNames: Change = (scenario) => plainTabs(plainPeople(plainDevices(scenario)));

export const plainDevices: Change = (scenario) => {
  const { devices } = scenario.floor;
  const used = [...new Set(scenario.work.steps.map(({ device }) => device))];
  const place = (name: string): number => (used.includes(name) ? used.indexOf(name) : used.length);
  const sorted = devices.toSorted((a, b) => place(a.name ?? '') - place(b.name ?? ''));
  const taken = new Set(
    [
      ...[...scenario.floor.printers, ...scenario.floor.monitors, ...scenario.floor.terminals],
      ...(scenario.floor.till?.cameras ?? []),
    ].map(({ name }) => name),
  );
  const names = new Map(sorted.map(({ name = '' }, i) => [name, `H${i + 1}`]));
  if ([...names.values()].some((name) => taken.has(name))) return scenario;
  return renamedDevices({ ...scenario, floor: { ...scenario.floor, devices: sorted } }, names);
};

function renamedDevices(scenario: Scenario, names: Names): Scenario {
  const { floor, work } = scenario;
  return {
    ...scenario,
    floor: {
      ...floor,
      ...(floor.plan === undefined ? {} : { plan: renamedStations(floor.plan, names) }),
      devices: floor.devices.map((one) => renamedDevice(names, one)),
    },
    work: {
      ...work,
      steps: work.steps.map((step) => ({
        ...withWhen(step, (value) => renamedValue(names, value)),
        device: renamed(names, step.device),
      })),
    },
    faults: scenario.faults.map((fault) =>
      withTarget(
        withWhen(fault, (value) => renamedValue(names, value)),
        names,
      ),
    ),
  };
}

function renamedDevice(names: Names, device: ScenarioDevice): ScenarioDevice {
  const { beltPrinter } = device;
  const name = renamed(names, device.name ?? '');
  if (typeof beltPrinter === 'boolean' || beltPrinter.of === undefined) return { ...device, name };
  return { ...device, name, beltPrinter: { ...beltPrinter, of: renamed(names, beltPrinter.of) } };
}

const renamedStations = (plan: Plan, names: Names): Plan => ({
  ...plan,
  stations: plan.stations.map((one) => ({ ...one, name: renamed(names, one.name) })),
});

const renamedValue = (names: Names, value: Scalar): Scalar =>
  typeof value === 'string' ? renamed(names, value) : value;

/** A belt printer goes by the name of its device. */
function renamed(names: Names, node: string): string {
  const [device = '', ...rest] = node.split('/');
  return [names.get(device) ?? device, ...rest].join('/');
}

function withTarget(fault: ScenarioFault, names: Names): ScenarioFault {
  const { target } = fault;
  if (target === undefined) return fault;
  return {
    ...fault,
    target: typeof target === 'string' ? renamed(names, target) : target.map((one) => renamed(names, one)),
  };
}

type Scalar = string | number | boolean;

/** The event that a step or fault waits for, with other values. */
function withWhen<T extends Pick<ScenarioStep, 'when'>>(one: T, other: (value: Scalar, key: string) => Scalar): T {
  if (one.when === undefined) return one;
  return { ...one, when: Object.fromEntries(Object.entries(one.when).map(([key, value]) => [key, other(value, key)])) };
}

export const plainPeople: Change = (scenario) => {
  const { floor, work } = scenario;
  const used = [
    ...floor.devices.flatMap(({ operator }) => operator ?? []),
    ...(floor.till === undefined ? [] : [floor.till.operator]),
    ...work.steps.flatMap(({ operator }) => operator ?? []),
    ...floor.operators,
  ];
  const names = new Map([...new Set(used)].map((name, i) => [name, PEOPLE[i] ?? name]));
  if (new Set(names.values()).size < names.size) return scenario;
  const of = (name: string): string => names.get(name) ?? name;
  return {
    ...scenario,
    floor: {
      ...floor,
      operators: floor.operators.map(of).toSorted(),
      ...(floor.rights === undefined
        ? {}
        : { rights: Object.fromEntries(Object.entries(floor.rights).map(([name, rights]) => [of(name), rights])) }),
      devices: floor.devices.map(({ operator, ...one }) => ({
        ...one,
        ...(operator === undefined ? {} : { operator: of(operator) }),
      })),
      ...(floor.till === undefined ? {} : { till: { ...floor.till, operator: of(floor.till.operator) } }),
    },
    work: {
      ...work,
      steps: work.steps.map(({ operator, ...step }) => ({
        ...withWhen(step, (value) => renamedValue(names, value)),
        ...(operator === undefined ? {} : { operator: of(operator) }),
      })),
    },
    faults: scenario.faults.map((fault) => withWhen(fault, (value) => renamedValue(names, value))),
  };
};

export const plainTabs: Change = (scenario) => {
  const { work } = scenario;
  const tabs = [...new Set(work.steps.flatMap(({ tab, other }) => [tab ?? [], other ?? []].flat()))];
  const of = (tab: number): number => (tabs.includes(tab) ? tabs.indexOf(tab) + 1 : tab);
  const ofEvent = (value: Scalar, key: string): Scalar =>
    key === 'tab' && typeof value === 'number' ? of(value) : value;
  return {
    ...scenario,
    work: {
      ...work,
      steps: work.steps.map(({ tab, other, ...step }) => ({
        ...withWhen(step, ofEvent),
        ...(tab === undefined ? {} : { tab: of(tab) }),
        ...(other === undefined ? {} : { other: of(other) }),
      })),
    },
    faults: scenario.faults.map((fault) => withWhen(fault, ofEvent)),
  };
};
