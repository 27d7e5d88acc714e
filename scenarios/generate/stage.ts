/** What is known of a floor when it is drawn what happens on it. */
import type { Durations } from '#server/core/config';
import { floorNames, type FloorNames } from '../format/floor-names.ts';
import { resolveFloor } from '../format/floor.ts';
import { scenarioSchema, type Scenario, type ScenarioInput } from '../format/scenario.ts';
import { allDurations, type DurationsInput } from './durations.ts';

export type FloorInput = ScenarioInput['floor'];

export type Stage = {
  names: FloorNames;
  /** Tabs waiters open, from the first to the last. */
  tables: { from: number; to: number };
  durations: Durations;
  /**
   * What is near: the printers that stand in for one, the stations of an access point and those beside a device, the belt
   * printer that a device carries.
   */
  neighbours: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether there are two paths to the server. */
  isRedundant: boolean;
  /** How long there is work, and faults. */
  workMs: number;
};

/** The stage of a floor that the format accepts. */
export function stageOf(floor: FloorInput, durations: DurationsInput | undefined, workMs: number): Stage {
  return stageOn(scenarioSchema.shape.floor.parse(floor), durations, workMs);
}

/** The stage of a floor as it was read. */
export function stageOn(floor: Scenario['floor'], durations: DurationsInput | undefined, workMs: number): Stage {
  return {
    names: floorNames(floor),
    tables: floor.tables,
    durations: allDurations(durations),
    neighbours: neighboursOf(floor),
    isRedundant: floor.redundancy !== 'off',
    workMs,
  };
}

function neighboursOf(floor: Scenario['floor']): Map<string, Set<string>> {
  const near = new Map<string, Set<string>>();
  const join = (one: string, other: string): void => {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const)
      near.set(from, (near.get(from) ?? new Set()).add(to));
  };
  for (const { name, alternatives } of floor.printers) for (const other of alternatives) join(name, other);
  for (const { name, accessPoint, belt } of resolveFloor({ floor }).devices) {
    if (belt !== null) join(name, `${belt.of}/belt`);
    if (accessPoint === null) continue;
    for (const station of near.get(accessPoint) ?? []) join(station, name);
    join(accessPoint, name);
  }
  return near;
}
