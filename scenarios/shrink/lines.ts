/** Makes what is booked short: several lines in one step, and as few of them as still fail. */
import type { Scenario, ScenarioStep } from '../format/scenario.ts';
import type { Attempt, Change } from './change.ts';

/** True if anything became shorter. */
export function fewerLines(attempt: Attempt): boolean {
  let changed = attempt.tries(inOneGo);
  for (const i of attempt.smallest().work.steps.keys())
    for (const field of ['lines', 'quantity', 'job'] as const) changed = lower(attempt, i, field) || changed;
  return changed;
}

/** Lines booked one after the other at a device become one step, of what was booked first. */
const inOneGo: Change = (scenario) => {
  const steps: ScenarioStep[] = [];
  for (const step of scenario.work.steps) {
    const at = steps.findLastIndex(({ device }) => device === step.device);
    const before = steps[at];
    if (step.do !== 'book' || before?.do !== 'book' || step.when !== undefined) steps.push(step);
    else steps.splice(at, 1, { ...before, lines: (before.lines ?? 1) + (step.lines ?? 1) });
  }
  return steps.length === scenario.work.steps.length ? scenario : { ...scenario, work: { ...scenario.work, steps } };
};

/** The lowest number with which it goes on failing, if all above it do as well: halves the distance each time. */
function lower({ smallest, tries }: Attempt, index: number, field: 'lines' | 'quantity' | 'job'): boolean {
  const now = (): number => smallest().work.steps[index]?.[field] ?? 1;
  let changed = false;
  for (let low = 1; low < now();) {
    const middle = Math.floor((low + now()) / 2);
    if (tries((scenario) => withNumber(scenario, index, field, middle))) changed = true;
    else low = middle + 1;
  }
  return changed;
}

function withNumber(scenario: Scenario, index: number, field: string, number: number): Scenario {
  const steps = scenario.work.steps.map((step, i) => (i === index ? { ...step, [field]: number } : step));
  return { ...scenario, work: { ...scenario.work, steps } };
}
