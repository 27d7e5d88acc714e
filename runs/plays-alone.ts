/** Which runs on the wire leave room for others beside them: small ones mostly wait. */
import type { Scenario } from '#scenarios/format/scenario';

/** Whether a device of a scenario is a page in a browser. */
export function hasPages({ floor }: Pick<Scenario, 'floor'>): boolean {
  return floor.devices.some(({ browser }) => browser);
}

/** Whether a scenario keeps the machine busy on the wire: it is played alone. */
export function playsAlone(scenario: Pick<Scenario, 'floor' | 'work'>): boolean {
  return scenario.work.waiters !== undefined || hasPages(scenario);
}
