/** Plays one floor for a hunt. */
import { runOnSim } from '#runs/run-on-sim';
import type { Scenario } from '#scenarios/format/scenario';
import type { Step } from '#server/core/turn';

/** More events than any floor of sense has. */
const MOST_EVENTS = 2_000_000;

/** The checkers that fail on a floor; `crash` if the run breaks or does not end. */
export function failuresOn(scenario: Scenario, plant?: () => Step): string[] {
  let events = 0;
  try {
    const { checkers } = runOnSim(scenario, {
      hash: false,
      ...(plant === undefined ? {} : { step: plant() }),
      event() {
        events += 1;
        if (events > MOST_EVENTS) throw new Error('the run does not come to its end');
      },
    });
    return checkers.filter(({ verdict }) => verdict === 'fail').map(({ name }) => name);
  } catch {
    return ['crash'];
  }
}
