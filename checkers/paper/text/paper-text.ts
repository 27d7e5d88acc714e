/**
 * Lines as they were meant against lines as they are on paper. A printer breaks what is longer than its paper is wide,
 * so line ends are left out; a character its code table lacks is a question mark.
 */

/** Whether the lines are the very same. */
export function sameLines(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  for (let i = 0; i < some.length; i += 1) if (some[i] !== others[i]) return false;
  return true;
}

/** Whether the lines on paper say just what was meant. */
export function saysTheSame(paper: readonly string[], meant: readonly string[]): boolean {
  if (sameLines(paper, meant)) return true;
  const on = paper.join('');
  const said = meant.join('');
  if (on === said) return true;
  const wanted = [...said.normalize('NFC')];
  const there = [...on];
  return there.length === wanted.length && wanted.every((one, i) => isPrintedAs(one, there[i] as string));
}

function isPrintedAs(meant: string, onPaper: string): boolean {
  return meant === onPaper || (onPaper === '?' && meant > '~');
}
