/**
 * What a part of an amount is, to the cent. Nothing is lost and nothing is made: what is taken and what is left add up to
 * what was there, whatever the numbers.
 */
import type { Wanted } from '#protocols/mpos/tab-changes';

/** An equal share of what is owed, rounded up: the shares of all guests, each of what is left, differ by a cent at most. */
export function shareCents(owedCents: number, of: number): number {
  return Math.ceil(owedCents / of);
}

/** So many percent of an amount, half a cent rounded up. */
export function percentCents(cents: number, percent: number): number {
  return Math.floor((cents * percent + 50) / 100);
}

/** What can be counted and costs something. */
type Counted = { article: string; quantity: number; cents: number };
/** So many of a line, by its place in the list, and what they cost. */
export type Part = { at: number; quantity: number; cents: number };

/**
 * Which lines make up what is wanted, those at the end of the list first; null if there are not so many. Of a line of
 * which some are left, the cents are divided by quantity, and what does not divide stays with the rest.
 */
export function partsOf(
  lines: readonly Counted[],
  wanted: readonly Wanted[],
  mayBeTaken: (article: string) => boolean,
): Part[] | null {
  const takenOf = new Map<number, number>();
  for (const { article, quantity } of wanted) {
    let missing = mayBeTaken(article) ? quantity : Infinity;
    for (let at = lines.length - 1; at >= 0 && missing > 0 && mayBeTaken(article); at -= 1) {
      const line = lines[at] as Counted;
      if (line.article !== article) continue;
      const before = takenOf.get(at) ?? 0;
      const more = Math.min(missing, line.quantity - before);
      missing -= more;
      if (more > 0) takenOf.set(at, before + more);
    }
    if (missing > 0) return null;
  }
  return [...takenOf]
    .sort(([one], [other]) => one - other)
    .map(([at, quantity]) => {
      const line = lines[at] as Counted;
      const isWhole = quantity === line.quantity;
      return { at, quantity, cents: isWhole ? line.cents : Math.floor((line.cents * quantity) / line.quantity) };
    });
}

/** The list without these parts; a line of which some are left keeps its place. */
export function without<Line extends Counted>(lines: readonly Line[], parts: readonly Part[]): Line[] {
  const byPlace = new Map(parts.map((part) => [part.at, part]));
  return lines.flatMap((line, at) => {
    const part = byPlace.get(at);
    if (part === undefined) return [line];
    const quantity = line.quantity - part.quantity;
    return quantity === 0 ? [] : [{ ...line, quantity, cents: line.cents - part.cents }];
  });
}
