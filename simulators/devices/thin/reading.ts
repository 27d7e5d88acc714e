/** What a person makes of a screen: which one it is, and what it says. */
import { codeSchema } from '#protocols/cloud/vouchers';
import { deviceErrors, type ErrorCode } from '#protocols/errors/errors';
import { CARD_KINDS, cardResult } from '#protocols/mpos/cards';
import type { ScreenEvent } from '#history/screen-event';
import type { EventOf } from '#history/events';
import type { Takings } from '#protocols/mpos/messages';
import type { ScreenMessage, ShownWidget } from '#protocols/thin-client/messages';
import { TAKEN } from '#server/station/screens';
import { askedOfWork, workRead } from './reading-work.ts';
import { words, type Language } from '#server/station/words';

/** The states of a standard device that people know, for what a screen shows: scripts and waiters go by them. */
export function stateShown(screen: ScreenMessage, language: Language): string {
  const said = words[language];
  const { title } = screen;
  if (title === said.signOn) return 'signedOff';
  if (title === said.tables) return 'idle';
  if (title === said.takings) return 'told.takings';
  if (title === said.reprint) return 'told.ticket';
  if (title === said.cam) return 'told.camera';
  if (title === said.scan) return 'told.card';
  if (title === said.reverse) return 'told.work';
  if (title === said.workOnTab || workRead(screen, language) !== null) return 'told.work';
  if (title === said.refused) return REFUSED[refusalShown(screen) ?? ''] ?? 'refused.otherwise';
  return hasKey(screen, said.newBalance) ? 'open.booking' : 'open.paying';
}

const REFUSED: Record<string, string> = {
  'own-locked-tab': 'refused.ownLockedTab',
  'held-by-another-device': 'refused.heldByAnotherDevice',
  'held-by-payment': 'refused.heldByPayment',
};

export function hasKey({ widgets }: ScreenMessage, text: string): boolean {
  return widgets.some((widget) => widget.look === 'key' && widget.text === text);
}

const codes = new Map(Object.entries(deviceErrors).map(([code, { sentence }]) => [sentence as string, code]));

/** The error whose sentence stands on a screen; null for none. */
export function refusalShown({ widgets }: ScreenMessage): ErrorCode | null {
  const sentence = widgets
    .filter(({ look }) => look === 'warning')
    .map(({ text }) => text)
    .join(' ');
  return (codes.get(sentence) as ErrorCode | undefined) ?? null;
}

/** The key at a point of a screen; null where there is none. */
export function keyAt({ widgets }: ScreenMessage, x: number, y: number): ShownWidget | null {
  const isAt = (one: ShownWidget): boolean =>
    one.look === 'key' && x >= one.x && x < one.x + one.width && y >= one.y && y < one.y + one.height;
  return widgets.find(isAt) ?? null;
}

/** What its operator reads on a screen, besides its lines as they are. */
export type Read = Pick<
  ScreenEvent,
  | 'refusal'
  | 'holder'
  | 'freeInMs'
  | 'right'
  | 'beforeCents'
  | 'balanceCents'
  | 'parked'
  | 'outcome'
  | 'operator'
  | 'card'
  | 'view'
>;

/** Reads a screen. */
export function readOf(screen: ScreenMessage, language: Language): Read {
  const said = words[language];
  const lines = screen.widgets.filter(({ look }) => look !== 'key' && look !== 'title').map(({ text }) => text);
  const refusal = refusalShown(screen);
  const holder = after(lines, said.heldBy(''));
  const seconds = between(lines, said.freeIn(7), '7');
  const right = after(lines, said.right(''));
  const before = between(lines, said.balanceBefore('7'), '7');
  const balance = between(lines, said.balance('7'), '7');
  const outcome = Object.entries(said.outcome).find(([, text]) => lines.includes(text))?.[0];
  const operator = after(lines, said.signedOn(''));
  const card = cardRead(screen, language);
  const view = screen.view?.view;
  return {
    ...(refusal === null ? {} : { refusal }),
    ...(holder === null ? {} : { holder }),
    ...(seconds === null ? {} : { freeInMs: Number(seconds) * 1_000 }),
    ...(right === null ? {} : { right }),
    ...(before === null ? {} : { beforeCents: centsOf(before) }),
    ...(balance === null ? {} : { balanceCents: centsOf(balance) }),
    ...(lines.includes(said.parked) ? { parked: true as const } : {}),
    ...(outcome === undefined ? {} : { outcome }),
    ...(card === null ? {} : { card: card.scan }),
    ...(view === undefined ? {} : { view }),
    ...(operator === null ? {} : { operator }),
  };
}

/** The takings that stand on a screen; null if it is another. */
export function takingsRead(screen: ScreenMessage, language: Language): Takings | null {
  const said = words[language];
  if (screen.title !== said.takings) return null;
  const lines = linesShown(screen);
  const [mposCents, posCents, cashCents, cardCents, tipCents, refundCents] = TAKEN.map((sum) =>
    centsOf(between(lines, said.taken[sum]('7'), '7') ?? ''),
  ) as [number, number, number, number, number, number];
  const operator = after(lines, said.signedOn('')) ?? '';
  return { operator, mposCents, posCents, cashCents, cardCents, tipCents, refundCents };
}

/** The camera that is looked through, as its name stands there. */
export function cameraRead(screen: ScreenMessage, language: Language): string {
  return after(linesShown(screen), words[language].camera('')) ?? '';
}

/** What came of a card, as it stands on a screen; null if nothing of one does. */
export function cardRead(
  screen: ScreenMessage,
  language: Language,
): Pick<EventOf<'card-shown'>, 'scan' | 'result' | 'cents' | 'customer'> | null {
  const said = words[language];
  const [begin = '', middle = ''] = said.cardTold('|', '|').split('|');
  const told = after(linesShown(screen), begin);
  const at = told?.indexOf(middle) ?? -1;
  if (told === null || at < 0) return null;
  const scan = Number(told.slice(0, at));
  const what = told.slice(at + middle.length);
  const euros = between([what], said.cardResult.redeemed('7'), '7');
  if (euros !== null) return { scan, result: 'redeemed', cents: centsOf(euros) };
  const customer = after([what], said.cardResult.known(''));
  if (customer !== null) return { scan, result: 'known', customer };
  const result = cardResult.options.find((one) => said.cardResult[one]('') === what);
  return result === undefined ? null : { scan, result };
}

/** What came of a reversal, as it stands on a screen; null if nothing of one does. */
export function reversalRead(
  screen: ScreenMessage,
  language: Language,
): Pick<EventOf<'reversal-shown'>, 'payment' | 'outcome' | 'paidCents' | 'cents'> | null {
  const said = words[language];
  const lines = linesShown(screen);
  const owed = between(lines, said.owedAgain('7'), '7');
  if (owed === null) {
    const payment = between(lines, said.notReversed('7'), '7');
    return payment === null ? null : { payment: Number(payment), outcome: 'not-reversed', paidCents: 0, cents: 0 };
  }
  const [begin = '', middle = '', end = ''] = said.reversed('|', '|').split('|');
  const line = lines.find((one) => one.startsWith(begin) && one.endsWith(end) && one.includes(middle, begin.length));
  if (line === undefined) return null;
  const [payment = '', paid = ''] = line.slice(begin.length, line.length - end.length).split(middle);
  return { payment: Number(payment), outcome: 'reversed', paidCents: centsOf(paid), cents: centsOf(owed) };
}

/** What came late of a payment, as it stands on a screen, and what is owed there; null if nothing of one does. */
export function lateRead(
  screen: ScreenMessage,
  language: Language,
): Pick<EventOf<'late-outcome-shown'>, 'payment' | 'outcome' | 'cents' | 'balanceCents'> | null {
  const said = words[language];
  const lines = linesShown(screen);
  const balanceCents = centsOf(between(lines, said.balance('7'), '7') ?? '');
  const payment = between(lines, said.notPaidLate('7'), '7');
  if (payment !== null) return { payment: Number(payment), outcome: 'not-paid', cents: 0, balanceCents };
  const [begin = '', middle = '', end = ''] = said.paidLate('|', '|').split('|');
  const line = lines.find((one) => one.startsWith(begin) && one.endsWith(end) && one.includes(middle, begin.length));
  if (line === undefined) return null;
  const [paid = '', euros = ''] = line.slice(begin.length, line.length - end.length).split(middle);
  return { payment: Number(paid), outcome: 'paid', cents: centsOf(euros), balanceCents };
}

/** What stands after these words in the line that begins with them; null if none does. */
function after(lines: readonly string[], begin: string): string | null {
  return lines.find((line) => line.startsWith(begin))?.slice(begin.length) ?? null;
}

/** The number that stands in a line in place of the sample in its pattern; null if no line is of that pattern. */
function between(lines: readonly string[], pattern: string, sample: string): string | null {
  const [begin = '', end = ''] = pattern.split(sample);
  for (const line of lines) {
    if (!line.startsWith(begin) || !line.endsWith(end)) continue;
    const found = line.slice(begin.length, line.length - end.length);
    if (/^-?[0-9.]+$/.test(found)) return found;
  }
  return null;
}

/** "12.34" → 1234. */
function centsOf(euros: string): number {
  return Number(euros.replace('.', ''));
}

/** What a tap on a key asks of the server, as the history tells it. */
export type Asked = Omit<EventOf<'tap'>, 't' | 'node' | 'kind' | 'screen' | 'title' | 'key' | 'x' | 'y'>;

/** What a tap on that key asks for, by what stands on the screen. Keys that lead to other keys ask for nothing. */
export function askedBy(screen: ScreenMessage, key: string, settling: Asked, language: Language): Asked {
  const said = words[language];
  const { title, tab, token } = screen;
  if (key === said.more) return {};
  if (title === said.signOn) return { asks: 'sign-on', operator: key };
  if (title === said.cam) return key === said.back ? {} : { asks: 'camera', camera: key };
  if (key === said.cam) return {};
  if (title === said.tables) {
    if (key === said.signOff) return { asks: 'sign-off' };
    if (key === said.takings) return { asks: 'takings' };
    if (key === said.simpleOrder) return { asks: 'simple-order', ...simpleOrderRead(screen, language) };
    const typed = numberTyped(screen, language);
    return key === said.open && typed > 0 ? { asks: 'open', tab: typed } : {};
  }
  if (title === said.reprint) {
    const job = Number(after(linesShown(screen), said.ticket(''))) || 0;
    return key === said.goOn && job > 0 ? { asks: 'reprint', job } : {};
  }
  if (title === said.takings) return {};
  if (title === said.refused) return key === said.settleAllTheSame ? { ...settling, confirmed: true } : {};
  const hold = { tab, token };
  if (title === said.reverse) {
    const at = terminalOf(key, language);
    return at === null ? {} : { asks: 'reverse', ...hold, terminal: at };
  }
  if (title === said.scan) return askedOfCard(screen, key, language);
  if (key === said.scan) return { asks: 'read-card', ...hold };
  if (title === said.workOnTab || key === said.workOnTab) return {};
  const work = workRead(screen, language);
  if (work !== null) return askedOfWork(screen, key, work, language);
  if (key === said.newBalance) return { asks: 'new-balance', ...hold };
  if (key === said.bill) return { asks: 'bill', ...hold };
  const terminal = terminalOf(key, language);
  return terminal === null ? { asks: 'book', ...hold, article: key } : { asks: 'pay', ...hold, terminal };
}

/** The card whose code stands there, of the kind that is tapped. */
function askedOfCard(screen: ScreenMessage, key: string, language: Language): Asked {
  const said = words[language];
  const code = codeSchema.safeParse(after(linesShown(screen), said.codeRead('')));
  const kind = CARD_KINDS.find((one) => said.cardKind[one] === key);
  if (!code.success || kind === undefined) return {};
  return { asks: 'scan', tab: screen.tab, token: screen.token, card: { kind, code: code.data } };
}

/** What the key of a Simple Order is for, by the line that says so. */
function simpleOrderRead(screen: ScreenMessage, language: Language): { article?: string; tab?: number } {
  const [begin = '', middle = ''] = words[language].simpleOrderOf('|', '|').split('|');
  const said = after(linesShown(screen), begin);
  const at = said?.lastIndexOf(middle) ?? -1;
  return said === null || at < 0 ? {} : { article: said.slice(0, at), tab: Number(said.slice(at + middle.length)) };
}

/** The number that has been typed on the screen of tables; 0 for none. */
function numberTyped({ widgets }: ScreenMessage, language: Language): number {
  const before = words[language].typed('1').slice(0, -1);
  const line = widgets.find(({ look, text }) => look === 'text' && text.startsWith(before) && !text.includes(':'));
  return Number(line?.text.slice(before.length)) || 0;
}

/** The payment terminal a key is for; null if it is for none. */
function terminalOf(key: string, language: Language): string | null {
  const before = words[language].card('');
  return key.startsWith(before) ? key.slice(before.length) : null;
}

/** What stands on a screen to be read, line by line. */
export function linesShown({ widgets }: ScreenMessage): string[] {
  return widgets.filter(({ look }) => look !== 'key').map(({ text }) => text);
}
