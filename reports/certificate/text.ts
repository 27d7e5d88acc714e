/** A certificate that holds, for people, in a few lines. */
import { deviceName } from '#certification/certificate/device-record';
import type { Authentic } from '#certification/certificate/verifying';

/**
 * `files`: so many files of evidence are as they were, null where nobody has looked. `isListed`: a list of revoked
 * certificates was looked at. Ends with a line break.
 */
export function certificateText(
  path: string,
  { certificate, signedBy }: Authentic,
  files: number | null,
  isListed: boolean,
): string {
  const { verdict, device, validUntil, validForApi, conditions, id, laboratory, unknown = [] } = certificate;
  const lines = [
    `${path}: holds`,
    `  device     ${deviceName(device)}, build ${device.fingerprint}`,
    ...(device.simulated === true
      ? ['  rehearsal  the device is a program: this says nothing of any device there is']
      : []),
    `  verdict    ${verdict}`,
    ...conditions.map(({ criterion, en }) => `  condition  ${en} (${criterion})`),
    ...(unknown.length === 0 ? [] : [`  unknown    ${unknown.join(', ')}`]),
    `  valid      until ${validUntil}, and while Android has API level ${validForApi}`,
    `  issued     ${id} by ${laboratory.name}`,
    ...signedBy.map((key) => `  signed by  ${key}`),
    ...(files === null ? [] : [`  evidence   ${files} files, as they were`]),
    ...(isListed ? [] : ['  Whether it was revoked is not known: no list was given (--revoked).']),
  ];
  return `${lines.join('\n')}\n`;
}
