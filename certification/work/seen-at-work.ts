/** What the measures of evenings look for: facts of the server, answers of the device, and what could not be done. */
import type { HistoryEvent } from '#history/events';
import { linesOf, wholeAnswer } from '../probes/answer.ts';
import { all, andThen, unknown, type Reading } from '../probes/reading.ts';
import { AT_WORK, type Played } from './evening.ts';

/** A machine that stands still so long is no measure of how quick a device is, ms. */
export const STILL_MS = 200;

export const stoodStill = (played: Played): boolean => stallsOf(played).some((ms) => ms > STILL_MS);

/**
 * Did it stand still for so long that a device may have lost its session by it, or what was to be tapped meanwhile? For
 * less than half a heartbeat everybody waits: what then was not done in minutes, the device has not done.
 */
export const stoodStillForLong = (played: Played): boolean =>
  stallsOf(played).some((ms) => ms > played.heartbeatMs / 2);

/** How long the machine stood still, each time since the device was first tapped: before, its server was starting. */
function stallsOf({ events }: Played): number[] {
  const begun = events.find(({ kind, node }) => kind === 'tap' && node === AT_WORK)?.t ?? 0;
  return events.flatMap((event) =>
    event.kind === 'stall' && event.toMs > begun ? [event.toMs - Math.max(begun, event.fromMs)] : [],
  );
}

/** How long the machine stood still between two times, ms. */
export function stillBetween(played: Played, fromMs: number, toMs: number): number {
  return standstillsBetween(played, fromMs, toMs).reduce((sum, ms) => sum + ms, 0);
}

/** What of each standstill of the machine lies between two times, ms. */
export function standstillsBetween({ events }: Played, fromMs: number, toMs: number): number[] {
  return events.flatMap((event) =>
    event.kind === 'stall' ? [Math.max(0, Math.min(toMs, event.toMs) - Math.max(fromMs, event.fromMs))] : [],
  );
}

/** Fingers are steady: where something could not be done, the device was not ready for it. */
export const couldAllBeDone = ({ events }: Played): boolean =>
  !events.some(({ kind, node }) => kind === 'gave-up' && node === AT_WORK);

/** What it answered each time it was asked this; unknown if it never was. */
export function answersTo<T>(
  asked: Played['asked'],
  command: string,
  parse: (lines: readonly string[]) => Reading<T>,
): Reading<T[]> {
  const readings = asked
    .filter((one) => one.command === command)
    .map(({ output }) => andThen(andThen(wholeAnswer(output), linesOf), parse));
  return readings.length === 0 ? unknown(`It was not asked “${command}”.`) : all<T[]>(...readings);
}

/** A fact of the server, with the time it was decided. */
export type Fact = { at: number; cause?: unknown };

export function factsOf(events: readonly HistoryEvent[], kind: string): Fact[] {
  return events.flatMap((event) =>
    event.kind === 'fact' && event.fact.kind === kind ? [{ at: event.at, cause: event.fact['cause'] }] : [],
  );
}

/** So many taps, pictures or connections make a 95th percentile. */
export const MANY = 100;
const PERCENTILE = 0.95;

/** The 95th percentile; NaN of nothing. */
export function percentile(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * PERCENTILE) - 1] ?? Number.NaN;
}
