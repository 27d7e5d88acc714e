/**
 * Watches whether this process itself stands still: a timer that should fire every 20 ms tells by how late it is.
 * Standing still is said in the history, so that nobody takes a slow machine for a slow server.
 */

const TICK_MS = 20;

/** Calls `stalled(from, to)` (ms of the given clock) for every gap longer than `thresholdMs`. Returns how to stop. */
export function watchStalls(
  thresholdMs: number,
  now: () => number,
  stalled: (fromMs: number, toMs: number) => void,
): () => void {
  let last = now();
  const timer = setInterval(() => {
    const at = now();
    if (at - last > thresholdMs + TICK_MS) stalled(last, at);
    last = at;
  }, TICK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
