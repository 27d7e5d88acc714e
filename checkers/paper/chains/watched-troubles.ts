/**
 * Troubles of printers that the server learns of without a ticket in hand: one that is spared, as its paper is near its end,
 * is asked again and again whether it has a new roll, and says then what else is wrong with it. What is wrong is known from
 * the printer itself; the server hears of it, and that it is over, within the time of asking.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Failing } from '../../folds/failing.ts';

/** Since when something that counts is wrong, and the event; `overMs` is when it was right again, null while it is not. */
type Trouble = { ms: number; id: number; overMs: number | null };
/** Since when a printer is spared; null in `toMs` while it is. */
type Spared = { fromMs: number; toMs: number | null };

export class WatchedTroubles {
  private readonly counted: Failing;
  private readonly noticedMs: number;
  private readonly troubles = new Map<string, Trouble>();
  private readonly spared = new Map<string, Spared>();
  private startedMs = 0;

  constructor({ limits }: Pick<HistoryHeader, 'limits'>, counted: Failing) {
    this.counted = counted;
    this.noticedMs = limits.printerPollMs + limits.printStatusMs + limits.slackMs;
  }

  /** A server that was started knows of no trouble, and asks anew. */
  started(at: number): void {
    this.startedMs = at;
  }

  nearEnd(printer: string, at: number): void {
    this.spared.set(printer, { fromMs: at, toMs: null });
  }

  enough(printer: string, at: number): void {
    const spared = this.spared.get(printer);
    if (spared !== undefined) spared.toMs = at;
  }

  condition({ of, node, state, t }: EventOf<'condition'>, id: number): void {
    if (of !== 'printer') return;
    const known = this.troubles.get(node);
    if (!this.counted.isFailing(node, state)) {
      if (known !== undefined) known.overMs ??= t;
    } else if (known === undefined || (known.overMs !== null && t - known.overMs > this.noticedMs))
      this.troubles.set(node, { ms: t, id, overMs: null });
    else known.overMs = null;
  }

  /** The trouble that the server may count for a printer now, and since when; undefined if it can know of none. */
  heardOf(printer: string, at: number): { ms: number; id: number } | undefined {
    const trouble = this.troubles.get(printer);
    const spared = this.spared.get(printer);
    if (trouble === undefined || spared === undefined) return undefined;
    if (spared.toMs !== null && spared.toMs < trouble.ms) return undefined;
    if (trouble.overMs !== null && at - trouble.overMs > this.noticedMs) return undefined;
    return { ms: Math.max(trouble.ms, spared.fromMs, this.startedMs), id: trouble.id };
  }
}
