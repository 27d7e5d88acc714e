/**
 * What the format must know of a fault to check its entries. The faults themselves live further on, in
 * simulators/faults, so whoever reads a scenario brings the catalogue along.
 */
import type { z } from 'zod';
import { unreachable } from '#protocols/unreachable';
import { faultSchema } from './scenario.ts';

export type FaultTarget =
  | 'device'
  | 'printer'
  | 'belt-printer'
  | 'monitor'
  | 'camera'
  | 'terminal'
  | 'access-point'
  | 'lan-port'
  | 'crowd'
  | 'oven'
  | 'service'
  | 'network'
  | 'server'
  | 'till';

export type FaultSpec = {
  name: string;
  target: FaultTarget;
  params: z.ZodType;
  /** What the floor must have for it to do anything. */
  needs?: 'redundancy';
  /** Whether it hits the radio of devices: those on LAN have none. */
  radio?: true;
};

/** A fault as its pages describe it: `about` is a sentence, `forMs` how long it lasts if nothing is said. */
export type DocumentedFault = FaultSpec & { about: string; forMs: number };

/** The targets an entry names; none if it leaves them to chance altogether. */
export function namedTargets(target: string | readonly string[] | undefined): readonly string[] {
  return target === undefined ? [] : typeof target === 'string' ? [target] : target;
}

/** Fields of an entry that say which fault, when and where; all others are the fault's own parameters. */
export const FAULT_FIELDS: readonly string[] = Object.keys(faultSchema.shape);

/** The fault's own parameters of an entry. */
export function ownParams(entry: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !FAULT_FIELDS.includes(key)));
}

/** How a target can be left to chance, and how all of a kind are hit at once. */
export function groupForms(target: FaultTarget): string[] {
  const any = anyForms(target);
  return any.length === 0 ? [] : [...any, 'all', ...any.slice(1).map((form) => form.replace('any', 'all'))];
}

/** Of a group form: whether all are hit or any one of them, and of which kind of device, if only of one. */
export function groupOf(form: string): { all: boolean; kind: string | null } | null {
  const [which, kind] = form.split(' ');
  if (which !== 'any' && which !== 'all') return null;
  return { all: which === 'all', kind: kind === 'handheld' || kind === 'tablet' ? kind : null };
}

function anyForms(target: FaultTarget): string[] {
  switch (target) {
    case 'device':
      return ['any device', 'any handheld', 'any tablet'];
    case 'printer':
    case 'belt-printer':
    case 'monitor':
    case 'camera':
    case 'terminal':
    case 'access-point':
    case 'lan-port':
    case 'crowd':
    case 'oven':
    case 'service':
      return [`any ${target}`];
    case 'network':
    case 'server':
    case 'till':
      return [];
    default:
      return unreachable(target);
  }
}
