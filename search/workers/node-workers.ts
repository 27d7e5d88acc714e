/**
 * The workers of a search. A worker that dies or does not come to an end costs nothing but time: what it did is done
 * once more by a new one, and if that fares alike, this is what came of it.
 */
import { Worker } from 'node:worker_threads';
import type { Mishap } from '../finds/finds.ts';
import type { FiledFind, FindToFile } from '../finds/file-find.ts';
import { mishapOutcome } from '../play-floor.ts';
import type { Recipe } from '../recipe.ts';
import { READY, type Done, type PlantedCore, type PlayedFloor, type Task } from './worker-messages.ts';

export type Workers = {
  play(recipe: Recipe, coverage: boolean): Promise<PlayedFloor>;
  /** Goes before all floors that wait. */
  file(find: FindToFile, history: string, isShrunk: boolean): Promise<FiledFind>;
  /** Ends them, whatever they do. What they were to do stays undone for ever. */
  close(): Promise<void>;
};

export type WorkersOptions = {
  jobs: number;
  /** The core to run instead of the reference one. */
  planted?: PlantedCore;
  /** At most so many runs to make a find small. */
  shrinkRuns?: number;
  /** A worker that has nothing to say for so long does not come to an end: no floor takes a tenth of it. */
  patienceMs?: number;
};

/** As many as half a minute has on a common machine. */
const SHRINK_RUNS = 2_000;
const PATIENCE_MS = 120_000;
const TRIES = 2;
/** A floor that wants more memory than this has a leak, and ends its worker instead of the machine. */
const MOST_MEGABYTES = 2_048;

type Result = Done[Task['do']];
type Job = {
  task: Task;
  tries: number;
  done(result: Result): void;
  lost(mishap: Mishap, why: string): void;
  failed(error: unknown): void;
};
/** A worker is idle once it is ready and has no job. */
type Hand = { worker: Worker; isReady: boolean; job: Job | null; patience: NodeJS.Timeout | null };

/** Starts so many workers. */
export function startWorkers(options: WorkersOptions): Workers {
  const { shrinkRuns = SHRINK_RUNS, patienceMs = PATIENCE_MS } = options;
  const { add, close } = startHands(options, patienceMs);

  function ask<K extends Task['do']>(
    task: Task & { do: K },
    lost: (mishap: Mishap, why: string) => Done[K],
  ): Promise<Done[K]> {
    return new Promise((resolve, failed) => {
      const done = resolve as Job['done'];
      add({ task, tries: 0, done, lost: (mishap, why) => resolve(lost(mishap, why)), failed });
    });
  }

  return {
    play: (recipe, coverage) =>
      ask<'play'>({ do: 'play', recipe, coverage }, (mishap, why) => ({
        ...{ outcome: mishapOutcome(recipe.floor, mishap, why), scenario: null },
      })),
    file: (find, history, isShrunk) =>
      ask<'file'>({ do: 'file', find, history, runs: isShrunk ? shrinkRuns : 0, patienceMs }, (mishap) => ({
        ...{ repeats: find.checker === mishap, hash: '', shrunk: null, runs: 0 },
      })),
    close,
  };
}

type Hands = { add(job: Job): void; close(): Promise<void> };

/** The threads, and what waits for one of them to be free. */
function startHands({ jobs, planted }: WorkersOptions, floorPatienceMs: number): Hands {
  const waiting: Job[] = [];
  const hands = new Set<Hand>();
  let open = true;

  function hire(): void {
    const worker = new Worker(new URL(import.meta.resolve('#search/workers/node-worker')), {
      workerData: { planted },
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    });
    const hand: Hand = { worker, isReady: false, job: null, patience: null };
    hands.add(hand);
    worker.on('message', (said: typeof READY | Result) => {
      const { job } = hand;
      free(hand);
      if (said === READY) hand.isReady = true;
      else job?.done(said);
      give();
    });
    worker.on('error', (error) => (hand.isReady ? lose(hand, 'crash', error.message) : fail(error)));
    worker.on('exit', (code) => lose(hand, 'crash', `the worker ended with ${code}`));
  }

  function free(hand: Hand): void {
    if (hand.patience !== null) clearTimeout(hand.patience);
    hand.job = null;
    hand.patience = null;
  }

  function lose(hand: Hand, mishap: Mishap, why: string): void {
    if (!open || !hands.delete(hand)) return;
    const { job } = hand;
    free(hand);
    void hand.worker.terminate();
    if (job !== null && job.tries < TRIES) waiting.unshift(job);
    else job?.lost(mishap, why);
    hire();
    give();
  }

  /** A worker that cannot even be loaded will not be so the next time. */
  function fail(error: unknown): void {
    open = false;
    for (const { job } of hands) job?.failed(error);
    for (const job of waiting.splice(0)) job.failed(error);
  }

  function give(): void {
    for (const hand of hands) {
      if (!hand.isReady || hand.job !== null) continue;
      const job = waiting.shift();
      if (job === undefined) return;
      job.tries += 1;
      hand.job = job;
      const patienceMs = floorPatienceMs + (job.task.do === 'file' ? job.task.patienceMs : 0);
      hand.patience = setTimeout(() => lose(hand, 'never-ends', `no end after ${patienceMs / 1_000} s`), patienceMs);
      hand.worker.postMessage(job.task);
    }
  }

  for (let i = 0; i < jobs; i += 1) hire();
  return {
    add(job) {
      if (job.task.do === 'file') waiting.unshift(job);
      else waiting.push(job);
      give();
    },
    async close() {
      open = false;
      for (const hand of hands) free(hand);
      await Promise.all([...hands].map(({ worker }) => worker.terminate()));
    },
  };
}
