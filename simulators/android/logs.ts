/** The logs of a device: what was said when, in which buffer; the oldest lines go first. */

export const LOG_BUFFERS = ['main', 'system', 'events', 'crash', 'radio', 'kernel'] as const;
export type LogBuffer = (typeof LOG_BUFFERS)[number];
export type LogLine = {
  atMs: number;
  buffer: LogBuffer;
  level: 'V' | 'D' | 'I' | 'W' | 'E' | 'F';
  tag: string;
  pid: number;
  text: string;
};

const KEPT = 4_000;

export type DeviceLogs = {
  say(line: Omit<LogLine, 'atMs'>): void;
  /** All that is kept, the oldest first, with how many went before them. */
  lines(): { dropped: number; kept: readonly LogLine[] };
  clear(buffers: readonly LogBuffer[]): void;
};

export function createLogs(nowMs: () => number): DeviceLogs {
  let kept: LogLine[] = [];
  let dropped = 0;
  return {
    say(line) {
      kept.push({ ...line, atMs: nowMs() });
      if (kept.length <= KEPT) return;
      kept.shift();
      dropped += 1;
    },
    lines: () => ({ dropped, kept }),
    clear(buffers) {
      const before = kept.length;
      kept = kept.filter(({ buffer }) => !buffers.includes(buffer));
      dropped += before - kept.length;
    },
  };
}
