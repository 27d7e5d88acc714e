/** Progress on standard error: one line that is overwritten on a terminal, a line now and then elsewhere. */

import type { RunResult } from '#checkers/run-result';

export type Progress = { show(label: string, part: number): void; done(): void; say(text: string): void };

/** What is said when a run on the wire is played once more. */
export function repeatedText({ history }: RunResult): string {
  return `the machine stood still during the run; it is repeated once (the first try: ${history})`;
}

/** Progress for a verb; silent if not wanted. */
export function progressOn(wanted: boolean): Progress {
  const { stderr } = process;
  let shown = -1;
  return {
    show(label, part) {
      const percent = Math.min(100, Math.floor(part * 100));
      if (!wanted || percent === shown) return;
      if (stderr.isTTY) stderr.write(`\r\u001b[K${label} ${percent} %`);
      else if (Math.floor(percent / 25) !== Math.floor(shown / 25)) stderr.write(`${label} ${percent} %\n`);
      shown = percent;
    },
    done() {
      if (wanted && stderr.isTTY && shown >= 0) stderr.write('\r\u001b[K');
      shown = -1;
    },
    say(text) {
      if (wanted) stderr.write(`${text}\n`);
    },
  };
}
