/** The state of a printer's chart in the words of the history: what is wrong with it, joined by `+`. */

/** The parts of the chart. */
export type PrinterParts = { power: 'on' | 'off'; paper: string; cover: string; head: string; mechanism: string };

/** What is wrong, in words of the history; `ready` if nothing is. */
export function conditionOf(parts: PrinterParts): string {
  return parts.power === 'off'
    ? 'off'
    : [...troublesOf(parts), ...(canMove(parts) ? [] : ['stuck'])].join('+') || 'ready';
}

/** What keeps it from printing, though it has power, as its sensors tell. */
export function troublesOf({ paper, cover, head }: PrinterParts): string[] {
  return [
    ...(paper === 'out' ? ['paper-out'] : []),
    ...(cover === 'open' ? ['cover-open'] : []),
    ...(head === 'error' ? ['error'] : []),
  ];
}

/** Whether paper and head move; that they do not it does not know. */
export function canMove({ mechanism }: PrinterParts): boolean {
  return mechanism === 'free';
}
