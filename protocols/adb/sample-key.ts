/** Public keys as adb writes them, for tests. */
import { toBase64 } from '../base64.ts';
import { concatBytes, fromHex } from '../bytes.ts';
import { MODULUS_BYTES } from './public-key.ts';

const MODULUS_WORDS = 64;
const WORD_BITS = 32;

/** What may be wrong with a key. */
export type Wrong = Partial<Record<'words' | 'n0inv' | 'rr' | 'exponent', bigint>>;

/** `base64 owner`, as it goes over the line, without the zero at its end. */
export function publicKeyText(modulus: bigint, owner: string, wrong: Wrong = {}): string {
  const rr = (1n << BigInt(2 * 8 * MODULUS_BYTES)) % modulus;
  const bytes = concatBytes([
    lowFirst(wrong.words ?? BigInt(MODULUS_WORDS), 4),
    lowFirst(wrong.n0inv ?? minusInverse(modulus), 4),
    lowFirst(modulus, MODULUS_BYTES),
    lowFirst(wrong.rr ?? rr, MODULUS_BYTES),
    lowFirst(wrong.exponent ?? 65_537n, 4),
  ]);
  return `${toBase64(bytes)} ${owner}`;
}

/** −1/modulus modulo 2³², by Newton’s steps: each doubles how many low bits are right. */
function minusInverse(modulus: bigint): bigint {
  let inverse = 1n;
  for (let bits = 1; bits < WORD_BITS; bits *= 2)
    inverse = BigInt.asUintN(WORD_BITS, inverse * (2n - modulus * inverse));
  return BigInt.asUintN(WORD_BITS, -inverse);
}

const lowFirst = (value: bigint, length: number): Uint8Array =>
  fromHex(value.toString(16).padStart(2 * length, '0')).reverse();
