/** Where the files of a run are kept: `<out>/<scenario>-<ground>-<seed>/`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { TwinError } from '#protocols/errors';

export type RunFolder = { folder: string; history: string; report: string };

/** Makes the folder of a run. Errors: `file-not-written`. */
export function runFolder(out: string, scenario: string, ground: string, seed: number): RunFolder {
  const folder = join(out, `${scenario}-${ground}-${seed}`);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new TwinError('file-not-written', `${folder}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { folder, history: join(folder, 'history.ndjson'), report: join(folder, 'report.html') };
}
