/**
 * The verdict on a device, from the results of all criteria that apply to it:
 *
 * - any fail: rejected;
 * - any unknown of a rule of the vendor's, or of what a paying device needs: not judged;
 * - any conditional, or another unknown: conditional, each in a sentence;
 * - else approved.
 */
import type { Catalogue, Criterion } from './criterion.ts';
import { judge, judgeRun, unknown, type Class, type Measure, type Result } from './judge.ts';

/** What decides which criteria apply. An API level that is not known makes all of them apply. */
export type Traits = { paying: boolean; api: number | null };

/** What was measured, by the id of the criterion. */
export type Measures = Readonly<Record<string, Measure>>;

export const VERDICTS = ['approved', 'conditional', 'not judged', 'rejected'] as const;
export type Verdict = (typeof VERDICTS)[number];

export type Judgement = {
  verdict: Verdict;
  /** What has to be kept to, and what was not tested, in sentences. */
  conditions: string[];
  /** Of every criterion that applies. */
  results: Map<string, Result>;
};

export function judgeDevice(catalogue: Catalogue, traits: Traits, first: Measures, second: Measures): Judgement {
  const applying = catalogue.criteria.filter((criterion) => applies(criterion, traits));
  const results = new Map(
    applying.map((criterion) => [criterion.id, judge(criterion, first[criterion.id], second[criterion.id])]),
  );
  excuse(applying, results);
  const classOf = ({ id }: Criterion): Class => results.get(id)?.class ?? 'unknown';
  return {
    verdict: verdictOf(applying, traits, classOf),
    conditions: applying.flatMap((criterion) => conditionOf(criterion, classOf(criterion))),
    results,
  };
}

/** What one run alone came to, of every criterion that applies; a certificate needs two that agree. */
export function judgeOneRun(catalogue: Catalogue, traits: Traits, measures: Measures): Map<string, Result> {
  const applying = catalogue.criteria.filter((criterion) => applies(criterion, traits));
  const results = new Map(
    applying.map((criterion) => [
      criterion.id,
      judgeRun(criterion, measures[criterion.id] ?? unknown('It was not measured.')),
    ]),
  );
  excuse(applying, results);
  return results;
}

/** Is a device with such traits asked for it? */
export function applies({ fromApi, only }: Criterion, { paying, api }: Traits): boolean {
  if (only === 'paying' && !paying) return false;
  return fromApi === undefined || api === null || api >= fromApi;
}

/** A presumption that fails, or that nobody can make, is conditional where the measurement it presumes has passed. */
function excuse(criteria: readonly Criterion[], results: Map<string, Result>): void {
  for (const { id, excusedBy } of criteria) {
    const result = results.get(id);
    if (excusedBy === undefined || result === undefined || results.get(excusedBy)?.class !== 'pass') continue;
    if (result.class !== 'fail' && result.class !== 'unknown') continue;
    results.set(id, { class: 'conditional', notes: [...result.notes, `${excusedBy} has passed, and it measures.`] });
  }
}

function verdictOf(criteria: readonly Criterion[], traits: Traits, classOf: (one: Criterion) => Class): Verdict {
  if (criteria.some((one) => classOf(one) === 'fail')) return 'rejected';
  if (criteria.some((one) => classOf(one) === 'unknown' && isNeeded(one, traits))) return 'not judged';
  return criteria.every((one) => classOf(one) === 'pass') ? 'approved' : 'conditional';
}

/** Must it be known before anything is said of the device? */
export function isNeeded({ sources, neededForPaying }: Criterion, { paying }: Traits): boolean {
  return sources.includes('vendor') || (paying && neededForPaying === true);
}

function conditionOf({ condition, requirement }: Criterion, one: Class): string[] {
  if (one === 'conditional') return condition === undefined ? [] : [condition];
  return one === 'unknown' ? [`Not tested: ${requirement}`] : [];
}
