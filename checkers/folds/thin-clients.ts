/** Which devices of a floor are thin clients: they ask by taps, and are answered by screens. */
import type { FloorSummary } from '#history/floor-summary';
import type { ThinClientKind } from '#protocols/thin-client/messages';

/** The families of the client-server kind; the type keeps the list whole. */
const THIN = { client: true, freestyle: true, paypos: true } as const satisfies Record<ThinClientKind, true>;

/** Whether a family of devices is one of thin clients. */
export function isThin(family: string): boolean {
  return Object.hasOwn(THIN, family);
}

/** Names of the thin clients of a floor. */
export function thinClientsOf({ devices }: Pick<FloorSummary, 'devices'>): ReadonlySet<string> {
  return new Set(devices.filter(({ family }) => isThin(family)).map(({ name }) => name));
}
