/** What an operator wants done at a thin client, as the keys to tap. */
import { otherTab, type TabChange } from '#protocols/mpos/tab-changes';
import type { ScreenMessage } from '#protocols/thin-client/messages';
import type { DeviceEvent } from '#machines/holder';
import type { Words } from '#server/station/words';
import type { Unnumbered } from '../link/request-line.ts';
import type { Intent } from './hand.ts';
import { hasKey } from './reading.ts';

/** The keys for what other devices ask beside their app; null where there are none. */
export function keysFor(request: Unnumbered, said: Words): Intent | null {
  if (request.type === 'takings') return { keys: [said.takings] };
  if (request.type !== 'reprint') return null;
  const digits = String(request.job);
  const typed = { text: said.ticket(digits), clear: said.clear };
  return { keys: [said.reprint, ...digits, said.goOn], typed, steps: true };
}

/** The keys for what is wanted, on the screen that is shown (null for none); null if there are none for that. */
export function intentOf(event: DeviceEvent, screen: ScreenMessage | null, said: Words): Intent | null {
  switch (event.type) {
    case 'SIGN_ON':
      return { keys: [event.operator], paged: true };
    case 'SIGN_OFF':
      return { keys: [said.signOff] };
    case 'OPEN': {
      const digits = String(event.tab);
      const typed = { text: said.typed(digits), clear: said.clear };
      const isEmpty = screen?.widgets.some(({ text }) => text === said.typed('')) ?? true;
      return { keys: [...(isEmpty ? [] : [said.clear]), ...digits, said.open], typed };
    }
    case 'UNDERSTOOD':
      return { keys: [screen !== null && hasKey(screen, said.back) ? said.back : said.ok] };
    case 'SIMPLE_ORDER':
      return { keys: [said.simpleOrder] };
    case 'NEW_BALANCE':
      return { keys: [said.newBalance] };
    case 'BILL':
      return settling(said.bill, event.cents, said);
    case 'PAY':
      return settling(said.card(event.terminal), event.cents, said);
    case 'CHANGE':
      return changing(event.change, said);
    case 'SCAN': {
      const { kind, code } = event.card;
      const text = said.codeRead(code);
      const keys = [said.scan, said.cardKind[kind]];
      return { keys, card: { code, text }, typed: { text, clear: said.back }, steps: true };
    }
    default:
      return null;
  }
}

/** All of the tab is settled with one key; a part of it by its amount, in cents. */
function settling(key: string, cents: number | undefined, said: Words): Intent {
  if (cents === undefined) return { keys: [key] };
  const digits = String(cents);
  const typed = { text: said.numberFor.part(digits), clear: said.clear };
  return { keys: [said.workOnTab, said.work.part, ...digits, key], typed, steps: true };
}

/** What it is, the lines one by one, and the number or the reason at the end. */
function changing(change: TabChange, said: Words): Intent {
  const lines = 'lines' in change ? change.lines : [];
  const chosen = lines.flatMap(({ article, quantity }) => Array.from({ length: quantity }, () => article));
  const begin = [said.workOnTab, said.work[change.kind], ...chosen, ...(chosen.length > 0 ? [said.goOn] : [])];
  if (change.kind === 'cancel') return { keys: [...begin, change.reason], paged: true, steps: true };
  const number = numberOf(change);
  if (number === null) return { keys: begin, paged: true, steps: true };
  const digits = String(number);
  const typed = { text: said.numberFor[change.kind](digits), clear: said.clear };
  return { keys: [...begin, ...digits, said.goOn], paged: true, typed, steps: true };
}

function numberOf(change: TabChange): number | null {
  if ('percent' in change) return change.percent;
  return 'of' in change ? change.of : otherTab(change);
}
