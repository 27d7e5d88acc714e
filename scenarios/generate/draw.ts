/**
 * Drawing: every choice of a floor comes from fast-check's generator, so that a seed is a floor. Choices are even, not
 * biased to small values as in properties: what is wanted more often stands in the lists more often.
 */
import fc from 'fast-check';

export type Draw = {
  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean;
  /** One of the items; what stands there twice comes twice as often. */
  pick<T>(items: readonly T[]): T;
  /** At most `most` different ones of the items, at least one, in any order. */
  some<T>(items: readonly T[], most: number): T[];
  /** Each of the items with this chance, in their order. */
  subset<T>(items: readonly T[], percent: number): T[];
};

/** The generator of a seed (any integer). */
export function drawFrom(seed: number): Draw {
  const [gen] = fc.sample(fc.noBias(fc.gen()), { seed: seed | 0, numRuns: 1 });
  if (gen === undefined) throw new Error('no generator');
  const between = (low: number, high: number): number => gen(fc.integer, { min: low, max: Math.max(low, high) });
  const pick = <T>(items: readonly T[]): T => items[between(0, items.length - 1)] as T;
  const chance = (percent: number): boolean => between(0, 99) < percent;
  return {
    between,
    chance,
    pick,
    some(items, most) {
      const left = [...items];
      const count = between(1, Math.min(most, left.length));
      return Array.from(
        { length: count },
        () => left.splice(between(0, left.length - 1), 1)[0] as (typeof left)[number],
      );
    },
    subset: (items, percent) => items.filter(() => chance(percent)),
  };
}
