/** One process at a time in a folder: whoever is in it keeps a file there that says so, and touches it while it lives. */
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TwinError, type ErrorCode } from '#protocols/errors/errors';
import { fileError } from '#protocols/errors/file-errors';
import { makeFolder } from './node-disk.ts';

/** What is done in a folder by one process only: the name of the file that says so, and the error of who comes second. */
export type LockKind = { file: string; inUse: ErrorCode };

const TOUCH_MS = 10_000;
/** Older than this it is of a process that was killed, even if another has its number by now. */
const STALE_MS = 6 * TOUCH_MS;
/** One that was left behind is taken away once; who finds another then came second. */
const TRIES = 2;

/** Takes a folder, making it, until the returned function is called. Errors: that of the kind, those of writing a file. */
export function lockFolder(folder: string, { file, inUse }: LockKind): () => void {
  makeFolder(folder);
  const path = join(folder, file);
  const ours = `${process.pid}\n`;
  for (let tries = 1; !written(path, ours); tries += 1) {
    if (tries === TRIES || isHeld(path)) throw new TwinError(inUse, folder);
    rmSync(path, { force: true });
  }
  const touching = setInterval(() => touch(path), TOUCH_MS).unref();
  return () => {
    clearInterval(touching);
    // Who stood still for long may have lost the folder to another process.
    if (textOf(path) === ours) rmSync(path, { force: true });
  };
}

/** Whether a process that lives is in that folder. */
export function isLocked(folder: string, { file }: LockKind): boolean {
  return isHeld(join(folder, file));
}

/** False where there is a file already. */
function written(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fileError('written', path, error);
  }
}

function isHeld(path: string): boolean {
  try {
    if (Date.now() - statSync(path).mtimeMs > STALE_MS) return false;
    const text = readFileSync(path, 'utf8');
    // It is there before its number is: somebody is just about to write that.
    if (text === '') return true;
    process.kill(Number(text), 0);
    return true;
  } catch (error) {
    // A process of somebody else lives, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function touch(path: string): void {
  try {
    const now = Date.now() / 1_000;
    utimesSync(path, now, now);
  } catch {
    // Somebody took the file away; whoever comes next is told nothing, and that is all.
  }
}
