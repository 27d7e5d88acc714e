/**
 * The evenings whose speed is measured. The Saturday night as the library has it, and as it was before there were thin
 * clients and a radio plan on it; and one for any number of devices: every 22 of them have a kitchen, a bar, terminals, a
 * menu and faults of their own, so that the work per device stays the same; the server, the tabs and the printer of last
 * resort are shared. That one has no radio plan: so many floors are not one house, in which all hear all access points.
 */
import { join } from 'node:path';
import { readScenarioFor } from '#cli/scenarios';
import { namedTargets } from '#scenarios/format/fault-spec';
import { resolveFloor } from '#scenarios/format/floor';
import { spelledFloor } from '#scenarios/shrink/spell-out';
import type { Scenario, ScenarioFault } from '#scenarios/format/scenario';

/** A scenario for `durationMs`, whatever it expects: that is for one seed and the whole night. */
function lasting(durationMs: number, scenario: Scenario): Scenario {
  const expect = { ...scenario.expect, happens: [], events: [] };
  return { ...scenario, ground: { sim: { duration: durationMs } }, expect };
}

/** Saturday night: 22 devices of both families on a radio plan. */
export function mixedNight(durationMs: number): Scenario {
  return lasting(durationMs, readScenarioFor('saturday-night'));
}

/** The same without thin clients and without a plan: 22 handhelds and tablets. */
export function handheldsNight(durationMs: number): Scenario {
  return lasting(durationMs, readScenarioFor(join(import.meta.dirname, 'handhelds-night.yaml')));
}

/** `floors` times the floor of saturday-night (22 devices each) under one server, for `durationMs`. */
export function evening(floors: number, durationMs: number): Scenario {
  const base = mixedNight(durationMs);
  const { plan: _, ...floor } = base.floor;
  const { articles } = resolveFloor(base);
  const { devices } = spelledFloor(base);
  const copies = Array.from({ length: floors }, (_, i) => i);
  return {
    ...base,
    name: `evening-${22 * floors}`,
    floor: {
      ...floor,
      operators: copies.flatMap((i) => floor.operators.map((operator) => named(operator, i))),
      tables: { from: 1, to: Math.min(99_999, 90 * floors) },
      articles: copies.flatMap((i) =>
        articles.map((article) => ({ ...article, name: named(article.name, i), place: named(article.place, i) })),
      ),
      devices: copies.flatMap((i) =>
        devices.map((device) => ({
          ...device,
          name: named(device.name ?? '', i),
          operator: named(device.operator ?? '', i),
          places: Object.keys(floor.places).map((place) => named(place, i)),
          ...(device.accessPoint === undefined ? {} : { accessPoint: named(device.accessPoint, i) }),
          ...(device.terminal === undefined ? {} : { terminal: named(device.terminal, i) }),
        })),
      ),
      printers: copies.flatMap((i) =>
        floor.printers.map((printer) => ({
          ...printer,
          name: named(printer.name, i),
          line: printer.name === floor.fallbackPrinter ? Math.max(1, Math.round(printer.line / floors)) : printer.line,
          alternatives: printer.alternatives.map((other) => named(other, i)),
        })),
      ),
      places: Object.fromEntries(
        copies.flatMap((i) =>
          Object.entries(floor.places).map(([place, printer]) => [named(place, i), named(printer, i)]),
        ),
      ),
      terminals: copies.flatMap((i) =>
        floor.terminals.map((terminal) => ({ ...terminal, name: named(terminal.name, i) })),
      ),
      freestyle: { limit: devices.filter(({ kind }) => kind === 'freestyle').length * floors },
      accessPoints: copies.flatMap((i) => floor.accessPoints.map((point) => named(point, i))),
    },
    faults: base.faults.flatMap((fault) => {
      if (OF_THE_PLAN.includes(fault.fault)) return [];
      if (OF_THE_SERVER.includes(fault.fault)) return [fault];
      if (fault.every !== undefined) return [{ ...fault, every: Math.max(1, Math.round(fault.every / floors)) }];
      return copies.map((i) => faultOf(fault, i));
    }),
  };
}

/** There is one server, however many floors. */
const OF_THE_SERVER = ['server-killed', 'till-restart', 'server-slow'];

const OF_THE_PLAN = ['oven-on', 'full-house'];

/** The name of the same thing on floor `i`: H03, H03-1, H03-2; the belt printer H03-1/belt. */
function named(text: string, i: number): string {
  if (i === 0) return text;
  const [owner, belt] = text.split('/');
  return belt === undefined ? `${text}-${i}` : `${owner}-${i}/${belt}`;
}

/** A planned fault on floor `i`. */
function faultOf(fault: ScenarioFault, i: number): ScenarioFault {
  const { target, when } = fault;
  const node = when?.['node'];
  return {
    ...fault,
    ...(target === undefined ? {} : { target: namedTargets(target).map((one) => named(one, i)) }),
    ...(typeof node === 'string' ? { when: { ...when, node: named(node, i) } } : {}),
  };
}
