/** The columns in which a whitelist is shown, on a console, in Markdown, as CSV and on a page: the same everywhere. */
import { deviceName } from '#certification/certificate/device-record';
import type { WhitelistRow } from '#certification/whitelist/table';

export const COLUMNS = [
  'device',
  'Android',
  'verdict',
  'conditions',
  'valid until',
  'certify again',
  'build',
  'certificate',
] as const;

/** What stands in them; sentences are joined. */
export function cellsOf(row: WhitelistRow): string[] {
  const { device, validUntil, due, id } = row;
  return [
    deviceName(device),
    `${device.android} (API ${device.api})`,
    verdictOf(row),
    sentencesOf(row).join(' '),
    validUntil.slice(0, 10),
    due ?? '',
    device.fingerprint,
    id,
  ];
}

/** The verdict of the certificate, or what has become of it. That of a simulated device is none, but in a rehearsal. */
export function verdictOf({ standing, verdict, replacedBy }: WhitelistRow): string {
  if (replacedBy !== null) return 'replaced';
  if (standing === 'refused' && verdict !== 'rejected') return 'rehearsal';
  return standing === 'over' ? 'not valid' : verdict;
}

/** Conditions of a device that is listed, else the reason why it is not. */
export function sentencesOf({ reason, conditions, replacedBy }: WhitelistRow): string[] {
  if (replacedBy !== null) return [`Replaced by ${replacedBy}.`];
  return reason === null ? conditions.map(({ en }) => en) : [reason.en];
}
