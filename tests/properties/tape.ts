// Decisions of an arbitrary world, drawn from bytes. Zero is the polite choice, so that fast-check shrinks towards a world
// in which nothing goes wrong.

export type Tape = {
  /** One of `n`; 0 when the tape has ended. */
  choose(n: number): number;
  /** True about every tenth time. */
  rarely(): boolean;
  /** Everything from now on is polite. */
  end(): void;
};

export function tapeOf(bytes: Uint8Array): Tape {
  let at = 0;
  const byte = (): number => bytes[at++] ?? 0;
  return {
    choose: (n) => byte() % n,
    rarely: () => byte() > 229,
    end: () => void (at = bytes.length),
  };
}
