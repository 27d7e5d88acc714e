/** What an operator may do with tabs besides booking and settling them: everything, unless the configuration says otherwise. */
import { sometimes } from '#protocols/marks';
import type { ClientRequest } from '#protocols/mpos/messages';
import { RIGHT_FOR, type Right } from '#protocols/mpos/tab-changes';
import type { State } from '../state.ts';

const notAllowed = sometimes('right-missing', 'an operator is refused what she has no right to');

/** The right that is needed for a request and that this operator lacks; null if nothing stands against it. */
export function missingRight({ config }: State, operator: string, said: ClientRequest): Right | null {
  const right = rightFor(said);
  if (right === null || !Object.hasOwn(config.rights, operator)) return null;
  const isMissing = config.rights[operator]?.includes(right) !== true;
  notAllowed(isMissing);
  return isMissing ? right : null;
}

/** Whoever names an amount wants a part of the tab settled. */
function rightFor(said: ClientRequest): Right | null {
  if (said.type === 'change') return RIGHT_FOR[said.change.kind];
  if (said.type === 'reverse') return 'reverse';
  return (said.type === 'bill' || said.type === 'pay') && said.cents !== undefined ? 'part-bill' : null;
}
