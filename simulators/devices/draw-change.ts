/** What a waiter may want to change of an open tab, drawn at random. */
import { USUAL_REASONS, type TabChange, type Wanted } from '#protocols/mpos/tab-changes';
import type { Random } from '../random.ts';

const KINDS = ['split', 'move', 'merge', 'cancel', 'discount', 'bill-lines', 'bill-share'] as const;
const PERCENTS = [5, 10, 50, 100] as const;
const MOST_SHARES = 4;

/** A change of what was booked under these names; `other` is the tab it goes to or comes from, if there is one. */
export function drawChange(random: Random, names: readonly string[], other: number): TabChange {
  const kind = random.pick(KINDS);
  switch (kind) {
    case 'split':
      return { kind, to: other, lines: drawLines(random, names) };
    case 'move':
      return { kind, to: other };
    case 'merge':
      return { kind, from: other };
    case 'cancel':
      return { kind, lines: drawLines(random, names), reason: random.pick(USUAL_REASONS) };
    case 'discount':
      return { kind, percent: random.pick(PERCENTS) };
    case 'bill-lines':
      return { kind, lines: drawLines(random, names) };
    case 'bill-share':
      return { kind, of: random.between(2, MOST_SHARES) };
  }
}

/** One or two articles, one or two of each. */
function drawLines(random: Random, names: readonly string[]): Wanted[] {
  const chosen = new Set(Array.from({ length: random.between(1, 2) }, () => random.pick(names)));
  return [...chosen].map((article) => ({ article, quantity: random.between(1, 2) }));
}
