/**
 * Cuts a print stream into commands, however the bytes arrive.
 *
 * A printer parses everything on arrival, off-line or not: it obeys the commands that
 * `isRealTime` names at once and queues the others until it can print. As the length of
 * every command is known, 10 04 within a picture stays picture data.
 *
 * Text is handed out as it comes, so one run may arrive as several `text` commands; their
 * concatenation and all other commands do not depend on the segmentation.
 */
import { commandLength } from './command-length.ts';
import type { Command } from './commands.ts';
import { decodeCommand } from './decode-command.ts';

/** More of one command's data is counted but not kept. */
export const MAX_STORED_BYTES = 1 << 20;

/** A command, and how many bytes of the stream it was. */
export type Parsed = { command: Command; size: number };

export interface EscPosParser {
  /** Feeds bytes in stream order. Commands may hold views of them: leave them unchanged. */
  push(bytes: Uint8Array): Parsed[];
  /** Bytes of a command that has begun and not ended. */
  pendingBytes(): number;
}

export function createEscPosParser(): EscPosParser {
  return new Parser();
}

class Parser implements EscPosParser {
  /** The command that has begun and not ended. */
  private readonly pending = new Pending();
  /** Its length, 0 while undecided. */
  private total = 0;
  private readonly pieces = new Pieces();

  push(bytes: Uint8Array): Parsed[] {
    const done: Parsed[] = [];
    const end = bytes.length;
    let at = 0;
    while (at < end) {
      if (this.pending.seen > 0) at = this.resume(bytes, at, end, done);
      else if (this.pieces.left === 0 && bytes[at]! >= 0x20) at = takeText(bytes, at, end, done);
      else at = this.begin(bytes, at, end, done);
    }
    return done;
  }

  pendingBytes(): number {
    return this.pending.seen;
  }

  /** Begins a command, and ends it if it is all there; returns where it stopped reading. */
  private begin(bytes: Uint8Array, at: number, end: number, done: Parsed[]): number {
    const length = this.lengthOf(bytes, at, end);
    if (length > 0 && length <= end - at) {
      done.push({ command: this.finish(bytes.subarray(at, at + length)), size: length });
      return at + length;
    }
    this.total = length;
    this.pending.add(bytes, at, end);
    return end;
  }

  /** Continues the pending command; returns where it stopped reading. */
  private resume(bytes: Uint8Array, at: number, end: number, done: Parsed[]): number {
    const { pending } = this;
    const to = this.total === 0 ? at + 1 : Math.min(end, at + this.total - pending.seen);
    pending.add(bytes, at, to);
    if (this.total === 0) this.total = this.lengthOf(pending.stored, 0, pending.length);
    if (this.total === 0 || pending.seen < this.total) return to;
    // The byte that showed a lone ESC, FS, GS or DLE for what it is belongs to the next command.
    const excess = pending.seen - this.total;
    const size = this.total;
    this.total = 0;
    done.push({ command: this.finish(pending.take(excess)), size });
    return to - excess;
  }

  private lengthOf(bytes: Uint8Array, at: number, end: number): number {
    return this.pieces.left === 0 ? commandLength(bytes, at, end) : this.pieces.lengthOf(bytes, at, end);
  }

  private finish(whole: Uint8Array): Command {
    if (this.pieces.left > 0) {
      this.pieces.left -= 1;
      return { kind: 'unknown', bytes: whole };
    }
    this.pieces.announcedBy(whole);
    return decodeCommand(whole);
  }
}

/** Printable bytes up to the next command; returns where they end. */
function takeText(bytes: Uint8Array, from: number, end: number, done: Parsed[]): number {
  let at = from;
  do at++;
  while (at < end && bytes[at]! >= 0x20);
  done.push({ command: { kind: 'text', bytes: bytes.subarray(from, at) }, size: at - from });
  return at;
}

/** The bytes so far of one command. */
class Pending {
  stored = new Uint8Array(64);
  length = 0;
  /** Those not stored included. */
  seen = 0;

  add(bytes: Uint8Array, from: number, to: number): void {
    this.seen += to - from;
    const kept = Math.min(to - from, MAX_STORED_BYTES - this.length);
    if (this.length + kept > this.stored.length) {
      const larger = new Uint8Array(Math.max(this.length + kept, 2 * this.stored.length));
      larger.set(this.stored.subarray(0, this.length));
      this.stored = larger;
    }
    this.stored.set(bytes.subarray(from, from + kept), this.length);
    this.length += kept;
  }

  /** Everything but the last `excess` bytes; nothing is pending afterwards. */
  take(excess: number): Uint8Array {
    const whole = this.stored.slice(0, this.length - excess);
    this.length = 0;
    this.seen = 0;
    if (this.stored.length > 4096) this.stored = new Uint8Array(64);
    return whole;
  }
}

/** Pieces that follow a command without a prefix of their own: stored pictures (FS q), defined characters (ESC &). */
class Pieces {
  left = 0;
  /** Bytes a character's column takes; 0 for pictures. */
  private columnBytes = 0;

  announcedBy(whole: Uint8Array): void {
    if (whole[0] === 0x1c && whole[1] === 0x71) {
      this.left = whole[2]!;
      this.columnBytes = 0;
    } else if (whole[0] === 0x1b && whole[1] === 0x26) {
      this.columnBytes = whole[2]!;
      this.left = this.columnBytes === 0 ? 0 : Math.max(0, whole[4]! - whole[3]! + 1);
    }
  }

  lengthOf(bytes: Uint8Array, at: number, end: number): number {
    if (this.columnBytes > 0) return 1 + bytes[at]! * this.columnBytes;
    if (end - at < 4) return 0;
    return 4 + (bytes[at]! | (bytes[at + 1]! << 8)) * (bytes[at + 2]! | (bytes[at + 3]! << 8)) * 8;
  }
}
