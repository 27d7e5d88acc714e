/**
 * The journal on disk: one append-only table in SQLite, WAL mode, every commit synchronous, so what was appended
 * survives SIGKILL and power loss before anybody hears of it. The file is locked for the one server that has it open.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { TwinError } from '#protocols/errors';
import type { Fact, JournalEntry } from '#server/core/facts';

export type Journal = {
  /** All entries from number `after` + 1 on, in order. */
  read(after?: number): JournalEntry[];
  /** Appends entries in one synchronous commit. */
  append(entries: readonly JournalEntry[]): void;
  close(): void;
};

/** Opens the journal in a data folder, making both if need be. Errors: `data-in-use`, `journal-damaged`, `file-not-written`. */
export function openJournal(folder: string): Journal {
  const path = join(folder, 'journal.sqlite');
  const db = open(folder, path);
  const insert = db.prepare('INSERT INTO journal (n, at, fact) VALUES (?, ?, ?)');
  const select = db.prepare('SELECT n, at, fact FROM journal WHERE n > ? ORDER BY n');
  return {
    read(after = 0) {
      return select.all(after).map((row, i) => entryOf(row, after + i + 1, path));
    },
    append(entries) {
      db.exec('BEGIN IMMEDIATE');
      for (const { n, at, fact } of entries) insert.run(n, at, JSON.stringify(fact));
      db.exec('COMMIT');
    },
    close: () => db.close(),
  };
}

function open(folder: string, path: string): DatabaseSync {
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
    const text = messageOf(error);
    throw new TwinError(
      text.includes('locked') || text.includes('busy') ? 'data-in-use' : 'journal-damaged',
      `${path}: ${text}`,
    );
  }
}

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
