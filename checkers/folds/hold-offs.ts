/** How long printers are failing before their tickets move on. */
import type { HistoryHeader } from '#history/events';

/** The hold-off of each printer, ms of the run: its own, or that of all of them. */
export function holdOffsOf({ limits, floor }: Pick<HistoryHeader, 'limits' | 'floor'>): (printer: string) => number {
  const own = new Map(floor.printers.map(({ name, failAfterMs }) => [name, failAfterMs]));
  return (printer) => own.get(printer) ?? limits.failAfterMs;
}
