/**
 * The canary of a search: a server whose core has a bug that is known. A search that plays it and finds nothing is
 * blind, and whatever it did not find elsewhere says nothing.
 */
import { step } from '#server/core/step';
import type { Step } from '#server/core/turn';

/** By how much an abandoned hold outlives its lease, ms: more than every grace a floor is judged with. */
const LATE_MS = 60_000;

/** A core in which an abandoned hold ends a minute late. `plant` gives a fresh one for every run. */
export const canary: { name: string; about: string; plant(): Step } = {
  name: 'lease-a-minute-late',
  about: 'An abandoned hold ends a minute late.',
  plant: () => (state, clock, input) => {
    if (input.kind === 'started') {
      const { config } = state;
      state.config = { ...config, durations: { ...config.durations, leaseMs: config.durations.leaseMs + LATE_MS } };
    }
    return step(state, clock, input);
  },
};
