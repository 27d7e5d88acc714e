/** A certificate that holds, for people, in a few lines. */
import type { Authentic } from '#certification/certificate/verifying';

/** `isListed`: a list of revoked certificates was looked at. Ends with a line break. */
export function certificateText(path: string, { certificate, signedBy }: Authentic, isListed: boolean): string {
  const { verdict, device, validUntil, validForApi, conditions, id, laboratory } = certificate;
  const lines = [
    `${path}: holds`,
    `  device     ${device.manufacturer} ${device.model}, build ${device.fingerprint}`,
    `  verdict    ${verdict}`,
    ...conditions.map(({ criterion, en }) => `  condition  ${en} (${criterion})`),
    `  valid      until ${validUntil}, and while Android has API level ${validForApi}`,
    `  issued     ${id} by ${laboratory.name}`,
    ...signedBy.map((key) => `  signed by  ${key}`),
    ...(isListed ? [] : ['  Whether it was revoked is not known: no list was given (--revoked).']),
  ];
  return `${lines.join('\n')}\n`;
}
