/** Two floors in one: what happens on the second, on the floor of the first. */
import type { Scenario } from '../format/scenario.ts';
import type { Draw } from './draw.ts';

/** The floor of `a` with some of what happens on `b`; what does not fit there is for the caller to leave out. */
export function spliced(draw: Draw, a: Scenario, b: Scenario): Scenario {
  const waiters = draw.chance(40) ? b.work.waiters : a.work.waiters;
  return {
    ...a,
    seed: draw.pick([a.seed, b.seed]),
    server: draw.chance(30) ? b.server : a.server,
    work: {
      ...(waiters === undefined ? {} : { waiters }),
      steps: [...draw.subset(a.work.steps, 80), ...(draw.chance(40) ? b.work.steps : [])],
    },
    faults: [...draw.subset(a.faults, 70), ...draw.subset(b.faults, 70)],
  };
}
