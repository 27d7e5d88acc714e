/** Signs certificates and lists. Ed25519 takes no chance: the same content under the same key is the same file. */
import { TwinError } from '#protocols/errors/errors';
import { canonicalBytes, type Json } from './canonical-json.ts';
import { envelopeText, pae } from './dsse.ts';
import { issuesOf } from './issues.ts';
import { issue } from './issuing.ts';
import type { Signer } from './node-keys.ts';
import { digestOf } from './node-records.ts';
import type { Kind } from './opening.ts';
import type { RunRecord } from './run-record.ts';
import { CERTIFICATE } from './verifying.ts';

/** The file of a signed value. Errors: that of the kind, for what nobody could read again. */
export function signed<T extends Json>(
  value: T,
  { type, schema, invalid }: Kind<T>,
  signers: readonly Signer[],
): string {
  const read = schema.safeParse(value);
  if (!read.success) throw new TwinError(invalid, issuesOf(read.error, schema, value));
  const payload = canonicalBytes(value);
  const message = pae(type, payload);
  const signatures = signers.map((signer) => ({ keyid: signer.id, sig: signer.sign(message) }));
  return envelopeText({ payloadType: type, payload, signatures });
}

/**
 * The file of a certificate, or why there is none. Its id is made of its runs and its date. Errors: as `signed`.
 */
export function signedCertificate(
  first: RunRecord,
  second: RunRecord,
  { authorisedBy, issuedAt }: { authorisedBy: string; issuedAt: string },
  signers: readonly Signer[],
): { text: string } | { refused: string[] } {
  const runDigests = [digestOf(first), digestOf(second)] as const;
  const issued = issue(first, second, {
    id: `${issuedAt.slice(0, 10)}-${digestOf([...runDigests, issuedAt]).slice(0, 12)}`,
    authorisedBy,
    issuedAt,
    deviceDigest: digestOf(first.device),
    runDigests,
  });
  return 'refused' in issued ? issued : { text: signed(issued.statement, CERTIFICATE, signers) };
}
