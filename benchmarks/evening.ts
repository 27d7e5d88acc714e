/** A Saturday night for any number of devices: kitchens, bars, terminals and fault rates grow with the floor. */
import { readScenarioFor } from '#cli/scenarios';
import { resolveFloor } from '#scenarios/format/floor';
import type { Scenario } from '#scenarios/format/scenario';

/** `floors` times the floor of saturday-night (22 devices each) under one server, for `durationMs`. */
export function evening(floors: number, durationMs: number): Scenario {
  const base = readScenarioFor('saturday-night');
  const { floor } = base;
  const articles = resolveFloor(base).articles;
  const copies = Array.from({ length: floors }, (_, i) => i);
  const name = (text: string, i: number): string => (i === 0 ? text : `${text}-${i}`);
  return {
    ...base,
    name: `evening-${22 * floors}`,
    ground: { sim: { duration: durationMs } },
    expect: { ...base.expect, happens: [] },
    floor: {
      ...floor,
      operators: copies.flatMap((i) => floor.operators.map((operator) => name(operator, i))),
      tables: { from: 1, to: Math.min(99_999, 90 * floors) },
      articles: copies.flatMap((i) =>
        articles.map((article) => ({ ...article, name: name(article.name, i), place: name(article.place, i) })),
      ),
      devices: copies.flatMap((i) => floor.devices.map((device) => ({ ...device, name: name(device.name ?? 'D', i) }))),
      printers: copies.flatMap((i) =>
        floor.printers.map((printer) => ({
          ...printer,
          name: name(printer.name, i),
          line: Math.max(1, Math.round(printer.line / floors)),
          alternatives: printer.alternatives.map((other) => name(other, i)),
        })),
      ),
      places: Object.fromEntries(
        copies.flatMap((i) =>
          Object.entries(floor.places).map(([place, printer]) => [name(place, i), name(printer, i)]),
        ),
      ),
      terminals: copies.flatMap((i) =>
        floor.terminals.map((terminal) => ({ ...terminal, name: name(terminal.name, i) })),
      ),
      accessPoints: copies.flatMap((i) => floor.accessPoints.map((point) => name(point, i))),
    },
    faults: base.faults.map((fault) =>
      fault.every === undefined ||
      fault.fault === 'server-killed' ||
      fault.fault === 'till-restart' ||
      fault.fault === 'server-slow'
        ? fault
        : { ...fault, every: Math.max(1_000, Math.round(fault.every / floors)) },
    ),
  };
}
