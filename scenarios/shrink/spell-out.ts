/**
 * A run told as what happened in it: every act becomes a step at its time, every occurrence of a fault a fault at its
 * time and place. The same floor plays nearly the same evening from it, and a step or a fault can then be left out to
 * see whether it matters.
 */
import type { EventOf, HistoryEvent } from '#history/events';
import { resolveFloor, type Belt, type Floor, isThinClient } from '../format/floor.ts';
import {
  MOST_LINES,
  STEP_ACTS,
  type Scenario,
  type ScenarioDevice,
  type ScenarioFault,
  type ScenarioStep,
  type StepAct,
} from '../format/scenario.ts';
import { sayOfChange } from '../format/tab-change-step.ts';

export type Telling = {
  /** What came later is not told; ms of the run. */
  untilMs: number;
  /** What the durations of the run were divided by; times are told as the scenario has them. 1 if absent. */
  timeScale?: number;
  /** Faults that wait for an event stay as the scenario has them: such a fault hits within the same millisecond. */
  waits?: boolean;
};

/** The scenario with the acts and faults of the given events, and none left to chance. */
export function spellOut(scenario: Scenario, events: readonly HistoryEvent[], telling: Telling): Scenario {
  const { untilMs, timeScale = 1, waits = false } = telling;
  const floor = resolveFloor(scenario);
  const told = events.filter((event) => event.t <= untilMs);
  const waiting = waits ? scenario.faults.filter(({ fault }) => isAwaited(scenario, fault)) : [];
  const happened = faultsOf(told, timeScale).filter(({ fault }) => !waiting.some((one) => one.fault === fault));
  return {
    ...scenario,
    duration: Math.max(1, Math.round(untilMs * timeScale)),
    ground: {},
    floor: spelledFloor(scenario),
    work: { steps: stepsOf(told, floor, timeScale) },
    faults: [...waiting, ...happened],
  };
}

/** Whether a fault of that name waits for an event in this scenario. */
function isAwaited(scenario: Scenario, name: string): boolean {
  return scenario.faults.some(({ fault, when }) => fault === name && when !== undefined);
}

/** The floor with every device on its own line, so that one can be left out. */
export function spelledFloor(scenario: Scenario): Scenario['floor'] {
  const placed = new Set(scenario.floor.plan?.stations.map(({ name }) => name));
  const devices = resolveFloor(scenario).devices.map((device) => spelledDevice(device, placed));
  return { ...scenario.floor, devices };
}

/** The plan has its say where the device stands on it. */
function spelledDevice(spelled: Floor['devices'][number], placed: ReadonlySet<string>): ScenarioDevice {
  const { accessPoint, places, terminal, as, display, model, iis, dials, belt, ...more } = spelled;
  const { ownTerminal: _, settings: __, ...device } = more;
  return {
    ...device,
    ...(belt === null || isUsual(belt, device.name) ? {} : { beltPrinter: spelledBelt(belt, device.name) }),
    ...(terminal === null ? {} : { terminal }),
    ...(as === device.name ? {} : { as }),
    ...(iis === null ? {} : { iis }),
    ...(dials === null || dials === iis ? {} : { dials }),
    ...(model === null ? {} : { model }),
    ...(isThinClient(device.kind) ? { display } : {}),
    ...(accessPoint === null || placed.has(device.name) ? {} : { accessPoint }),
    ...(places === null ? {} : { places: [...places] }),
  };
}

function isUsual({ of, driver, paired }: Belt, device: string): boolean {
  return of === device && driver === 'bixolon' && paired;
}

function spelledBelt({ of, driver, paired }: Belt, device: string): ScenarioDevice['beltPrinter'] {
  return { driver, paired, ...(of === device ? {} : { of }) };
}

function stepsOf(events: readonly HistoryEvent[], floor: Floor, timeScale: number): ScenarioStep[] {
  const steps: ScenarioStep[] = [];
  /** A booking that was asked for is told by the line that was collected or tapped; by the act only if there was none. */
  const asked = new Map<string, ScenarioStep>();
  const thin = new Set(floor.devices.filter(({ kind }) => isThinClient(kind)).map(({ name }) => name));
  for (const event of events) {
    const isLine = event.kind === 'collected' || (event.kind === 'tap' && event.asks === 'book');
    const step = isLine ? lineStep(event, floor) : event.kind === 'act' ? actStep(event, floor) : null;
    if (isLine) asked.delete(event.node);
    else if (event.kind === 'act' || (event.kind === 'transition' && !thin.has(event.node))) {
      const before = asked.get(event.node);
      if (before !== undefined) steps.push(before);
      asked.delete(event.node);
    }
    if (step === null) continue;
    const timed = { ...step, at: Math.round(event.t * timeScale) };
    if (event.kind === 'act' && event.act === 'book') asked.set(event.node, timed);
    else if (!isOneMore(steps.at(-1), timed)) steps.push(timed);
    else steps.splice(-1, 1, { ...timed, lines: (steps.at(-1)?.lines ?? 1) + 1 });
  }
  return steps;
}

/** Whether a line is one more of those that were booked in one go. */
function isOneMore(
  before: ScenarioStep | undefined,
  { do: act, device, at, article, quantity }: ScenarioStep,
): boolean {
  if (act !== 'book' || before?.do !== 'book' || before.lines === MOST_LINES) return false;
  return before.device === device && before.at === at && before.article === article && before.quantity === quantity;
}

function lineStep(
  { node, article, quantity = 1 }: { node: string; article?: string; quantity?: number },
  floor: Floor,
): ScenarioStep {
  const known = floor.articles.some(({ name }) => name === article);
  return { device: node, do: 'book', ...(known ? { article } : {}), ...(quantity === 1 ? {} : { quantity }) };
}

function actStep(
  { node, act, tab, to, confirmed, operator, job, cents, change, twice, quick, card, station, camera }: EventOf<'act'>,
  floor: Floor,
): ScenarioStep | null {
  if (!isStep(act)) return null;
  const own = floor.devices.find(({ name }) => name === node)?.operator ?? floor.till?.operator;
  return {
    device: node,
    do: act,
    ...(tab === undefined || !['open', 'collect', 'force-free'].includes(act) ? {} : { tab }),
    ...(to === undefined ? {} : { terminal: to }),
    ...(confirmed === undefined ? {} : { confirmed }),
    ...(operator === undefined || operator === own ? {} : { operator }),
    ...(job === undefined ? {} : { job }),
    ...(cents === undefined || !['bill', 'pay'].includes(act) ? {} : { cents }),
    ...(change === undefined ? {} : sayOfChange(change)),
    ...(twice === undefined ? {} : { twice }),
    ...(quick === undefined ? {} : { quick }),
    ...(card === undefined ? {} : { card }),
    ...(station === undefined ? {} : { station }),
    ...(camera === undefined ? {} : { camera }),
  };
}

function isStep(act: string): act is StepAct {
  return (STEP_ACTS as readonly string[]).includes(act);
}

function faultsOf(events: readonly HistoryEvent[], timeScale: number): ScenarioFault[] {
  const faults = events.filter((event): event is EventOf<'fault'> => event.kind === 'fault');
  const ends = new Map(faults.flatMap(({ phase, id, t }) => (phase === 'ended' ? [[id, t] as const] : [])));
  return faults.flatMap(({ phase, fault, id, node, t, params }) => {
    if (phase !== 'begun') return [];
    const endsAt = ends.get(id);
    return [
      {
        ...params,
        fault,
        at: Math.round(t * timeScale),
        ...(node === 'server' || node === 'till' ? {} : { target: node }),
        ...(endsAt === undefined ? {} : { for: Math.max(1, Math.round((endsAt - t) * timeScale)) }),
      },
    ];
  });
}
