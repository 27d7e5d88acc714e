/**
 * The virtual clock: a binary heap of things to do, ordered by time and, within one millisecond, by the order in which
 * they were asked for. Cancelled entries stay in the heap and are passed over; that is cheaper than finding them.
 */
import type { TimerHandle, Timers } from '#protocols/channel';

type Entry = { at: number; order: number; run: (() => void) | null };

export type Scheduler = Timers & {
  /** Runs everything due up to and including `untilMs`; the clock stands at `untilMs` afterwards. */
  runUntil(untilMs: number): void;
  /** How many entries were run so far. */
  steps(): number;
  /** Ends `runUntil` after the entry being run. */
  stop(): void;
};

/** A clock at 0 with nothing to do. */
export function createScheduler(): Scheduler {
  const heap: Entry[] = [];
  let now = 0;
  let order = 0;
  let steps = 0;
  let stopped = false;

  function push(entry: Entry): void {
    let i = heap.length;
    heap.push(entry);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent] as Entry;
      if (above.at < entry.at || (above.at === entry.at && above.order < entry.order)) break;
      heap[i] = above;
      i = parent;
    }
    heap[i] = entry;
  }

  function pop(): Entry {
    const top = heap[0] as Entry;
    const last = heap.pop() as Entry;
    const size = heap.length;
    if (size === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      let below = heap[child] as Entry;
      if (child + 1 < size) {
        const right = heap[child + 1] as Entry;
        if (right.at < below.at || (right.at === below.at && right.order < below.order)) {
          child += 1;
          below = right;
        }
      }
      if (last.at < below.at || (last.at === below.at && last.order < below.order)) break;
      heap[i] = below;
      i = child;
    }
    heap[i] = last;
    return top;
  }

  return {
    now: () => now,
    after(ms, run) {
      const entry = { at: now + (ms > 0 ? Math.ceil(ms) : 0), order, run };
      order += 1;
      push(entry);
      return entry;
    },
    cancel(handle: TimerHandle) {
      (handle as Entry).run = null;
    },
    runUntil(untilMs) {
      stopped = false;
      while (!stopped) {
        const top = heap[0];
        if (top === undefined || top.at > untilMs) break;
        pop();
        const { run } = top;
        if (run === null) continue;
        now = top.at;
        top.run = null;
        steps += 1;
        run();
      }
      if (!stopped) now = untilMs;
    },
    steps: () => steps,
    stop() {
      stopped = true;
    },
  };
}
