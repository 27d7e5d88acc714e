/**
 * The virtual clock: things to do in order of time and, within one millisecond, in the order in which they were asked
 * for. A timing wheel, because nearly everything is due soon and most long timers are cancelled: setting, cancelling
 * and running cost the same however much waits. The near wheel has one list per millisecond of the present window, the
 * far wheel one per window, and what is later still waits aside. A list is moved nearer before anything can be added
 * to the place it moves to, so every list stays in the order of asking.
 */
import type { TimerHandle, Timers } from '#protocols/channel';

/** Something to do at a time. `run` gets the task itself, so that tasks may carry what they are about. */
export type Task = { at: number; run: ((task: Task) => void) | null; next: Task | null };
export type Scheduler = Timers & {
  /** Takes a task as it is, `at` not before now: what is done very often needs no closure. */
  post(task: Task): void;
  /** Runs everything due up to and including `untilMs`; the clock stands at `untilMs` afterwards. */
  runUntil(untilMs: number): void;
  /** How many tasks were run so far. */
  steps(): number;
};

/** Milliseconds in a window: longer than a heartbeat, so that few timers are moved. A power of two. */
const WINDOW = 16_384;
/** Windows in the far wheel: together 4.7 hours. */
const WINDOWS = 1024;
const NONE = -1;

/** Two ends for each slot of a wheel. Copied at once, it costs a tenth of what filling one by one does. */
const EMPTY: readonly null[] = Array.from({ length: 2 * WINDOW }, () => null);

/** Lists of tasks in slots, each in the order of asking. A class, as its state is touched by everything that happens. */
class Wheel {
  /** Of slot i: the first task of its list at 2i, the last at 2i + 1, next to each other as they are used together. */
  private readonly ends: (Task | null)[];
  /** One bit per slot: whether anything is in it. */
  private readonly filled: Int32Array;

  /** `slots` is a multiple of 32. */
  constructor(slots: number) {
    this.ends = EMPTY.slice(0, 2 * slots);
    this.filled = new Int32Array(slots / 32);
  }

  append(slot: number, task: Task): void {
    const { ends, filled } = this;
    const last = ends[2 * slot + 1] as Task | null;
    if (last === null) ends[2 * slot] = task;
    else last.next = task;
    ends[2 * slot + 1] = task;
    filled[slot >> 5] = (filled[slot >> 5] as number) | (1 << (slot & 31));
  }

  /** Takes the first task out of a slot; null when nothing is left in it. */
  shift(slot: number): Task | null {
    const { ends, filled } = this;
    const task = ends[2 * slot] as Task | null;
    if (task === null) {
      filled[slot >> 5] = (filled[slot >> 5] as number) & ~(1 << (slot & 31));
      return null;
    }
    ends[2 * slot] = task.next;
    if (task.next === null) ends[2 * slot + 1] = null;
    // A task that is done must not keep the next one: one old object would make the collector keep them all.
    else task.next = null;
    return task;
  }

  /** The first slot from `from` on that may hold anything; NONE if the rest is empty. */
  nextSlot(from: number): number {
    const { filled } = this;
    let word = from >> 5;
    let bits = (filled[word] as number) & (-1 << (from & 31));
    while (bits === 0) {
      word += 1;
      if (word === filled.length) return NONE;
      bits = filled[word] as number;
    }
    return (word << 5) + 31 - Math.clz32(bits & -bits);
  }
}

/** A clock at 0 with nothing to do. */
export function createScheduler(): Scheduler {
  const near = new Wheel(WINDOW);
  const far = new Wheel(WINDOWS);
  let aside: Task[] = [];
  let asideWindow = Number.POSITIVE_INFINITY;
  let window = 0;
  let now = 0;
  let steps = 0;

  function place(task: Task): void {
    const target = Math.floor(task.at / WINDOW);
    if (target === window) near.append(task.at % WINDOW, task);
    else if (target - window < WINDOWS) far.append(target % WINDOWS, task);
    else {
      aside.push(task);
      asideWindow = Math.min(asideWindow, target);
    }
  }

  /** Makes the next window the present one; the near wheel is empty by then. */
  function nextWindow(): void {
    window += 1;
    const slot = window % WINDOWS;
    for (let task = far.shift(slot); task !== null; task = far.shift(slot)) if (task.run !== null) place(task);
    if (asideWindow - window < WINDOWS) fetchAside();
  }

  function fetchAside(): void {
    const waiting = aside;
    aside = [];
    asideWindow = Number.POSITIVE_INFINITY;
    for (const task of waiting) if (task.run !== null) place(task);
  }

  /** Runs what is in a slot, and what is added to it meanwhile. */
  function runSlot(slot: number): void {
    for (let task = near.shift(slot); task !== null; task = near.shift(slot)) {
      const { run } = task;
      if (run === null) continue;
      now = task.at;
      task.run = null;
      steps += 1;
      run(task);
    }
  }

  return {
    now: () => now,
    after(ms, run) {
      const task = { at: now + (ms > 0 ? Math.ceil(ms) : 0), run, next: null };
      place(task);
      return task;
    },
    post: place,
    cancel(handle: TimerHandle) {
      (handle as Task).run = null;
    },
    runUntil(untilMs) {
      const lastWindow = Math.floor(untilMs / WINDOW);
      for (let from = now % WINDOW; ;) {
        const slot = near.nextSlot(from);
        if (slot !== NONE && window * WINDOW + slot > untilMs) break;
        if (slot !== NONE) {
          runSlot(slot);
          from = slot;
        } else if (window < lastWindow) {
          nextWindow();
          from = 0;
        } else break;
      }
      now = untilMs;
    },
    steps: () => steps,
  };
}
