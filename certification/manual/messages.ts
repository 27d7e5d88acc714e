/**
 * What the certifier's page and its server say to each other. Answers are kept apart by run: a tester sees his own only,
 * so that two of them agree because they found the same.
 */

/** A run of the criteria that a person tries: the first or the second, each by a tester of its own. */
export type Run = 1 | 2;

/** What was found: a number, a word, or why it could not be tried. */
export type Found =
  | { kind: 'number'; value: number; uncertainty: number }
  | { kind: 'word'; word: string }
  | { kind: 'unknown'; reason: string };

export type Picture = { name: string; sha256: string };

/** `spentMs` is what the timer said, 0 if it was not used; `triesMs` what it said of each try, none where none is timed. */
export type Answer = { found: Found; notes: string; spentMs: number; triesMs: number[]; triedAt: string };

/** A criterion as a tester is asked for it: without its limits, so that nobody aims at them. */
export type Asked = {
  id: string;
  requirement: string;
  how: string;
  inconclusive: string;
  uncertainty: string;
  unit: string;
  /** The highest number there is, as of ten tries; null where there is none, or no number is asked for. */
  most: number | null;
  isNumber: boolean;
  /** The words there are, in the order of the alphabet; none where a number is asked for. */
  words: string[];
  /** So many are timed, each after a pause, and are so far off; ms. `unitMs`: the unit of the criterion. Null: none is. */
  tries: { count: number; pauseMs: number; uncertaintyMs: number; unitMs: number } | null;
};

/** `GET session`. */
export type SessionTold = { testers: [string, string]; criteria: Asked[]; answered: [number, number] };

/** `GET runs/1`: the answers by the id of their criterion, and the file that the findings of both runs are in. */
export type RunTold = {
  tester: string;
  file: string;
  answers: Record<string, Answer>;
  pictures: Record<string, Picture[]>;
};

/** Pictures of these types are taken. */
export const PICTURE_TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp'];

/**
 * `GET now`: what the tester of an evening has to do; `done` is the word on the key that says so, null where nothing is asked;
 * `also` that on another one, which says something besides.
 */
export type NowTold = { n: number; text: string; done: 'Begin' | 'Done' | null; also: string | null };

/** `PUT now`: it was done, by which key, or why it cannot be. */
export type NowSaid = { n: number; can: true; also?: boolean } | { n: number; can: false; reason: string };
