/** Histories on disk: one NDJSON file, written as things happen, read back line by line. */
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { TwinError } from '#protocols/errors';
import { readHistory, type ReadHistory } from './history.ts';

export type LineFile = { line(text: string): void; close(): void };

/** Lines are gathered to pieces of this size before they are written. */
const CHUNK = 1 << 16;

/** Opens a file for lines, making its folder. Errors: `file-not-written`. */
export function createLineFile(path: string): LineFile {
  let file: number;
  try {
    mkdirSync(dirname(path), { recursive: true });
    file = openSync(path, 'w');
  } catch (error) {
    throw new TwinError('file-not-written', `${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  let chunk: string[] = [];
  let size = 0;
  const flush = (): void => {
    if (chunk.length > 0) writeSync(file, `${chunk.join('\n')}\n`);
    chunk = [];
    size = 0;
  };
  return {
    line(text) {
      chunk.push(text);
      size += text.length;
      if (size >= CHUNK) flush();
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}

/** Reads a history file. What is wrong inside is said in `damage`; only a missing file is an error: `file-not-found`. */
export function readHistoryFile(path: string): ReadHistory {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new TwinError('file-not-found', path);
  }
  return readHistory(text === '' ? [] : text.replace(/\n$/, '').split('\n'));
}
