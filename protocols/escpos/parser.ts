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

export interface EscPosParser {
  /** Feeds bytes in stream order. Commands may hold views of them: leave them unchanged. */
  push(bytes: Uint8Array): Command[];
  /** Bytes of a command that has begun and not ended. */
  pendingBytes(): number;
}

/** Pieces that follow a command without a prefix of their own: stored pictures, defined characters. */
interface Pieces {
  left: number;
  /** Bytes a character's column takes; 0 for pictures. */
  columnBytes: number;
}

export function createEscPosParser(): EscPosParser {
  let stored = new Uint8Array(64);
  let storedLength = 0;
  let seen = 0; // bytes of the pending command, those not stored included
  let total = 0; // its length, 0 while undecided
  const pieces: Pieces = { left: 0, columnBytes: 0 };

  function push(bytes: Uint8Array): Command[] {
    const commands: Command[] = [];
    const end = bytes.length;
    let at = 0;
    while (at < end) {
      if (seen > 0) {
        at = resume(bytes, at, end, commands);
      } else if (pieces.left === 0 && bytes[at]! >= 0x20) {
        const from = at;
        do at++;
        while (at < end && bytes[at]! >= 0x20);
        commands.push({ kind: 'text', bytes: bytes.subarray(from, at) });
      } else {
        const length = lengthOf(bytes, at, end);
        if (length > 0 && length <= end - at) {
          finish(bytes.subarray(at, at + length), commands);
          at += length;
        } else {
          total = length;
          store(bytes, at, end);
          at = end;
        }
      }
    }
    return commands;
  }

  /** Continues the pending command; returns where it stopped reading. */
  function resume(bytes: Uint8Array, at: number, end: number, commands: Command[]): number {
    let to = total === 0 ? at + 1 : Math.min(end, at + total - seen);
    store(bytes, at, to);
    if (total === 0) total = lengthOf(stored, 0, storedLength);
    if (total > 0 && seen >= total) {
      // The byte that showed a lone ESC, FS, GS or DLE for what it is belongs to the next command.
      const excess = seen - total;
      const whole = stored.slice(0, storedLength - excess);
      to -= excess;
      storedLength = 0;
      seen = 0;
      total = 0;
      if (stored.length > 4096) stored = new Uint8Array(64);
      finish(whole, commands);
    }
    return to;
  }

  function store(bytes: Uint8Array, from: number, to: number): void {
    seen += to - from;
    const kept = Math.min(to - from, MAX_STORED_BYTES - storedLength);
    if (storedLength + kept > stored.length) {
      const larger = new Uint8Array(Math.max(storedLength + kept, 2 * stored.length));
      larger.set(stored.subarray(0, storedLength));
      stored = larger;
    }
    stored.set(bytes.subarray(from, from + kept), storedLength);
    storedLength += kept;
  }

  function lengthOf(bytes: Uint8Array, at: number, end: number): number {
    if (pieces.left === 0) return commandLength(bytes, at, end);
    if (pieces.columnBytes > 0) return 1 + bytes[at]! * pieces.columnBytes;
    if (end - at < 4) return 0;
    return 4 + (bytes[at]! | (bytes[at + 1]! << 8)) * (bytes[at + 2]! | (bytes[at + 3]! << 8)) * 8;
  }

  function finish(whole: Uint8Array, commands: Command[]): void {
    if (pieces.left > 0) {
      pieces.left--;
      commands.push({ kind: 'unknown', bytes: whole });
      return;
    }
    if (whole[0] === 0x1c && whole[1] === 0x71) {
      pieces.left = whole[2]!;
      pieces.columnBytes = 0;
    } else if (whole[0] === 0x1b && whole[1] === 0x26) {
      pieces.columnBytes = whole[2]!;
      pieces.left = pieces.columnBytes === 0 ? 0 : Math.max(0, whole[4]! - whole[3]! + 1);
    }
    commands.push(decodeCommand(whole));
  }

  return { push, pendingBytes: () => seen };
}
