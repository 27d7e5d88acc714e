/**
 * Files and folders, read and written so that nothing hangs and whatever goes wrong is an error of the table
 * (protocols/errors/file-errors.ts). Pipes and sockets are refused: reading from one may never end, and so may opening one.
 */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname } from 'node:path';
import { threadId } from 'node:worker_threads';
import { TwinError } from '#protocols/errors/errors';
import { fileError } from '#protocols/errors/file-errors';

/** No scenario and no configuration comes near this; more would only fill the memory. */
const LARGEST_TEXT = 64 << 20;

/** The text of a file in UTF-8, or in UTF-16 with its mark. Errors: those of reading a file, `not-text`. */
export function readText(path: string): string {
  if (regularFile(path).size > LARGEST_TEXT) throw new TwinError('file-too-large', path);
  try {
    const bytes = readFileSync(path);
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw new TwinError('not-text', path);
    throw fileError('read', path, error);
  }
}

/** The encoding that the first bytes of a text tell. */
export function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** Makes sure that this is a file which can be read to its end. Errors: those of reading a file. */
export function regularFile(path: string): Stats {
  let found: Stats;
  try {
    found = statSync(path);
  } catch (error) {
    throw fileError('read', path, error);
  }
  if (found.isDirectory()) throw new TwinError('is-a-folder', path);
  if (!found.isFile()) throw new TwinError('not-a-file', path);
  return found;
}

/** Whether there is a folder of this name. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Writes a whole file, making its folder. Errors: those of writing a file. */
export function writeText(path: string, text: string): void {
  makeFolder(dirname(path));
  writable(path);
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw fileError('written', path, error);
  }
}

/**
 * Writes a whole file in one go: whoever looks, and whoever starts again after a power cut, finds what was there before
 * or all of this. With a `mode` it is at no time readable by others than that says. Errors: those of writing a file.
 */
export function replaceText(path: string, text: string | Uint8Array, mode?: number): void {
  makeFolder(dirname(path));
  writable(path);
  // Of this thread only: two processes may write the same file at a time, and the last one counts.
  const next = `${path}.${process.pid}-${threadId}.next`;
  try {
    rmSync(next, { force: true });
    const file = openSync(next, 'wx', mode);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(next, path);
  } catch (error) {
    remove(next);
    throw fileError('written', path, error);
  }
}

/** Removes what is left of a file that could not be written. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What went wrong before is what is told.
  }
}

/** Refuses what would block whoever opens it for writing. A device like /dev/null is fine. */
export function writable(path: string): void {
  let found: Stats | undefined;
  try {
    found = statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw fileError('written', path, error);
  }
  if (found === undefined || found.isFile() || found.isCharacterDevice()) return;
  throw new TwinError(found.isDirectory() ? 'is-a-folder' : 'not-a-file', path);
}

/**
 * Makes a folder and those above it. Not by Node's `recursive`, which tries for ever where a file system takes no
 * folders, as /proc. Errors: those of writing a file.
 */
export function makeFolder(path: string): void {
  try {
    if (isFolder(path)) return;
    const above = dirname(path);
    if (above !== path) makeFolder(above);
    mkdirSync(path);
  } catch (error) {
    if (isMadeMeanwhile(path, error)) return;
    throw fileError('written', path, error);
  }
}

function isMadeMeanwhile(path: string, error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST' && isFolder(path);
}
