/** What one run has heard of a device, by the names of its steps; the material of all measures. */
import { z } from 'zod';
import type { Measure } from '../catalogue/judge.ts';
import { linesOf, wholeAnswer, type Answer } from './answer.ts';
import type { Bench } from './bench.ts';
import { property } from './parsers/getprop.ts';
import { known, single, andThen, unknown, type Reading } from './reading.ts';
import { wholeOf } from './answer.ts';

/** ms since 1970, of the clock of the bench. */
const moment = z.int().min(0);

/** An answer as it came, or that there was none, and why. */
export const heardSchema = z.union([
  z.strictObject({ command: z.string(), askedAt: moment, answeredAt: moment, output: z.string() }),
  z.strictObject({ command: z.string(), silent: z.string() }),
]);
export type Heard = z.infer<typeof heardSchema>;
export type Heards = Readonly<Record<string, Heard>>;

export type Said = Exclude<Measure, { kind: 'unknown' }>;

/** How the value of a criterion is come by. It may look at the steps it names, and at no other. */
export type Probe = { uses: readonly string[]; measure(seen: Seen): Reading<Said> };

export type Seen = {
  bench: Bench;
  /** The lines of an answer that ended well. */
  lines(step: string): Reading<readonly string[]>;
  /** An answer whatever its exit code. */
  answer(step: string): Reading<Answer>;
  /** When it was asked, and when it answered, ms. */
  times(step: string): Reading<{ askedAt: number; answeredAt: number }>;
};

export function seenOf(heards: Heards, bench: Bench, uses: readonly string[]): Seen {
  const heard = (step: string): Reading<Extract<Heard, { output: string }>> => {
    if (!uses.includes(step)) throw new Error(`${step} is not among the steps that are named`);
    const one = heards[step];
    if (one === undefined) return unknown('It was not asked.');
    return 'output' in one ? known(one) : unknown(one.silent);
  };
  const answer = (step: string) => andThen(heard(step), ({ output }) => wholeAnswer(output));
  return { bench, answer, lines: (step) => andThen(answer(step), linesOf), times: heard };
}

/** The API level of what was heard. */
export function apiLevel(seen: Seen): Reading<number> {
  return andThen(seen.lines('getprop'), (lines) =>
    andThen(property(lines, 'ro.build.version.sdk'), (text) => single(wholeOf(text), 'API level')),
  );
}

export const number = (value: number, uncertainty = 0): Reading<Said> => known({ kind: 'number', value, uncertainty });
export const word = (said: string): Reading<Said> => known({ kind: 'word', word: said });
