/** What a bill says below everything else while something of its tab cannot be signed. */
export const SIGNING_NOTE = 'Signing unit out of order';

/** The lines of a bill without that; whether it is there rightly is judged by `signatures`. */
export function withoutNote(lines: readonly string[]): readonly string[] {
  return lines.at(-1) === SIGNING_NOTE ? lines.slice(0, -1) : lines;
}
