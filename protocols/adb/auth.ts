/**
 * How a computer proves to a device who it is, before anything else is said: the device sends a token, the computer signs
 * it with one key after the other until one is known, and at last sends the public half of its own, about which somebody
 * is asked on the display. (AOSP packages/modules/adb, protocol.txt)
 */
import { toHex } from '../bytes.ts';
import { bigOf, MODULUS_BYTES, type PublicKey } from './public-key.ts';

/** What an AUTH packet carries, by its first argument. */
export const AUTH = { token: 1, signature: 2, publicKey: 3 } as const;

export const TOKEN_BYTES = 20;

/** DigestInfo of PKCS#1 for a SHA-1 digest: the token is taken for one. (RFC 8017, 9.2, note 1) */
const DIGEST_INFO = '3021300906052B0E03021A05000414';

/** Is it the signature of this token by this key: RSA, PKCS#1 v1.5, compared as a whole and not parsed? */
export function isSignedBy({ modulus, exponent }: PublicKey, token: Uint8Array, signature: Uint8Array): boolean {
  if (token.length !== TOKEN_BYTES || signature.length !== MODULUS_BYTES) return false;
  const signed = bigOf(signature);
  return signed < modulus && power(signed, exponent, modulus) === padded(token);
}

/** `0001 FF… 00`, the DigestInfo, the token: as long as the modulus. */
function padded(token: Uint8Array): bigint {
  const rest = `00${DIGEST_INFO}${toHex(token)}`;
  return BigInt(`0x${`0001${rest.padStart(2 * MODULUS_BYTES - 4, 'F')}`}`);
}

function power(base: bigint, exponent: number, modulus: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let left = BigInt(exponent); left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
