/**
 * A public key as adb sends it: base64, then who it is, `anna@bench`. In the bytes are numbers with the low byte first:
 * how many words of 32 bits the modulus has, −1/modulus modulo 2³² (`n0inv`), the modulus, 2⁴⁰⁹⁶ modulo the modulus
 * (`rr`), and the exponent. (AOSP system/core, libcrypto_utils, android_pubkey.h)
 */
import { fromBase64 } from '../base64.ts';
import { toHex } from '../bytes.ts';

export type PublicKey = {
  /** Its bytes in base64, by which a device remembers it. */
  id: string;
  /** Who calls himself its owner; nobody has checked it. */
  owner: string;
  modulus: bigint;
  exponent: number;
};

/** Of RSA with 2048 bits: adb has no other. */
export const MODULUS_BYTES = 256;
const WORD = 4;
const KEY_BYTES = 3 * WORD + 2 * MODULUS_BYTES;
const ID_CHARACTERS = 4 * Math.ceil(KEY_BYTES / 3);
const RR_AT = 2 * WORD + MODULUS_BYTES;
const EXPONENTS: readonly number[] = [3, 65_537];
const LONGEST_OWNER = 200;

/** The key; null for what is none, one whose numbers do not belong together, and one of another length. */
export function readPublicKey(payload: Uint8Array): PublicKey | null {
  const text = new TextDecoder().decode(payload).replace(/\0+$/, '').trim();
  const id = text.slice(0, ID_CHARACTERS);
  const owner = text.slice(ID_CHARACTERS);
  const bytes = fromBase64(id);
  if (bytes?.length !== KEY_BYTES || !isOwner(owner)) return null;
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const modulus = bigOf(bytes.slice(2 * WORD, RR_AT).reverse());
  const exponent = words.getUint32(KEY_BYTES - WORD, true);
  const isWhole =
    words.getUint32(0, true) === MODULUS_BYTES / WORD &&
    modulus >> BigInt(8 * MODULUS_BYTES - 1) === 1n &&
    EXPONENTS.includes(exponent) &&
    BigInt.asUintN(32, modulus * BigInt(words.getUint32(WORD, true))) === 0xffff_ffffn &&
    bigOf(bytes.slice(RR_AT, RR_AT + MODULUS_BYTES).reverse()) === (1n << BigInt(16 * MODULUS_BYTES)) % modulus;
  return isWhole ? { id, owner: owner.trim(), modulus, exponent } : null;
}

/** Nothing, or a blank and words that a display can show. */
const isOwner = (text: string): boolean =>
  text === '' || (text.startsWith(' ') && text.length <= LONGEST_OWNER && !/\p{Cc}/u.test(text));

/** The number of these bytes, the high one first. */
export function bigOf(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}
