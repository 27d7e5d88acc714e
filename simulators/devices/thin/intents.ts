/** What an operator wants done at a thin client, as the keys to tap. */
import type { ScreenMessage } from '#protocols/thin-client/messages';
import type { DeviceEvent } from '#machines/holder';
import type { Words } from '#server/station/words';
import type { Unnumbered } from '../request-line.ts';
import type { Intent } from './hand.ts';
import { hasKey } from './reading.ts';

/** The keys for what other devices ask beside their app; null where there are none. */
export function keysFor({ type }: Unnumbered, said: Words): string[] | null {
  return type === 'takings' ? [said.takings] : null;
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
      return { keys: [said.bill] };
    case 'PAY':
      return { keys: [said.card(event.terminal)] };
    default:
      return null;
  }
}
