/** What a verb of the command line is: one file with a name, a group, examples and what it does. */
import type { Command } from 'commander';

export const VERB_GROUPS = {
  everyday: 'everyday',
  engineer: 'engineer',
  qa: 'QA',
  certifier: 'certifier',
  parts: 'parts alone',
  installation: 'the installation',
} as const;
export type VerbGroup = keyof typeof VERB_GROUPS;

export type Verb = {
  name: string;
  group: VerbGroup;
  about: string;
  examples: string[];
  /** Adds arguments and options. */
  set(command: Command): void;
  /** Does it; returns the exit code. Positional arguments come as `args`. */
  run(options: never, args: string[]): Promise<number> | number;
};

export const EXIT = {
  pass: 0,
  fail: 1,
  unknown: 2,
  badInput: 64,
  notWritten: 74,
  interrupted: 130,
  voidNight: 254,
  crash: 255,
} as const;

/** Gives a verb its type. */
export function defineVerb<O>(
  verb: Omit<Verb, 'run'> & { run(options: O, args: string[]): Promise<number> | number },
): Verb {
  return verb as Verb;
}
