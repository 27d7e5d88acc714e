/** What may be said of a criterion by whoever tries or measures it: its words, or a number of its unit. */
import type { Criterion } from './criterion.ts';

/** What was found, without how far off it may be. */
export type Said = { kind: 'number'; value: number } | { kind: 'word'; word: string };

/** The words there are, in the order of the alphabet; none where a number is asked for. */
export function wordsOf({ words }: Pick<Criterion, 'words'>): string[] {
  return words === undefined ? [] : [...words.pass, ...words.conditional, ...words.fail].toSorted();
}

/** 10 of `of 10` and `taken of 10`: such a number is whole, and no greater. Null where there is no such end. */
export function mostOf({ unit }: Pick<Criterion, 'unit'>): number | null {
  const most = /(?:^| )of (\d+)$/.exec(unit)?.[1];
  return most === undefined ? null : Number(most);
}

/** Words may have commas in them. */
const quoted = (words: readonly string[]): string => words.map((word) => `“${word}”`).join(', ');

/** Why that is nothing that can be said of it, in a sentence; null where it is. */
export function whyNotSaid(criterion: Criterion, said: Said): string | null {
  const { numbers, unit } = criterion;
  const words = wordsOf(criterion);
  if (said.kind === 'word') {
    if (words.includes(said.word)) return null;
    if (words.length === 0) return `A number is asked for (${unit}), and not “${said.word}”.`;
    return `“${said.word}” is none of ${quoted(words)}.`;
  }
  if (numbers === undefined) return `One of ${quoted(words)} is asked for.`;
  const most = mostOf(criterion);
  if (most === null || (Number.isInteger(said.value) && said.value <= most)) return null;
  return `It is a whole number up to ${most} (${unit}).`;
}
