/**
 * The server's disk on sim: an append-only journal whose commits take time. There is one commit at a time, and what is
 * appended meanwhile shares the next one. At a kill or power cut the commit under way may have reached the platter or
 * not; it is there as a whole or not at all, as in SQLite (https://www.sqlite.org/atomiccommit.html), and what waited
 * for the next one is gone.
 */
import type { Timers } from '#protocols/channel';
import { sometimes } from '#protocols/marks';
import type { JournalEntry } from '#server/core/facts';
import type { Random } from '../../random.ts';

const sharedCommit = sometimes('shared-commit', 'decisions share a commit, as another one is under way');
const cutInCommit = sometimes('cut-in-commit', 'the server dies in the middle of a commit');
const lostDecisions = sometimes(
  'lost-decisions',
  'the server dies with decisions that are not yet on their way to the disk',
);
const noRoom = sometimes('no-room', 'the disk is full when the server writes its journal');

export type SimDisk = {
  /**
   * Appends entries; `committed` is called, in order and never at once, when they would survive a power cut. Without
   * room `failed` is called instead, once: that one, all that wait and all that is appended after it are forgotten until
   * the machine has stopped, as the journal of the process writes nothing more after an error.
   */
  append(entries: readonly JournalEntry[], committed: () => void, failed: () => void): void;
  /** Everything that survives now. */
  read(): readonly JournalEntry[];
  /** The machine stops: what was not yet committed is never reported. */
  cut(): void;
  /** Whether there is room for anything. */
  fill(full: boolean): void;
};

type Append = { entries: readonly JournalEntry[]; decidedMs: number; committed: () => void; failed: () => void };
/** Sees every entry that became durable, in order, and when it was appended. */
type Kept = (entry: JournalEntry, decidedMs: number) => void;

/** An empty disk. */
export function createSimDisk(timers: Timers, random: Random, kept: Kept): SimDisk {
  const durable: JournalEntry[] = [];
  /** The commit under way, and what waits for the next one. */
  let writing: Append[] = [];
  let waiting: Append[] = [];
  let full = false;
  let failing = false;
  let life = 0;

  function keep(group: readonly Append[]): void {
    for (const { entries, decidedMs } of group) {
      for (const entry of entries) {
        durable.push(entry);
        kept(entry, decidedMs);
      }
    }
  }

  function commit(): void {
    writing = waiting;
    waiting = [];
    const mine = life;
    timers.after(1 + random.below(4), () => {
      if (mine !== life) return;
      const group = writing;
      noRoom(full);
      if (full) {
        forget();
        failing = true;
        group[0]?.failed();
        return;
      }
      keep(group);
      for (const { committed } of group) if (mine === life) committed();
      if (mine !== life) return;
      writing = [];
      if (waiting.length > 0) commit();
    });
  }

  function forget(): void {
    life += 1;
    writing = [];
    waiting = [];
  }

  return {
    append(entries, committed, failed) {
      if (failing) return;
      sharedCommit(writing.length > 0);
      waiting.push({ entries, decidedMs: timers.now(), committed, failed });
      if (writing.length === 0) commit();
    },
    read: () => durable,
    cut() {
      cutInCommit(writing.length > 0);
      lostDecisions(waiting.length > 0);
      if (writing.length > 0 && random.below(2) === 1 && !full) keep(writing);
      forget();
      failing = false;
    },
    fill(now) {
      full = now;
    },
  };
}
