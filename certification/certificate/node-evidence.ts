/** The files that a certificate was made from, hashed again: where they lie, each must be what the certificate names. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { isFolder, regularFile } from '#history/node-disk';
import { TwinError } from '#protocols/errors/errors';
import { fileError } from '#protocols/errors/file-errors';
import { sha256Hex } from './node-keys.ts';
import { whyNotRecorded } from './node-records.ts';
import type { Certificate } from './statement.ts';

/** Where in a folder pictures may be, besides where their name says: `manual` keeps them apart. */
const PLACES = ['', 'pictures'];

/** Errors: `file-not-found`, `not-a-folder`. */
export function mustBeFolders(paths: readonly string[]): void {
  for (const path of paths)
    if (!isFolder(path)) throw new TwinError(existsSync(path) ? 'not-a-folder' : 'file-not-found', path);
}

/**
 * How many files are as they were, the records of the two runs among them; they are looked for in all of the folders.
 * Errors: `certificate-evidence` if one is not there or has changed, those of reading a file.
 */
export function evidenceIn({ results, runs }: Certificate, folders: readonly string[]): number {
  const named = new Map(results.flatMap(({ evidence }) => evidence).map((one) => [`${one.name} ${one.sha256}`, one]));
  const missing: string[] = [];
  const changed: string[] = [];
  for (const { name, sha256 } of named.values()) {
    const digests = digestsOf(name, folders);
    if (digests.length === 0) missing.push(name);
    else if (!digests.includes(sha256)) changed.push(name);
  }
  const told = [
    ...(changed.length === 0 ? [] : [`Changed: ${changed.join(', ')}.`]),
    ...(missing.length === 0 ? [] : [`Not there: ${missing.join(', ')}.`]),
    ...whyNotRecorded({ runs }, folders),
  ];
  if (told.length > 0) throw new TwinError('certificate-evidence', told.join(' '));
  return named.size + runs.length;
}

/** Of every file of that name. A name that would lead out of a folder is that of no file. */
function digestsOf(name: string, folders: readonly string[]): string[] {
  if (isAbsolute(name) || name.split(/[\\/]/).includes('..')) return [];
  const paths = folders.flatMap((folder) => PLACES.map((place) => join(folder, place, name)));
  return paths.flatMap((path) => {
    try {
      if (statSync(path, { throwIfNoEntry: false }) === undefined) return [];
      regularFile(path);
      return [sha256Hex(readFileSync(path))];
    } catch (error) {
      throw fileError('read', path, error);
    }
  });
}
