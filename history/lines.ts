/**
 * Text as lines, however it is cut into pieces on its way: with LF or CRLF, with or without one at the end. No line
 * is kept for longer than it takes to hand it on.
 */

/** The header holds a whole scenario and is the longest; what is longer than this is no history. */
const LONGEST = 16 << 20;

/** The lines of a text that comes in pieces, without their ends. What is too long for a line is handed on cut. */
export function* linesIn(pieces: Iterable<string>, longest = LONGEST): Generator<string> {
  let rest = '';
  for (const piece of pieces) {
    const text = rest + piece;
    let from = 0;
    for (let end = text.indexOf('\n', rest.length); end >= 0; end = text.indexOf('\n', from)) {
      yield withoutReturn(text.slice(from, end));
      from = end + 1;
    }
    rest = text.slice(from);
    if (rest.length > longest) return yield rest.slice(0, longest);
  }
  if (rest !== '') yield withoutReturn(rest);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
