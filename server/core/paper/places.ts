/**
 * Where the orders of a production place are printed: at the printer of the place, or at another at some times of day. The
 * time of day is that of the server when it decides; what is queued keeps its printer (docs/decisions/058).
 */
import { sometimes } from '#protocols/marks';
import { timeOfDayMs, withinDay } from '#protocols/places-by-time';
import type { ServerConfig } from '../config.ts';
import type { Turn } from '../turn.ts';

const byTime = sometimes('place-by-time', 'an order comes out elsewhere than usual, as it is that time of day');

/** What the clock on the wall shows, ms since midnight where the server stands. */
export function timeOfDayAt({ wallMs, zoneMs }: Pick<Turn, 'wallMs' | 'zoneMs'>): number {
  return withinDay(wallMs + zoneMs);
}

/** The printer of a place at that time of day; undefined for a place nobody has configured. */
export function placePrinter({ places, placesByTime }: ServerConfig, place: string, dayMs: number): string | undefined {
  if (!Object.hasOwn(places, place)) return undefined;
  const hours = placesByTime.find((one) => Object.hasOwn(one.places, place) && isWithin(one, dayMs));
  byTime(hours !== undefined);
  return hours?.places[place] ?? places[place];
}

/** From `from` on, and no more at `to`; over midnight if that is earlier. */
function isWithin({ from, to }: { from: string; to: string }, dayMs: number): boolean {
  return withinDay(dayMs - timeOfDayMs(from)) < withinDay(timeOfDayMs(to) - timeOfDayMs(from));
}
