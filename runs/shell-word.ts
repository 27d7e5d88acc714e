/** Commands that are shown to be copied: a path with blanks or umlauts must survive the shell. */

/** A word as a POSIX shell takes it: as it is where that is safe, else in quotes. */
export function shellWord(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
