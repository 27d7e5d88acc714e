/** What screens are planned from, and what several of them have. */
import type { Wanted } from '#protocols/mpos/tab-changes';
import type { StationContext } from '#machines/station/station-events';
import type { Plan } from './screen.ts';
import type { Language, Words } from './words.ts';

/** What screens are made from besides the state of the station. */
export type Menu = {
  language: Language;
  operators: readonly string[];
  articles: readonly { name: string; cents: number; place: string }[];
  /** Production places whose articles are shown; all if absent. */
  offers?: readonly string[] | undefined;
  /** Of the station of SmartSwap that is in force on the open tab: its items, and how many stand beside one another. */
  swap?: { articles: Menu['articles']; columns?: number | undefined } | undefined;
  /** What one key books to which table, to cash that out. */
  simpleOrder?: { tab: number; article: Menu['articles'][number] } | undefined;
  /** What stands on the open tab and can be chosen: articles, not what the server has put there itself. */
  standing: readonly Wanted[];
  /** The cameras of the till. */
  cameras: readonly string[];
  /** The payment terminals that can be chosen. */
  terminals: readonly string[];
};

export type Maker = (context: StationContext, menu: Menu, said: Words) => Plan;

/** So many names or articles are on a page. */
const A_PAGE = 12;
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

type Key = Plan['keys'][number];

/** One page of many keys, and the key to the next, round and round. */
export function paged(keys: readonly Key[], page: number, more: string): Key[] {
  if (keys.length <= A_PAGE) return [...keys];
  const from = (page % Math.ceil(keys.length / A_PAGE)) * A_PAGE;
  return [...keys.slice(from, from + A_PAGE), { text: more, means: { type: 'PAGE' } }];
}

/** The keys of a number, with those that end it. */
export function digitKeys(said: Words, ends: readonly Key[]): Key[] {
  return [
    ...DIGITS.map((digit) => ({ text: digit, means: { type: 'DIGIT', digit } as const })),
    { text: said.clear, means: { type: 'CLEAR' } },
    { text: '0', means: { type: 'DIGIT', digit: '0' } },
    ...ends,
  ];
}
