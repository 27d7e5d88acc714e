/**
 * What the format must know of a fault to check its entries. The faults themselves live further on, in
 * simulators/faults, so whoever reads a scenario brings the catalogue along.
 */
import type { z } from 'zod';
import { unreachable } from '#protocols/unreachable';
import { faultSchema } from './scenario.ts';

export type FaultTarget = 'device' | 'printer' | 'belt-printer' | 'terminal' | 'access-point' | 'server' | 'till';

export type FaultSpec = { name: string; target: FaultTarget; params: z.ZodType };

/** A fault as its pages describe it: `about` is a sentence, `forMs` how long it lasts if nothing is said. */
export type DocumentedFault = FaultSpec & { about: string; forMs: number };

/** Fields of an entry that say which fault, when and where; all others are the fault's own parameters. */
export const FAULT_FIELDS: readonly string[] = Object.keys(faultSchema.shape);

/** The fault's own parameters of an entry. */
export function ownParams(entry: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !FAULT_FIELDS.includes(key)));
}

/** How a target can be left to chance. */
export function anyForms(target: FaultTarget): string[] {
  switch (target) {
    case 'device':
      return ['any device', 'any handheld', 'any tablet'];
    case 'printer':
    case 'belt-printer':
    case 'terminal':
    case 'access-point':
      return [`any ${target}`];
    case 'server':
    case 'till':
      return [];
    default:
      return unreachable(target);
  }
}
