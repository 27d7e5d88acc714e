/**
 * The journal on disk: one append-only table in SQLite, WAL mode, every commit synchronous, so what was appended
 * survives SIGKILL and power loss before anybody hears of it. Everything appended within one turn of the event loop
 * shares one commit: a floor that sends all at once waits for one sync of the disk and not for one each. The file is
 * locked for the one server that has it open.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { TwinError, type ErrorCode } from '#protocols/errors/errors';
import type { Fact, JournalEntry } from '#server/core/facts';
import type { Guard } from './guard.ts';

export type Journal = {
  /** Entries from number `after` + 1 on, in order: all, or the first `most`. */
  read(after?: number, most?: number): JournalEntry[];
  /** Appends entries; `committed` is called when they are durable, in order, and never within this call. */
  append(entries: readonly JournalEntry[], committed: () => void): void;
  /** Writes what was appended, and closes the file. */
  close(): void;
};

type Append = { entries: readonly JournalEntry[]; committed: () => void };

/**
 * Opens the journal in a data folder, making both if need be. Errors: `data-in-use`, `journal-damaged`,
 * `journal-not-written`. Once a commit fails, `failed` is called with `journal-not-written`, and nothing is written or
 * reported any more: what was decided meanwhile is known to nobody.
 */
export function openJournal(folder: string, guard: Guard, failed: (error: TwinError) => void): Journal {
  const path = join(folder, 'journal.sqlite');
  const db = openDatabase(folder, path);
  const insert = db.prepare('INSERT INTO journal (n, at, fact) VALUES (?, ?, ?)');
  const select = db.prepare('SELECT n, at, fact FROM journal WHERE n > ? ORDER BY n LIMIT ?');
  let waiting: Append[] = [];
  let open = true;

  function commit(): void {
    const group = waiting;
    waiting = [];
    if (!open || group.length === 0) return;
    try {
      db.exec('BEGIN IMMEDIATE');
      for (const { entries } of group) for (const { n, at, fact } of entries) insert.run(n, at, JSON.stringify(fact));
      db.exec('COMMIT');
    } catch (error) {
      open = false;
      failed(new TwinError('journal-not-written', `${path}: ${messageOf(error)}`));
      return;
    }
    for (const { committed } of group) guard(committed)();
  }

  return {
    read(after = 0, most = -1) {
      return select.all(after, most).map((row, i) => entryOf(row, after + i + 1, path));
    },
    append(entries, committed) {
      waiting.push({ entries, committed });
      if (waiting.length === 1) setImmediate(guard(commit));
    },
    close() {
      commit();
      open = false;
      db.close();
    },
  };
}

function openDatabase(folder: string, path: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new TwinError('file-not-written', `${folder}: ${messageOf(error)}`);
  }
  try {
    const db = new DatabaseSync(path);
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    db.exec(
      'CREATE TABLE IF NOT EXISTS journal (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, fact TEXT NOT NULL) STRICT',
    );
    db.exec('BEGIN IMMEDIATE; COMMIT;');
    return db;
  } catch (error) {
    throw new TwinError(codeOf(error), `${path}: ${messageOf(error)}`);
  }
}

/** What SQLite's result code means here (https://www.sqlite.org/rescode.html). */
function codeOf(error: unknown): ErrorCode {
  const { errcode = 0 } = error as { errcode?: number };
  switch (errcode & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return 'data-in-use';
    case SQLITE_READONLY:
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
      return 'journal-not-written';
    default:
      return 'journal-damaged';
  }
}
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;

function entryOf(row: Record<string, unknown>, expected: number, path: string): JournalEntry {
  const { n, at, fact } = row;
  if (n !== expected || typeof at !== 'number' || typeof fact !== 'string') {
    throw new TwinError('journal-damaged', `${path}: entry ${expected} is missing or unreadable`);
  }
  try {
    return { n: expected, at, fact: JSON.parse(fact) as Fact };
  } catch {
    throw new TwinError('journal-damaged', `${path}: entry ${expected} is not JSON`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
