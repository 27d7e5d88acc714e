/**
 * A worker of a search: a thread that loads the simulation once, and then plays what it is given, one after the other.
 * Floors come as recipes and go as what came of them.
 */
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { createLineFile } from '#history/node-files';
import type { Step } from '#server/core/turn';
import { fileFind } from '../finds/file-find.ts';
import { crashOf, playFloor } from '../play-floor.ts';
import { makeFloor } from '../recipe.ts';
import { READY, type Done, type PlantedCore, type Task } from './worker-messages.ts';

const planted = await plantedBy((workerData as { planted?: PlantedCore } | null)?.planted);

parentPort?.on('message', (task: Task) => parentPort?.postMessage(task.do === 'play' ? play(task) : file(task)));
parentPort?.postMessage(READY);

function play({ recipe, coverage }: Task & { do: 'play' }): Done['play'] {
  try {
    const scenario = makeFloor(recipe);
    return { outcome: playFloor(recipe.floor, scenario, { coverage, ...planted }), scenario };
  } catch (error) {
    return { outcome: crashOf(recipe.floor, error), scenario: null };
  }
}

function file({ find, history, runs, patienceMs }: Task & { do: 'file' }): Done['file'] {
  const endsAt = performance.now() + patienceMs;
  // A history that cannot be written costs no find: the floor itself is kept, and makes it anew.
  const { line, close } = createLineFile(history, () => {});
  try {
    return fileFind(find, { ...planted, line, runs, isOver: () => performance.now() > endsAt });
  } finally {
    close();
  }
}

async function plantedBy(core: PlantedCore | undefined): Promise<{ plant?: () => Step }> {
  if (core === undefined) return {};
  const exports = (await import(core.module)) as Record<string, () => Step>;
  const plant = exports[core.name];
  if (plant === undefined) throw new Error(`${core.module} has no ${core.name}`);
  return { plant };
}
