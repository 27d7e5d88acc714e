/**
 * Observers read along: the journal from a number on, then every entry when it is durable, stalls of the process, and
 * what must always hold in it and did not.
 * Old entries are sent by the page, each when the one before is on its way; who falls behind what is new is dropped.
 */
import type { WebSocket } from 'ws';
import type { JournalEntry } from '#server/core/facts';
import type { Guard } from './guard.ts';
import type { Journal } from './journal.ts';

/**
 * What an observer is sent. `decidedMs` and the times of stalls are on the monotonic clock of the machine; entries of
 * the past, read from the journal, have only the time of day.
 */
export type Observed =
  | { entry: JournalEntry; decidedMs?: number }
  | { stall: { fromMs: number; toMs: number } }
  /** Something that must always hold in this process did not (protocols/marks.ts). */
  | { broken: { id: string; about: string } };

export type Observers = {
  /** Somebody wants to read along from entry `after` + 1 on. */
  add(socket: WebSocket, after: number): void;
  tell(message: Observed): void;
  close(): void;
};

/** Entries in a page. One of 500 bookings has some 40 kB, and a page waits in memory for an observer that reads nothing. */
const PAGE = 20;
/** What may wait to be read by an observer, in bytes. */
const MOST_BACKLOG = 16 << 20;

/** Nobody is observing yet. */
export function createObservers(journal: Pick<Journal, 'read'>, guard: Guard): Observers {
  const upToDate = new Set<WebSocket>();
  const all = new Set<WebSocket>();
  /** Told to everybody, however late they come: it is told once only. */
  const broken: string[] = [];

  function catchUp(socket: WebSocket, after: number): void {
    if (socket.readyState !== socket.OPEN) return;
    const page = journal.read(after, PAGE);
    const last = page[page.length - 1];
    if (last === undefined) {
      upToDate.add(socket);
      for (const text of broken) socket.send(text);
      return;
    }
    const more = guard(
      () => catchUp(socket, last.n),
      () => socket.terminate(),
    );
    for (const entry of page) {
      const text = JSON.stringify({ entry } satisfies Observed);
      if (entry === last) socket.send(text, more);
      else socket.send(text);
    }
  }

  return {
    add(socket, after) {
      all.add(socket);
      socket.on('error', () => socket.terminate());
      socket.on('close', () => {
        upToDate.delete(socket);
        all.delete(socket);
      });
      catchUp(socket, after);
    },
    tell(message) {
      const text = JSON.stringify(message);
      if ('broken' in message) broken.push(text);
      for (const socket of upToDate) {
        if (socket.readyState !== socket.OPEN) continue;
        socket.send(text);
        if (socket.bufferedAmount > MOST_BACKLOG) socket.terminate();
      }
    },
    close() {
      for (const socket of all) socket.terminate();
    },
  };
}
