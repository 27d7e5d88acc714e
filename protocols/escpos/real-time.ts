/**
 * The eye of printers that look for real-time commands in every byte they receive, before they know whether it is a
 * command or data: 10 04 n and 10 05 n count wherever they occur, also within a picture.
 */
import type { Command } from './commands.ts';

export interface RealTimeScanner {
  /** Feeds bytes in stream order; returns the real-time commands they complete. The bytes stay what else they are. */
  push(bytes: Uint8Array): Command[];
}

export function createRealTimeScanner(): RealTimeScanner {
  let beforeLast = 0;
  let last = 0;
  return {
    push(bytes) {
      const found: Command[] = [];
      for (const byte of bytes) {
        if (beforeLast === 0x10 && last === 0x04 && byte >= 1 && byte <= 4) {
          found.push({ kind: 'real-time-status', n: byte as 1 | 2 | 3 | 4 });
        } else if (beforeLast === 0x10 && last === 0x05) found.push({ kind: 'real-time-recover', n: byte });
        beforeLast = last;
        last = byte;
      }
      return found;
    },
  };
}
