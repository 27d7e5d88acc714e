/**
 * The running hash of a history: two interleaved 32-bit FNV-1a lanes over the UTF-16 units of every line. Not
 * cryptographic; it answers "did exactly the same happen?" at the speed of the simulation. Integer arithmetic only,
 * so every engine computes the same.
 */

export type RunningHash = { add(line: string): void; hex(): string };

const PRIME = 0x01000193;

/** A hash that has seen nothing. Lines are separated, so that moving a line break changes the hash. */
export function runningHash(): RunningHash {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  return {
    add(line) {
      let a = low;
      let b = high;
      for (let i = 0; i < line.length; i += 1) {
        const unit = line.charCodeAt(i);
        a = Math.imul(a ^ unit, PRIME);
        b = Math.imul(b ^ (unit + (a >>> 24)), PRIME);
      }
      low = Math.imul(a ^ 0x0a, PRIME);
      high = Math.imul(b ^ (low >>> 13), PRIME);
    },
    hex() {
      return (low >>> 0).toString(16).padStart(8, '0') + (high >>> 0).toString(16).padStart(8, '0');
    },
  };
}
