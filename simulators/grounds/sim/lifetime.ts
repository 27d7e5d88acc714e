/**
 * The timers of one life of a simulated process: nothing of it happens after its end, and nothing while it is frozen.
 * What fell due meanwhile is made up for when it is thawed, in order.
 */
import type { TimerHandle, Timers } from '#protocols/channel';

export type Lifetime = Timers & {
  /** Wraps what else calls the process back: it happens in its life only, too. */
  alive(run: () => void): () => void;
  freeze(): void;
  thaw(): void;
  end(): void;
};

/** A life that begins now. */
export function startLife(timers: Timers): Lifetime {
  let over = false;
  let frozen = false;
  let due: { handle: TimerHandle | null; run: () => void }[] = [];

  function happen(handle: TimerHandle | null, run: () => void): void {
    if (over) return;
    if (frozen) due.push({ handle, run });
    else run();
  }

  return {
    now: timers.now,
    after(ms, run) {
      const handle: TimerHandle = timers.after(ms, () => happen(handle, run));
      return handle;
    },
    cancel(handle) {
      timers.cancel(handle);
      if (due.length > 0) due = due.filter((one) => one.handle !== handle);
    },
    alive: (run) => () => happen(null, run),
    freeze() {
      frozen = true;
    },
    thaw() {
      frozen = false;
      for (let next = due.shift(); next !== undefined; next = due.shift()) happen(next.handle, next.run);
    },
    end() {
      over = true;
    },
  };
}
