/**
 * Things by their number, where numbers are given out one after the other: jobs, tickets, bookings of a device. A list
 * in place of a map, because checkers remember some of them all night, and a map of a hundred thousand is never in the
 * processor's cache. Any other number is good too: what lies far ahead waits in a map aside.
 */
export class Numbered<T extends object | number> {
  private readonly near: (T | undefined)[] = [];
  private far: Map<number, T> | null = null;

  /** What has the number, if anything has. */
  get(number: number): T | undefined {
    return (number < this.near.length ? this.near[number] : undefined) ?? this.far?.get(number);
  }

  /** Gives something the number, in place of what had it. */
  set(number: number, thing: T): void {
    const { near } = this;
    if (
      !Number.isInteger(number) ||
      number < 0 ||
      number > near.length + LONGEST_GAP ||
      this.far?.has(number) === true
    ) {
      (this.far ??= new Map()).set(number, thing);
      return;
    }
    while (near.length < number) near.push(undefined);
    near[number] = thing;
  }

  /** Everything, by rising number; what was far ahead comes last. */
  *[Symbol.iterator](): Generator<[number: number, thing: T]> {
    for (const [number, thing] of this.near.entries()) if (thing !== undefined) yield [number, thing];
    if (this.far !== null) yield* this.far;
  }
}

/** Numbers that may be missing before a thing is put aside. */
const LONGEST_GAP = 1_000;
