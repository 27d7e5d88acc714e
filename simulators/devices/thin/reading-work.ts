/** What a person makes of the screens on which something is done with a tab beside booking and settling it. */
import type { TabChange, Wanted } from '#protocols/mpos/tab-changes';
import type { ScreenMessage } from '#protocols/thin-client/messages';
import type { EventOf } from '#history/events';
import type { TabWork } from '#machines/station/station-events';
import { words, type Language, type Words } from '#server/station/words';

type AskedOfTab = Pick<EventOf<'tap'>, 'asks' | 'tab' | 'token' | 'terminal' | 'change' | 'cents'>;

/** What is being done with the tab on this screen; null if it is another one. */
export function workRead({ title }: ScreenMessage, language: Language): TabWork | null {
  const found = Object.entries(words[language].work).find(([, text]) => text === title);
  return found === undefined ? null : (found[0] as TabWork);
}

/** What a tap on that key asks for, by what stands on the screen; nothing where more is to be said first. */
export function askedOfWork(screen: ScreenMessage, key: string, work: TabWork, language: Language): AskedOfTab {
  const said = words[language];
  const { tab, token } = screen;
  if (work === 'part') {
    const cents = numberRead(screen, said, work);
    const before = said.card('');
    if (cents === 0) return {};
    if (key === said.bill) return { asks: 'bill', tab, token, cents };
    return key.startsWith(before) ? { asks: 'pay', tab, token, terminal: key.slice(before.length), cents } : {};
  }
  const change = changeRead(screen, key, work, said);
  return change === null ? {} : { asks: 'change', tab, token, change };
}

function changeRead(screen: ScreenMessage, key: string, work: Exclude<TabWork, 'part'>, said: Words): TabChange | null {
  const lines = linesRead(screen, said);
  if (work === 'cancel') return said.reasons.includes(key) ? { kind: work, lines, reason: key } : null;
  if (key !== said.goOn) return null;
  if (work === 'bill-lines') return lines.length === 0 ? null : { kind: work, lines };
  const number = numberRead(screen, said, work);
  if (number === 0) return null;
  switch (work) {
    case 'split':
      return { kind: work, to: number, lines };
    case 'move':
      return { kind: work, to: number };
    case 'merge':
      return { kind: work, from: number };
    case 'discount':
      return number > 100 ? null : { kind: work, percent: number };
    case 'bill-share':
      return number < 2 || number > 99 ? null : { kind: work, of: number };
  }
}

const textsOf = ({ widgets }: ScreenMessage): string[] =>
  widgets.filter(({ look }) => look === 'text').map(({ text }) => text);

/** The number that has been typed; 0 for none. */
function numberRead(screen: ScreenMessage, said: Words, work: TabWork): number {
  const before = said.numberFor[work]('');
  const line = before === '' ? undefined : textsOf(screen).find((text) => text.startsWith(before));
  return Number(line?.slice(before.length)) || 0;
}

/** The lines that have been chosen. */
function linesRead(screen: ScreenMessage, said: Words): Wanted[] {
  const between = said.chosen('', '');
  return textsOf(screen).flatMap((text) => {
    const at = text.indexOf(between);
    const quantity = Number(text.slice(0, Math.max(0, at)));
    return quantity > 0 ? [{ article: text.slice(at + between.length), quantity }] : [];
  });
}
