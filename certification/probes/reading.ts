/**
 * What was read off an answer of a device: a value, or unknown with the reason in a sentence. Nothing here has a value
 * to fall back on: a line that is missing, a key that is said twice in two ways, a command that failed are unknown.
 */
export type Reading<T> = { kind: 'known'; value: T } | Unknown;
export type Unknown = { kind: 'unknown'; reason: string };

export const known = <T>(value: T): Reading<T> => ({ kind: 'known', value });
export const unknown = (reason: string): Unknown => ({ kind: 'unknown', reason });

/** Goes on with what is known. */
export function andThen<T, U>(reading: Reading<T>, next: (value: T) => Reading<U>): Reading<U> {
  return reading.kind === 'known' ? next(reading.value) : reading;
}

/** All of them, or the first that is unknown. */
export function all<T extends readonly unknown[]>(...readings: { [K in keyof T]: Reading<T[K]> }): Reading<T> {
  const values: unknown[] = [];
  for (const reading of readings as Reading<unknown>[]) {
    if (reading.kind === 'unknown') return reading;
    values.push(reading.value);
  }
  return known(values as unknown as T);
}

/** The one value among those that were found; unknown if there is none, or if they differ. */
export function single<T extends string | number | boolean>(found: readonly T[], what: string): Reading<T> {
  const [first, ...others] = new Set(found);
  if (first === undefined) return unknown(`The device does not say its ${what}.`);
  return others.length === 0
    ? known(first)
    : unknown(`The device says its ${what} in two ways: ${first}, ${others[0]}.`);
}
