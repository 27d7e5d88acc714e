/** Timers of a run on the wire. */
import type { Timers } from '#protocols/channel';

/** Timers of a run; whatever is still planned when the run is over never happens. */
export function endingTimers(now: () => number, closers: (() => void)[]): Timers {
  const planned = new Set<NodeJS.Timeout>();
  let over = false;
  closers.push(() => {
    over = true;
    for (const timer of planned) clearTimeout(timer);
  });
  return {
    now,
    after(ms, run) {
      if (over) return {};
      const timer = setTimeout(() => {
        planned.delete(timer);
        run();
      }, ms);
      planned.add(timer);
      return timer;
    },
    cancel(handle) {
      if (!planned.has(handle as NodeJS.Timeout)) return;
      clearTimeout(handle as NodeJS.Timeout);
      planned.delete(handle as NodeJS.Timeout);
    },
  };
}
