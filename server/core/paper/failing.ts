/**
 * Which printers count as failing. What keeps a printer from printing may count or not: if it does, tickets move on to an
 * alternative after the hold-off, else they wait for the printer. A printer near the end of its paper prints all the same;
 * where that counts it is spared, at once, as long as another of the chain prints (docs/decisions/053).
 */
import { conditionOf } from '#protocols/escpos/failing';
import type { PrinterTrouble } from '../facts.ts';
import type { PrinterLive, State } from '../state.ts';

/** Whether its trouble counts as failing; not to be reached is to be off-line. */
export function countsAsFailing({ failing }: PrinterLive, trouble: PrinterTrouble | null): boolean {
  return trouble !== null && failing.includes(conditionOf(trouble));
}

/** Whether tickets go elsewhere, if they can, for its paper to last. */
export function isSpared({ nearEnd, live }: State, printer: string): boolean {
  return nearEnd.has(printer) && live.printers.get(printer)?.failing.includes('near-end') === true;
}
