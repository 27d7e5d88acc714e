/** What a station shows in each of its states. */
import { CARD_KINDS } from '#protocols/mpos/cards';
import type { StationContext, ToldCard, ToldLate, ToldReversal } from '#machines/station/station-events';
import { euros } from '#server/core/money/euros';
import { digitKeys, paged, type Maker, type Menu } from './plan.ts';
import type { Plan } from './screen.ts';
import { words, type Words } from './words.ts';
import { workMakers } from './work-screens.ts';

/** So many lines of a tab are to be read at once: the last ones. */
const LINES_SHOWN = 6;

/** What is told of takings, in this order. */
export const TAKEN = ['mposCents', 'posCents', 'cashCents', 'cardCents', 'tipCents', 'refundCents'] as const;

const nowhere = { tab: 0, token: 0 };

const signOn: Maker = ({ page }, { operators }, { signOn: title, more }) => ({
  ...nowhere,
  title,
  texts: [],
  keys: paged(
    operators.map((operator) => ({ text: operator, means: { type: 'CHOOSE_OPERATOR', operator } as const })),
    page,
    more,
  ),
  columns: 2,
});

const tables: Maker = ({ operator, digits, outcome, ordered }, { simpleOrder, cameras }, said) => ({
  ...nowhere,
  title: said.tables,
  texts: [
    { text: said.signedOn(operator), look: 'text' },
    ...(outcome === null ? [] : [{ text: said.outcome[outcome], look: 'text' as const }]),
    ...(ordered ? [{ text: said.ordered, look: 'text' as const }] : []),
    ...(simpleOrder === undefined
      ? []
      : [{ text: said.simpleOrderOf(simpleOrder.article.name, String(simpleOrder.tab)), look: 'text' as const }]),
    { text: said.typed(digits), look: 'text' },
  ],
  keys: [
    ...digitKeys(said, [{ text: said.open, means: { type: 'OPEN_TAB' } }]),
    { text: said.signOff, means: { type: 'SIGN_OFF' } },
    { text: said.takings, means: { type: 'TAKINGS' } },
    { text: said.reprint, means: { type: 'REPRINT' } },
    ...camKey(cameras, said),
    ...(simpleOrder === undefined ? [] : [{ text: said.simpleOrder, means: { type: 'SIMPLE_ORDER' } as const }]),
  ],
  columns: 3,
});

/** The key to the cameras of the till, where it has some. */
function camKey(cameras: readonly string[], said: Words): Plan['keys'] {
  return cameras.length === 0 ? [] : [{ text: said.cam, means: { type: 'CAM' } }];
}

/** Which camera is to be looked through. */
const cameraChoice: Maker = ({ tab, token }, { cameras }, said) => ({
  ...{ tab: token === 0 ? 0 : tab, token, title: said.cam, texts: [], columns: 1 },
  keys: [
    ...cameras.map((camera) => ({ text: camera, means: { type: 'LOOK', camera } as const })),
    { text: said.back, means: { type: 'UNDERSTOOD' } },
  ],
});

const looking: Maker = ({ tab, token, camera, view }, _menu, said) => ({
  ...{ tab: token === 0 ? 0 : tab, token, title: said.cam, columns: 1, view },
  texts: [{ text: said.camera(camera), look: 'text' }],
  keys: [{ text: said.back, means: { type: 'UNDERSTOOD' } }],
});

/** Which ticket is to be printed once more. */
const ticket: Maker = ({ typed }, _menu, said) => ({
  ...nowhere,
  title: said.reprint,
  texts: [{ text: said.ticket(typed === '' ? '–' : typed), look: 'text' }],
  keys: [
    ...digitKeys(said, [{ text: said.goOn, means: { type: 'GO_ON' } }]),
    { text: said.back, means: { type: 'UNDERSTOOD' } },
  ],
  columns: 3,
});

/** What the operator has taken, as it was told last. */
const takings: Maker = ({ takings: told, operator }, _menu, said) => ({
  ...nowhere,
  title: said.takings,
  texts: [
    { text: said.signedOn(told?.operator ?? operator), look: 'text' },
    ...TAKEN.map((sum) => ({ text: said.taken[sum](euros(told?.[sum] ?? 0)), look: 'text' as const })),
  ],
  keys: [{ text: said.ok, means: { type: 'UNDERSTOOD' } }],
  columns: 1,
});

/** What can be booked: at the station in force, or as it is set up; of what is offered here. */
export function articlesOf({ articles, offers, swap }: Pick<Menu, 'articles' | 'offers' | 'swap'>): Menu['articles'] {
  return (swap?.articles ?? articles).filter(({ place }) => offers?.includes(place) !== false);
}

const booking: Maker = (context, menu, said) => {
  const { terminals, swap, cameras } = menu;
  const articles = articlesOf(menu);
  const { tab, token, balanceCents, owedCents, booked, parked, outcome, page } = context;
  const { toldCard, toldReversal, toldLate } = context;
  const lines = booked.map((index) => articles[index]).filter((article) => article !== undefined);
  return {
    tab,
    token,
    title: said.tab(tab),
    texts: [
      ...(toldCard === null ? [] : [{ text: cardLine(toldCard, said), look: 'text' as const }]),
      ...(toldReversal === null ? [] : reversalLines(toldReversal, said)),
      ...(toldLate === null ? [] : [{ text: lateLine(toldLate, said), look: 'warning' as const }]),
      ...(parked ? [{ text: said.parked, look: 'parked' as const }] : []),
      ...(outcome === null ? [] : [{ text: said.outcome[outcome], look: 'warning' as const }]),
      { text: said.balanceBefore(euros(balanceCents)), look: 'text' },
      ...lines
        .slice(-LINES_SHOWN)
        .map(({ name, cents }) => ({ text: `1 x ${name}  ${euros(cents)}`, look: 'text' as const })),
      { text: said.balance(euros(owedCents)), look: 'text' },
    ],
    keys: [
      { text: said.newBalance, means: { type: 'NEW_BALANCE' } },
      { text: said.bill, means: { type: 'BILL' } },
      { text: said.workOnTab, means: { type: 'WORK_ON_TAB' } },
      { text: said.scan, means: { type: 'SCAN' } },
      ...camKey(cameras, said),
      ...terminals.map((terminal) => ({ text: said.card(terminal), means: { type: 'CARD', terminal } as const })),
      ...paged(
        articles.map(({ name }, index) => ({ text: name, means: { type: 'ARTICLE', index } as const })),
        page,
        said.more,
      ),
    ],
    columns: swap?.columns ?? 2,
  };
};

/** What came of the last reversal. */
function reversalLines({ payment, outcome, paidCents, cents }: ToldReversal, said: Words): Plan['texts'] {
  const lines =
    outcome === 'reversed'
      ? [said.reversed(String(payment), euros(paidCents)), said.owedAgain(euros(cents))]
      : [said.notReversed(String(payment))];
  return lines.map((text) => ({ text, look: 'text' }));
}

/** What came late of the payment for which the tab was parked. */
function lateLine({ payment, outcome, cents }: ToldLate, said: Words): string {
  return outcome === 'paid' ? said.paidLate(String(payment), euros(cents)) : said.notPaidLate(String(payment));
}

/** What came of the card that was scanned last. */
function cardLine({ scan, result, cents = 0, customer = '' }: ToldCard, said: Words): string {
  return said.cardTold(String(scan), said.cardResult[result](result === 'known' ? customer : euros(cents)));
}

/** A card is read: its code stands there once it is, and whose it is can be said. */
const card: Maker = ({ tab, token, typed }, _menu, said) => ({
  ...{ tab, token, title: said.scan, reads: true, columns: 1 },
  texts: [
    { text: said.tab(tab), look: 'text' },
    { text: said.holdCard, look: 'text' },
    { text: said.codeRead(typed === '' ? '–' : typed), look: 'text' },
  ],
  keys: [
    ...CARD_KINDS.map((kind) => ({ text: said.cardKind[kind], means: { type: 'CHOOSE_CARD', card: kind } as const })),
    { text: said.back, means: { type: 'UNDERSTOOD' } },
  ],
});

const paying: Maker = ({ tab, token }, _menu, said) => ({
  tab,
  token,
  title: said.tab(tab),
  texts: [{ text: said.paying, look: 'text' }],
  keys: [],
  columns: 1,
});

const refused: Maker = ({ refusal, tab, token }, _menu, said) => ({
  tab: token === 0 ? 0 : tab,
  token,
  title: said.refused,
  texts: [
    ...wrapped(refusal?.text ?? '').map((text) => ({ text, look: 'warning' as const })),
    ...(refusal?.holder == null ? [] : [{ text: said.heldBy(refusal.holder), look: 'text' as const }]),
    ...(refusal?.right == null ? [] : [{ text: said.right(refusal.right), look: 'text' as const }]),
    ...(refusal?.freeInMs == null
      ? []
      : [{ text: said.freeIn(Math.ceil(refusal.freeInMs / 1_000)), look: 'text' as const }]),
  ],
  keys: [{ text: said.ok, means: { type: 'UNDERSTOOD' } }],
  columns: 1,
});

const warned: Maker = (context, menu, said) => ({
  ...refused(context, menu, said),
  keys: [
    { text: said.back, means: { type: 'UNDERSTOOD' } },
    { text: said.settleAllTheSame, means: { type: 'SETTLE_ALL_THE_SAME' } },
  ],
});

/** State of the station → its screen. Where an answer is out there is none: the screen stays as it is. */
const makers: Record<string, Maker> = {
  signOn,
  signOnRefused: refused,
  tables,
  openRefused: refused,
  takings,
  ticket,
  'tab.booking': booking,
  'camera.choosing': cameraChoice,
  'camera.looking': looking,
  'camera.ended': refused,
  'tab.card': card,
  'tab.paying': paying,
  'tab.warned': warned,
  'tab.refused': refused,
  ...workMakers,
};

/** What a station in that state shows; null where the last screen stays. */
export function planOf(state: string, context: StationContext, menu: Menu): Plan | null {
  return makers[state]?.(context, menu, words[menu.language]) ?? null;
}

/** So many characters fit into a line. */
const LINE_LENGTH = 36;

/** A sentence in lines that fit, broken between words. */
function wrapped(sentence: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of sentence.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > LINE_LENGTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
