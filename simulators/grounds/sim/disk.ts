/**
 * The server's disk on sim: an append-only journal whose commits take time. There is one commit at a time, and what is
 * appended meanwhile shares the next one. At a kill or power cut the commit under way may have reached the platter or
 * not; it is there as a whole or not at all, as in SQLite (https://www.sqlite.org/atomiccommit.html), and what waited
 * for the next one is gone.
 */
import type { Timers } from '#protocols/channel';
import type { JournalEntry } from '#server/core/facts';
import type { Random } from '../../random.ts';

export type SimDisk = {
  /** Appends entries; `committed` is called, in order and never at once, when they would survive a power cut. */
  append(entries: readonly JournalEntry[], committed: () => void): void;
  /** Everything that survives now. */
  read(): readonly JournalEntry[];
  /** The machine stops: what was not yet committed is never reported. */
  cut(): void;
  /** Adds to the extra time each commit takes, in ms; negative to take it back. */
  slow(ms: number): void;
};

type Append = { entries: readonly JournalEntry[]; committed: () => void };

/** An empty disk; `kept` sees every entry that became durable, in order. */
export function createSimDisk(timers: Timers, random: Random, kept: (entry: JournalEntry) => void): SimDisk {
  const durable: JournalEntry[] = [];
  /** The commit under way, and what waits for the next one. */
  let writing: Append[] = [];
  let waiting: Append[] = [];
  let extraMs = 0;
  let life = 0;

  function keep(group: readonly Append[]): void {
    for (const { entries } of group) {
      for (const entry of entries) {
        durable.push(entry);
        kept(entry);
      }
    }
  }

  function commit(): void {
    writing = waiting;
    waiting = [];
    const mine = life;
    timers.after(1 + random.below(4) + extraMs, () => {
      if (mine !== life) return;
      const group = writing;
      keep(group);
      for (const { committed } of group) if (mine === life) committed();
      if (mine !== life) return;
      writing = [];
      if (waiting.length > 0) commit();
    });
  }

  return {
    append(entries, committed) {
      waiting.push({ entries, committed });
      if (writing.length === 0) commit();
    },
    read: () => durable,
    cut() {
      life += 1;
      if (writing.length > 0 && random.below(2) === 1) keep(writing);
      writing = [];
      waiting = [];
    },
    slow(ms) {
      extraMs += ms;
    },
  };
}
