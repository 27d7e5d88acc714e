/** The state of a printer's chart, as what it tells about itself and as what people see. */
import type { PrinterStatus } from '#protocols/escpos/status';

/** The parts of the chart. */
export type Parts = { power: 'on' | 'off'; paper: string; cover: string; head: string };

/** What it says of itself in that state; null without power. */
export function statusOf(parts: Parts): PrinterStatus | null {
  if (parts.power === 'off') return null;
  return {
    online: troubles(parts).length === 0,
    coverOpen: parts.cover === 'open',
    paper: parts.paper === 'out' ? 'end' : parts.paper === 'nearEnd' ? 'near-end' : 'ok',
    error: parts.head === 'error' ? 'mechanical' : 'none',
  };
}

/** What is wrong, in words of the history; `ready` if nothing is. */
export function conditionOf(parts: Parts): string {
  return parts.power === 'off' ? 'off' : troubles(parts).join('+') || 'ready';
}

/** Whether automatic status back tells of that change: bit 1 of the mask on-line, 2 error, 3 paper. */
export function asbConcerns(mask: number, before: PrinterStatus, now: PrinterStatus): boolean {
  return (
    ((mask & 0x02) !== 0 && (before.online !== now.online || before.coverOpen !== now.coverOpen)) ||
    ((mask & 0x04) !== 0 && before.error !== now.error) ||
    ((mask & 0x08) !== 0 && before.paper !== now.paper)
  );
}

function troubles({ paper, cover, head }: Parts): string[] {
  return [
    ...(paper === 'out' ? ['paper-out'] : []),
    ...(cover === 'open' ? ['cover-open'] : []),
    ...(head === 'error' ? ['error'] : []),
  ];
}
