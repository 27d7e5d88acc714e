/**
 * Time in the real process. A timer that is due waits until the process has heard what has come: after a stall (the
 * process was stopped, the machine slept) all timers are due at once, and Node runs them before it reads a socket, so a
 * hold would end although its device's sign of life lies there unread.
 */
import type { Timers } from '#protocols/channel';
import type { Guard } from './guard.ts';

/** How often the two clocks are read side by side. */
const READINGS = 20;

/** Turns of the event loop that hear everything: a connection is accepted, its request is read, then its first frames. */
const TURNS = 3;

/**
 * The monotonic clock of this machine, ms: the same for all its processes, so that harness and server can compare their
 * times. `performance.now()` is the same clock, counted from the start of the process, and quicker to ask.
 */
export function monotonicMs(): number {
  return Math.floor(performance.now() + ZERO_MS);
}
const ZERO_MS = zeroMs();

/**
 * What the monotonic clock said when `performance.now()` was 0. Between the reading of one clock and that of the other the
 * process may lose milliseconds, the more so at first, and would lag behind all others for its whole life: of several
 * readings the one that took least is taken.
 */
function zeroMs(): number {
  let zero = 0;
  let shortest = Number.POSITIVE_INFINITY;
  for (let reading = 0; reading < READINGS; reading += 1) {
    const before = process.hrtime.bigint();
    const now = performance.now();
    const after = process.hrtime.bigint();
    const took = Number(after - before);
    if (took >= shortest) continue;
    shortest = took;
    zero = (Number(before) + took / 2) / 1e6 - now;
  }
  return zero;
}

type Planned = { timer: NodeJS.Timeout; cancelled: boolean };

/** The system's timers. They do not keep a process alive that has nothing else to do. */
export function createTimers(guard: Guard): Timers {
  return {
    now: monotonicMs,
    after(ms, run) {
      const due = guard(run);
      const planned: Planned = { timer: setTimeout(() => afterTurns(TURNS, planned, due), ms), cancelled: false };
      planned.timer.unref();
      return planned;
    },
    cancel(handle) {
      const planned = handle as Planned;
      planned.cancelled = true;
      clearTimeout(planned.timer);
    },
  };
}

/** Runs it after so many turns of the event loop, unless it is cancelled meanwhile. */
function afterTurns(turns: number, planned: Planned, run: () => void): void {
  if (planned.cancelled) return;
  if (turns === 0) run();
  else setImmediate(() => afterTurns(turns - 1, planned, run));
}
