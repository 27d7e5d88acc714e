/**
 * The records of runs that a certificate names, found again by their digests. It is that of what a record says (canonical
 * JSON), so a record may be written in another way, lie under another name, and have been kept beside a newer one.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readText } from '#history/node-disk';
import { TwinError } from '#protocols/errors/errors';
import { fileError } from '#protocols/errors/file-errors';
import { canonicalBytes, type Json } from './canonical-json.ts';
import { sha256Hex } from './node-keys.ts';
import { repeatedKey } from './repeated-key.ts';
import type { Certificate } from './statement.ts';

/** So many digits of a digest tell files apart. */
const SHORT_DIGEST = 12;

/** The digits that stand in the names of files. */
export const shortDigest = (digest: string): string => digest.slice(0, SHORT_DIGEST);

/** Of what a record, or a device, says: SHA-256 in hex. */
export const digestOf = (value: Json): string => sha256Hex(canonicalBytes(value));

/** The name that a record is kept under when a newer one takes its place: `run-1.json` has its digest in it then. */
export function keptName(file: string, digest: string): string {
  return file.replace(/(\.json)?$/, `-${shortDigest(digest)}.json`);
}

/** The digest of the record in a file; null where the text is no JSON, or leaves open what it says. */
export function digestOfText(text: string): string | null {
  return readable(text)?.digest ?? null;
}

/** For each run whose record is not in these folders as it was, a sentence. Errors: those of reading a file. */
export function whyNotRecorded({ runs }: Pick<Certificate, 'runs'>, folders: readonly string[]): string[] {
  const there = folders.flatMap(jsonFilesIn).map((path) => ({ path, found: readable(textOf(path)) }));
  return runs.flatMap(({ startedAt, sha256 }, i) => {
    if (there.some(({ found }) => found?.digest === sha256)) return [];
    const run = `The record of run ${i + 1}, begun at ${startedAt},`;
    const changed = there.filter(
      ({ path, found }) => found?.startedAt === startedAt || basename(path).includes(shortDigest(sha256)),
    );
    return changed.length === 0
      ? [`${run} is not there.`]
      : [`${run} is not as it was: ${changed.map(({ path }) => path).join(', ')}.`];
  });
}

function jsonFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(folder, name))
      .filter((path) => existsSync(path) && statSync(path).isFile());
  } catch (error) {
    throw fileError('read', folder, error);
  }
}

/** Empty where it is no text, or is larger than any record. */
function textOf(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    if (error instanceof TwinError && (error.code === 'not-text' || error.code === 'file-too-large')) return '';
    throw error;
  }
}

function readable(text: string): { digest: string; startedAt: unknown } | null {
  try {
    const value = JSON.parse(text) as Json;
    if (repeatedKey(text) !== null) return null;
    const startedAt = typeof value === 'object' && value !== null && 'startedAt' in value ? value.startedAt : null;
    return { digest: digestOf(value), startedAt };
  } catch {
    return null;
  }
}
