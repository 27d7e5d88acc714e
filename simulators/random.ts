/**
 * Randomness from the seed, one generator per node: taking a device off the floor does not change what the others do.
 * The generator is xoshiro128** (Blackman, Vigna 2018), integers only, so every engine draws the same numbers.
 */

export type Random = {
  /** A 32-bit unsigned integer. */
  next(): number;
  /** An integer from 0 to below `n` (n ≥ 1). */
  below(n: number): number;
  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True in `perMille` of 1000 cases. */
  chance(perMille: number): boolean;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
};

/** The generator of a node: `seed` is the run's, `name` tells the nodes apart. */
export function randomOf(seed: number, name: string): Random {
  let h = 0x811c9dc5 ^ (seed >>> 0);
  h = Math.imul(h ^ (Math.floor(seed / 0x1_0000_0000) >>> 0), 0x01000193);
  for (let i = 0; i < name.length; i += 1) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  const mix = (): number => {
    h = (h + 0x9e3779b9) | 0;
    let z = h;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
  let a = mix();
  let b = mix();
  let c = mix();
  let d = mix() | 1;
  const next = (): number => {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const below = (n: number): number => Math.floor((next() / 0x1_0000_0000) * n);
  return {
    next,
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (perMille) => below(1000) < perMille,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('pick from nothing');
      return item;
    },
  };
}
