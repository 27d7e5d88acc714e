/**
 * The words a scenario can name events by, from where they come from: states from the charts, codes from the error
 * table, messages from the protocol, facts and kinds of events from their types. Names come from the floor.
 */
import { machineCatalogue } from '#machines/catalogue';
import { statesOf, stateText } from '#machines/charts/chart-states';
import { deviceStateText } from '#machines/device-state';
import { handheld } from '#machines/handheld';
import { paymentTerminal } from '#machines/payment-terminal';
import { tablet } from '#machines/tablet';
import { conditionOf, type PrinterParts } from '#machines/printers/printer-condition';
import { thinClient } from '#machines/thin-client';
import { till } from '#machines/till';
import { wlanPrinter } from '#machines/printers/wlan-printer';
import { errorTable } from '#protocols/errors/errors';
import { clientMessage, serverMessage } from '#protocols/mpos/messages';
import { CONDITIONS } from '#history/events';
import { TELLING_FIELDS } from '#history/match';
import { eventFields, factFields, type FieldSort, type TextSort } from './event-fields.ts';
import { TILL } from './floor.ts';
import type { FloorNames } from './floor-names.ts';
import { STEP_ACTS } from './scenario.ts';

/** Words of all floors, by what they are. */
const STATES = [
  ...new Set([
    ...[handheld, tablet, till].flatMap((machine) => statesOf(machine).map(deviceStateText)),
    ...statesOf(paymentTerminal).map(stateText),
    ...statesOf(thinClient).map((value) => stateText(value).replace(/^running\./, '')),
  ]),
];
const PRINTER_STATES = [...new Set(statesOf(wlanPrinter).map((value) => conditionOf(value as PrinterParts)))];
const MESSAGES = clientMessage.options.map(({ shape }) => shape.type.value);
const answers = serverMessage.options.flatMap(({ shape }) => ('did' in shape ? [shape.did.value] : []));
/** Those of payments; reversals have words of their own. */
const outcomes = serverMessage.options.flatMap(({ shape }) =>
  'outcome' in shape && 'tipCents' in shape ? shape.outcome.options : [],
);

/** Kinds of events that are told by their code, their state, their fact. */
const TOLD_BETTER = ['reply', 'told', 'transition', 'fact'];

export const EVENT_KINDS = Object.keys(eventFields);
export const FACT_KINDS = Object.keys(factFields);
export const REFUSAL_CODES = Object.keys(errorTable);

/** What can stand where a field is of this sort; undefined if anything of the right type can. */
export function wordsOf(sort: FieldSort, names: FloorNames, faults: Iterable<string>): readonly string[] | undefined {
  return typeof sort === 'object' ? Object.keys(sort) : textsOf(sort, names, faults);
}

function textsOf(sort: string, names: FloorNames, faults: Iterable<string>): readonly string[] | undefined {
  const texts: Record<Exclude<TextSort, 'text'>, () => readonly string[]> = {
    holder: () => [...names.devices.keys(), ...(names.till ? [TILL] : [])],
    operator: () => [...names.operators],
    printer: () => [...names.printers, ...names.beltPrinters],
    terminal: () => [...names.terminals],
    'access-point': () => [...names.accessPoints],
    act: () => STEP_ACTS,
    chart: () => machineCatalogue.map(({ name }) => name),
    state: () => STATES,
    condition: () => [...Object.values(CONDITIONS).flat(), ...PRINTER_STATES],
    code: () => REFUSAL_CODES,
    message: () => MESSAGES,
    answer: () => [...answers, ...MESSAGES],
    outcome: () => outcomes,
    fault: () => [...faults],
  };
  return Object.hasOwn(texts, sort) ? texts[sort as keyof typeof texts]() : undefined;
}

export type WordSort = 'refusal' | 'fact' | 'state' | 'event';

/** Every word that can be expected to happen, and what it tells. */
export const HAPPENS: ReadonlyMap<string, WordSort> = new Map<string, WordSort>([
  ...REFUSAL_CODES.map((code) => [code, 'refusal'] as const),
  ...STATES.map((state) => [state, 'state'] as const),
  ...Object.entries(factFields).flatMap(([kind, fields]) =>
    [kind, ...tellingWords(fields).map((word) => `${kind}:${word}`)].map((word) => [word, 'fact'] as const),
  ),
  ...EVENT_KINDS.filter((kind) => !TOLD_BETTER.includes(kind)).map((kind) => [kind, 'event'] as const),
]);

function tellingWords(fields: Readonly<Record<string, FieldSort>>): string[] {
  return TELLING_FIELDS.flatMap((field) => {
    const sort = fields[field];
    return typeof sort === 'object' ? Object.keys(sort) : [];
  });
}
