/**
 * Moments to begin at: an event of any kind there is, whom it happens to, and what is said in it. The lists are those
 * the format checks `when` by, so that a new kind of event or fact is one to begin at from the day it is recorded.
 */
import type { Scalar } from '#history/expectation';
import { eventFields, factFields, type FieldSort } from '../format/event-fields.ts';
import type { FaultTarget } from '../format/fault-spec.ts';
import { nodesOf } from '../format/floor-names.ts';
import { EVENT_KINDS, FACT_KINDS, wordsOf } from '../format/vocabulary.ts';
import type { Draw } from './draw.ts';
import { faultKinds } from './fault-kinds.ts';
import type { Stage } from './stage.ts';

export type When = Record<string, Scalar>;

/**
 * Where something is half done: decided and not answered, answered and not heard, paid and not told, on paper and not
 * known. Faults in between are what a server must be built for.
 */
const HALF_DONE: readonly When[] = [
  { kind: 'fact', fact: 'booked' },
  { kind: 'fact', fact: 'booked', offline: true },
  { kind: 'fact', fact: 'billed' },
  { kind: 'fact', fact: 'tab-locked' },
  { kind: 'fact', fact: 'tab-released' },
  { kind: 'fact', fact: 'hold-silent' },
  { kind: 'fact', fact: 'payment-begun' },
  { kind: 'fact', fact: 'payment-begun' },
  { kind: 'fact', fact: 'payment-waiting' },
  { kind: 'fact', fact: 'payment-parked' },
  { kind: 'fact', fact: 'payment-ended' },
  { kind: 'fact', fact: 'job-queued' },
  { kind: 'fact', fact: 'job-started' },
  { kind: 'fact', fact: 'job-started' },
  { kind: 'fact', fact: 'job-failed' },
  { kind: 'fact', fact: 'job-redirected' },
  { kind: 'fact', fact: 'answered' },
  { kind: 'fact', fact: 'started' },
  { kind: 'sent', type: 'open' },
  { kind: 'sent', type: 'hand-over' },
  { kind: 'sent', type: 'new-balance' },
  { kind: 'sent', type: 'bill' },
  { kind: 'sent', type: 'pay' },
  { kind: 'transition', to: 'askingHost' },
  { kind: 'transition', to: 'reporting' },
  { kind: 'transition', to: 'open.paying' },
  { kind: 'transition', to: 'open.booking' },
  { kind: 'transition', to: 'sendingStored.handingOver' },
  { kind: 'money', phase: 'taken' },
  { kind: 'printed' },
  { kind: 'half-printed' },
  { kind: 'fault', phase: 'begun' },
  { kind: 'fault', phase: 'ended' },
  { kind: 'condition', of: 'server', state: 'up' },
  { kind: 'collected', offline: true },
  { kind: 'hold-lost' },
  { kind: 'welcome', hold: 'held' },
  { kind: 'welcome', hold: 'payment' },
];

/** The same of one printer, terminal or device: what it is in the midst of. */
const HALF_DONE_AT: Partial<Record<FaultTarget, readonly When[]>> = {
  printer: [
    { kind: 'fact', fact: 'job-started' },
    { kind: 'fact', fact: 'job-failed' },
    { kind: 'printed' },
    { kind: 'half-printed' },
  ],
  'belt-printer': [{ kind: 'fact', fact: 'billed' }, { kind: 'fact', fact: 'billed' }, { kind: 'printed' }],
  terminal: [
    { kind: 'fact', fact: 'payment-begun' },
    { kind: 'transition', to: 'waitingForCard' },
    { kind: 'transition', to: 'askingHost' },
    { kind: 'transition', to: 'reporting' },
    { kind: 'money', phase: 'taken' },
  ],
  device: [
    { kind: 'fact', fact: 'tab-locked' },
    { kind: 'fact', fact: 'booked' },
    { kind: 'fact', fact: 'payment-begun' },
    { kind: 'fact', fact: 'billed' },
    { kind: 'fact', fact: 'answered' },
    { kind: 'transition', to: 'open.paying' },
    { kind: 'sent', type: 'bill' },
    { kind: 'sent', type: 'new-balance' },
    { kind: 'sent', type: 'pay' },
    { kind: 'collected' },
    // Just back, when what was asked before is asked again.
    { kind: 'welcome', hold: 'held' },
    { kind: 'welcome', hold: 'payment' },
  ],
};

/** A moment at the very thing that is to be hit, if there is just one and it can be in the midst of something. */
export function drawMomentAt(draw: Draw, sort: FaultTarget, target: unknown, stage: Stage): When {
  const moments = HALF_DONE_AT[sort];
  if (moments === undefined || draw.chance(25)) return drawMoment(draw, stage);
  return momentAt(draw, draw.pick(moments), target, stage);
}

/** The moment at the very thing that is to be hit, if there is just one; mostly. */
export function momentAt(draw: Draw, when: When, target: unknown, stage: Stage): When {
  return typeof target !== 'string' || draw.chance(20) ? when : { ...when, ...ofTarget(when, target, stage) };
}

/** What says that an event happens to this one, or to the device that carries it: the field of a fact, or the node. */
function ofTarget(when: When, node: string, stage: Stage): When {
  const own = ofNode(when, node, stage);
  return Object.keys(own).length > 0 ? own : ofNode(when, node.replace(/\/belt$/, ''), stage);
}

function ofNode({ kind, fact }: When, target: string, { names }: Stage): When {
  const { at } = eventFields[kind as keyof typeof eventFields];
  if (fact === undefined) return nodesOf(names, at).includes(target) ? { node: target } : {};
  const fields: Readonly<Record<string, FieldSort>> = factFields[fact as keyof typeof factFields];
  const field = Object.keys(fields).find((one) => {
    const sort = fields[one];
    return sort !== undefined && sort !== 'structure' && (wordsOf(sort, names, []) ?? []).includes(target);
  });
  return field === undefined ? {} : { [field]: target };
}

/** An event as `when` names it; it need not ever come. */
export function drawMoment(draw: Draw, stage: Stage): When {
  const when = draw.chance(60) ? draw.pick(HALF_DONE) : anyKind(draw);
  return { ...when, ...(draw.chance(25) ? oneField(draw, when, stage) : {}), ...whom(draw, when, stage) };
}

function anyKind(draw: Draw): When {
  return draw.chance(50) ? { kind: draw.pick(EVENT_KINDS) } : { kind: 'fact', fact: draw.pick(FACT_KINDS) };
}

function whom(draw: Draw, { kind }: When, { names }: Stage): When {
  const nodes = nodesOf(names, eventFields[kind as keyof typeof eventFields].at);
  return nodes.length > 0 && draw.chance(20) ? { node: draw.pick(nodes) } : {};
}

function oneField(draw: Draw, { kind, fact }: When, { names, tables }: Stage): When {
  const fields: Readonly<Record<string, FieldSort>> =
    fact === undefined
      ? eventFields[kind as keyof typeof eventFields].fields
      : factFields[fact as keyof typeof factFields];
  const choices = Object.entries(fields).flatMap(([field, sort]): [string, Scalar[]][] => {
    if (sort === 'truth') return [[field, [true, false]]];
    if (sort === 'number') return field === 'tab' ? [[field, [draw.between(tables.from, tables.to)]]] : [];
    const words = wordsOf(sort, names, Object.keys(faultKinds)) ?? [];
    return words.length > 0 ? [[field, [...words]]] : [];
  });
  if (choices.length === 0) return {};
  const [field, values] = draw.pick(choices);
  return { [field]: draw.pick(values) };
}
