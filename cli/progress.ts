/** Progress on standard error: one line that is overwritten on a terminal, a line now and then elsewhere. */
import type { RunResult } from '#checkers/run-result';

export type Progress = {
  show(label: string, part: number): void;
  /** How things stand, for work of which nobody knows how much is left. */
  note(text: string): void;
  done(): void;
  say(text: string): void;
};

/** Where lines are not overwritten, notes come at most so often. */
const NOTE_MS = 10_000;

/** What is said when a run on the wire is played once more. */
export function repeatedText({ history }: RunResult): string {
  return `the machine stood still during the run; it is repeated at half the speed (this try: ${history})`;
}

/** Progress for a verb. */
export function startProgress(): Progress {
  const { stderr } = process;
  const overwrites = stderr.isTTY && process.env['TERM'] !== 'dumb';
  let shown = -1;
  let noted = Number.NEGATIVE_INFINITY;
  const clear = (): void => {
    if (overwrites && shown >= 0) stderr.write('\r\u001b[K');
    shown = -1;
  };
  return {
    show(label, part) {
      const percent = Math.min(100, Math.floor(part * 100));
      if (percent === shown) return;
      if (overwrites) stderr.write(`\r\u001b[K${label} ${percent} %`);
      else if (Math.floor(percent / 25) !== Math.floor(shown / 25)) stderr.write(`${label} ${percent} %\n`);
      shown = percent;
    },
    note(text) {
      const now = performance.now();
      if (overwrites) stderr.write(`\r\u001b[K${text}`);
      else if (now - noted >= NOTE_MS) stderr.write(`${text}\n`);
      else return;
      shown = 0;
      noted = now;
    },
    done: clear,
    say(text) {
      if (overwrites) clear();
      stderr.write(`${text}\n`);
    },
  };
}
