/**
 * Orders that come out elsewhere at some times of day: hours from one time to another, over midnight if that is earlier,
 * and the printers of production places then. Both configuration and scenario say so in these words.
 */
import { z } from 'zod';
import { nameSchema as name } from './names.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** `18:00`; seconds and their fractions where they matter. */
export const timeOfDaySchema = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?$/, 'a time of day, as 18:00');

export const placesByTimeSchema = z
  .array(
    z
      .strictObject({
        from: timeOfDaySchema,
        to: timeOfDaySchema.describe('from then on it is over; the next day if that is earlier'),
        places: z.record(name, name).describe('production place → printer of its order tickets'),
      })
      .refine(({ from, to }) => timeOfDayMs(from) !== timeOfDayMs(to), 'must not end when it begins'),
  )
  .max(100);
export type PlacesByTime = z.infer<typeof placesByTimeSchema>;

/** Ms since midnight. */
export function timeOfDayMs(text: string): number {
  const [hours = '0', minutes = '0', seconds = '0'] = text.split(':');
  return Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Math.round(Number(seconds) * 1_000);
}

/** Ms of any day as ms since its midnight. */
export function withinDay(ms: number): number {
  return ((ms % DAY_MS) + DAY_MS) % DAY_MS;
}

/** A time of day as it is written. */
export function timeOfDay(ms: number): string {
  const rest = withinDay(Math.round(ms));
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  const clock = `${two(rest / HOUR_MS)}:${two((rest % HOUR_MS) / MINUTE_MS)}:${two((rest % MINUTE_MS) / 1_000)}`;
  return `${clock}.${String(rest % 1_000).padStart(3, '0')}`;
}

/** What is wrong in it: where, and why. Printers and places are those of the floor. */
export function placesByTimeErrors(
  hours: PlacesByTime,
  printers: ReadonlySet<string>,
  places: ReadonlySet<string>,
): { path: (string | number)[]; message: string }[] {
  return hours.flatMap(({ places: own }, i) =>
    Object.entries(own).flatMap(([place, printer]) => [
      ...(places.has(place) ? [] : [{ path: [i, 'places', place], message: `there is no place "${place}"` }]),
      ...(printers.has(printer) ? [] : [{ path: [i, 'places', place], message: `there is no printer "${printer}"` }]),
    ]),
  );
}
