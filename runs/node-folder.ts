/**
 * Where the files of a run are kept: `<out>/<name>/<number>`, a folder of its own for every run, so that none overwrites
 * another. `<out>/latest` leads to the last one; where a system has no links for it, `<out>/latest.txt` names it.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileError } from '#protocols/errors/file-errors';
import { isFolder, makeFolder, writeText } from '#history/node-disk';

/** Makes the next free folder of that name and lets `latest` lead to it. Errors: those of writing a file. */
export function makeRunFolder(out: string, name: string): string {
  const runs = join(out, name);
  try {
    makeFolder(runs);
    const folder = makeNextFolder(runs);
    pointAt(out, folder);
    return folder;
  } catch (error) {
    throw fileError('written', runs, error);
  }
}

export const historyIn = (folder: string): string => join(folder, 'history.ndjson');
export const reportIn = (folder: string): string => join(folder, 'report.html');
export const verdictIn = (folder: string): string => join(folder, 'verdict.json');
export const shrunkIn = (folder: string): string => join(folder, 'shrunk.yaml');

/**
 * Makes the folder of the next number in a folder. Making it is what takes the number: of two runs that begin at once,
 * one goes on to the next.
 */
export function makeNextFolder(runs: string): string {
  const taken = readdirSync(runs).map((name) => (/^\d+$/.test(name) ? Number(name) : 0));
  for (let number = Math.max(0, ...taken) + 1; ; number += 1) {
    const folder = join(runs, String(number).padStart(3, '0'));
    try {
      mkdirSync(folder);
      return folder;
    } catch (error) {
      if (!isFolder(folder)) throw error;
    }
  }
}

/** A junction on Windows, which needs no rights; a symbolic link elsewhere, replaced in one go. */
function pointAt(out: string, folder: string): void {
  const latest = join(out, 'latest');
  const next = `${latest}-${relative(out, folder).replaceAll(/[/\\]/g, '-')}`;
  try {
    symlinkSync(relative(out, folder), next, 'junction');
    try {
      renameSync(next, latest);
    } catch {
      rmSync(latest);
      renameSync(next, latest);
    }
  } catch {
    rmSync(next, { force: true });
    writeText(`${latest}.txt`, `${folder}\n`);
  }
}
