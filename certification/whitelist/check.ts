/**
 * Whether devices would be admitted: each is judged by the function that the server itself judges by, with the rows that
 * would be exported for it. A certificate is for a build, which no server sees; so the build is compared besides.
 */
import { errorTable, type ErrorCode } from '#protocols/errors/errors';
import { whyNotListed } from '#server/core/clients/whitelist';
import { serverWhitelist } from './server-rows.ts';
import type { WhitelistRow } from './table.ts';

/** What is known of a device; what is not, is taken to be as it was certified, and told as a condition. */
export type FleetDevice = {
  serial?: string | undefined;
  model: string;
  /** Main version. */
  android: number;
  fingerprint?: string | undefined;
  /** Pixels, as it is held. */
  display?: { width: number; height: number } | undefined;
  batterySaverExempt?: boolean | undefined;
};

export type Checked = {
  device: FleetDevice;
  /** `other-build`: a server admits it, and no certificate is for its build. */
  outcome: 'admitted' | 'other-build' | 'refused';
  code: ErrorCode | null;
  /** Why, in a sentence. */
  sentence: string;
  /** What has to be kept to, and was not seen here. */
  conditions: string[];
  due: string | null;
  /** Id of the certificate it is admitted by. */
  certificate: string | null;
};

export function checkDevices(table: readonly WhitelistRow[], devices: readonly FleetDevice[], at: string): Checked[] {
  const { rows: whitelist } = serverWhitelist(table);
  return devices.map((device) => {
    const row = table.find(
      (one) => one.replacedBy === null && one.device.model === device.model && one.device.android === device.android,
    );
    const unlisted = whyNotListed({ whitelist, language: 'en' }, helloOf(device, row), Date.parse(at));
    if (unlisted !== null) return refused(device, unlisted.code, unlisted.sentence);
    // Whoever is admitted has a row of the table.
    if (row === undefined) return refused(device, 'device-not-listed');
    return admitted(device, row, table);
  });
}

/** What such a device would say of itself. */
function helloOf({ model, android, display, batterySaverExempt = true }: FleetDevice, row: WhitelistRow | undefined) {
  return {
    kind: 'client' as const,
    model: { name: model, android, batterySaverExempt },
    display: display ?? row?.device.display ?? { width: 1, height: 1 },
  };
}

function refused(device: FleetDevice, code: ErrorCode, sentence: string = errorTable[code].sentence): Checked {
  return { device, outcome: 'refused', code, sentence, conditions: [], due: null, certificate: null };
}

function admitted(device: FleetDevice, row: WhitelistRow, table: readonly WhitelistRow[]): Checked {
  const isOfBuild = (one: WhitelistRow) => one.standing === 'listed' && one.device.fingerprint === device.fingerprint;
  const own = device.fingerprint === undefined ? row : table.find(isOfBuild);
  const conditions = row.conditions.filter(({ must }) => isOpen(device, must)).map(({ en }) => en);
  const found = { device, conditions, due: row.due };
  if (own !== undefined) {
    const sentence = device.fingerprint === undefined ? 'Its build was not compared.' : 'Its build is certified.';
    return { ...found, outcome: 'admitted', code: null, sentence, certificate: own.id };
  }
  const sentence = `Certified is the build ${row.device.fingerprint}.`;
  return { ...found, outcome: 'other-build', code: 'certificate-other-build', sentence, certificate: null };
}

/** A condition that the server has looked at is met; the others people have to keep to. */
function isOpen({ display, batterySaverExempt }: FleetDevice, must: string | undefined): boolean {
  if (must === 'portrait') return display === undefined;
  return must !== 'battery-saver-exempt' || batterySaverExempt === undefined;
}
