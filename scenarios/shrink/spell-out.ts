/**
 * A run at random, told as what happened in it: every act of a waiter becomes a step at its time, every occurrence of
 * a fault a fault at its time and place. The same floor plays nearly the same evening from it, and a step or a fault
 * can then be left out to see whether it matters.
 */
import type { EventOf, HistoryEvent } from '#history/events';
import { resolveFloor, type Floor } from '../format/floor.ts';
import {
  STEP_ACTS,
  type Scenario,
  type ScenarioDevice,
  type ScenarioFault,
  type ScenarioStep,
  type StepAct,
} from '../format/scenario.ts';

/** The scenario with the acts and faults of the given events up to `untilMs`, and none left to chance. */
export function spellOut(scenario: Scenario, events: readonly HistoryEvent[], untilMs: number): Scenario {
  const floor = resolveFloor(scenario);
  const told = events.filter((event) => event.t <= untilMs);
  return {
    ...scenario,
    duration: Math.max(1, untilMs),
    ground: {},
    floor: spelledFloor(scenario),
    work: { steps: told.flatMap((event) => stepOf(event, floor)) },
    faults: faultsOf(told),
  };
}

/** The floor with every device on its own line, so that one can be left out. */
export function spelledFloor(scenario: Scenario): Scenario['floor'] {
  return { ...scenario.floor, devices: resolveFloor(scenario).devices.map(spelledDevice) };
}

function spelledDevice({ accessPoint, places, ...device }: Floor['devices'][number]): ScenarioDevice {
  return {
    ...device,
    ...(accessPoint === null ? {} : { accessPoint }),
    ...(places === null ? {} : { places: [...places] }),
  };
}

function stepOf(event: HistoryEvent, floor: Floor): ScenarioStep[] {
  if (event.kind === 'collected') {
    const { t, node, article } = event;
    const known = floor.articles.some(({ name }) => name === article);
    return [{ at: t, device: node, do: 'book', ...(known ? { article } : {}) }];
  }
  // A booking is told by the line that was collected, whoever asked for it.
  if (event.kind !== 'act' || event.act === 'book' || !isStep(event.act)) return [];
  const { tab, to, confirmed } = event;
  return [
    {
      at: event.t,
      device: event.node,
      do: event.act,
      ...(tab === undefined || !['open', 'collect', 'force-free'].includes(event.act) ? {} : { tab }),
      ...(to === undefined ? {} : { terminal: to }),
      ...(confirmed === undefined ? {} : { confirmed }),
    },
  ];
}

function isStep(act: string): act is StepAct {
  return (STEP_ACTS as readonly string[]).includes(act);
}

function faultsOf(events: readonly HistoryEvent[]): ScenarioFault[] {
  const faults = events.filter((event): event is EventOf<'fault'> => event.kind === 'fault');
  const ends = new Map(faults.flatMap(({ phase, id, t }) => (phase === 'ended' ? [[id, t] as const] : [])));
  return faults.flatMap(({ phase, fault, id, node, t, params }) => {
    if (phase !== 'begun') return [];
    const endsAt = ends.get(id);
    return [
      {
        ...params,
        fault,
        at: t,
        ...(node === 'server' || node === 'till' ? {} : { target: node }),
        ...(endsAt === undefined ? {} : { for: Math.max(1, endsAt - t) }),
      },
    ];
  });
}
