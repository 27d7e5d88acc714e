/** Floors as a file could say them: what the format refuses is left out, so that everything that is drawn can be kept. */
import { checkScenario } from '../format/check/check-scenario.ts';
import type { ScenarioInput, Scenario } from '../format/scenario.ts';
import type { Finding } from '../format/scenario-error.ts';
import { faultSpecs } from './fault-kinds.ts';

/** Leaving one thing out may show the next. */
const MOST_ROUNDS = 4;

/** The floor as it is read, without the faults, steps and stations of a plan that are no good on it; null if it is none even so. */
export function asRead(input: ScenarioInput): Scenario | null {
  let mended = input;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { scenario, findings } = checkScenario(mended, { faults: faultSpecs });
    if (scenario !== null && findings.length === 0) return scenario;
    mended = without(mended, findings);
  }
  return null;
}

function without(input: ScenarioInput, findings: readonly Finding[]): ScenarioInput {
  const named = (...path: string[]) => {
    const inside = findings.filter((finding) => path.every((part, i) => finding.path[i] === part));
    return new Set(inside.map((finding) => finding.path[path.length]));
  };
  const faults = named('faults');
  const steps = named('work', 'steps');
  const stations = named('floor', 'plan', 'stations');
  const { work, floor, ...rest } = input;
  const { plan } = floor;
  return {
    ...rest,
    floor:
      plan === undefined
        ? floor
        : { ...floor, plan: { ...plan, stations: (plan.stations ?? []).filter((_, i) => !stations.has(i)) } },
    faults: (input.faults ?? []).filter((_, i) => !faults.has(i)),
    work: { ...work, steps: (work?.steps ?? []).filter((_, i) => !steps.has(i)) },
  };
}
