/**
 * Whether a certificate holds, without a network: signed by whom one trusts, not revoked, in its time, and for this very
 * device. The first that is wrong is told, by an error of its own.
 */
import { TwinError } from '#protocols/errors/errors';
import { canonicalBytes } from './canonical-json.ts';
import { differences, type DeviceRecord } from './device-record.ts';
import { open, type Kind, type Trust } from './opening.ts';
import type { Revocations } from './revocations.ts';
import {
  CERTIFICATE_TYPE,
  catalogueVersionOf,
  certificateOf,
  statementSchema,
  type Certificate,
  type Statement,
} from './statement.ts';

export const CERTIFICATE: Kind<Statement> = {
  type: CERTIFICATE_TYPE,
  schema: statementSchema,
  invalid: 'certificate-invalid',
};

/** SHA-256 in small hex. */
export type Digest = (bytes: Uint8Array) => string;

/** A certificate whose signatures are good. `catalogue` is the version it was tested by; `digest` is that of what was signed, and its name in a list. */
export type Authentic = { certificate: Certificate; catalogue: string; digest: string; signedBy: string[] };

export type Asked = {
  /** UTC, to the second. */
  at: string;
  revocations: Revocations | null;
  /** The device in hand; null if only the certificate itself is asked for. */
  device: DeviceRecord | null;
};

/** Errors: `certificate-invalid`, `certificate-tampered`, `certificate-untrusted`. */
export function authentic(bytes: Uint8Array, trust: Trust, digest: Digest): Authentic {
  const { value, payload, signedBy } = open(bytes, CERTIFICATE, trust);
  const certificate = certificateOf(value);
  if (digest(canonicalBytes(certificate.device)) !== value.subject[0]?.digest.sha256) {
    throw new TwinError('certificate-invalid', 'Its subject is not the device that it describes.');
  }
  return { certificate, catalogue: catalogueVersionOf(value), digest: digest(payload), signedBy };
}

/** Errors: `certificate-revoked`, `certificate-expired`, `certificate-other-build`. */
export function mustHold({ certificate, digest }: Authentic, { at, revocations, device }: Asked): void {
  const revoked = revocations?.revoked.find((one) => one.certificate === digest);
  if (revoked !== undefined) throw new TwinError('certificate-revoked', `${revoked.revokedAt}: ${revoked.reason}`);
  if (at < certificate.issuedAt)
    throw new TwinError('certificate-expired', `It is valid from ${certificate.issuedAt} on.`);
  if (at >= certificate.validUntil)
    throw new TwinError('certificate-expired', `It was valid until ${certificate.validUntil}.`);
  if (device === null) return;
  const others = differences(certificate.device, device);
  const isUpgraded = device.model === certificate.device.model && device.api !== certificate.validForApi;
  if (isUpgraded) throw new TwinError('certificate-expired', `Android was changed: ${others.join('; ')}.`);
  if (others.length > 0) throw new TwinError('certificate-other-build', `${others.join('; ')}.`);
}
