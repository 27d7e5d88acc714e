/** Packed decimal digits, two per byte, most significant first, filled with zeros on the left. */

/** The number in `count` bytes from `at`, or -1 if a nibble is no decimal digit. At most 7 bytes (14 digits). */
export function bcdNumber(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const byte = bytes[index]!;
    const high = byte >> 4;
    const low = byte & 0x0f;
    if (high > 9 || low > 9) return -1;
    value = value * 100 + high * 10 + low;
  }
  return value;
}

/** Appends `value` as `count` bytes. Throws RangeError if it is no whole number or has too many digits. */
export function pushBcd(out: number[], value: number, count: number): void {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 100 ** count) {
    throw new RangeError(`${value} does not fit ${2 * count} decimal digits`);
  }
  const start = out.length;
  let rest = value;
  for (let index = start + count - 1; index >= start; index--) {
    const pair = rest % 100;
    out[index] = ((pair - (pair % 10)) / 10) * 16 + (pair % 10);
    rest = (rest - pair) / 100;
  }
}

/**
 * Digits, the masking E and the separator D of a card number: nibbles as text without the
 * F that pads an odd count.
 */
export function withoutPadding(nibbles: string): string {
  return nibbles.endsWith('F') ? nibbles.slice(0, -1) : nibbles;
}

/** An even number of nibbles, F at the end where needed. */
export function withPadding(nibbles: string): string {
  return nibbles.length % 2 === 0 ? nibbles : `${nibbles}F`;
}
