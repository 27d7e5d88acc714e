/**
 * The time of a run on the wire: the monotonic clock of the machine, counted from the beginning. Decisions of the server
 * are placed on it, whatever happens to its clock on the wall.
 */
import { monotonicMs } from '#server/edges/timers';

export type RunClock = {
  monotonic(): number;
  /** Ms since the beginning. */
  now(): number;
  /** A time of the monotonic clock, since the beginning. */
  at(monotonic: number): number;
  /** What a right clock on the wall said at a time of the run. */
  wallAt(t: number): number;
  /** When the server has taken its next decision, since the beginning. */
  decidedAt(wallMs: number, decidedMs: number | undefined): number;
  /** The run begins now. */
  begin(): void;
};

/** Begins now. */
export function startRunClock(): RunClock {
  let beginning = monotonicMs();
  let wallAtBeginning = Date.now();
  let lastDecidedAt = 0;
  const now = (): number => monotonicMs() - beginning;
  return {
    monotonic: monotonicMs,
    now,
    at: (monotonic) => monotonic - beginning,
    wallAt: (t) => wallAtBeginning + t,
    decidedAt(wallMs, decidedMs) {
      // Of an entry of the past only the time of day is known, which may have been set: it came after the one before it.
      const at = decidedMs === undefined ? Math.min(now(), wallMs - wallAtBeginning) : decidedMs - beginning;
      lastDecidedAt = Math.max(lastDecidedAt, at);
      return lastDecidedAt;
    },
    begin() {
      beginning = monotonicMs();
      wallAtBeginning = Date.now();
      lastDecidedAt = 0;
    },
  };
}
