/**
 * DSSE, the envelope that certificates are signed in: https://github.com/secure-systems-lab/dsse, version 1.0.2.
 *
 * What is signed is not the payload alone but its type as well (`pae`), so that a signed list cannot be handed over as a
 * certificate. The id of a key beside a signature is a hint that nobody has signed.
 */
import { z } from 'zod';
import { fromBase64, toBase64 } from '#protocols/base64';
import { concatBytes } from '#protocols/bytes';

/** Most signatures an envelope may have; a certificate has one or two. */
const MOST_SIGNATURES = 16;

const base64Bytes = z.string().transform((text, context) => {
  const bytes = fromBase64(text);
  if (bytes !== null) return bytes;
  context.addIssue({ code: 'custom', message: 'not base64' });
  return z.NEVER;
});

/** Both are told in messages before anybody has vouched for them. */
const printable = z
  .string()
  .max(200)
  .regex(/^[\x20-\x7e]*$/, 'text in ASCII');

/** An envelope with its base64 undone. */
export const envelopeSchema = z.strictObject({
  payloadType: printable.min(1),
  payload: base64Bytes,
  signatures: z
    .array(z.strictObject({ keyid: printable, sig: base64Bytes }))
    .min(1)
    .max(MOST_SIGNATURES),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** The pre-authentication encoding: the bytes that a signature is over. Lengths count bytes. */
export function pae(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = new TextEncoder().encode(payloadType);
  const head = new TextEncoder().encode(`DSSEv1 ${type.length} `);
  const between = new TextEncoder().encode(` ${payload.length} `);
  return concatBytes([head, type, between, payload]);
}

/** The envelope as its file has it: JSON in one line, its keys in order. */
export function envelopeText({ payloadType, payload, signatures }: Envelope): string {
  const signed = signatures.map(({ keyid, sig }) => ({ keyid, sig: toBase64(sig) }));
  return `${JSON.stringify({ payload: toBase64(payload), payloadType, signatures: signed })}\n`;
}
