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
  const range = rangesOnce();
  const between = (low: number, high: number): number => gen(range(low, Math.max(low, high)));
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

/**
 * Integers of a range, made once for each range. The generator finds what it has made by its maker and its arguments, and
 * compares those one after the other: with a maker for each range there is nothing to compare.
 */
function rangesOnce(): (min: number, max: number) => () => fc.Arbitrary<number> {
  const known = new Map<string, () => fc.Arbitrary<number>>();
  return (min, max) => {
    const key = `${min} ${max}`;
    const make = known.get(key) ?? (() => fc.integer({ min, max }));
    known.set(key, make);
    return make;
  };
}
