/**
 * Upcasters bring histories of older formats to today's, so that what was played long ago can be judged by the checkers
 * of today. An event is also checked for the three fields every event has, and for the nested ones that somebody looks
 * into. Kinds unknown to this version are kept; the checkers pass over them.
 *
 * Version 1 (the first whole) had fewer limits in its header, which were those of every server then; told no more of a
 * collected line than its price; could not say how much of a half ticket was on paper; and knew a charge that is due
 * back as a whole only.
 */
import type { FactRecord, HistoryEvent } from './events.ts';

/** In ms of the floor, before acceleration. */
const DURATIONS_OF_VERSION_1 = { heartbeatMs: 10_000, orphanAfterMs: 25_000, printStatusMs: 3_000, printLineMs: 2_000 };
/** Version 1 gave nothing up. */
const ATTEMPTS_OF_VERSION_1 = Number.MAX_SAFE_INTEGER;

/** A header of the given format version with everything that today's has, as far as it can be understood. */
export function upcastHeader(version: number, value: Record<string, unknown>): Record<string, unknown> {
  const { limits, timeScale } = value;
  if (version !== 1 || typeof limits !== 'object' || typeof timeScale !== 'number') return value;
  const scaled = Object.entries(DURATIONS_OF_VERSION_1).map(([name, ms]) => [name, ms / timeScale]);
  return { ...value, limits: { ...Object.fromEntries(scaled), printAttempts: ATTEMPTS_OF_VERSION_1, ...limits } };
}

/** An event of the given format version as one of the present version, or null if it is none. */
export function upcast(version: number, value: Record<string, unknown>): HistoryEvent | null {
  const { t, node, kind, fact, seqs } = value;
  if (typeof t !== 'number' || typeof node !== 'string' || typeof kind !== 'string') return null;
  if (kind === 'fact' && typeof (fact as { kind?: unknown } | null | undefined)?.kind !== 'string') return null;
  if (seqs !== undefined && !Array.isArray(seqs)) return null;
  return (version === 1 ? fromVersion1(value) : value) as unknown as HistoryEvent;
}

function fromVersion1(value: Record<string, unknown>): Record<string, unknown> {
  if (value['kind'] === 'half-printed') return { copy: false, lines: 1, ...value };
  return value['kind'] === 'fact' ? { ...value, fact: factFromVersion1(value['fact'] as FactRecord) } : value;
}

function factFromVersion1(fact: FactRecord): FactRecord {
  switch (fact.kind) {
    case 'payment-ended':
      return { refundCents: fact['refundDue'] === true ? fact['paidCents'] : 0, ...fact };
    case 'job-printed':
      return { evidence: 'confirmed', ...fact };
    default:
      return fact;
  }
}
