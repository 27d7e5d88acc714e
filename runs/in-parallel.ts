/** Plays many scenarios on many grounds, several wire runs at a time: they mostly wait. */

export type Job<T> = () => Promise<T>;

/** Runs jobs, at most `most` at once; results in the order of the jobs. */
export async function inParallel<T>(jobs: readonly Job<T>[], most: number): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < jobs.length) {
      const mine = next;
      next += 1;
      results[mine] = await (jobs[mine] as Job<T>)();
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, jobs.length) }, work));
  return results;
}
