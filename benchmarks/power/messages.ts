/** What a hunt's process and its parent tell each other. */
import type { Scenario } from '#scenarios/format/scenario';
import type { Patch } from '../mutants/mutant.ts';
import type { Hunted, HuntOptions } from './hunt.ts';

/** What to hunt, and how. The name is that of a mutant in the catalogue; its patches come along. */
export type Order = Omit<HuntOptions, 'plant' | 'failsAnyway'> & { mutant: string; patches: readonly Patch[] };
/** Which checkers fail on the floor without the bug. */
export type ToChild = { failing: string[] };
/** A floor on which something fails; or the end. */
export type ToParent = { kind: 'judge'; scenario: Scenario } | { kind: 'hunted'; hunted: Hunted };
