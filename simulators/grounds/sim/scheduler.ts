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
/** Of slot i: the first task of its list at 2i, the last at 2i + 1, next to each other as they are used together. */
type Wheel = (Task | null)[];

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

/** A clock at 0 with nothing to do. */
export function createScheduler(): Scheduler {
  const near = wheel(WINDOW);
  const far = wheel(WINDOWS);
  /** One bit per slot of the near wheel: whether anything is in it. */
  const filled = new Int32Array(WINDOW / 32);
  let aside: Task[] = [];
  let asideWindow = Number.POSITIVE_INFINITY;
  let window = 0;
  let now = 0;
  let steps = 0;

  function place(task: Task): void {
    const target = Math.floor(task.at / WINDOW);
    if (target === window) {
      const slot = task.at % WINDOW;
      append(near, slot, task);
      filled[slot >> 5] = (filled[slot >> 5] as number) | (1 << (slot & 31));
    } else if (target - window < WINDOWS) append(far, target % WINDOWS, task);
    else {
      aside.push(task);
      asideWindow = Math.min(asideWindow, target);
    }
  }

  /** Makes the next window the present one; the near wheel is empty by then. */
  function nextWindow(): void {
    window += 1;
    const slot = window % WINDOWS;
    let task = far[2 * slot] as Task | null;
    far[2 * slot] = null;
    far[2 * slot + 1] = null;
    while (task !== null) {
      const { next } = task;
      task.next = null;
      if (task.run !== null) place(task);
      task = next;
    }
    if (asideWindow - window < WINDOWS) fetchAside();
  }

  function fetchAside(): void {
    const waiting = aside;
    aside = [];
    asideWindow = Number.POSITIVE_INFINITY;
    for (const task of waiting) if (task.run !== null) place(task);
  }

  /** The first slot from `from` on that holds anything; NONE if the rest of the window is empty. */
  function nextSlot(from: number): number {
    let word = from >> 5;
    let bits = (filled[word] as number) & (-1 << (from & 31));
    while (bits === 0) {
      word += 1;
      if (word === filled.length) return NONE;
      bits = filled[word] as number;
    }
    return (word << 5) + 31 - Math.clz32(bits & -bits);
  }

  /** Runs what is in a slot, and what is added to it meanwhile. */
  function runSlot(slot: number): void {
    for (let task = near[2 * slot] as Task | null; task !== null; task = near[2 * slot] as Task | null) {
      const { next, run } = task;
      near[2 * slot] = next;
      if (next === null) near[2 * slot + 1] = null;
      // A task that is done must not keep the next one: one old object would make the collector keep them all.
      else task.next = null;
      if (run === null) continue;
      now = task.at;
      task.run = null;
      steps += 1;
      run(task);
    }
    filled[slot >> 5] = (filled[slot >> 5] as number) & ~(1 << (slot & 31));
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
        const slot = nextSlot(from);
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

function wheel(slots: number): Wheel {
  return Array.from({ length: 2 * slots }, () => null);
}

function append(wheel: Wheel, slot: number, task: Task): void {
  const last = wheel[2 * slot + 1] as Task | null;
  if (last === null) wheel[2 * slot] = task;
  else last.next = task;
  wheel[2 * slot + 1] = task;
}
