/**
 * A fault is one file: its name, what it does in a sentence, whom it can hit, its parameters, how it begins and how it
 * heals. The same code serves every ground, because a world can be broken through its ground only.
 */
import type { z } from 'zod';
import type { FaultTarget } from '#scenarios/format/fault-spec';
import type { World } from '../world.ts';
import type { Symptom } from './symptoms.ts';

export type Fault<P extends z.ZodType = z.ZodType> = {
  name: string;
  about: string;
  /** What people on the floor may say of it. */
  symptoms: readonly Symptom[];
  target: FaultTarget;
  params: P;
  /** How long it lasts if the scenario does not say, in scenario ms. */
  forMs: number;
  /** What the floor must have for it to do anything: it is no fault of a calm floor otherwise. */
  needs?: 'redundancy';
  /** Whether it needs a radio to go wrong: then devices on LAN are not hit. */
  radio?: true;
  /**
   * Breaks the target; the returned function heals what this occurrence broke, and nothing else. `over` ends the
   * occurrence before its time, when somebody on the floor has mended it.
   */
  begin(world: World, target: string, params: z.output<P>, over: () => void): () => void;
};

/** Gives a fault its types. */
export function defineFault<P extends z.ZodType>(fault: Fault<P>): Fault<P> {
  return fault;
}

/** The named thing, which must be on the floor: targets were checked when the scenario was read. */
export function onFloor<T>(map: Map<string, T>, name: string): T {
  const found = map.get(name);
  if (found === undefined) throw new Error(`${name} is not on the floor`);
  return found;
}
