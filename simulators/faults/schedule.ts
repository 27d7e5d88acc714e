/**
 * When faults happen: at a time, whenever an event with certain fields is in the history, or at a rate. Every
 * occurrence is recorded when it begins and when it ends; at the end of the faults everything still broken is healed.
 */
import type { EventKind } from '#history/events';
import { matches } from '#history/match';
import { NETWORK } from '#scenarios/format/floor';
import { groupOf, namedTargets, ownParams } from '#scenarios/format/fault-spec';
import type { ScenarioFault } from '#scenarios/format/scenario';
import type { Random } from '../random.ts';
import type { EventFilter } from '../watchers.ts';
import type { World } from '../world.ts';
import { faultCatalogue } from './catalogue.ts';
import type { Fault } from './fault.ts';

/** Plans all faults of the scenario; the returned function ends them and heals what is still broken. */
export function scheduleFaults(world: World, endMs: number): () => void {
  const { timers, record, randomOf } = world.ground;
  const broken = new Map<number, () => void>();
  const stops: (() => void)[] = [];
  let over = false;
  let lastId = 0;

  function occur(fault: Fault, entry: ScenarioFault, params: unknown, target: string): void {
    lastId += 1;
    const id = lastId;
    record(target, { kind: 'fault', phase: 'begun', fault: fault.name, id, params: params as Record<string, unknown> });
    let heal: (() => void) | null = null;
    const end = (): void => {
      if (!broken.delete(id)) return;
      heal?.();
      record(target, { kind: 'fault', phase: 'ended', fault: fault.name, id, params: {} });
    };
    broken.set(id, end);
    heal = fault.begin(world, target, params as never, end);
    timers.after(world.scaled(entry.for ?? fault.forMs), end);
  }

  for (const [index, entry] of world.scenario.faults.entries()) {
    const fault = faultCatalogue.get(entry.fault);
    if (fault === undefined) throw new Error(`no fault ${entry.fault}`);
    const params = fault.params.parse(ownParams(entry));
    const random = randomOf(`fault ${index} ${entry.fault}`);
    const choose = targetChooser(world, fault, entry.target, random);
    const begin = (): void => {
      if (!over) for (const target of choose()) occur(fault, entry, params, target);
    };
    const start = world.scaled(entry.at ?? 0);
    if (entry.when !== undefined) stops.push(whenSeen(world, entry, start, begin));
    else if (entry.every !== undefined) rate(world, entry, start, endMs, random, begin);
    else timers.after(start, begin);
  }

  return () => {
    over = true;
    for (const stop of stops) stop();
    for (const end of [...broken.values()]) end();
  };
}

function rate(
  world: World,
  entry: ScenarioFault,
  start: number,
  endMs: number,
  random: Random,
  begin: () => void,
): void {
  const every = world.scaled(entry.every ?? 1);
  const until = entry.until === undefined ? endMs : Math.min(endMs, world.scaled(entry.until));
  const { timers } = world.ground;
  const next = (from: number): void => {
    const at = from + Math.max(1, Math.floor(every / 2) + random.below(every + 1));
    if (at >= until) return;
    timers.after(at - timers.now(), () => {
      begin();
      next(at);
    });
  };
  next(start);
}

function whenSeen(world: World, entry: ScenarioFault, start: number, begin: () => void): () => void {
  const wanted = Object.entries(entry.when ?? {});
  let left = entry.times ?? 1;
  const stop = world.watch(filterOf(entry.when ?? {}), (event) => {
    if (world.ground.timers.now() < start || !matches(event, wanted)) return;
    left -= 1;
    if (left === 0) stop();
    world.ground.timers.after(world.scaled(entry.after ?? 0), begin);
  });
  return stop;
}

/** Which events can match at all: those of the kind and node wanted. */
export function filterOf(wanted: Record<string, unknown>): EventFilter {
  const { kind, node } = wanted;
  const filter: EventFilter = {};
  if ('fact' in wanted) filter.kind = 'fact';
  else if (typeof kind === 'string') filter.kind = kind as EventKind;
  if (typeof node === 'string') filter.node = node;
  return filter;
}

/** Which nodes a fault hits, each time anew: the named ones, all of a group, or one of a group at random. */
function targetChooser(world: World, fault: Fault, target: ScenarioFault['target'], random: Random): () => string[] {
  const forms = target === undefined ? ['any'] : namedTargets(target);
  const choices = forms.map((form) => {
    const group = groupOf(form);
    if (group === null) return () => [form];
    const candidates = candidatesOf(world, fault, group.kind);
    if (group.all) return () => candidates;
    return () => (candidates.length === 0 ? [] : [random.pick(candidates)]);
  });
  return () => [...new Set(choices.flatMap((choose) => choose()))];
}

function candidatesOf(world: World, fault: Fault, kind: string | null): string[] {
  switch (fault.target) {
    case 'device':
      return world.floor.devices
        .filter((device) => (kind === null || device.kind === kind) && !(fault.radio === true && device.lan))
        .map((device) => device.name);
    case 'printer':
      return [...world.printers.keys()];
    case 'belt-printer':
      return [...world.beltPrinters.keys()];
    case 'monitor':
      return [...world.monitors.keys()];
    case 'camera':
      return [...world.cameras.keys()];
    case 'terminal':
      return [...world.terminals.keys()];
    case 'access-point':
      return [...world.accessPoints.keys()];
    case 'lan-port':
      return [...world.lanPorts.keys()];
    case 'crowd':
      return world.floor.plan?.crowds.map(({ name }) => name) ?? [];
    case 'oven':
      return world.floor.plan?.ovens.map(({ name }) => name) ?? [];
    case 'service':
      return [...world.services.keys()];
    case 'network':
      return [NETWORK];
    case 'server':
      return ['server'];
    case 'till':
      return ['till'];
  }
}
