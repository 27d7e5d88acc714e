/** What counts as failing at the printers of a floor, and which of them are spared as their paper is near its end. */
import type { HistoryHeader } from '#history/events';
import { USUALLY_FAILING } from '#protocols/escpos/failing';

/** What is, to whoever sends a ticket there, a printer that does not answer. */
const NOT_ANSWERING = ['off', 'stuck'];

/** Printers by name → what counts as failing there. */
export class Failing {
  private readonly counts: ReadonlyMap<string, ReadonlySet<string>>;
  /** Those that have told that their paper is near its end, as the server has noted it. */
  private readonly nearEnd = new Set<string>();

  constructor({ printers }: Pick<HistoryHeader['floor'], 'printers'>) {
    this.counts = new Map(printers.map(({ name, failing }) => [name, new Set<string>(failing ?? USUALLY_FAILING)]));
  }

  readonly facts = {
    'paper-near-end': ({ printer }: { printer: string }): void => void this.nearEnd.add(printer),
    'paper-enough': ({ printer }: { printer: string }): void => void this.nearEnd.delete(printer),
  };

  /** Whether any of what is wrong with a printer counts; `state` is that of a condition of the history. */
  isFailing(printer: string, state: string): boolean {
    return state.split('+').some((wrong) => this.has(printer, NOT_ANSWERING.includes(wrong) ? 'offline' : wrong));
  }

  has(printer: string, what: string): boolean {
    return this.counts.get(printer)?.has(what) === true;
  }

  /** Whether all that keeps it from printing counts. */
  isUsual(printer: string): boolean {
    return USUALLY_FAILING.every((what) => this.has(printer, what));
  }

  isNearEnd(printer: string): boolean {
    return this.nearEnd.has(printer);
  }

  /** Whether tickets go past it, as its paper is to last. */
  isSpared(printer: string): boolean {
    return this.isNearEnd(printer) && this.has(printer, 'near-end');
  }
}
