/** `getprop`: `[key]: [value]`, one a line; an empty value says nothing. */
import { single, type Reading } from '../reading.ts';

/** The value of a key. */
export function property(lines: readonly string[], key: string): Reading<string> {
  const begin = `[${key}]: [`;
  const values = lines
    .map((line) => line.trim())
    .filter((line) => line.startsWith(begin) && line.endsWith(']'))
    .map((line) => line.slice(begin.length, -1).trim());
  return single(values.includes('') ? [] : values, key);
}
