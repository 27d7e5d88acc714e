/** Screens as an evening has them, in the order in which they follow each other: to measure and to compare pictures on. */
import { errorTable, type ErrorCode } from '#protocols/errors/errors';
import type { StationContext } from '#machines/station/station-events';
import { layOut, type Display, type Screen } from '#server/station/screen';
import type { Menu } from '#server/station/plan';
import { planOf } from '#server/station/screens';
import type { Language } from '#server/station/words';

const operators = ['Anna', 'Björn', 'Chef', 'Dörte', 'Émile', 'Franziska', 'Łukasz', 'Zoë'];
const articles = [
  'Helles',
  'Radler',
  'Weißbier',
  'Bretzel',
  'Käsespätzle',
  'Schnitzel',
  'Apfelschorle',
  '½ Hähnchen',
].map((name, i) => ({ name, cents: 190 + 110 * i, place: 'kitchen' }));

const begin: StationContext = {
  operator: 'Anna',
  digits: '',
  tab: 12,
  token: 7,
  balanceCents: 0,
  owedCents: 0,
  parked: false,
  booked: [],
  booking: 0,
  ordered: false,
  done: 0,
  page: 0,
  refusal: null,
  outcome: null,
  takings: null,
  work: 'part',
  chosen: [],
  typed: '',
  reason: '',
  scans: true,
  card: 'voucher',
  toldCard: null,
  terminal: '',
  camera: '',
  view: 0,
  toldReversal: null,
  toldLate: null,
  settling: { type: 'bill' },
};
const refusal = (code: ErrorCode): Partial<StationContext> => ({
  refusal: { code, text: errorTable[code].sentence, holder: 'H07', freeInMs: 154_000, right: null },
});

/** States of a station, and what is different in them. */
const evening: [state: string, Partial<StationContext>][] = [
  ['signOn', {}],
  ['tables', {}],
  ['tables', { digits: '1' }],
  ['tables', { digits: '12' }],
  ['openRefused', refusal('held-by-another-device')],
  ['tables', {}],
  ['tab.booking', { balanceCents: 1_980, owedCents: 1_980 }],
  ['tab.booking', { balanceCents: 1_980, owedCents: 2_500, booked: [0] }],
  ['tab.booking', { balanceCents: 1_980, owedCents: 2_500, booked: [0, 4] }],
  ['tab.booking', { balanceCents: 1_980, owedCents: 2_500, booked: [0, 4, 7] }],
  ['tab.paying', {}],
  ['tab.booking', { balanceCents: 3_450, owedCents: 3_450, outcome: 'declined' }],
  ['tab.booking', { balanceCents: 3_450, owedCents: 3_450, parked: true }],
  ['tab.warned', refusal('card-may-be-charged')],
  ['tables', { outcome: 'paid' }],
];

/** An evening on one display. */
export function sampleScreens(language: Language, display: Display): Screen[] {
  const menu: Menu = { language, operators, articles, standing: [], terminals: ['pt1'], cameras: [] };
  return evening.map(([state, changes]) => {
    const plan = planOf(state, { ...begin, ...changes }, menu);
    if (plan === null) throw new Error(`${state} shows nothing`);
    return layOut(plan, display);
  });
}
