/**
 * Reading a history from its lines, one at a time, so that its length does not matter: every event is handed on and
 * forgotten. What is wrong with a history is said exactly; the events before it are good. Event n is on line n + 1.
 */
import { TwinError } from '#protocols/errors/errors';
import {
  HISTORY_FORMAT,
  HISTORY_VERSION,
  type HistoryEvent,
  type HistoryHeader,
  type HistoryTrailer,
} from './events.ts';
import { runningHash } from './hash.ts';
import { headerSchema } from './header-schema.ts';
import { upcast, upcastHeader } from './upcasters.ts';

/** The first line at fault, from 1, and what about it. */
export type Damage = { line: number; what: string };

/** What is known of a history once it is read. Without a header there is nothing else. */
export type ReadHistory = { header: HistoryHeader | null; events: number; hash: string; damage: Damage | null };

/** Who is told while it is read: the header first, then every event. */
export type Readers = { header?: (header: HistoryHeader) => void; event?: (event: HistoryEvent) => void };

/** The error for a history that is of no use: not whole, or without even a header. */
export function damagedHistory(path: string, damage: Damage | null): TwinError {
  return new TwinError('history-damaged', `${path}: line ${damage?.line ?? 1} ${damage?.what ?? ''}.`);
}

/** Reads a history from its lines to the end, or to the first line at fault. */
export function readHistory(lines: Iterable<string>, { header: begin, event: see }: Readers = {}): ReadHistory {
  const hash = runningHash();
  let header: HistoryHeader | null = null;
  let trailer: HistoryTrailer | null = null;
  let number = 0;
  let events = 0;
  const result = (damage: Damage | null): ReadHistory => ({ header, events, hash: hash.hex(), damage });
  const damaged = (line: number, what: string): ReadHistory => result({ line, what });

  for (const line of lines) {
    number += 1;
    if (line === '' && trailer !== null) continue;
    const value = parseLine(line);
    if (value === null) return damaged(number, 'is not a JSON object');
    if (header === null) {
      const wrong = versionFault(value);
      if (wrong !== null) return damaged(1, wrong);
      const told = upcastHeader(Number(value['version']), value);
      const issue = headerSchema.safeParse(told).error?.issues[0];
      if (issue !== undefined) return damaged(1, `has no ${issue.path.join('.')} that can be used`);
      header = told as HistoryHeader;
      begin?.(header);
      continue;
    }
    if (trailer !== null) return damaged(number, 'follows the last line');
    if (value['kind'] === 'trailer') {
      trailer = value as HistoryTrailer;
      continue;
    }
    const event = upcast(header.version, value);
    if (event === null) return damaged(number, 'is not an event');
    hash.add(line);
    events += 1;
    see?.(event);
  }
  if (header === null) return damaged(1, 'is missing: the file is empty');
  if (trailer === null) return damaged(number + 1, 'is missing: the history is cut off');
  return result(trailerFault(trailer, events, hash.hex(), number));
}

/** The events of a history, as far as it can be read. What is wrong with it, `readHistory` says. */
export function* eventsIn(lines: Iterable<string>): Generator<HistoryEvent> {
  let version: number | undefined;
  for (const line of lines) {
    const value = parseLine(line);
    if (value === null || value['kind'] === 'trailer') return;
    if (version === undefined) {
      version = Number(value['version']);
      continue;
    }
    const event = upcast(version, value);
    if (event === null) return;
    yield event;
  }
}

function trailerFault(trailer: HistoryTrailer, events: number, hash: string, line: number): Damage | null {
  if (trailer.events !== events) return { line, what: `counts ${trailer.events} events, there are ${events}` };
  return trailer.hash === hash ? null : { line, what: 'has another hash than the events before it' };
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

function versionFault({ format, version }: Record<string, unknown>): string | null {
  if (format !== HISTORY_FORMAT) return 'is not the header of a history';
  if (typeof version === 'number' && version >= 1 && version <= HISTORY_VERSION) return null;
  return `names version ${JSON.stringify(version)}; this program reads 1 to ${HISTORY_VERSION}`;
}
