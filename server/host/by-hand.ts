/**
 * A platform moved by hand, for whoever tries a part of the host by itself: time passes when it is told to, and a peer
 * opens, says and hangs up when it is told to.
 */
import { toHex } from '#protocols/bytes';
import type { Channel, ChannelHandlers, CloseReason, Dial, Timers } from '#protocols/channel';
import { marksSeen, type MarkCount } from '#protocols/marks';

export type TimersByHand = Timers & {
  /** Lets so many ms pass; what falls due meanwhile happens in order. */
  pass(ms: number): void;
  /** How many timers are set. */
  waiting(): number;
};

/** A clock at 0. */
export function timersByHand(): TimersByHand {
  let now = 0;
  let waiting: { at: number; run: () => void }[] = [];
  const made = new WeakSet();
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      waiting.push(timer);
      made.add(timer);
      return timer;
    },
    cancel(handle) {
      if (!made.has(handle)) throw new Error('no timer of this clock');
      waiting = waiting.filter((timer) => timer !== handle);
    },
    pass(ms) {
      const until = now + ms;
      for (;;) {
        const due = waiting.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        waiting = waiting.filter((timer) => timer !== due);
        now = due.at;
        due.run();
      }
      now = until;
    },
    waiting: () => waiting.length,
  };
}

/** One connection that was dialled: what it was sent as hex, and what its peer does. */
export type ByHand = {
  readonly sent: string[];
  readonly closed: boolean;
  open(): void;
  say(bytes: Uint8Array): void;
  end(reason?: CloseReason): void;
};

/** Dials peers that do nothing by themselves; `connections` has them in the order in which they were dialled. */
export function dialByHand(): { dial: Dial<Uint8Array>; connections: ByHand[] } {
  const connections: ByHand[] = [];
  return {
    connections,
    dial(handlers: ChannelHandlers<Uint8Array>): Channel<Uint8Array> {
      const sent: string[] = [];
      let closed = false;
      connections.push({
        sent,
        get closed() {
          return closed;
        },
        open: () => handlers.onOpen(),
        say: (bytes) => handlers.onData(bytes),
        end: (reason = 'closed') => handlers.onClose(reason),
      });
      return {
        send: (bytes) => void sent.push(toHex(bytes)),
        close() {
          closed = true;
        },
      };
    },
  };
}

/** How often a mark has held, and how often not, while something happened. */
export function marked(id: string, happens: () => void): MarkCount {
  const before = marksSeen()[id];
  happens();
  const after = marksSeen()[id];
  if (before === undefined || after === undefined) throw new Error(`there is no mark ${id}`);
  return { held: after.held - before.held, not: after.not - before.not };
}
