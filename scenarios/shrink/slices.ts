/**
 * Guesses which part of a told evening is enough: what was done at the devices and with the tabs that the evidence
 * names, then at those that had to do with the same tabs, printers and terminals. A right guess saves most of the work
 * of leaving things out; a wrong one costs a run.
 */
import type { EventOf, FactRecord, HistoryEvent } from '#history/events';
import { TILL } from '../format/floor.ts';
import type { Scenario } from '../format/scenario.ts';
import { withoutDevices, withoutTill } from './nodes.ts';
import { tabsOf } from './sessions.ts';

/** Nodes and tabs that belong together. */
class Circle {
  readonly devices = new Set<string>();
  readonly tabs = new Set<number>();
  readonly printers = new Set<string>();
  readonly terminals = new Set<string>();
  private readonly scenario: Scenario;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
  }

  node(name: unknown): void {
    const { floor } = this.scenario;
    if (typeof name !== 'string') return;
    const device = name.replace(/\/belt$/, '');
    if (device === TILL || floor.devices.some((one) => one.name === device)) this.devices.add(device);
    else if (floor.printers.some((one) => one.name === name)) this.printers.add(name);
    else if (floor.terminals.some((one) => one.name === name)) this.terminals.add(name);
  }

  tab(tab: unknown): void {
    if (typeof tab === 'number') this.tabs.add(tab);
  }

  fact(fact: FactRecord): void {
    for (const field of ['device', 'terminal', 'printer', 'queue']) this.node(fact[field]);
    this.tab(fact['tab']);
  }

  event(event: HistoryEvent, known: Known): void {
    this.node(event.node);
    if ('from' in event) this.node(event.from);
    if ('to' in event) this.node(event.to);
    if ('tab' in event) this.tab(event.tab);
    const record: FactRecord | undefined = event.kind === 'fact' ? event.fact : undefined;
    if (record !== undefined) this.fact(record);
    const job = record?.['job'] ?? ('ticket' in event ? event.ticket : undefined);
    for (const fact of [known.jobs.get(job), known.payments.get(record?.['payment'])])
      if (fact !== undefined) this.fact(fact);
  }
}

/** Jobs and payments by their numbers. */
type Known = { jobs: Map<unknown, FactRecord>; payments: Map<unknown, FactRecord> };

function knownOf(facts: readonly EventOf<'fact'>[]): Known {
  const of = (kind: string, key: string): Map<unknown, FactRecord> =>
    new Map(facts.flatMap(({ fact }) => (fact.kind === kind ? [[fact[key], fact] as const] : [])));
  return { jobs: of('job-queued', 'job'), payments: of('payment-begun', 'payment') };
}

/** Narrow parts of a told evening, the narrowest first; `evidence` are the events that show the failure. */
export function slicesOf(
  told: Scenario,
  events: readonly HistoryEvent[],
  evidence: readonly HistoryEvent[],
): Scenario[] {
  const facts = events.filter((event): event is EventOf<'fact'> => event.kind === 'fact');
  const known = knownOf(facts);
  const circle = new Circle(told);
  for (const event of evidence) circle.event(event, known);
  if (circle.devices.size === 0) addUsers(circle, facts, ['printers', 'terminals']);
  const slices = [slice(told, circle.devices, circle.tabs), slice(told, circle.devices)];
  addUsers(circle, facts, ['tabs']);
  slices.push(slice(told, circle.devices, circle.tabs), slice(told, circle.devices));
  addUsers(circle, facts, ['printers', 'terminals']);
  slices.push(slice(told, circle.devices));
  const sizes = slices.map(sizeOf);
  return slices.filter(
    (one, i) => one.floor.devices.length > 0 && sizes[i] !== sizes[i - 1] && sizes[i] !== sizeOf(told),
  );
}

const sizeOf = ({ work, faults, floor }: Scenario): string =>
  [floor.devices.length, work.steps.length, faults.length].join(' ');

/** Adds the devices that had to do with these. */
function addUsers(circle: Circle, facts: readonly EventOf<'fact'>[], of: ('tabs' | 'printers' | 'terminals')[]): void {
  const users = facts.filter(({ fact }) =>
    of.some((set) =>
      set === 'tabs'
        ? circle.tabs.has(fact['tab'] as number)
        : set === 'printers'
          ? circle.printers.has(fact['queue'] as string)
          : circle.terminals.has(fact['terminal'] as string),
    ),
  );
  for (const { fact } of users) circle.node(fact['device']);
}

/** What was done at these devices; with `tabs`, only with those. */
function slice(told: Scenario, devices: ReadonlySet<string>, tabs?: ReadonlySet<number>): Scenario {
  const gone = told.floor.devices.map(({ name = '' }) => name).filter((name) => !devices.has(name));
  const there = withoutDevices(devices.has(TILL) ? told : withoutTill(told), gone);
  if (tabs === undefined || tabs.size === 0) return there;
  const of = tabsOf(there.work.steps);
  const steps = there.work.steps.filter((_, i) => of[i] === undefined || tabs.has(of[i]));
  return { ...there, work: { ...there.work, steps } };
}
