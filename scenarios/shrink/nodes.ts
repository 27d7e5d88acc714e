/** Taking nodes off the floor of a scenario, with all that is said of them. */
import { namedTargets } from '../format/fault-spec.ts';
import { TILL } from '../format/floor.ts';
import type { Scenario, ScenarioDevice, ScenarioStep } from '../format/scenario.ts';

/** Without the steps and faults of nodes that are no longer there. */
export function withoutNodes(scenario: Scenario, gone: readonly string[]): Scenario {
  const stays = (node: string | undefined): boolean =>
    node === undefined || !gone.includes(node.replace(/\/belt$/, ''));
  const steps = scenario.work.steps.filter(({ device, terminal }) => stays(device) && stays(terminal));
  return {
    ...scenario,
    floor: withoutStations(scenario.floor, stays),
    work: { ...scenario.work, steps },
    faults: scenario.faults.flatMap((fault) => {
      const left = namedTargets(fault.target).filter(stays);
      if (fault.target !== undefined && left.length === 0) return [];
      return [typeof fault.target === 'object' ? { ...fault, target: left } : fault];
    }),
  };
}

/** Off its plan as well; without an access point on it there is no plan. */
function withoutStations(floor: Scenario['floor'], stays: (node: string) => boolean): Scenario['floor'] {
  if (floor.plan === undefined) return floor;
  const { plan, ...rest } = floor;
  const accessPoints = plan.accessPoints.filter(({ name }) => stays(name));
  if (accessPoints.length === 0) return rest;
  return { ...rest, plan: { ...plan, accessPoints, stations: plan.stations.filter(({ name }) => stays(name)) } };
}

/** Without these devices. */
export function withoutDevices(scenario: Scenario, gone: readonly string[]): Scenario {
  const devices = scenario.floor.devices
    .filter(({ name = '' }) => !gone.includes(name))
    .map((device) => withBelt(device, gone));
  return withoutNodes({ ...scenario, floor: withoutBelts({ ...scenario.floor, devices }, gone) }, gone);
}

/** Stations whose alternative belt printer has gone have none. */
function withoutBelts({ smartSwap, ...floor }: Scenario['floor'], gone: readonly string[]): Scenario['floor'] {
  if (smartSwap === undefined) return floor;
  const stations = smartSwap.stations.map(({ belt, ...station }) =>
    belt === undefined || gone.includes(belt) ? station : { ...station, belt },
  );
  return { ...floor, smartSwap: { ...smartSwap, stations } };
}

/** Whose belt printer has gone with the device that wore it has one of its own. */
function withBelt(device: ScenarioDevice, gone: readonly string[]): ScenarioDevice {
  const { beltPrinter } = device;
  if (typeof beltPrinter === 'boolean' || beltPrinter.of === undefined || !gone.includes(beltPrinter.of)) return device;
  const { of: _, ...own } = beltPrinter;
  return { ...device, beltPrinter: own };
}

/** Without a till to serve at. The server restarts as before. */
export function withoutTill(scenario: Scenario): Scenario {
  if (scenario.floor.till === undefined) return scenario;
  const bare = withoutCameras(
    scenario,
    scenario.floor.till.cameras.map(({ name }) => name),
  );
  const { till: _, ...floor } = bare.floor;
  return withoutNodes({ ...bare, floor }, [TILL]);
}

/** Without these cameras of the till; nobody looks through them. */
export function withoutCameras(scenario: Scenario, gone: readonly string[]): Scenario {
  const { till, ...floor } = scenario.floor;
  if (till === undefined) return scenario;
  const cameras = till.cameras.filter(({ name }) => !gone.includes(name));
  const isLook = ({ do: act }: ScenarioStep): boolean => act === 'camera' || act === 'leave-camera';
  const steps = scenario.work.steps.filter((step) =>
    cameras.length === 0 ? !isLook(step) : step.camera === undefined || !gone.includes(step.camera),
  );
  const left = { ...scenario, floor: { ...floor, till: { ...till, cameras } }, work: { ...scenario.work, steps } };
  return withoutNodes(left, gone);
}

/** Without these payment terminals. */
export function withoutTerminals(scenario: Scenario, gone: readonly string[]): Scenario {
  const terminals = scenario.floor.terminals.filter(({ name }) => !gone.includes(name));
  return withoutNodes({ ...scenario, floor: { ...scenario.floor, terminals } }, gone);
}

/** Without these kitchen monitors. */
export function withoutMonitors(scenario: Scenario, gone: readonly string[]): Scenario {
  const monitors = scenario.floor.monitors.filter(({ name }) => !gone.includes(name));
  return withoutNodes({ ...scenario, floor: { ...scenario.floor, monitors } }, gone);
}

/** Without these cloud services. */
export function withoutServices(scenario: Scenario, gone: readonly string[]): Scenario {
  const left = Object.entries(scenario.floor.services).filter(([name]) => !gone.includes(name));
  return withoutNodes({ ...scenario, floor: { ...scenario.floor, services: Object.fromEntries(left) } }, gone);
}

/** Without these access points; their devices have none then. */
export function withoutAccessPoints(scenario: Scenario, gone: readonly string[]): Scenario {
  const { floor } = scenario;
  const devices = floor.devices.map(({ accessPoint, ...device }) =>
    accessPoint === undefined || gone.includes(accessPoint) ? device : { ...device, accessPoint },
  );
  const accessPoints = floor.accessPoints.filter((name) => !gone.includes(name));
  return withoutNodes({ ...scenario, floor: { ...floor, devices, accessPoints } }, gone);
}

/** Without these printers, in no chain either; what was made where they printed is made nowhere. */
export function withoutPrinters(scenario: Scenario, gone: readonly string[]): Scenario {
  const stays = (name: string): boolean => !gone.includes(name);
  const { fallbackPrinter, noticePrinter, articles, ...floor } = scenario.floor;
  const places = Object.fromEntries(Object.entries(floor.places).filter(([, name]) => stays(name)));
  const left = {
    ...floor,
    ...(fallbackPrinter === undefined || !stays(fallbackPrinter) ? {} : { fallbackPrinter }),
    ...(noticePrinter === undefined || !stays(noticePrinter) ? {} : { noticePrinter }),
    ...(articles === undefined
      ? {}
      : { articles: articles.map((one) => (Object.hasOwn(places, one.place) ? one : { ...one, place: 'none' })) }),
    places,
    devices: floor.devices.map((device) => withPlaces(device, places)),
    printers: floor.printers
      .filter(({ name }) => stays(name))
      .map((printer) => ({ ...printer, alternatives: printer.alternatives.filter(stays) })),
  };
  const idle = floor.monitors.filter(({ places: shown }) => !shown.some((place) => Object.hasOwn(places, place)));
  const monitors = floor.monitors.map((one) => ({
    ...one,
    places: one.places.filter((place) => Object.hasOwn(places, place)),
  }));
  const rest = withoutNodes({ ...scenario, floor: { ...left, monitors } }, gone);
  return withoutMonitors(
    rest,
    idle.map(({ name }) => name),
  );
}

/** Leaves a device those of its production places that are still there. */
function withPlaces(device: ScenarioDevice, there: Record<string, string>): ScenarioDevice {
  const { places, ...rest } = device;
  const left = places?.filter((place) => Object.hasOwn(there, place)) ?? [];
  return left.length === 0 ? rest : { ...rest, places: left };
}
