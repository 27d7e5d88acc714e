/**
 * Opens a signed file: nothing of what is in it is read before the signature over just these bytes has been found good.
 *
 * A file counts only as it was written: another blank in it, another spelling of its base64, or a key that occurs twice,
 * and it is no signed file. So two files never say the same, and what is revoked cannot come back in other clothes.
 * Signatures of keys that nobody here trusts are passed over, as DSSE has it; those of a trusted one must be good.
 */
import type { z } from 'zod';
import { TwinError, type ErrorCode } from '#protocols/errors/errors';
import { canonicalBytes, type Json } from './canonical-json.ts';
import { envelopeSchema, envelopeText, pae, type Envelope } from './dsse.ts';
import { issuesOf } from './issues.ts';

/** A key that signatures are checked with. Its id is the SHA-256 of its public half (SPKI, DER), in hex. */
export type TrustedKey = { id: string; verifies(message: Uint8Array, signature: Uint8Array): boolean };

/** Whom one trusts, and how many of them must have signed. */
export type Trust = { keys: readonly TrustedKey[]; threshold: number };

/** What a kind of signed file is, and the error where it is not. */
export type Kind<T> = { type: string; schema: z.ZodType<T>; invalid: ErrorCode };

export type Opened<T> = { value: T; payload: Uint8Array; signedBy: string[] };

/** Errors: that of the kind, `certificate-tampered`, `certificate-untrusted`. */
export function open<T>(bytes: Uint8Array, kind: Kind<T>, trust: Trust): Opened<T> {
  const envelope = envelopeIn(bytes, kind.invalid);
  if (envelope.payloadType !== kind.type) {
    throw new TwinError(kind.invalid, `It is signed as ${envelope.payloadType}, not as ${kind.type}.`);
  }
  const signedBy = signersOf(envelope, trust);
  return { value: payloadAs(envelope.payload, kind), payload: envelope.payload, signedBy };
}

/** What a signed file seems to say, without a look at who has signed it: for a message, never for a decision. */
export function envelopeIn(bytes: Uint8Array, invalid: ErrorCode): Envelope {
  const { text, value } = parsedJson(bytes, invalid);
  const result = envelopeSchema.safeParse(value);
  if (!result.success) throw new TwinError(invalid, issuesOf(result.error, envelopeSchema, value));
  if (envelopeText(result.data) !== text) throw new TwinError(invalid, 'It is not as it was written.');
  return result.data;
}

function signersOf({ payloadType, payload, signatures }: Envelope, { keys, threshold }: Trust): string[] {
  const message = pae(payloadType, payload);
  const trusted = new Map(keys.map((key) => [key.id, key]));
  const good = new Set<string>();
  for (const { keyid, sig } of signatures) {
    const key = trusted.get(keyid);
    if (key === undefined) continue;
    if (!key.verifies(message, sig))
      throw new TwinError('certificate-tampered', `The signature of ${keyid} is not over this.`);
    good.add(keyid);
  }
  if (threshold >= 1 && good.size >= threshold) return [...good];
  const signers = signatures.map(({ keyid }) => keyid).join(', ');
  throw new TwinError('certificate-untrusted', `${good.size} of ${threshold} trusted keys; signed by ${signers}.`);
}

function payloadAs<T>(payload: Uint8Array, { schema, invalid }: Kind<T>): T {
  const { value } = parsedJson(payload, invalid);
  const result = schema.safeParse(value);
  if (!result.success) throw new TwinError(invalid, issuesOf(result.error, schema, value));
  const again = canonicalBytes(value as Json);
  if (again.length !== payload.length || again.some((byte, i) => byte !== payload[i])) {
    throw new TwinError(invalid, 'What is signed is no canonical JSON.');
  }
  return result.data;
}

function parsedJson(bytes: Uint8Array, invalid: ErrorCode): { text: string; value: unknown } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, value: JSON.parse(text) };
  } catch (error) {
    throw new TwinError(invalid, error instanceof Error ? error.message : String(error));
  }
}
