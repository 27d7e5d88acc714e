/**
 * Upcasters bring events of older formats to today's. Version 1 is the first, so there is nothing to bring up yet:
 * an event is only checked for the three fields every event has, and for the nested ones that somebody looks into.
 * Kinds unknown to this version are kept; the checkers pass over them.
 */
import type { HistoryEvent } from './events.ts';

/** An event of the given format version as one of the present version, or null if it is none. */
export function upcast(version: number, value: Record<string, unknown>): HistoryEvent | null {
  if (version !== 1) return null;
  const { t, node, kind, fact, seqs } = value;
  if (typeof t !== 'number' || typeof node !== 'string' || typeof kind !== 'string') return null;
  if (kind === 'fact' && typeof (fact as { kind?: unknown } | null | undefined)?.kind !== 'string') return null;
  if (seqs !== undefined && !Array.isArray(seqs)) return null;
  return value as unknown as HistoryEvent;
}
