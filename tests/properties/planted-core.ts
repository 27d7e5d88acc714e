/** A core with a planted bug for the workers of a search, which take it by the name of its module. */
import { mutantCatalogue } from '#benchmarks/mutants/catalogue';
import { step } from '#server/core/step';
import type { Step } from '#server/core/turn';

export const plantedModule = import.meta.url;

/** Leases never end. */
export const neverEnding = (): Step => planted('lease-never-ends');

/** Ends its worker when somebody signs on. */
export function deadly(): Step {
  return (state, clock, input) => {
    if (input.kind === 'message' && input.message.type === 'sign-on') process.exit(3);
    return step(state, clock, input);
  };
}

/** Thinks for ever about what a device says. */
export function endless(): Step {
  return (state, clock, input) => {
    for (;;) if (input.kind !== 'message') return step(state, clock, input);
  };
}

function planted(name: string): Step {
  const found = mutantCatalogue.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no mutant ${name}`);
  return found.plant();
}
