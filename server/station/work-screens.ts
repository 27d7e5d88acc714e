/** What a station shows while something is done with a tab beside booking and settling it. */
import type { Wanted } from '#protocols/mpos/tab-changes';
import type { StationContext, TabWork } from '#machines/station/station-events';
import type { Plan } from './screen.ts';
import { digitKeys, paged, type Maker } from './plan.ts';
import type { Words } from './words.ts';

const WORK: readonly TabWork[] = ['cancel', 'discount', 'split', 'move', 'merge', 'bill-lines', 'bill-share', 'part'];

type Key = Plan['keys'][number];

/** The screen of one step; what has been chosen so far stands on it. */
function step({ tab, token, chosen }: StationContext, said: Words, title: string, keys: Key[], more = ''): Plan {
  const lines = chosen.map(({ quantity, article }) => said.chosen(String(quantity), article));
  return {
    tab,
    token,
    title,
    texts: [said.tab(tab), ...lines, ...(more === '' ? [] : [more])].map((text) => ({ text, look: 'text' as const })),
    keys: [...keys, { text: said.back, means: { type: 'UNDERSTOOD' } }],
    columns: keys.some(({ means }) => means.type === 'DIGIT') ? 3 : 2,
  };
}

const kinds: Maker = (context, { terminals }, said) =>
  step(context, said, said.workOnTab, [
    ...WORK.map((work) => ({ text: said.work[work], means: { type: 'CHOOSE_WORK', work } as const })),
    ...(terminals.length === 0 ? [] : [{ text: said.reverse, means: { type: 'CHOOSE_REVERSAL' } as const }]),
  ]);

/** At which terminal a payment is taken back. */
const reversal: Maker = (context, { terminals }, said) =>
  step(
    context,
    said,
    said.reverse,
    terminals.map((terminal) => ({ text: said.card(terminal), means: { type: 'REVERSE', terminal } })),
  );

const choosing: Maker = (context, { standing }, said) =>
  step(context, said, said.work[context.work], [
    ...paged(
      counted(standing).map(({ article, quantity }) => ({
        text: article,
        means: { type: 'TAKE', article, most: quantity } as const,
      })),
      context.page,
      said.more,
    ),
    { text: said.goOn, means: { type: 'GO_ON' } },
  ]);

const reason: Maker = (context, _menu, said) =>
  step(
    context,
    said,
    said.work[context.work],
    said.reasons.map((text) => ({ text, means: { type: 'REASON', reason: text } })),
  );

const typing: Maker = (context, { terminals }, said) => {
  const { work, typed } = context;
  const settle: Key[] = [
    { text: said.bill, means: { type: 'BILL' } },
    ...terminals.map((terminal) => ({ text: said.card(terminal), means: { type: 'CARD', terminal } as const })),
  ];
  const goOn: Key[] = [{ text: said.goOn, means: { type: 'GO_ON' } }];
  const keys = [...digitKeys(said, work === 'part' ? settle : goOn)];
  return step(context, said, said.work[work], keys, said.numberFor[work](typed === '' ? '–' : typed));
};

/** So many of each article stand on the tab, in the order in which they came. */
function counted(lines: readonly Wanted[]): Wanted[] {
  const counts = new Map<string, number>();
  for (const { article, quantity } of lines) counts.set(article, (counts.get(article) ?? 0) + quantity);
  return [...counts].map(([article, quantity]) => ({ article, quantity }));
}

/** State of the station → its screen. */
export const workMakers: Record<string, Maker> = {
  'tab.work.kinds': kinds,
  'tab.work.reversal': reversal,
  'tab.work.choosing': choosing,
  'tab.work.reason': reason,
  'tab.work.typing': typing,
};
