/**
 * Makes what is booked short: several lines in one step, as few of them as still fail, and no more paper than that
 * takes.
 */
import type { Scenario, ScenarioStep } from '../format/scenario.ts';
import { leaveOut, type Attempt, type Part } from './change.ts';

/** True if anything became shorter. */
export function fewerLines(attempt: Attempt): boolean {
  let changed = leaveOut(STEPS_OF_THEIR_OWN, attempt);
  for (const i of attempt.smallest().work.steps.keys())
    for (const field of ['lines', 'quantity', 'job'] as const) changed = lower(attempt, ofStep(i, field)) || changed;
  for (const i of attempt.smallest().floor.printers.keys()) changed = lower(attempt, paperOf(i)) || changed;
  return changed;
}

/** Lines booked one after the other at a device, each in a step of its own: they become part of the step before. */
const STEPS_OF_THEIR_OWN: Part = {
  size: ({ work }) => work.steps.filter((_, i) => isOneMore(work.steps, i)).length,
  without(scenario, from, count) {
    const { steps } = scenario.work;
    const gone = new Set([...steps.keys()].filter((i) => isOneMore(steps, i)).slice(from, from + count));
    const left: ScenarioStep[] = [];
    for (const [i, step] of steps.entries()) {
      const at = left.findLastIndex(({ device }) => device === step.device);
      const before = left[at];
      if (!gone.has(i) || before === undefined) left.push(step);
      else left.splice(at, 1, { ...before, lines: (before.lines ?? 1) + (step.lines ?? 1) });
    }
    return { ...scenario, work: { ...scenario.work, steps: left } };
  },
};

function isOneMore(steps: readonly ScenarioStep[], index: number): boolean {
  const step = steps[index] as ScenarioStep;
  if (step.do !== 'book' || step.when !== undefined) return false;
  return steps.findLast((one, i) => i < index && one.device === step.device)?.do === 'book';
}

/** A number of the scenario that may be lower, down to `least`. */
type Amount = { least: number; of(scenario: Scenario): number; to(scenario: Scenario, amount: number): Scenario };

function ofStep(index: number, field: 'lines' | 'quantity' | 'job'): Amount {
  return {
    least: 1,
    of: ({ work }) => work.steps[index]?.[field] ?? 1,
    to(scenario, amount) {
      const steps = scenario.work.steps.map((step, i) => (i === index ? { ...step, [field]: amount } : step));
      return { ...scenario, work: { ...scenario.work, steps } };
    },
  };
}

/** What is left on the roll of a printer, lines; without a roll it has paper for ever. */
function paperOf(index: number): Amount {
  return {
    least: 1,
    of: ({ floor }) => floor.printers[index]?.roll?.left ?? 0,
    to(scenario, left) {
      const printers = scenario.floor.printers.map((printer, i) =>
        i === index && printer.roll !== undefined ? { ...printer, roll: { ...printer.roll, left } } : printer,
      );
      return { ...scenario, floor: { ...scenario.floor, printers } };
    },
  };
}

/** The lowest amount with which it goes on failing, if all above it do as well: halves the distance each time. */
function lower({ smallest, tries }: Attempt, { least, of, to }: Amount): boolean {
  let changed = false;
  for (let low = least; low < of(smallest());) {
    const middle = Math.floor((low + of(smallest())) / 2);
    if (tries((scenario) => to(scenario, middle))) changed = true;
    else low = middle + 1;
  }
  return changed;
}
