/** Changes of tabs as steps of a scenario: what a step says of one, and how one is told as a step again. */
import { RIGHT_FOR, type ChangeKind, type TabChange, type Wanted } from '#protocols/mpos/tab-changes';
import type { ScenarioStep, StepAct } from './scenario.ts';

type Said = Pick<ScenarioStep, 'other' | 'what' | 'reason' | 'percent' | 'shares'>;

const A_REASON = 'changed their mind';
const SOME_PERCENT = 10;

/** Whether an act is a change of the tab that is open. */
export function isChange(act: StepAct): act is ChangeKind {
  return Object.hasOwn(RIGHT_FOR, act);
}

/** The change a step asks for; what it does not say is as usual: one of `article`, to or from tab 1. */
export function changeOfStep(kind: ChangeKind, step: Said, article: string): TabChange {
  const { other = 1, what = { [article]: 1 }, reason = A_REASON, percent = SOME_PERCENT } = step;
  const lines: Wanted[] = Object.entries(what).map(([name, quantity]) => ({ article: name, quantity }));
  switch (kind) {
    case 'split':
      return { kind, to: other, lines };
    case 'move':
      return { kind, to: other };
    case 'merge':
      return { kind, from: other };
    case 'cancel':
      return { kind, lines, reason };
    case 'discount':
      return { kind, percent };
    case 'bill-lines':
      return { kind, lines };
    case 'bill-share':
      return { kind, of: step.shares ?? 2 };
  }
}

/** What a step says of a change. */
export function sayOfChange(change: TabChange): Said {
  return {
    ...('to' in change ? { other: change.to } : {}),
    ...('from' in change ? { other: change.from } : {}),
    ...('lines' in change ? { what: counted(change.lines) } : {}),
    ...('reason' in change ? { reason: change.reason } : {}),
    ...('percent' in change ? { percent: change.percent } : {}),
    ...('of' in change ? { shares: change.of } : {}),
  };
}

function counted(lines: readonly Wanted[]): Record<string, number> {
  const what = new Map<string, number>();
  for (const { article, quantity } of lines) what.set(article, (what.get(article) ?? 0) + quantity);
  return Object.fromEntries(what);
}
