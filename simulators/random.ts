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
  return new Xoshiro128(mix(), mix(), mix(), mix() | 1);
}

/** A class, as each link and node has a generator: its state lies in one piece, and is drawn from at every packet. */
class Xoshiro128 implements Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(a: number, b: number, c: number, d: number) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
  }

  next(): number {
    const { a, b } = this;
    const scrambled = Math.imul(b, 5);
    const c = this.c ^ a;
    const d = this.d ^ b;
    this.a = a ^ d;
    this.b = b ^ c;
    this.c = c ^ (b << 9);
    this.d = (d << 11) | (d >>> 21);
    return Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
  }

  below(n: number): number {
    return Math.floor((this.next() / 0x1_0000_0000) * n);
  }

  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(perMille: number): boolean {
    return this.below(1000) < perMille;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('pick from nothing');
    return item;
  }
}
