/**
 * The server's disk on sim: an append-only journal whose commits take time. At a kill or power cut the tail that was
 * not yet committed is lost, from a random entry on: what had reached the platter before the cut stays.
 */
import type { Timers } from '#protocols/channel';
import type { JournalEntry } from '#server/core/facts';
import type { Random } from '../../random.ts';

export type SimDisk = {
  /** Appends entries; `committed` is called when they would survive a power cut. Commits complete in order. */
  append(entries: readonly JournalEntry[], committed: () => void): void;
  /** Everything that survives now. */
  read(): readonly JournalEntry[];
  /** The machine stops: pending commits never complete; a random prefix of them is on disk all the same. */
  cut(): void;
  /** Adds to the extra time each commit takes, in ms; negative to take it back. */
  slow(ms: number): void;
};

/** An empty disk; `kept` sees every entry that became durable, in order. */
export function createSimDisk(timers: Timers, random: Random, kept: (entry: JournalEntry) => void): SimDisk {
  const durable: JournalEntry[] = [];
  let pending: { entries: readonly JournalEntry[] }[] = [];
  let lastAt = 0;
  let extraMs = 0;
  let life = 0;

  const keep = (entry: JournalEntry): void => {
    durable.push(entry);
    kept(entry);
  };

  return {
    append(entries, committed) {
      const batch = { entries };
      pending.push(batch);
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
      const tail = pending.flatMap((batch) => batch.entries);
      pending = [];
      const survivors = random.below(tail.length + 1);
      for (const entry of tail.slice(0, survivors)) keep(entry);
    },
    slow(ms) {
      extraMs += ms;
    },
  };
}
