/**
 * A failed run as a told evening that fails alike: a likely part of it, if that fails already, or all of it. Nearly the
 * same happens when it is told, but not quite; where it does not fail, other dice may help, or faults that wait for an
 * event instead of coming at its time. A run on the wire is told with the latencies it had.
 */
import type { Scenario } from '#scenarios/format/scenario';
import { latenciesOf } from '#scenarios/shrink/latencies';
import { slicesOf } from '#scenarios/shrink/slices';
import { spellOut, type Telling } from '#scenarios/shrink/spell-out';
import type { Failure, Trials } from './trials.ts';

/** What may still matter after the last event of the evidence; ms of the scenario. */
const AFTERMATH_MS = 30_000;
/** Checkers that judge the end of the whole evening. */
const OF_THE_END = ['settled'];
/** Other dice, for what is small enough to be tried often. */
const OTHER_SEEDS = [1, 2, 3, 4, 5];

/** The first told evening that fails alike; null if none does. */
export function tellRun(
  scenario: Scenario,
  failure: Failure,
  { stillFails }: Trials,
  isOver: () => boolean,
): Scenario | null {
  for (const candidate of candidatesOf(scenario, failure)) {
    if (isOver()) return null;
    if (stillFails(candidate)) return candidate;
  }
  return null;
}

function* candidatesOf(scenario: Scenario, failure: Failure): Generator<Scenario> {
  const { events, evidence, timeScale } = failure;
  const shown = evidence.events.flatMap((id) => events[id - 1] ?? []);
  for (const telling of tellingsOf(scenario, failure)) {
    const told = spellOut(scenario, events, telling);
    const slow = latenciesOf(events, timeScale, told.duration);
    // Sim has latencies of its own; those of real sockets matter where time is divided.
    const evenings =
      timeScale === 1 || slow.length === 0 ? [told] : [told, { ...told, faults: [...told.faults, ...slow] }];
    for (const evening of evenings) {
      const slices = slicesOf(evening, events, shown);
      yield* slices;
      yield evening;
      for (const seed of OTHER_SEEDS) for (const slice of slices.slice(-1)) yield { ...slice, seed };
    }
  }
}

/** How far to tell: to a little after what shows the failure, or to the end; and with faults that wait, or without. */
function tellingsOf(scenario: Scenario, { check, events, evidence, timeScale }: Failure): Telling[] {
  const workEnd = events.find((event) => event.kind === 'phase')?.t ?? scenario.duration / timeScale;
  const lastAct = Math.max(0, ...events.flatMap((event) => (event.kind === 'act' ? [event.t + 1] : [])));
  const seen = Math.max(0, ...evidence.events.map((id) => events[id - 1]?.t ?? 0)) + AFTERMATH_MS / timeScale;
  const end = Math.max(workEnd, lastAct);
  const ends = OF_THE_END.includes(check.name) ? [end] : [Math.min(seen, workEnd), workEnd, end];
  const waits = scenario.faults.some(({ when }) => when !== undefined) ? [false, true] : [false];
  return [...new Set(ends)].flatMap((untilMs) => waits.map((one) => ({ untilMs, timeScale, waits: one })));
}
