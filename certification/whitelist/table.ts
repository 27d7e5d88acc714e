/**
 * The whitelist as a table: a row for each certificate, made anew from the certificates whenever it is asked for. Nothing
 * of it is stored, so it can say nothing that they don't.
 *
 * Of certificates for the same model and main version of Android the one issued last counts; the others are replaced by
 * it, whatever it says, because a server can't see more of a device than these two. One of a simulated device never
 * counts in the place of one that is there, and refuses it but for a rehearsal.
 */
import type { DeviceRecord } from '../certificate/device-record.ts';
import type { Revocations } from '../certificate/revocations.ts';
import type { Condition } from '../certificate/run-record.ts';
import type { CertifiedVerdict } from '../certificate/statement.ts';
import { mustHold, type Authentic } from '../certificate/verifying.ts';
import { TwinError } from '#protocols/errors/errors';

const DAY_MS = 86_400_000;

/** A sentence for people, and for the device's screen in both languages of the server. */
export type Told = { en: string; de: string };

/** `over`: it does not hold at this time, or was revoked. */
export type Standing = 'listed' | 'refused' | 'over';

export type WhitelistRow = {
  device: DeviceRecord;
  verdict: CertifiedVerdict;
  standing: Standing;
  /** Why it is refused or over; null where it is listed. */
  reason: Told | null;
  conditions: (Condition & { criterion: string })[];
  issuedAt: string;
  validUntil: string;
  validForApi: number;
  /** Why it should be certified again soon; null where that has time. */
  due: string | null;
  catalogue: string;
  laboratory: string;
  /** Its id, its digest, and the file it is in. */
  id: string;
  digest: string;
  file: string;
  /** The id of the certificate that counts in its place; null where this one counts. */
  replacedBy: string | null;
};

/** How the table is made: at which time (UTC, to the second), and from how many days before its end one is due. */
export type TableAsked = {
  at: string;
  revocations: Revocations | null;
  dueWithinDays: number;
  /** Version of the catalogue of this program. */
  catalogue: string;
  /** Whether simulated devices count as if they were there. */
  rehearsal?: boolean;
};

/** A certificate whose signatures are good, and where it lies. */
export type Filed = Authentic & { file: string };

/** In the order of models and versions; the certificate that counts comes before those it replaces. */
export function whitelistTable(certificates: readonly Filed[], asked: TableAsked): WhitelistRow[] {
  const once = [...new Map(certificates.map((one) => [one.digest, one])).values()];
  const rows = once.map((one) => rowOf(one, asked)).toSorted(inOrder);
  const counts = new Map<string, WhitelistRow>();
  for (const row of rows) if (!counts.has(keyOf(row))) counts.set(keyOf(row), row);
  return rows.map((row) => {
    const first = counts.get(keyOf(row));
    return first === undefined || first === row ? row : { ...row, replacedBy: first.id };
  });
}

const keyOf = ({ device }: WhitelistRow): string => `${device.android} ${device.model}`;

function inOrder(a: WhitelistRow, b: WhitelistRow): number {
  return (
    compare(a.device.model, b.device.model) ||
    b.device.android - a.device.android ||
    Number(a.device.simulated === true) - Number(b.device.simulated === true) ||
    compare(b.issuedAt, a.issuedAt) ||
    compare(a.digest, b.digest)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function rowOf({ certificate, catalogue, digest, file }: Filed, asked: TableAsked): WhitelistRow {
  const { device, verdict, conditions, issuedAt, validUntil, validForApi, id, laboratory } = certificate;
  const over = whyOver({ certificate, catalogue, digest, signedBy: [] }, asked);
  const failed = certificate.results.filter((one) => one.class === 'fail').map((one) => one.id);
  const isOnlySimulated = device.simulated === true && asked.rehearsal !== true;
  const reason = over ?? (isOnlySimulated ? SIMULATED : verdict === 'rejected' ? rejected(failed) : null);
  return {
    device,
    verdict,
    standing: over === null ? (reason === null ? 'listed' : 'refused') : 'over',
    reason,
    conditions,
    issuedAt,
    validUntil,
    validForApi,
    due: reason === null ? whyDue(validUntil, catalogue, asked) : null,
    catalogue,
    laboratory: laboratory.name,
    id,
    digest,
    file,
    replacedBy: null,
  };
}

/** Why a certificate does not hold now; null if it does. It is decided where every certificate is (`mustHold`). */
function whyOver(authentic: Authentic, { at, revocations }: TableAsked): Told | null {
  try {
    mustHold(authentic, { at, revocations, device: null });
    return null;
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    return overTexts(error, authentic.certificate.issuedAt, authentic.certificate.validUntil, at);
  }
}

function overTexts({ code, detail }: TwinError, issuedAt: string, validUntil: string, at: string): Told {
  if (code === 'certificate-revoked') {
    return told(`Its certificate was revoked: ${detail}`, `Sein Zertifikat wurde widerrufen: ${detail}`);
  }
  return at < issuedAt
    ? told(`Its certificate is valid from ${issuedAt} on.`, `Sein Zertifikat gilt erst ab ${issuedAt}.`)
    : told(`Its certificate was valid until ${validUntil}.`, `Sein Zertifikat galt bis ${validUntil}.`);
}

function rejected(failed: readonly string[]): Told {
  const ids = failed.join(', ');
  return told(`It failed in its certification: ${ids}.`, `Es ist bei der Zertifizierung durchgefallen: ${ids}.`);
}

/** What a row of a server may say at most. */
const LONGEST_SENTENCE = 200;
const cut = (text: string): string =>
  text.length <= LONGEST_SENTENCE ? text : `${[...text].slice(0, LONGEST_SENTENCE - 1).join('')}…`;
const told = (en: string, de: string): Told => ({ en: cut(en), de: cut(de) });

const SIMULATED = told(
  'Only a simulated device has a certificate, and that is a rehearsal.',
  'Nur ein simuliertes Gerät hat ein Zertifikat, und das ist eine Probe.',
);

function whyDue(validUntil: string, tested: string, { at, dueWithinDays, catalogue }: TableAsked): string | null {
  const days = Math.floor((Date.parse(validUntil) - Date.parse(at)) / DAY_MS);
  if (days < dueWithinDays) return days === 1 ? 'It ends in one day.' : `It ends in ${days} days.`;
  const major = (version: string): string => version.split('.')[0] ?? version;
  if (major(tested) === major(catalogue)) return null;
  return `It was tested by catalogue ${tested}, and the present one is ${catalogue}.`;
}
