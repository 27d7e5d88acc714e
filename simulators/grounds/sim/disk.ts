/**
 * The server's disk on sim: an append-only journal whose commits take time. At a kill or power cut the tail that was
 * not yet committed is lost, from a random commit on: what had reached the platter before the cut stays. A commit is
 * there as a whole or not at all, as in SQLite (https://www.sqlite.org/atomiccommit.html).
 */
import type { Timers } from '#protocols/channel';
import type { JournalEntry } from '#server/core/facts';
import type { Random } from '../../random.ts';

export type SimDisk = {
  /** Appends entries in one commit; `committed` is called when they would survive a power cut. In order. */
  append(entries: readonly JournalEntry[], committed: () => void): void;
  /** Everything that survives now. */
  read(): readonly JournalEntry[];
  /** The machine stops: pending commits are never reported; the first few may be on disk all the same. */
  cut(): void;
  /** Adds to the extra time each commit takes, in ms; negative to take it back. */
  slow(ms: number): void;
};

/** An empty disk; `kept` sees every entry that became durable, in order. */
export function createSimDisk(timers: Timers, random: Random, kept: (entry: JournalEntry) => void): SimDisk {
  const durable: JournalEntry[] = [];
  let pending: (readonly JournalEntry[])[] = [];
  let lastAt = 0;
  let extraMs = 0;
  let life = 0;

  const keep = (entry: JournalEntry): void => {
    durable.push(entry);
    kept(entry);
  };

  return {
    append(entries, committed) {
      pending.push(entries);
      const at = Math.max(timers.now() + 1 + random.below(4) + extraMs, lastAt);
      lastAt = at;
      const mine = life;
      timers.after(at - timers.now(), () => {
        if (mine !== life) return;
        pending.shift();
        for (const entry of entries) keep(entry);
        committed();
      });
    },
    read: () => durable,
    cut() {
      life += 1;
      lastAt = 0;
      const survivors = pending.slice(0, random.below(pending.length + 1));
      pending = [];
      for (const entry of survivors.flat()) keep(entry);
    },
    slow(ms) {
      extraMs += ms;
    },
  };
}
