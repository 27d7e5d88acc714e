/** One search at a time in a folder: whoever is in it keeps a file there that says so, and touches it while it lives. */
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '#history/node-disk';
import { TwinError } from '#protocols/errors/errors';
import { fileError } from '#protocols/errors/file-errors';

const TOUCH_MS = 10_000;
/** Older than this it is of a process that was killed, even if another has its number by now. */
const STALE_MS = 6 * TOUCH_MS;

/** Takes a folder, making it, until the returned function is called. Errors: `search-in-use`, those of writing a file. */
export function lockFolder(folder: string): () => void {
  makeFolder(folder);
  const path = join(folder, 'search.lock');
  if (isHeld(path)) throw new TwinError('search-in-use', folder);
  try {
    rmSync(path, { force: true });
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new TwinError('search-in-use', folder);
    throw fileError('written', path, error);
  }
  const touching = setInterval(() => touch(path), TOUCH_MS).unref();
  return () => {
    clearInterval(touching);
    rmSync(path, { force: true });
  };
}

/** Whether a process that lives is in that folder. */
export function isSearching(folder: string): boolean {
  return isHeld(join(folder, 'search.lock'));
}

function isHeld(path: string): boolean {
  try {
    if (Date.now() - statSync(path).mtimeMs > STALE_MS) return false;
    process.kill(Number(readFileSync(path, 'utf8')), 0);
    return true;
  } catch (error) {
    // A process of somebody else lives, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
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
