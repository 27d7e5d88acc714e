/** Whether a change of a tab is the one that was asked for: its kind, the other tab, what was named, and how much. */
import type { TabChange, Wanted } from '#protocols/mpos/tab-changes';
import type { Fact } from '#server/core/facts';
import type { ChangeFact } from '../folds/changes.ts';

/** A fact that changes a tab; of bills only one over a part is. */
export type Changed = Exclude<ChangeFact, { kind: 'redeemed' | 'reversal-ended' }> | Extract<Fact, { kind: 'billed' }>;

/** In what it is another one; empty if it is that. */
export function unlikeChange(fact: Changed, asked: TabChange | undefined): string {
  if (asked === undefined) return '';
  const done = saidOf(fact);
  const wanted = asksFor(asked);
  return done === wanted ? '' : `as "${done}" instead of "${wanted}"`;
}

function asksFor(change: TabChange): string {
  switch (change.kind) {
    case 'split':
      return `split to ${change.to}: ${counted(change.lines)}`;
    case 'move':
      return `move to ${change.to}`;
    case 'merge':
      return `merge from ${change.from}`;
    case 'cancel':
      return `cancel for ${change.reason}: ${counted(change.lines)}`;
    case 'discount':
      return `discount ${change.percent} %`;
    case 'bill-lines':
      return `bill: ${counted(change.lines)}`;
    case 'bill-share':
      return `bill over one of ${change.of} shares`;
  }
}

function saidOf(fact: Changed): string {
  switch (fact.kind) {
    case 'lines-moved':
      if (fact.why === 'merge') return `merge from ${fact.from}`;
      return fact.why === 'move' ? `move to ${fact.to}` : `split to ${fact.to}: ${counted(fact.lines)}`;
    case 'lines-cancelled':
      return `cancel for ${fact.reason}: ${counted(fact.lines)}`;
    case 'discounted':
      return `discount ${fact.percent} %`;
    case 'billed':
      if (fact.part?.by === 'lines') return `bill: ${counted(fact.part.lines)}`;
      return fact.part === undefined ? 'bill' : `bill over one of ${fact.part.of} shares`;
  }
}

/** So many of each article, in whichever order they were named. */
function counted(lines: readonly Wanted[]): string {
  const counts = new Map<string, number>();
  for (const { article, quantity } of lines) counts.set(article, (counts.get(article) ?? 0) + quantity);
  return [...counts]
    .map(([article, quantity]) => `${quantity} x ${article}`)
    .toSorted()
    .join(', ');
}
