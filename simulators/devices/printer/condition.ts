/** The state of a printer's chart, as what the printer tells about itself. */
import { troublesOf, type PrinterParts } from '#machines/printers/printer-condition';
import type { PrinterStatus } from '#protocols/escpos/status';

/** What it says of itself in that state; null without power. */
export function statusOf(parts: PrinterParts): PrinterStatus | null {
  if (parts.power === 'off') return null;
  return {
    online: troublesOf(parts).length === 0,
    coverOpen: parts.cover === 'open',
    paper: parts.paper === 'out' ? 'end' : parts.paper === 'nearEnd' ? 'near-end' : 'ok',
    error: parts.head === 'error' ? 'mechanical' : 'none',
  };
}

/** Whether automatic status back tells of that change: bit 1 of the mask on-line, 2 error, 3 paper. */
export function asbConcerns(mask: number, before: PrinterStatus, now: PrinterStatus): boolean {
  return (
    ((mask & 0x02) !== 0 && (before.online !== now.online || before.coverOpen !== now.coverOpen)) ||
    ((mask & 0x04) !== 0 && before.error !== now.error) ||
    ((mask & 0x08) !== 0 && before.paper !== now.paper)
  );
}
