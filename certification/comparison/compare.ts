/**
 * Two certificates side by side: of two devices, or of one before and after an upgrade of its system. What counts as
 * changed is the class of a criterion, a measured word, or a number that differs by more than both uncertainties.
 */
import { differingFields, type DifferingField } from '../certificate/device-record.ts';
import type { Certificate } from '../certificate/statement.ts';

type Result = Certificate['results'][number];
export type Change = 'better' | 'worse' | 'measured' | 'same' | 'added' | 'gone';

export type ComparedCriterion = { id: string; change: Change; first: Result | null; second: Result | null };

export type Comparison = {
  /** What the two have to do with each other. */
  kind: 'two devices' | 'upgrade' | 'another build' | 'the same build';
  device: DifferingField[];
  verdicts: readonly [Certificate['verdict'], Certificate['verdict']];
  /** In the order of the first, then what only the second has. */
  criteria: ComparedCriterion[];
  /** Sentences. */
  conditions: { kept: string[]; added: string[]; gone: string[] };
};

const WORSE_LAST = ['pass', 'conditional', 'fail'];

export function compare(first: Certificate, second: Certificate): Comparison {
  return {
    kind: kindOf(first, second),
    device: differingFields(first.device, second.device),
    verdicts: [first.verdict, second.verdict],
    criteria: comparedCriteria(first.results, second.results),
    conditions: comparedConditions(first, second),
  };
}

function kindOf({ device: a }: Certificate, { device: b }: Certificate): Comparison['kind'] {
  if (a.manufacturer !== b.manufacturer || a.model !== b.model || a.device !== b.device) return 'two devices';
  if (a.api !== b.api) return 'upgrade';
  return a.fingerprint === b.fingerprint ? 'the same build' : 'another build';
}

function comparedCriteria(first: readonly Result[], second: readonly Result[]): ComparedCriterion[] {
  const later = new Map(second.map((one) => [one.id, one]));
  const known = new Set(first.map(({ id }) => id));
  return [
    ...first.map((one): ComparedCriterion => {
      const other = later.get(one.id) ?? null;
      return { id: one.id, change: other === null ? 'gone' : changeOf(one, other), first: one, second: other };
    }),
    ...second
      .filter(({ id }) => !known.has(id))
      .map((one): ComparedCriterion => ({ id: one.id, change: 'added', first: null, second: one })),
  ];
}

function changeOf(first: Result, second: Result): Change {
  const [before, after] = [first, second].map((one) => WORSE_LAST.indexOf(one.class)) as [number, number];
  if (before !== after) return after < before ? 'better' : 'worse';
  return isMeasuredAlike(first, second) ? 'same' : 'measured';
}

function isMeasuredAlike(first: Result, second: Result): boolean {
  const [a, b] = [meanOf(first), meanOf(second)];
  if (a === null || b === null) return String(first.measured) === String(second.measured);
  return first.unit === second.unit && Math.abs(a - b) <= (first.uncertainty ?? 0) + (second.uncertainty ?? 0);
}

/** Of both runs; null where they say words. */
function meanOf({ measured }: Result): number | null {
  const numbers = measured.filter((one) => typeof one === 'number');
  return numbers.length < measured.length ? null : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

function comparedConditions(first: Certificate, second: Certificate): Comparison['conditions'] {
  const [before, after] = [first, second].map(({ conditions }) => [...new Set(conditions.map(({ en }) => en))]) as [
    string[],
    string[],
  ];
  return {
    kept: before.filter((one) => after.includes(one)),
    added: after.filter((one) => !before.includes(one)),
    gone: before.filter((one) => !after.includes(one)),
  };
}
