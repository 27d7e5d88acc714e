/** Events as scenarios name them: by a word that tells what happened, and by fields that are equal. */
import type { HistoryEvent } from './events.ts';

/** Fields of facts whose words tell what a fact was about: `tab-released:lease-ended`. */
export const TELLING_FIELDS = ['cause', 'outcome', 'trouble', 'tender'] as const;

/** Whether an event has all the fields; those of a fact count as fields of its event, `fact` being its kind. */
export function matches(event: HistoryEvent, wanted: readonly (readonly [string, unknown])[]): boolean {
  const fields = event as unknown as Record<string, unknown>;
  for (const [key, value] of wanted) {
    const fact = event.kind === 'fact' ? event.fact : undefined;
    const found =
      key === 'fact' ? fact?.kind : key === 'kind' || fact === undefined || !(key in fact) ? fields[key] : fact[key];
    if (found !== value) return false;
  }
  return true;
}

/**
 * Whether a word tells what happened: the code of a refusal (by the server, or the device itself), the state that was entered, a fact with or without its
 * cause, outcome, trouble or tender; or any kind of event.
 */
export function tells(event: HistoryEvent, word: string): boolean {
  if (event.kind === word) return true;
  if (event.kind === 'reply' || event.kind === 'told') return event.code === word;
  if (event.kind === 'transition') return event.to === word;
  if (event.kind !== 'fact') return false;
  const { fact } = event;
  if (!word.startsWith(fact.kind)) return false;
  return fact.kind === word || TELLING_FIELDS.some((field) => word === `${fact.kind}:${String(fact[field])}`);
}
