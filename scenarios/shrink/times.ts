/**
 * Makes the times of a scenario short and round: what follows comes soon after, faults last as long as they must, and
 * the run ends soon. The time to settle stays: without it a server that does everything right would fail as well.
 */
import { USUAL_HOST, type PaymentHost } from '../format/payment-host.ts';
import type { Scenario, ScenarioFault, ScenarioStep } from '../format/scenario.ts';
import type { Attempt, Change } from './change.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Times that people say, the shortest first. */
const ROUND = [1, 2, 3, 5, 10, 20, 30, 60, 90, 120, 180, 240, 300, 600].map((seconds) => seconds * SECOND);

/** Shortens and rounds all times one by one, after trying to do so with all at once. True if any became shorter. */
export function shortenTimes(attempt: Attempt): boolean {
  const { smallest, tries } = attempt;
  let changed = shortenRun(attempt);
  for (const most of [SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND, 2 * MINUTE]) {
    if (!tries(withGaps((gap) => Math.min(most, roundUp(gap))))) continue;
    changed = true;
    break;
  }
  for (let i = gapsOf(smallest()).length - 1; i >= 0; i -= 1)
    changed =
      firstOf(attempt, rounder(gapsOf(smallest())[i]), (ms) => withGaps((gap, at) => (at === i ? ms : gap))) || changed;
  for (const i of smallest().faults.keys())
    changed = firstOf(attempt, rounder(smallest().faults[i]?.for), (ms) => withFault(i, { for: ms })) || changed;
  return shortenRun(attempt) || changed;
}

/** The first of these times with which it goes on failing. */
function firstOf({ tries }: Attempt, times: readonly number[], change: (ms: number) => Change): boolean {
  return times.some((ms) => tries(change(ms)));
}

/** Better times to try instead of this one, the best first. */
function rounder(ms: number | undefined): number[] {
  if (ms === undefined || ms === 0) return [];
  const shorter = ROUND.filter((round) => round < ms);
  if (ROUND.includes(ms)) return shorter;
  const near = [10 * SECOND, SECOND, 100].flatMap((to) => [Math.floor(ms / to) * to, Math.ceil(ms / to) * to]);
  return [...new Set([...shorter, ...near])].filter((round) => round > 0 && round !== ms);
}

const roundUp = (ms: number): number => Math.ceil(ms / SECOND) * SECOND;

/** Steps and faults at a time; what waits for an event and rates keep theirs. */
function timed({ work, faults }: Scenario): { at?: number | undefined }[] {
  return [...work.steps, ...faults.filter(isTimed)];
}

const isTimed = ({ when, every }: Pick<ScenarioFault, 'when' | 'every'>): boolean =>
  when === undefined && every === undefined;

function momentsOf(scenario: Scenario): number[] {
  return [...new Set(timed(scenario).map(({ at = 0 }) => at))].toSorted((a, b) => a - b);
}

/** The times between one moment and the next, the first counted from the beginning. */
function gapsOf(scenario: Scenario): number[] {
  const moments = momentsOf(scenario);
  return moments.map((at, i) => at - (moments[i - 1] ?? 0));
}

/** The same with other gaps; what comes later moves along, and so does the end of the run. */
function withGaps(other: (gap: number, index: number) => number): Change {
  return (scenario) => {
    const moments = momentsOf(scenario);
    const moved = new Map<number, number>();
    let last = 0;
    for (const [i, gap] of gapsOf(scenario).entries()) {
      last += other(gap, i);
      moved.set(moments[i] as number, last);
    }
    const move = <T extends ScenarioStep | ScenarioFault>(one: T): T => ({
      ...one,
      at: moved.get(one.at ?? 0) as number,
    });
    const rest = scenario.duration - (moments.at(-1) ?? 0);
    return {
      ...scenario,
      duration: Math.max(SECOND, last + rest),
      work: { ...scenario.work, steps: scenario.work.steps.map(move) },
      faults: scenario.faults.map((fault) => (isTimed(fault) ? move(fault) : fault)),
    };
  };
}

function withFault(index: number, other: Partial<ScenarioFault>): Change {
  return (scenario) => {
    const fault = scenario.faults[index];
    if (fault === undefined) return scenario;
    return { ...scenario, faults: scenario.faults.with(index, { ...fault, ...other }) };
  };
}

/** Lets the run end soon after the last thing that is done or goes wrong. */
export function shortenRun({ smallest, tries }: Attempt): boolean {
  const { duration, work } = smallest();
  // Waiters do what no step says.
  const last = work.waiters === undefined ? (momentsOf(smallest()).at(-1) ?? 0) : 0;
  const ends = [...ROUND.map((more) => roundUp(last) + more), roundUp(duration / 2), roundUp(duration)];
  return ends
    .filter((end) => end >= last && (end < duration || end === roundUp(duration)))
    .some((end) => end !== duration && tries((scenario) => ({ ...scenario, duration: end })));
}

/** All times that much longer: where the server has its usual durations again, everything takes as long as usual, and so do hold-offs of single printers and terminals that are not as patient as usual. */
export function stretched(scenario: Scenario, factor: number): Scenario {
  const longer = <T extends { at?: number | undefined; for?: number | undefined }>(one: T): T => ({
    ...one,
    ...(one.at === undefined ? {} : { at: Math.round(one.at * factor) }),
    ...(one.for === undefined ? {} : { for: Math.round(one.for * factor) }),
  });
  const printers = scenario.floor.printers.map(({ failAfter, ...printer }) => ({
    ...printer,
    ...(failAfter === undefined ? {} : { failAfter: Math.round(failAfter * factor) }),
  }));
  return {
    ...scenario,
    duration: Math.round(scenario.duration * factor),
    floor: { ...scenario.floor, printers, services: longerServices(scenario.floor.services, factor) },
    work: { ...scenario.work, steps: scenario.work.steps.map(longer) },
    faults: scenario.faults.map(longer),
  };
}

function longerServices(services: Scenario['floor']['services'], factor: number): Scenario['floor']['services'] {
  const { paymentHost } = services;
  if (paymentHost === undefined) return services;
  const longer = (key: keyof PaymentHost): number =>
    paymentHost[key] === USUAL_HOST[key] ? paymentHost[key] : Math.round(paymentHost[key] * factor);
  return { ...services, paymentHost: { answer: longer('answer'), rest: longer('rest'), wait: longer('wait') } };
}
