/**
 * Everything that can be said in a scenario and can happen on a floor, item by item, read off the schema, the catalogues
 * and the types: whoever adds a fault, a step, a field, a fact or a state adds its items by that. The tally (tally.ts)
 * counts how often a search came to each.
 */
import { arrowTexts, innermostStates } from '#machines/charts/chart-arrows';
import { machineCatalogue } from '#machines/catalogue';
import { deviceErrors } from '#protocols/errors/errors';
import { marks } from '#protocols/marks';
import { groupForms } from '#scenarios/format/fault-spec';
import { eventFields, factFields, type FieldSort } from '#scenarios/format/event-fields';
import { floorNames } from '#scenarios/format/floor-names';
import { scenarioSchema, STEP_ACTS } from '#scenarios/format/scenario';
import { EVENT_KINDS, FACT_KINDS, wordsOf } from '#scenarios/format/vocabulary';
import { faultCatalogue } from '#simulators/faults/catalogue';
import { itemsOf } from './scenario-items.ts';

/** What the items of a group are, as the table tells it. */
export const ITEM_GROUPS = {
  scenario: 'fields of a scenario, and their values',
  step: 'what an operator does, at a device and at the till',
  fault: 'faults, how they are started, and their parameters',
  target: 'whom faults hit, by what they can hit',
  when: 'what faults wait for: kinds of events, and of facts',
  event: 'kinds of events, and their words',
  fact: 'kinds of facts in the journal, and their words',
  refusal: 'errors a device shows',
  chart: 'states and transitions of the machines',
  mark: 'marks in the code',
} as const;
export type ItemGroup = keyof typeof ITEM_GROUPS;
export type Item = { group: ItemGroup; text: string };

/** How an item is called where there are items of all groups. */
export function itemKey({ group, text }: Item): string {
  return `${group} ${text}`;
}

/** The ways to start a fault: at a time, at a rate, or when something happens. */
export const STARTS = ['at', 'every', 'when'] as const;
/** What a fault's target can be but a group form: one name, a list of names, nobody. */
export const TARGETS = { one: 'a name', several: 'several names', none: 'left to chance' } as const;

/** All items, group by group. */
export function allItems(): Item[] {
  const { faults, targets } = faultItems();
  return [
    ...of('scenario', itemsOf(scenarioSchema, '')),
    ...of(
      'step',
      STEP_ACTS.flatMap((act) => [act, `${act} at the till`]),
    ),
    ...of('fault', faults),
    ...of('target', targets),
    ...of('when', [...EVENT_KINDS, ...FACT_KINDS.map((kind) => `fact ${kind}`)]),
    ...of(
      'event',
      Object.entries(eventFields).flatMap(([kind, { fields }]) => wordItems(kind, fields)),
    ),
    ...of(
      'fact',
      Object.entries(factFields).flatMap(([kind, fields]) => wordItems(kind, fields)),
    ),
    ...of('refusal', Object.keys(deviceErrors)),
    ...of(
      'chart',
      machineCatalogue.flatMap(({ name, machine }) => [
        ...innermostStates(machine).map((state) => stateItem(name, state)),
        ...arrowTexts(machine).map((arrow) => arrowItem(name, arrow)),
      ]),
    ),
    ...of(
      'mark',
      marks().map(({ id }) => id),
    ),
  ];
}

export const stateItem = (chart: string, state: string): string => `${chart}: ${state}`;
export const arrowItem = (chart: string, arrow: string): string => `${chart}, from ${arrow}`;

function of(group: ItemGroup, texts: readonly string[]): Item[] {
  return texts.map((text) => ({ group, text }));
}

function faultItems(): { faults: string[]; targets: string[] } {
  const all = [...faultCatalogue.values()];
  const kinds = [...new Set(all.map(({ target }) => target))];
  return {
    faults: all.flatMap(({ name, params }) => [...STARTS.map((start) => `${name} ${start}`), ...itemsOf(params, name)]),
    targets: kinds.flatMap((kind) =>
      [...Object.values(TARGETS), ...groupForms(kind)].map((form) => `${kind}: ${form}`),
    ),
  };
}

/** Next to nothing is on this floor: what remains are the words of all floors. */
const NOBODY = floorNames(scenarioSchema.shape.floor.parse({ operators: ['A'], devices: [{ name: 'H' }] }));
/** Their words are counted by the charts, or by the errors a device shows. */
const COUNTED_ELSEWHERE: readonly FieldSort[] = ['state', 'chart', 'code'];
/** They are names of the floor. */
const NAMES: readonly FieldSort[] = ['holder', 'operator', 'printer', 'terminal', 'access-point'];

/** The words that stand in a field of an event; null if it holds names, numbers or free text. */
export function wordsIn(sort: FieldSort): readonly string[] | null {
  if (COUNTED_ELSEWHERE.includes(sort) || NAMES.includes(sort)) return null;
  const words = wordsOf(sort, NOBODY, faultCatalogue.keys());
  return words === undefined ? null : [...new Set(words)];
}

/** A field that is so or not has two items; it is not so where it is absent. */
export const truthItem = (kind: string, field: string, value: boolean): string =>
  value ? `${kind} ${field}` : `${kind} not ${field}`;
export const wordItem = (kind: string, field: string, word: string): string => `${kind} ${field} = ${word}`;

function wordItems(kind: string, fields: Readonly<Record<string, FieldSort>>): string[] {
  const words = Object.entries(fields).flatMap(([field, sort]) =>
    sort === 'truth'
      ? [truthItem(kind, field, true), truthItem(kind, field, false)]
      : (wordsIn(sort)?.map((word) => wordItem(kind, field, word)) ?? []),
  );
  return [kind, ...words];
}
