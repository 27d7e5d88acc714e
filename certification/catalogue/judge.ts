/**
 * The judge of one criterion, a pure function of what was measured. Three rules make it strict:
 *
 * - A value within its uncertainty of a limit takes the worse class, and says so.
 * - Everything is measured twice; if the classes differ, the worse one counts, and that is said. It is what people go by
 *   until the device is tested again: a certificate is issued only where both runs agree (certificate/issuing.ts).
 * - What is not known stays unknown, and a fail is a fail even if the other run knows nothing.
 */
import type { Criterion, Range } from './criterion.ts';

/**
 * What a run came to for one criterion: a number with its uncertainty, a word, or unknown with the reason. `note` is a
 * sentence on how it came to that.
 */
export type Measure = { note?: string } & (
  | { kind: 'number'; value: number; uncertainty: number }
  | { kind: 'word'; word: string }
  | { kind: 'unknown'; reason: string }
);

/** From good to bad. Unknown is worse than conditional: nobody can say by what to go. */
export const CLASSES = ['pass', 'conditional', 'unknown', 'fail'] as const;
export type Class = (typeof CLASSES)[number];

export type Result = { class: Class; notes: string[] };

export const unknown = (reason: string): Measure => ({ kind: 'unknown', reason });

export function worseOf(a: Class, b: Class): Class {
  return CLASSES.indexOf(a) >= CLASSES.indexOf(b) ? a : b;
}

/** Both runs together. A run that was not made is unknown. */
export function judge(criterion: Criterion, first: Measure | undefined, second: Measure | undefined): Result {
  const one = judgeRun(criterion, first ?? unknown('It was not measured.'));
  if (second === undefined && first !== undefined)
    return { class: worseOf(one.class, 'unknown'), notes: [...one.notes, 'It was measured only once.'] };
  return together(one, judgeRun(criterion, second ?? unknown('It was not measured.')));
}

/** The worse of what two runs came to; a certificate needs two that agree. */
function together(one: Result, two: Result): Result {
  const notes = [...new Set([...one.notes, ...two.notes])];
  if (one.class === two.class) return { class: one.class, notes };
  const differ = `The two runs differ (${one.class}, ${two.class}): the worse one counts, and there is no certificate.`;
  return { class: worseOf(one.class, two.class), notes: [...notes, differ] };
}

/** One run alone. */
export function judgeRun(criterion: Criterion, measure: Measure): Result {
  const { class: one, notes } = judgeMeasure(criterion, measure);
  return { class: one, notes: [...notes, ...(measure.note === undefined ? [] : [measure.note])] };
}

function judgeMeasure(criterion: Criterion, measure: Measure): Result {
  switch (measure.kind) {
    case 'unknown':
      return { class: 'unknown', notes: [measure.reason] };
    case 'word':
      return judgeWord(criterion, measure.word);
    case 'number':
      return judgeNumber(criterion, measure.value, measure.uncertainty);
  }
}

function judgeWord({ words }: Criterion, word: string): Result {
  for (const one of ['pass', 'conditional', 'fail'] as const) {
    if (words?.[one].includes(word) === true) return { class: one, notes: [] };
  }
  return { class: 'unknown', notes: [`“${word}” is no word of this criterion.`] };
}

function judgeNumber(criterion: Criterion, value: number, uncertainty: number): Result {
  const { numbers, unit } = criterion;
  if (numbers === undefined) return { class: 'unknown', notes: [`${value} is a number where a word is asked for.`] };
  if (!Number.isFinite(value)) return { class: 'unknown', notes: ['The value is no number.'] };
  if (!(uncertainty >= 0 && uncertainty < Number.POSITIVE_INFINITY))
    return { class: 'unknown', notes: ['The value has no uncertainty.'] };
  const classOf = (one: number): Class =>
    isIn(one, numbers.pass) ? 'pass' : isIn(one, numbers.conditional) ? 'conditional' : 'fail';
  const worse = worseOf(classOf(value - uncertainty), classOf(value + uncertainty));
  if (worse === classOf(value)) return { class: worse, notes: [] };
  const note = `${value} ${unit} is within its uncertainty, ${uncertainty}, of a limit: the worse class counts.`;
  return { class: worse, notes: [note] };
}

function isIn(value: number, { least, most }: Range): boolean {
  return (least === null || value >= least) && (most === null || value <= most);
}
