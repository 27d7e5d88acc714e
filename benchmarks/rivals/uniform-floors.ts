/**
 * Uniform random: any step at any device at any time, any fault at any time for any time, and no thought. An operator
 * who can not do a step waits some seconds and gives it up, as with every scenario.
 */
import { STEP_ACTS, type Scenario } from '#scenarios/format/scenario';
import { randomOf } from '#simulators/random';
import { faultCatalogue } from '#simulators/faults/catalogue';
import {
  ACCESS_POINTS,
  BELTS,
  DEVICES,
  onPlainFloor,
  PRINTERS,
  TERMINALS,
  type FaultInput,
  type StepInput,
} from './plain-floor.ts';

const SECONDS = 600;
const STEPS = 150;
const FAULTS = 6;
const TABS = 4;
const LONGEST_FAULT_SECONDS = 300;

const TARGETS: Record<string, readonly string[]> = {
  device: DEVICES.slice(0, -1),
  till: [],
  server: [],
  printer: PRINTERS,
  terminal: TERMINALS,
  'belt-printer': BELTS,
  'access-point': ACCESS_POINTS,
};

/** What its plain floor has something for: it has no radio plan. */
const FAULT_CHOICE = [...faultCatalogue.values()].filter(({ target }) => target in TARGETS);

/** The floor with that seed. */
export function uniformFloor(seed: number): Scenario {
  const random = randomOf(seed, 'uniform');
  const at = (): string => `${random.below(SECONDS)}s`;
  const steps = Array.from({ length: STEPS }, (): StepInput => {
    const act = random.pick(STEP_ACTS);
    const step: StepInput = { at: at(), device: random.pick(DEVICES), do: act };
    if (act === 'open' || act === 'collect' || act === 'force-free') step.tab = 1 + random.below(TABS);
    if (act === 'reprint') step.job = 1 + random.below(STEPS);
    if (act === 'pay') step.terminal = random.pick(TERMINALS);
    if (act === 'pay' || act === 'bill') step.confirmed = random.chance(500);
    return step;
  });
  const faults = Array.from({ length: FAULTS }, (): FaultInput => {
    const { name, target } = random.pick(FAULT_CHOICE);
    const targets = TARGETS[target] ?? [];
    return {
      fault: name,
      at: at(),
      for: `${1 + random.below(LONGEST_FAULT_SECONDS)}s`,
      ...(targets.length === 0 ? {} : { target: random.pick(targets) }),
    };
  });
  return onPlainFloor(seed, SECONDS, steps, faults);
}
