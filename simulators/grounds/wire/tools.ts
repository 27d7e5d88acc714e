/**
 * Programs by which some faults are made on the wire, where the real process must not know of them: libfaketime sets
 * its clock, prlimit (util-linux) lets its files grow no more.
 */
import { accessSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { TwinError } from '#protocols/errors/errors';

export type Tools = {
  /** The library, if a fault wants it. */
  libfaketime: string | undefined;
};

/** What these faults want. Error: `fault-needs-tool`. */
export function findTools(faults: readonly string[]): Tools {
  const setsClock = faults.includes('server-clock-step');
  const libfaketime = setsClock ? findLibfaketime() : undefined;
  if (setsClock && libfaketime === undefined)
    throw new TwinError('fault-needs-tool', 'server-clock-step: libfaketime.');
  if (faults.includes('disk-full') && findOnPath('prlimit') === undefined)
    throw new TwinError('fault-needs-tool', 'disk-full: prlimit.');
  return { libfaketime };
}

/** Where Debian and its relatives keep it. */
export function findLibfaketime(): string | undefined {
  return foldersIn('/usr/lib')
    .map((folder) => join(folder, 'faketime', 'libfaketime.so.1'))
    .find(exists);
}

function foldersIn(path: string): string[] {
  try {
    return [path, ...readdirSync(path).map((name) => join(path, name))];
  } catch {
    return [];
  }
}

/** The path of a program that is on the PATH. */
export function findOnPath(command: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  return (env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find(exists);
}

function exists(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}
