/**
 * Times of day on the wire. No clock is tampered with (docs/decisions/008), so the hours of the configuration are moved: to
 * where they fall on the clock of the machine when the run begins at a given moment, divided like all durations. The day of
 * the floor that the run begins in and the one before it are all that a run comes to.
 */
import { DAY_MS, timeOfDay, timeOfDayMs, withinDay, type PlacesByTime } from '#protocols/places-by-time';

/** `beginsMs` is when the run begins, ms since midnight of the machine; `clock` what the floor says it is then. */
export function hoursOnWire(
  hours: PlacesByTime,
  { clock, timeScale, beginsMs }: { clock: string; timeScale: number; beginsMs: number },
): PlacesByTime {
  const clockMs = timeOfDayMs(clock);
  const at = (floorMs: number): string => timeOfDay(beginsMs + floorMs / timeScale);
  return hours.flatMap(({ from, to, places }) => {
    const fromMs = withinDay(timeOfDayMs(from) - clockMs);
    const lastsMs = withinDay(timeOfDayMs(to) - timeOfDayMs(from));
    // At real pace one day is as the other.
    const days = timeScale === 1 ? [0] : [-1, 0];
    return days.map((day) => {
      const beginMs = fromMs + day * DAY_MS;
      return { from: at(beginMs), to: at(beginMs + lastsMs), places };
    });
  });
}
