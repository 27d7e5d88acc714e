/**
 * The history that travels in the page: its text in the pieces it came in, an index of its lines, and a search over it.
 * Event n of the run is line n+1 of the history's file; here pieces hold the lines from `first` on.
 */
import type { EventKind, HistoryEvent } from '#history/events';

type Piece = { text: string; firstNumber: number; starts: Uint32Array };

export type CarriedHistory = {
  /** Numbers of the first and last event that is here. */
  first: number;
  last: number;
  /** Takes the next piece of text; `see` gets each of its events once, `t` in ms of the scenario. */
  add(text: string, see: (event: HistoryEvent, n: number, t: number) => void): void;
  /** The event's line as it is in the file, or undefined when it is not on the page. */
  line(n: number): string | undefined;
  event(n: number): HistoryEvent | undefined;
  /** Ms of the scenario. */
  timeOf(n: number): number | undefined;
  /** Numbers of the events in whose text all words occur, whatever their case; heartbeats only if wanted. */
  search(words: readonly string[], withHeartbeats: boolean): Uint32Array;
};

/** `timeScale`: how many ms of the scenario one ms of the run is. `last`: how many events will come, by number. */
export function carriedHistory(first: number, last: number, timeScale: number): CarriedHistory {
  const count = Math.max(0, last - first + 1);
  const pieces: Piece[] = [];
  const times = new Float64Array(count);
  const kinds: EventKind[] = [];
  const at = (n: number): number => n - first;
  const pieceOf = (n: number): Piece | undefined => {
    const i = firstIndex(pieces.length, (p) => (pieces[p]?.firstNumber ?? 0) > n) - 1;
    return pieces[i];
  };
  const history: CarriedHistory = {
    first,
    last,
    add(text, see) {
      const lines = text.split('\n');
      const starts = new Uint32Array(lines.length + 1);
      const firstNumber = first + kinds.length;
      for (const [i, line] of lines.entries()) {
        starts[i + 1] = (starts[i] ?? 0) + line.length + 1;
        const event = JSON.parse(line) as HistoryEvent;
        const t = event.t * timeScale;
        times[kinds.length] = t;
        kinds.push(event.kind);
        see(event, firstNumber + i, t);
      }
      pieces.push({ text, firstNumber, starts });
    },
    line(n) {
      const piece = n > last ? undefined : pieceOf(n);
      if (piece === undefined) return undefined;
      const i = n - piece.firstNumber;
      return i + 1 < piece.starts.length ? lineAt(piece, i) : undefined;
    },
    event(n) {
      const line = history.line(n);
      return line === undefined ? undefined : (JSON.parse(line) as HistoryEvent);
    },
    timeOf: (n) => (kinds[at(n)] === undefined ? undefined : times[at(n)]),
    search(words, withHeartbeats) {
      const isWanted = (n: number): boolean => withHeartbeats || kinds[at(n)] !== 'heard';
      const found = new Uint32Array(kinds.length);
      let length = 0;
      for (const n of words.length === 0 ? numbers(first, kinds.length) : linesWith(words, pieces)) {
        if (isWanted(n)) found[length++] = n;
      }
      return found.slice(0, length);
    },
  };
  return history;
}

const lineAt = ({ text, starts }: Piece, i: number): string => text.slice(starts[i], (starts[i + 1] ?? 0) - 1);

function* numbers(first: number, count: number): Generator<number> {
  for (let n = first; n < first + count; n += 1) yield n;
}

/** Looks for the longest word, the rarest most likely, and for the others only in the lines that have it. */
function* linesWith(words: readonly string[], pieces: readonly Piece[]): Generator<number> {
  const [rare = '', ...others] = words.map((word) => word.toLowerCase()).toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(rare.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'gi');
  for (const piece of pieces) {
    const { text, starts, firstNumber } = piece;
    let i = 0;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      while ((starts[i + 1] ?? Infinity) <= match.index) i += 1;
      const line = others.length === 0 ? '' : lineAt(piece, i).toLowerCase();
      if (others.every((word) => line.includes(word))) yield firstNumber + i;
      pattern.lastIndex = starts[i + 1] ?? text.length;
    }
  }
}

/** The first index from which `isAfter` holds, in something sorted by it. */
export function firstIndex(count: number, isAfter: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAfter(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The text of a piece: base64 of raw deflate, as reports/node-html.ts writes it. */
export async function unpacked(packed: string): Promise<string> {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
}
