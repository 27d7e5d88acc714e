/** Histories as the verbs take them: the file, or the folder of a run, as runs-out/latest. */
import { isFolder } from '#history/node-disk';
import { historyIn } from '#runs/node-folder';

/** The path of the history that is meant, or null if it is something else: a scenario. */
export function historyPath(what: string): string | null {
  if (isFolder(what)) return historyIn(what);
  return what.endsWith('.ndjson') ? what : null;
}
