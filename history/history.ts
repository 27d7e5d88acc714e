/**
 * Writing a history as text: events become lines and their hash. The header is line 1, so event n is on line n + 1.
 * reading.ts takes the lines back; files are in node-files.ts.
 */
import type { EventBody, HistoryEvent, HistoryHeader, HistoryTrailer } from './events.ts';
import { runningHash } from './hash.ts';

/**
 * Where a recorder's events go. `fold` sees the event itself, `line` its text. Where nobody takes lines, `hash: false`
 * saves the making of text and hash.
 */
export type Sinks = { fold?: (event: HistoryEvent) => void; line?: (line: string) => void; hash?: boolean };

export type Recording = {
  record(node: string, body: EventBody): void;
  events(): number;
  /** Of all lines so far; empty if none is made. */
  hash(): string;
};

/** Starts a recording. `now` is the run's clock in ms. Lines are hashed whether or not anybody keeps them, unless told. */
export function startRecording(now: () => number, sinks: Sinks): Recording {
  const hash = runningHash();
  const { fold, line } = sinks;
  const hashes = line !== undefined || sinks.hash !== false;
  let count = 0;
  return {
    record(node, body) {
      const event = { t: Math.round(now()), node, ...body } as HistoryEvent;
      count += 1;
      if (!hashes) {
        fold?.(event);
        return;
      }
      // Before it is folded: whoever folds may do what is recorded next.
      const text = JSON.stringify(event);
      hash.add(text);
      fold?.(event);
      line?.(text);
    },
    events: () => count,
    hash: () => (hashes ? hash.hex() : ''),
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
