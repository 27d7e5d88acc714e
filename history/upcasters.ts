/**
 * Upcasters bring events of older formats to today's. Version 1 is the first, so there is nothing to bring up yet:
 * an event is only checked for the three fields every event has. Kinds unknown to this version are kept; the checkers
 * pass over them.
 */
import type { HistoryEvent } from './events.ts';

/** An event of the given format version as one of the present version, or null if it is none. */
export function upcast(version: number, value: Record<string, unknown>): HistoryEvent | null {
  if (version !== 1) return null;
  const { t, node, kind } = value;
  if (typeof t !== 'number' || typeof node !== 'string' || typeof kind !== 'string') return null;
  return value as unknown as HistoryEvent;
}
