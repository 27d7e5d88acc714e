/**
 * Printers that are stuck, and of which a server must know it: a ticket had all its time there and did not come out, with
 * nothing else wrong since it was sent. That such a printer says that it is well means nothing until it has come loose.
 */
import type { EventOf, HistoryEvent, HistoryHeader } from '#history/events';
import type { Findings } from '../../findings.ts';
import { STALLED, type Stalls } from '../../folds/stalls.ts';
import { WellPrinters, printersByCable } from './well-printers.ts';

const STUCK = 'stuck';

export class StuckPrinters {
  /** What is well but for being stuck: it is told nothing of that. */
  private readonly well: WellPrinters;
  private readonly byCable: ReadonlySet<string>;
  /** Since when each is stuck, ms of the run, and what else is wrong with each. */
  private readonly sinceMs = new Map<string, number>();
  private readonly otherwise = new Map<string, string>();
  /** When each job was sent last, ms of the run. */
  private readonly sentMs = new Map<number, number>();
  /** By which failed ticket each is known: when that was sent, ms of the run, and the event. */
  private readonly known = new Map<string, { sentMs: number; id: number }>();
  /** Whoever stood still tells so afterwards. */
  private readonly doubts: (() => void)[] = [];
  private readonly found: Findings;
  private readonly still: Stalls;

  constructor(header: Pick<HistoryHeader, 'limits' | 'timeScale' | 'floor'>, found: Findings, still: Stalls) {
    this.found = found;
    this.still = still;
    this.well = new WellPrinters(header);
    this.byCable = printersByCable(header.floor);
  }

  condition(event: EventOf<'condition'>): void {
    if (event.of !== 'printer') {
      this.well.condition(event);
      return;
    }
    const { node, t } = event;
    const wrong = event.state.split('+');
    const state = wrong.filter((one) => one !== STUCK).join('+') || 'ready';
    if (!wrong.includes(STUCK)) {
      this.sinceMs.delete(node);
      this.known.delete(node);
    } else if (!this.sinceMs.has(node)) this.sinceMs.set(node, t);
    if (state !== (this.otherwise.get(node) ?? 'ready')) this.well.condition({ ...event, state });
    this.otherwise.set(node, state);
  }

  signal(event: EventOf<'signal'>): void {
    this.well.signal(event);
  }

  fault(event: EventOf<'fault'>): void {
    if (event.fault !== 'printer-stuck') this.well.fault(event);
  }

  readonly facts = {
    /** A server that was started knows of no trouble. */
    started: (): void => this.known.clear(),
    'job-failed': (
      { job, printer, trouble, mayBePrinted }: { job: number; printer: string; trouble: string; mayBePrinted: boolean },
      _event: HistoryEvent,
      id: number,
    ): void => {
      const sentMs = this.sentMs.get(job);
      const stuckMs = this.sinceMs.get(printer);
      if (trouble !== 'silent' || !mayBePrinted || sentMs === undefined || stuckMs === undefined) return;
      if (stuckMs <= sentMs && this.byCable.has(printer) && this.well.wasWell(printer, sentMs))
        this.known.set(printer, { sentMs, id });
    },
  };

  /** A job is sent to a printer. */
  sent(job: number, printer: string, t: number, id: number): void {
    this.sentMs.set(job, t);
    const known = this.known.get(printer);
    if (known === undefined) return;
    this.doubts.push(() => {
      if (this.still.between(known.sentMs, t)) this.found.unknown(STALLED);
      else
        this.found.fail(
          [known.id, id],
          `let ${printer} say that it is well, and not print a ticket that was sent there at ${this.found.at(known.sentMs)}; then it was stuck until it printed again; however another one was sent there at ${this.found.at(t)}`,
          'sent in vain',
        );
    });
  }

  end(): void {
    for (const doubt of this.doubts) doubt();
  }
}
