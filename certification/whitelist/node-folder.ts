/**
 * A folder of certificates. They lie there as they were issued, and are verified anew each time the folder is read; one
 * that is damaged, or not signed by whom one trusts, is named and left aside.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { replaceText } from '#history/node-disk';
import { TwinError } from '#protocols/errors/errors';
import { fileError } from '#protocols/errors/file-errors';
import { deviceName } from '../certificate/device-record.ts';
import { named, readSigned } from '../certificate/node-files.ts';
import { sha256Hex } from '../certificate/node-keys.ts';
import type { Trust } from '../certificate/opening.ts';
import { authentic, mustHold, type Asked } from '../certificate/verifying.ts';
import type { Filed } from './table.ts';

/** What is no certificate, by the file it was taken for. */
export type LeftAside = { file: string; error: TwinError };

/** Every `.json` of the folder. Errors: those of reading the folder. */
export function readFolder(folder: string, trust: Trust): { certificates: Filed[]; leftAside: LeftAside[] } {
  const certificates: Filed[] = [];
  const leftAside: LeftAside[] = [];
  for (const name of certificateNames(folder)) {
    const file = join(folder, name);
    try {
      certificates.push({ ...authentic(readSigned(file), trust, sha256Hex), file: name });
    } catch (error) {
      if (!(error instanceof TwinError)) throw error;
      leftAside.push({ file: name, error });
    }
  }
  return { certificates, leftAside };
}

function certificateNames(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted();
  } catch (error) {
    throw fileError('read', folder, error);
  }
}

/** Whether certificates of simulated devices are taken. */
export type Adding = Asked & { rehearsal?: boolean };

/**
 * Puts certificates that hold into the folder, byte for byte; the paths they have there. One that is there already stays,
 * unless it was changed there. If one of them does not hold, none is put there.
 * Errors: those of a certificate that does not hold, `certificate-simulated`, those of files.
 */
export function addToFolder(folder: string, paths: readonly string[], trust: Trust, asked: Adding): string[] {
  const ready = paths.map((path) => readyFor(folder, path, trust, asked));
  return ready.map(({ kept, bytes }) => {
    const isThere = existsSync(kept) && Buffer.from(readSigned(kept)).equals(bytes);
    if (!isThere) replaceText(kept, bytes);
    return kept;
  });
}

function readyFor(folder: string, path: string, trust: Trust, asked: Adding): { kept: string; bytes: Uint8Array } {
  const bytes = readSigned(path);
  const { certificate, digest } = named(path, () => {
    const found = authentic(bytes, trust, sha256Hex);
    mustHold(found, asked);
    if (found.certificate.device.simulated === true && asked.rehearsal !== true)
      throw new TwinError('certificate-simulated', `It is of ${deviceName(found.certificate.device)}.`);
    return found;
  });
  const model = certificate.device.model.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return { kept: join(folder, `${model}-${digest.slice(0, 12)}.json`), bytes };
}
