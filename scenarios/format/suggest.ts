/** "Did you mean …?": the known name nearest to a misspelt one, if it is near enough to be what was meant. */
import { closest, distance } from 'fastest-levenshtein';

const LONGEST_WORD = 64;

export function suggest(word: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  if (names.length === 0 || word === '' || word.length > LONGEST_WORD) return undefined;
  const sameButForCase = names.find((name) => name.toLowerCase() === word.toLowerCase());
  if (sameButForCase !== undefined) return sameButForCase;
  const nearest = closest(word, names);
  const mostChanges = Math.max(1, Math.floor(Math.max(word.length, nearest.length) / 3));
  // Two letters in the wrong order are one slip of the fingers.
  const changes = lettersOf(word) === lettersOf(nearest) ? 1 : distance(word, nearest);
  return changes <= mostChanges && changes < word.length ? nearest : undefined;
}

const lettersOf = (word: string): string => [...word].toSorted().join('');
