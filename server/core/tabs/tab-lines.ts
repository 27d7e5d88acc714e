/**
 * What a standard device is told of the lines of a tab that it opens: it stores data, and shows them from there. In Quick
 * Mode nothing of them is told, and a thin client is shown what the server knows anyway.
 */
import { sometimes } from '#protocols/marks';
import { MOST_TAB_LINES, type TabLine } from '#protocols/mpos/messages';
import type { Tab } from '../state.ts';

const tooManyToTell = sometimes(
  'too-many-lines-to-tell',
  'a tab is opened that has more lines than one message carries',
);

/** The lines of a tab; of the first ones the sum only, where they are too many for one message. */
export function linesTold({ lines }: Tab): { lines: TabLine[]; earlierCents?: number } {
  const from = Math.max(0, lines.length - MOST_TAB_LINES);
  tooManyToTell(from > 0);
  const told = lines.slice(from).map(({ quantity, article, cents }) => ({ quantity, article, cents }));
  if (from === 0) return { lines: told };
  return { lines: told, earlierCents: lines.slice(0, from).reduce((sum, { cents }) => sum + cents, 0) };
}
