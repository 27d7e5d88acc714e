/** Nights on disk: a folder each, called after the day and a number, and in it night.json, which is replaced whole. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isFolder, makeFolder, readText, replaceText } from '#history/node-disk';
import { TwinError } from '#protocols/errors/errors';
import { fileError } from '#protocols/errors/file-errors';
import { NIGHT_FORMAT, NIGHT_VERSION, type Night } from './figures.ts';

const FILE = 'night.json';

/** Keeps a night as it stands. Errors: those of writing a file. */
export function saveNight(folder: string, night: Night): void {
  replaceText(join(folder, FILE), `${JSON.stringify(night, null, 2)}\n`);
}

/** The night in a folder. Errors: those of reading a file, `night-damaged`. */
export function readNight(folder: string): Night {
  const path = join(folder, FILE);
  const text = readText(path);
  let night: Partial<Night> | null;
  try {
    night = JSON.parse(text) as Partial<Night> | null;
  } catch {
    throw new TwinError('night-damaged', path);
  }
  if (night?.format !== NIGHT_FORMAT || night.version !== NIGHT_VERSION) throw new TwinError('night-damaged', path);
  // Nights of before had no devices.
  return { devices: [], ...night } as unknown as Night;
}

/** The last night below `out`, if it was broken off; null otherwise. Errors: as `readNight`. */
export function brokenOffNight(out: string): { folder: string; night: Night } | null {
  const name = isFolder(out) ? nightsIn(out).at(-1) : undefined;
  if (name === undefined) return null;
  const folder = join(out, name);
  // Killed between making its folder and writing its file, a night has not begun.
  if (!existsSync(join(folder, FILE))) return null;
  const night = readNight(folder);
  return night.endedAt === null ? { folder, night } : null;
}

/** Makes the folder of the next night of a day (as YYYY-MM-DD). Errors: those of writing a file. */
export function makeNightFolder(out: string, day: string): { folder: string; name: string } {
  makeFolder(out);
  for (let number = nightsIn(out).filter((name) => name.startsWith(day)).length + 1; ; number += 1) {
    const name = `${day}-${String(number).padStart(3, '0')}`;
    try {
      mkdirSync(join(out, name));
      return { folder: join(out, name), name };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw fileError('written', join(out, name), error);
    }
  }
}

function nightsIn(out: string): string[] {
  try {
    return readdirSync(out)
      .filter((name) => /^\d{4}-\d\d-\d\d-\d{3,}$/.test(name))
      .toSorted();
  } catch (error) {
    throw fileError('read', out, error);
  }
}
