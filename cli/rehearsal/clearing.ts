/** A rehearsal begins anew each time, so what lies where it writes goes; but only if it is of a rehearsal. */
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readJson } from '#certification/certificate/node-files';
import { sessionSchema } from '#certification/probes/session';
import { isFolder } from '#history/node-disk';
import { isLocked } from '#history/node-lock';
import { TwinError } from '#protocols/errors/errors';
import { fileError } from '#protocols/errors/file-errors';
import { CERTIFYING } from '../certifying.ts';
import { bench } from './asked.ts';

const STATE = 'state.json';

/**
 * Makes sure that nothing would be lost by clearing a folder. Errors: `certification-other`, `certification-in-use`,
 * `certification-damaged`, `not-a-folder`, those of reading a file.
 */
export function mustBeRehearsal(folder: string): void {
  const names = namesIn(folder);
  if (isLocked(folder, CERTIFYING)) throw new TwinError(CERTIFYING.inUse, folder);
  const others = names.filter((name) => name !== CERTIFYING.file);
  if (others.length === 0) return;
  if (!names.includes(STATE)) throw new TwinError('certification-other', `${folder} has files of no rehearsal.`);
  const session = readJson(join(folder, STATE), sessionSchema, 'certification-damaged');
  if (!isDeepStrictEqual(session.bench, bench))
    throw new TwinError('certification-other', `${folder} is of ${session.serial}, and no rehearsal.`);
}

/** Removes a folder of a rehearsal. Errors: as `mustBeRehearsal`, those of writing a file. */
export function clear(folder: string): void {
  mustBeRehearsal(folder);
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    throw fileError('written', folder, error);
  }
}

/** None where nothing is. */
function namesIn(folder: string): string[] {
  try {
    if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return [];
    if (!isFolder(folder)) throw new TwinError('not-a-folder', folder);
    return readdirSync(folder);
  } catch (error) {
    throw error instanceof TwinError ? error : fileError('read', folder, error);
  }
}
