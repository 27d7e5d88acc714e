/**
 * Writing and reading histories as text, without files: a writer turns events into lines and their hash, a reader
 * takes lines back and says exactly what is wrong with them. Files are in node-files.ts.
 */
import { TwinError } from '#protocols/errors';
import { runningHash } from './hash.ts';
import {
  HISTORY_FORMAT,
  HISTORY_VERSION,
  type EventBody,
  type HistoryEvent,
  type HistoryHeader,
  type HistoryTrailer,
} from './events.ts';
import { upcast } from './upcasters.ts';

/** Where a recorder's events go. `fold` sees the event itself, `line` its text (if anybody wants text). */
export type Sinks = { fold?: (event: HistoryEvent) => void; line?: (line: string) => void };

export type Recording = {
  record(node: string, body: EventBody): void;
  events(): number;
  hash(): string;
};

/** Starts a recording. `now` is the run's clock in ms. Lines are hashed whether or not anybody keeps them. */
export function startRecording(now: () => number, sinks: Sinks): Recording {
  const hash = runningHash();
  const { fold, line } = sinks;
  let count = 0;
  return {
    record(node, body) {
      const event = { t: Math.round(now()), node, ...body } as HistoryEvent;
      const text = JSON.stringify(event);
      count += 1;
      hash.add(text);
      fold?.(event);
      line?.(text);
    },
    events: () => count,
    hash: () => hash.hex(),
  };
}

/** The first line of a history file. */
export function headerLine(header: HistoryHeader): string {
  return JSON.stringify(header);
}

/** The last line of a whole history file. */
export function trailerLine(recording: Recording): string {
  return JSON.stringify({
    kind: 'trailer',
    events: recording.events(),
    hash: recording.hash(),
  } satisfies HistoryTrailer);
}

/** A history as read. `damage` names the first line at fault; events before it are good. */
export type ReadHistory = {
  header: HistoryHeader | null;
  events: HistoryEvent[];
  hash: string;
  damage: { line: number; what: string } | null;
};

/** The error for a history that is of no use: not whole, or without even a header. */
export function damagedHistory(path: string, damage: ReadHistory['damage']): TwinError {
  return new TwinError('history-damaged', `${path}: line ${damage?.line ?? 1} ${damage?.what ?? ''}.`);
}

/** Reads a history from its lines. Never throws: what cannot be read is said in `damage`. */
export function readHistory(lines: Iterable<string>): ReadHistory {
  const result: ReadHistory = { header: null, events: [], hash: '', damage: null };
  const hash = runningHash();
  let number = 0;
  let trailer: HistoryTrailer | null = null;
  for (const line of lines) {
    number += 1;
    if (line === '' && trailer !== null) continue;
    const value = parseLine(line);
    if (value === null) return damaged(result, hash.hex(), number, 'is not a JSON object');
    if (number === 1) {
      const wrong = headerFault(value);
      if (wrong !== null) return damaged(result, hash.hex(), 1, wrong);
      result.header = value as HistoryHeader;
      continue;
    }
    if (trailer !== null) return damaged(result, hash.hex(), number, 'follows the last line');
    if (value['kind'] === 'trailer') {
      trailer = value as HistoryTrailer;
      continue;
    }
    const event = upcast(result.header?.version ?? HISTORY_VERSION, value);
    if (event === null) return damaged(result, hash.hex(), number, 'is not an event');
    hash.add(line);
    result.events.push(event);
  }
  result.hash = hash.hex();
  if (number === 0) return damaged(result, result.hash, 1, 'is missing: the file is empty');
  if (trailer === null) return damaged(result, result.hash, number + 1, 'is missing: the history is cut off');
  if (trailer.events !== result.events.length) {
    return damaged(result, result.hash, number, `counts ${trailer.events} events, there are ${result.events.length}`);
  }
  if (trailer.hash !== result.hash)
    return damaged(result, result.hash, number, 'has another hash than the events before it');
  return result;
}

function damaged(result: ReadHistory, hash: string, line: number, what: string): ReadHistory {
  return { ...result, hash, damage: { line, what } };
}

function parseLine(line: string): Record<string, unknown> | null {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function headerFault(value: Record<string, unknown>): string | null {
  if (value['format'] !== HISTORY_FORMAT) return 'is not the header of a history';
  const version = value['version'];
  if (typeof version !== 'number' || version < 1 || version > HISTORY_VERSION) {
    return `names version ${JSON.stringify(version)}; this program reads 1 to ${HISTORY_VERSION}`;
  }
  for (const field of ['scenario', 'ground', 'commit']) if (typeof value[field] !== 'string') return `has no ${field}`;
  for (const field of ['seed', 'timeScale', 'durationMs'])
    if (typeof value[field] !== 'number') return `has no ${field}`;
  for (const field of ['limits', 'floor'])
    if (typeof value[field] !== 'object' || value[field] === null) return `has no ${field}`;
  return null;
}
