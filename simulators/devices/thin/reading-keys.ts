/** What a person makes of the keys of a screen: which screen it is, and what each key is for. */
import type { ScreenKey, ScreenKeys, ScreenName } from '#history/screen-keys';
import { CARD_KINDS } from '#protocols/mpos/cards';
import { USUAL_REASONS } from '#protocols/mpos/tab-changes';
import type { ScreenMessage } from '#protocols/thin-client/messages';
import { words, type Language, type Words } from '#server/station/words';
import { workRead } from './reading-work.ts';

const DIGITS = 10;
/** A number of any kind may have at least so many digits. */
const FEWEST_DIGITS = 5;
/** What asks nothing of the server and leads on from whichever screen it is on. */
const LEADS: readonly (ScreenKey | null)[] = [
  'page',
  'reprint',
  'cam',
  'work-on-tab',
  'scan',
  'understood',
  'choose-reversal',
];

/** Reads the keys of one client's screens, one after the other. */
export class KeyWatch {
  private title = '';
  private texts: readonly string[] = [];

  /** The next screen is the first one. */
  forget(): void {
    this.title = '';
  }

  /** The keys of this screen; null if it is the same one as before with the same keys. */
  see(screen: ScreenMessage, language: Language): ScreenKeys | null {
    if (this.isAsBefore(screen)) return null;
    this.title = screen.title;
    this.texts = keyTextsOf(screen);
    return keysRead(screen, this.texts, language);
  }

  private isAsBefore({ title, widgets }: ScreenMessage): boolean {
    if (title !== this.title) return false;
    let place = 0;
    for (const { look, text } of widgets) {
      if (look !== 'key') continue;
      if (this.texts[place] !== text) return false;
      place += 1;
    }
    return place === this.texts.length;
  }
}

/**
 * Whether a key that asks nothing of the server is sure to lead to another screen, by what stands on this one. A digit is
 * until the number may be as long as it can be; what has to be chosen or typed first leads nowhere before it is.
 */
export function leadsOn(screen: ScreenMessage, text: string, language: Language): boolean {
  const said = words[language];
  const texts = keyTextsOf(screen);
  if (padOf(texts, said) && (text === said.clear || isDigit(text))) {
    const typed = typedOn(screen, language);
    return text === said.clear ? typed > 0 : typed < FEWEST_DIGITS;
  }
  const known = doneBy(said, text);
  return LEADS.includes(known) || (known === null && screenRead(screen, texts, language) === 'work');
}

/** So many digits have been typed, as the line that begins as that of the screen's number says. */
function typedOn(screen: ScreenMessage, language: Language): number {
  const said = words[language];
  const work = workRead(screen, language);
  const begin = work === null ? [said.typed('0').slice(0, -1), said.ticket('')] : [said.numberFor[work]('')];
  for (const { look, text } of screen.widgets) {
    if (look !== 'text') continue;
    const typed = begin.find((one) => text.startsWith(one) && /^\d+$/.test(text.slice(one.length)));
    if (typed !== undefined) return text.length - typed.length;
  }
  return 0;
}

function keyTextsOf({ widgets }: ScreenMessage): string[] {
  return widgets.filter(({ look }) => look === 'key').map(({ text }) => text);
}

function keysRead(screen: ScreenMessage, texts: readonly string[], language: Language): ScreenKeys {
  const said = words[language];
  const on = screenRead(screen, texts, language);
  const pad = padOf(texts, said);
  const does: ScreenKey[] = pad ? ['number'] : [];
  const names: string[] = [];
  const terminals: string[] = [];
  const card = said.card('');
  for (const text of texts) {
    if (pad && (text === said.clear || isDigit(text))) continue;
    const known = doneBy(said, text);
    if (known !== null) does.push(known);
    else if (text.startsWith(card)) terminals.push(text.slice(card.length));
    else names.push(nameOf(on, text, said));
  }
  return { on, does, names, terminals };
}

function screenRead(screen: ScreenMessage, texts: readonly string[], language: Language): ScreenName {
  const said = words[language];
  const { title, view } = screen;
  if (title === said.signOn) return 'sign-on';
  if (title === said.tables) return 'tables';
  if (title === said.takings) return 'takings';
  if (title === said.reprint) return 'ticket';
  if (title === said.cam) return view === undefined ? 'cameras' : 'camera';
  if (title === said.scan) return 'card';
  if (title === said.reverse) return 'reversal';
  if (title === said.workOnTab) return 'work';
  if (title === said.refused) return 'refused';
  const work = workRead(screen, language);
  if (work === null) return texts.length === 0 ? 'paying' : 'booking';
  if (work === 'part') return 'amount';
  if (padOf(texts, said)) return 'number';
  return texts.includes(said.goOn) ? 'lines' : 'reasons';
}

const isDigit = (text: string): boolean => text.length === 1 && text >= '0' && text <= '9';

/** Whether there are all keys to type a number with. */
function padOf(texts: readonly string[], said: Words): boolean {
  return texts.includes(said.clear) && texts.filter(isDigit).length === DIGITS;
}

/** What a key without a name of its own is for; null for any other. */
function doneBy(said: Words, text: string): ScreenKey | null {
  switch (text) {
    case said.more:
      return 'page';
    case said.open:
      return 'open-tab';
    case said.signOff:
      return 'sign-off';
    case said.takings:
      return 'takings';
    case said.reprint:
      return 'reprint';
    case said.cam:
      return 'cam';
    case said.simpleOrder:
      return 'simple-order';
    case said.newBalance:
      return 'new-balance';
    case said.bill:
      return 'bill';
    case said.workOnTab:
      return 'work-on-tab';
    case said.scan:
      return 'scan';
    case said.goOn:
      return 'go-on';
    case said.back:
    case said.ok:
      return 'understood';
    case said.settleAllTheSame:
      return 'settle-all-the-same';
    case said.reverse:
      return 'choose-reversal';
    default:
      return null;
  }
}

/** A kind of work or card and a reason by its word, whatever it is called there; any other name as it stands. */
function nameOf(on: ScreenName, text: string, said: Words): string {
  switch (on) {
    case 'work':
      return Object.entries(said.work).find(([, called]) => called === text)?.[0] ?? text;
    case 'card':
      return CARD_KINDS.find((kind) => said.cardKind[kind] === text) ?? text;
    case 'reasons':
      return USUAL_REASONS[said.reasons.indexOf(text)] ?? text;
    default:
      return text;
  }
}
