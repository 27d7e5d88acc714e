/** Which devices of a floor are thin clients: they ask by taps, and are answered by screens. */
import type { FloorSummary } from '#history/events';

const FAMILIES = ['client', 'freestyle', 'paypos'];

/** Names of the thin clients of a floor. */
export function thinClientsOf({ devices }: Pick<FloorSummary, 'devices'>): ReadonlySet<string> {
  return new Set(devices.filter(({ family }) => FAMILIES.includes(family)).map(({ name }) => name));
}
