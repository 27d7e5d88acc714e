/**
 * Histories on disk: one NDJSON file, written as things happen, read back line by line. Neither way holds more than a
 * piece of it, so that its size does not matter.
 */
import { closeSync, openSync, readSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TwinError } from '#protocols/errors/errors';
import { fileError } from '#protocols/errors/file-errors';
import type { HistoryEvent } from './events.ts';
import { linesIn } from './lines.ts';
import { encodingOf, makeFolder, regularFile, writable } from './node-disk.ts';
import { eventsIn } from './reading.ts';

export type LineFile = {
  line(text: string): void;
  /** Writes what is left. Whether the file is whole. */
  close(): boolean;
};

/** Lines are gathered to pieces of this size before they are written. */
const CHUNK = 1 << 16;
/** How much is read at a time. */
const PIECE = 1 << 20;

/**
 * Opens a file for lines, making its folder. What cannot be written must not end the run that is being written down:
 * `failed` is told the first error (those of writing a file), and further lines are dropped.
 */
export function createLineFile(path: string, failed: (error: TwinError) => void): LineFile {
  let file = -1;
  let chunk: string[] = [];
  let size = 0;
  let whole = true;
  const attempt = (write: () => void): void => {
    try {
      if (whole) write();
    } catch (error) {
      whole = false;
      failed(fileError('written', path, error));
    }
  };
  const flush = (): void => {
    if (chunk.length > 0) attempt(() => writeFileSync(file, `${chunk.join('\n')}\n`));
    chunk = [];
    size = 0;
  };
  attempt(() => {
    makeFolder(dirname(path));
    writable(path);
    file = openSync(path, 'w');
  });
  return {
    line(text) {
      chunk.push(text);
      size += text.length;
      if (size >= CHUNK) flush();
    },
    close() {
      flush();
      if (file >= 0) closeSync(file);
      return whole;
    },
  };
}

/** The lines of a file in UTF-8, or in UTF-16 with its mark. Errors: those of reading a file. */
export function linesOfFile(path: string): Iterable<string> {
  regularFile(path);
  return linesIn(piecesOf(path));
}

/** The events of a history file, read anew each time they are gone through. Errors: those of reading a file. */
export function eventsOfFile(path: string): Iterable<HistoryEvent> {
  return { [Symbol.iterator]: () => eventsIn(linesOfFile(path)) };
}

function* piecesOf(path: string): Generator<string> {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const bytes = new Uint8Array(PIECE);
    let decoder: InstanceType<typeof TextDecoder> | undefined;
    for (let read = readSync(file, bytes); read > 0; read = readSync(file, bytes)) {
      const piece = bytes.subarray(0, read);
      decoder ??= new TextDecoder(encodingOf(piece));
      yield decoder.decode(piece, { stream: true });
    }
    yield decoder?.decode() ?? '';
  } catch (error) {
    throw fileError('read', path, error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
