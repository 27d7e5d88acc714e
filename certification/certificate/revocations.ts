/**
 * The list of certificates that hold no more, signed like a certificate but as another type. A certificate is named by
 * the digest of what was signed, so that nobody can revoke, or spare, one by another signature under it.
 */
import { z } from 'zod';
import type { Kind } from './opening.ts';
import { sha256, utcTime } from './run-record.ts';

const revocationsSchema = z.strictObject({
  format: z.literal(1),
  /** When this state of the list was signed. */
  issuedAt: utcTime,
  revoked: z
    .array(z.strictObject({ certificate: sha256, revokedAt: utcTime, reason: z.string().min(1).max(500) }))
    .max(10_000),
});
export type Revocations = z.infer<typeof revocationsSchema>;

export const REVOCATIONS: Kind<Revocations> = {
  type: 'application/vnd.mpos-twin.revocations+json',
  schema: revocationsSchema,
  invalid: 'revocations-invalid',
};

/** The list with one more; one that is on it stays as it is. */
export function withRevoked(list: Revocations, certificate: string, reason: string, at: string): Revocations {
  const isOnIt = list.revoked.some((one) => one.certificate === certificate);
  const revoked = isOnIt ? list.revoked : [...list.revoked, { certificate, revokedAt: at, reason }];
  return { format: 1, issuedAt: at, revoked };
}
