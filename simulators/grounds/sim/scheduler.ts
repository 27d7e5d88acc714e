/**
 * The virtual clock: things to do in order of time and, within one millisecond, in the order in which they were asked
 * for. A timing wheel, because nearly everything is due soon and most long timers are cancelled: setting, cancelling
 * and running cost the same however much waits. The near wheel has one list per millisecond of the present window, the
 * far wheel one per window, and what is later still waits aside. A list is moved nearer before anything can be added
 * to the place it moves to, so every list stays in the order of asking.
 */
import type { TimerHandle, Timers } from '#protocols/channel';

type Entry = { at: number; run: ((of: unknown) => void) | null; of: unknown; next: Entry | null };
type Wheel = { first: (Entry | null)[]; last: (Entry | null)[] };

export type Scheduler = Timers & {
  /** Like `after` for a function of one argument: no closure is made for it. */
  call<T>(ms: number, run: (of: T) => void, of: T): void;
  /** Runs everything due up to and including `untilMs`; the clock stands at `untilMs` afterwards. */
  runUntil(untilMs: number): void;
  /** How many entries were run so far. */
  steps(): number;
};

/** Milliseconds in a window, and windows in the far wheel: together 4.6 hours. A power of two. */
const SLOTS = 4096;
const NONE = -1;

/** A clock at 0 with nothing to do. */
export function createScheduler(): Scheduler {
  const near = wheel();
  const far = wheel();
  /** One bit per slot of the near wheel: whether anything is in it. */
  const filled = new Int32Array(SLOTS / 32);
  let aside: Entry[] = [];
  let asideWindow = Number.POSITIVE_INFINITY;
  let window = 0;
  let now = 0;
  let steps = 0;

  function place(entry: Entry): void {
    const target = Math.floor(entry.at / SLOTS);
    if (target === window) {
      const slot = entry.at % SLOTS;
      append(near, slot, entry);
      filled[slot >> 5] = (filled[slot >> 5] as number) | (1 << (slot & 31));
    } else if (target - window < SLOTS) append(far, target % SLOTS, entry);
    else {
      aside.push(entry);
      asideWindow = Math.min(asideWindow, target);
    }
  }

  /** Makes the next window the present one; the near wheel is empty by then. */
  function nextWindow(): void {
    window += 1;
    const slot = window % SLOTS;
    let entry = far.first[slot] as Entry | null;
    far.first[slot] = null;
    far.last[slot] = null;
    while (entry !== null) {
      const { next } = entry;
      entry.next = null;
      if (entry.run !== null) place(entry);
      entry = next;
    }
    if (asideWindow - window < SLOTS) fetchAside();
  }

  function fetchAside(): void {
    const waiting = aside;
    aside = [];
    asideWindow = Number.POSITIVE_INFINITY;
    for (const entry of waiting) if (entry.run !== null) place(entry);
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
    for (let entry = near.first[slot] as Entry | null; entry !== null; entry = near.first[slot] as Entry | null) {
      near.first[slot] = entry.next;
      if (entry.next === null) near.last[slot] = null;
      const { run } = entry;
      if (run === null) continue;
      now = entry.at;
      entry.run = null;
      steps += 1;
      run(entry.of);
    }
    filled[slot >> 5] = (filled[slot >> 5] as number) & ~(1 << (slot & 31));
  }

  return {
    now: () => now,
    after(ms, run) {
      const entry = { at: now + (ms > 0 ? Math.ceil(ms) : 0), run, of: null, next: null };
      place(entry);
      return entry;
    },
    call(ms, run, of) {
      place({ at: now + (ms > 0 ? Math.ceil(ms) : 0), run: run as (of: unknown) => void, of, next: null });
    },
    cancel(handle: TimerHandle) {
      (handle as Entry).run = null;
    },
    runUntil(untilMs) {
      const lastWindow = Math.floor(untilMs / SLOTS);
      for (let from = now % SLOTS; ;) {
        const slot = nextSlot(from);
        if (slot !== NONE && window * SLOTS + slot > untilMs) break;
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

function wheel(): Wheel {
  const empty = (): (Entry | null)[] => Array.from({ length: SLOTS }, () => null);
  return { first: empty(), last: empty() };
}

function append(wheel: Wheel, slot: number, entry: Entry): void {
  const last = wheel.last[slot] as Entry | null;
  if (last === null) wheel.first[slot] = entry;
  else last.next = entry;
  wheel.last[slot] = entry;
}
