/** "Did you mean …?": the known names nearest to a misspelt one, if they are near enough to be what was meant. */
import { distance } from 'fastest-levenshtein';

const LONGEST_WORD = 64;
/** More candidates than these help nobody. */
const MOST_SUGGESTIONS = 3;

/** The known names that are as near as any; none if the nearest is too far. */
export function suggest(word: string, known: Iterable<string>): string[] {
  if (word === '' || word.length > LONGEST_WORD) return [];
  const names = [...new Set(known)];
  const sameButForCase = names.filter((name) => name.toLowerCase() === word.toLowerCase());
  if (sameButForCase.length > 0) return sameButForCase.slice(0, MOST_SUGGESTIONS);
  const near = names
    .map((name) => ({ name, changes: changesBetween(word, name) }))
    .filter(({ name, changes }) => changes <= mostChanges(word, name) && changes < word.length);
  const fewest = Math.min(...near.map(({ changes }) => changes));
  return near.flatMap(({ name, changes }) => (changes === fewest ? [name] : [])).slice(0, MOST_SUGGESTIONS);
}

/** What a sentence ends with when something else was probably meant. */
export function didYouMean(suggestions: readonly string[]): string {
  return suggestions.length === 0 ? '' : ` (did you mean ${suggestions.map((one) => `"${one}"`).join(' or ')}?)`;
}

const mostChanges = (word: string, name: string): number =>
  Math.max(1, Math.floor(Math.max(word.length, name.length) / 3));

/** Two letters in the wrong order are one slip of the fingers. */
const changesBetween = (word: string, name: string): number =>
  lettersOf(word) === lettersOf(name) ? 1 : distance(word, name);

const lettersOf = (word: string): string => [...word].toSorted().join('');
