/**
 * Counts how often floors came to each item (items.ts): what their scenarios say, and what happened when they were
 * played. Counts are plain, so that those of several workers can be added up.
 */
import { arrowTexts } from '#machines/charts/chart-arrows';
import { machineCatalogue, type MachineEntry } from '#machines/catalogue';
import { compiled } from '#machines/charts/compiled-chart';
import { chartTable } from '#checkers/folds/chart-fold';
import type { HistoryEvent } from '#history/events';
import { marksSeen } from '#protocols/marks';
import { groupOf, namedTargets, ownParams } from '#scenarios/format/fault-spec';
import { eventFields, factFields, type FieldSort } from '#scenarios/format/event-fields';
import { TILL } from '#scenarios/format/floor';
import { scenarioSchema, type Scenario, type ScenarioFault } from '#scenarios/format/scenario';
import { faultCatalogue } from '#simulators/faults/catalogue';
import {
  arrowItem,
  itemKey,
  STARTS,
  stateItem,
  TARGETS,
  truthItem,
  wordItem,
  wordsIn,
  type ItemGroup,
} from './items.ts';
import { itemsSaid } from './scenario-items.ts';

/** How often each item was come to; items that are not there never were. */
export type Counts = Record<string, number>;

export type Tally = {
  /** A floor is played. */
  floor(scenario: Scenario): void;
  /** Something happens on it. */
  event(event: HistoryEvent): void;
  counts(): Counts;
};

/** Of a kind of event or fact: how often, and how often each value stood in each field that is looked at. */
type Kind = { often: number; fields: { name: string; truth: boolean; values: Map<unknown, number> }[] };

/** Nothing is counted yet; of charts and marks, what this process has done before does not count. */
export function startTally(): Tally {
  const counts = new Map<string, number>();
  const before = ofProcess();
  const events = new Map<string, Kind>();
  const facts = new Map<string, Kind>();
  const add = (group: ItemGroup, text: string, often = 1): void => {
    const key = itemKey({ group, text });
    counts.set(key, (counts.get(key) ?? 0) + often);
  };

  return {
    floor(scenario) {
      for (const text of itemsSaid(scenarioSchema, '', scenario)) add('scenario', text);
      for (const step of scenario.work.steps) add('step', step.device === TILL ? `${step.do} at the till` : step.do);
      for (const entry of scenario.faults) countFault(entry, add);
    },
    event(event) {
      const { kind } = event;
      count(events, kind, eventFields[kind]?.fields, event as unknown as Record<string, unknown>);
      if (event.kind === 'reply' || event.kind === 'told') {
        if (event.code !== undefined) add('refusal', event.code);
      } else if (event.kind === 'fact') {
        const { fact } = event;
        count(facts, fact.kind, (factFields as Record<string, Readonly<Record<string, FieldSort>>>)[fact.kind], fact);
      }
    },
    counts() {
      const all = new Map(counts);
      for (const [key, often] of [...itemsOfKinds('event', events), ...itemsOfKinds('fact', facts)])
        all.set(key, often);
      for (const [key, often] of ofProcess()) all.set(key, often - (before.get(key) ?? 0));
      return Object.fromEntries([...all].filter(([, often]) => often > 0));
    },
  };
}

/** The counts of several workers, or nights, in one. */
export function addCounts(several: readonly Counts[]): Counts {
  const sum: Counts = {};
  for (const counts of several) for (const [key, often] of Object.entries(counts)) sum[key] = (sum[key] ?? 0) + often;
  return sum;
}

function countFault(entry: ScenarioFault, add: (group: ItemGroup, text: string) => void): void {
  const fault = faultCatalogue.get(entry.fault);
  if (fault === undefined) return;
  const start = entry.when !== undefined ? 'when' : entry.every !== undefined ? 'every' : 'at';
  add('fault', `${fault.name} ${start satisfies (typeof STARTS)[number]}`);
  for (const text of itemsSaid(fault.params, fault.name, fault.params.parse(ownParams(entry)))) add('fault', text);
  const targets = namedTargets(entry.target);
  if (targets.length === 0) add('target', `${fault.target}: ${TARGETS.none}`);
  const names = targets.filter((target) => groupOf(target) === null);
  if (names.length > 0) add('target', `${fault.target}: ${names.length === 1 ? TARGETS.one : TARGETS.several}`);
  for (const target of targets) if (groupOf(target) !== null) add('target', `${fault.target}: ${target}`);
  const { kind, fact } = entry.when ?? {};
  if (typeof fact === 'string') add('when', `fact ${fact}`);
  else if (typeof kind === 'string') add('when', kind);
}

function count(
  among: Map<string, Kind>,
  name: string,
  fields: Readonly<Record<string, FieldSort>> | undefined,
  record: Record<string, unknown>,
): void {
  let kind = among.get(name);
  if (kind === undefined) {
    const counted = Object.entries(fields ?? {}).filter(([, sort]) => sort === 'truth' || wordsIn(sort) !== null);
    kind = {
      often: 0,
      fields: counted.map(([field, sort]) => ({ name: field, truth: sort === 'truth', values: new Map() })),
    };
    among.set(name, kind);
  }
  kind.often += 1;
  for (const field of kind.fields) {
    const value = field.truth ? record[field.name] === true : record[field.name];
    if (value !== undefined) field.values.set(value, (field.values.get(value) ?? 0) + 1);
  }
}

function itemsOfKinds(group: ItemGroup, kinds: Map<string, Kind>): [string, number][] {
  return [...kinds].flatMap(([kind, { often, fields }]): [string, number][] => [
    [itemKey({ group, text: kind }), often],
    ...fields.flatMap(({ name, truth, values }) =>
      [...values].map(([value, times]): [string, number] => {
        const text = truth ? truthItem(kind, name, value === true) : wordItem(kind, name, String(value));
        return [itemKey({ group, text }), times];
      }),
    ),
  ]);
}

/** What charts and marks have counted since the process began. */
function ofProcess(): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (group: ItemGroup, text: string, often: number): void => {
    const key = itemKey({ group, text });
    counts.set(key, (counts.get(key) ?? 0) + often);
  };
  for (const entry of machineCatalogue) {
    const { states, arrows } = compiled(entry.machine).seen();
    for (const [state, often] of states) add('chart', stateItem(entry.name, state), often);
    for (const [arrow, often] of arrows) add('chart', arrowItem(entry.name, arrow), often);
    for (const [text, often] of foldedBy(entry)) add('chart', text, often);
  }
  for (const [id, { held }] of Object.entries(marksSeen())) add('mark', id, held);
  return counts;
}

/** A reference model is not played: checkers hold what happened against it. */
function foldedBy({ name, machine }: MachineEntry): [string, number][] {
  if (machine.config.context !== undefined) return [];
  const arrows = arrowTexts(machine);
  return chartTable(machine)
    .seen()
    .flatMap(({ state, event, to, often }): [string, number][] => {
      const arrow = arrows.find((text) => text === `${state} ${event}` || text.startsWith(`${state} ${event} to `));
      const taken: [string, number][] = arrow === undefined ? [] : [[arrowItem(name, arrow), often]];
      return [...taken, [stateItem(name, state), often], [stateItem(name, to), often]];
    });
}
