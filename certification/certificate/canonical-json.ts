/**
 * Canonical JSON of RFC 8785: one text for one value, so that a digest of it is a digest of the value.
 */
import canonicalize from 'canonicalize';

/** What has a canonical text. A field that is absent and one that is `undefined` are the same. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** The bytes of the canonical text. Throws where a number is not finite or a text has half a character. */
export function canonicalBytes(value: Json): Uint8Array {
  return new TextEncoder().encode(canonicalize(value));
}
