/**
 * The heartbeat of a device: a sign of life every so often, and a look a little later whether it was answered. A beat
 * answered in time needs no decision, so only a late one is told.
 */
import type { TimerHandle, Timers } from '#protocols/channel';

export type Heartbeat = {
  /** Begins to beat; everything before counts as answered. */
  start(): void;
  answered(n: number): void;
  /** Whether the next beat is planned. */
  beating(): boolean;
};

type Beat = { n: number; sentMs: number; connection: object };

/** A heart. `send` sends beat `n` and says false when the connection is gone; `awake` whether the app runs at all. */
export function createHeartbeat(options: {
  timers: Timers;
  everyMs: number;
  toleranceMs: number;
  awake(): boolean;
  /** Sends a beat; returns what it was sent on, or null without a connection. */
  send(n: number): object | null;
  /** Whether that is still the connection. */
  current(connection: object): boolean;
  late(): void;
}): Heartbeat {
  const { timers, everyMs, toleranceMs } = options;
  /** Beats not yet looked after, oldest first: when each was sent, its number, and on what. */
  const out: Beat[] = [];
  let sent = 0;
  let answered = 0;
  let timer: TimerHandle | null = null;

  function beat(): void {
    timer = null;
    if (options.awake()) {
      const mine = sent + 1;
      const connection = options.send(mine);
      if (connection === null) return;
      sent = mine;
      out.push({ n: mine, sentMs: timers.now(), connection });
      if (out.length === 1) timers.after(toleranceMs, look);
    }
    timer = timers.after(everyMs, beat);
  }

  /** Looks whether the oldest beat was answered, and plans the look after the next. */
  function look(): void {
    const { n, connection } = out.shift() as Beat;
    const next = out[0];
    if (next !== undefined) timers.after(next.sentMs + toleranceMs - timers.now(), look);
    if (answered < n && options.current(connection) && options.awake()) options.late();
  }

  return {
    start() {
      answered = sent;
      if (timer !== null) timers.cancel(timer);
      timer = timers.after(everyMs, beat);
    },
    answered(n) {
      answered = n;
    },
    beating: () => timer !== null,
  };
}
