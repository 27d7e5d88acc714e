/**
 * What may be wrong with a printer, in the words of configuration: which of it counts as failing decides whether tickets
 * move on to an alternative or stay. A printer that cannot be reached is off-line, too.
 */
export const failingConditions = ['offline', 'paper-out', 'cover-open', 'error', 'near-end'] as const;
export type FailingCondition = (typeof failingConditions)[number];

/** What a trouble is in these words: who cannot be reached says nothing. */
export function conditionOf<Trouble extends string>(
  trouble: Trouble | 'silent',
): Exclude<Trouble, 'silent'> | 'offline' {
  return trouble === 'silent' ? 'offline' : (trouble as Exclude<Trouble, 'silent'>);
}

/** What keeps a printer from printing; near the end of its paper it still prints. */
export const USUALLY_FAILING: readonly FailingCondition[] = ['offline', 'paper-out', 'cover-open', 'error'];
