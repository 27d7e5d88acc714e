/**
 * Until when each printer was in a trouble that counts as failing, as people see it, in the time of the server: not ready, out of reach, behind a
 * bad cable, or cut off together with all others as the server was. One that was stuck is so until its buffer is empty.
 */
import type { EventOf } from '#history/events';
import { Air, LATE_ARRIVAL_MS } from '../../folds/air.ts';
import type { Failing } from '../../folds/failing.ts';
import { ServerTime } from '../../folds/server-time.ts';

const SERVER = 'server';

export class PrinterTroubles {
  readonly time = new ServerTime();
  private readonly air = new Air();
  private readonly names: ReadonlySet<string>;
  private readonly counted: Failing;
  private readonly lateMs: number;
  private readonly notReady = new Set<string>();
  /** Printers that were stuck and may have something in their buffers from then. */
  private readonly emptying = new Set<string>();
  /** Bad cables by the number of their fault: at a printer, or at the server. */
  private readonly badCables = new Map<number, string>();
  /** What cuts the server off: its LAN port, or a network that changes its path. */
  private readonly cut = new Set<string>();
  private readonly until = new Map<string, number>();

  constructor(names: Iterable<string>, timeScale: number, counted: Failing) {
    this.counted = counted;
    this.lateMs = LATE_ARRIVAL_MS / timeScale;
    this.names = new Set(names);
  }

  /** In the time of the server; Infinity while it lasts. */
  untilMs(printer: string): number {
    return this.until.get(printer) ?? Number.NEGATIVE_INFINITY;
  }

  /** What it has kept back while it was stuck comes out: it has not come to what was sent later. */
  printed(printer: string, t: number): void {
    if (this.emptying.has(printer)) this.look(printer, t);
  }

  /** The server sends it a ticket: it counts as well again. */
  sent(printer: string): void {
    this.emptying.delete(printer);
  }

  /** The server has taken it for one in trouble, and may have had reason to. */
  taken(printer: string, t: number): void {
    this.until.set(printer, Math.max(this.untilMs(printer), this.time.ranMs(t)));
  }

  condition(event: EventOf<'condition'>): void {
    const { of, node, state, t } = event;
    this.time.seen(event);
    if (of === 'paths' || (of === 'lan-port' && node === SERVER)) {
      if (state === 'up' || state === 'steady') this.cut.delete(of);
      else this.cut.add(of);
      this.lookAtAll(t);
      return;
    }
    if (of === 'link') {
      this.air.link(event);
      this.look(node, t, this.lateMs);
      return;
    }
    if (of !== 'printer') return;
    if (state.split('+').includes('stuck')) this.emptying.add(node);
    const isFailing = this.counted.isFailing(node, state);
    if (isFailing === this.notReady.has(node)) return;
    if (isFailing) this.notReady.add(node);
    else this.notReady.delete(node);
    this.look(node, t);
  }

  signal(event: EventOf<'signal'>): void {
    const reached = this.air.reaches(event.node);
    this.air.signal(event);
    if (reached !== this.air.reaches(event.node)) this.look(event.node, event.t, this.lateMs);
  }

  fault({ fault, node, phase, id, t }: EventOf<'fault'>): void {
    if (fault !== 'bad-cable') return;
    if (phase === 'begun') this.badCables.set(id, node);
    else this.badCables.delete(id);
    if (node === SERVER) this.lookAtAll(t);
    else this.look(node, t);
  }

  private lookAtAll(t: number): void {
    for (const printer of this.names) this.look(printer, t, this.lateMs);
  }

  /** A printer is well from now on, but for what still comes late, or it is not. */
  private look(printer: string, t: number, lateMs = 0): void {
    if (!this.names.has(printer)) return;
    const untilMs = this.isWell(printer) ? this.time.ranMs(t) + lateMs : Number.POSITIVE_INFINITY;
    this.until.set(printer, untilMs);
  }

  private isWell(printer: string): boolean {
    if (this.notReady.has(printer)) return false;
    if (!this.counted.has(printer, 'offline')) return true;
    for (const node of this.badCables.values()) if (node === printer || node === SERVER) return false;
    return this.cut.size === 0 && this.air.reaches(printer);
  }
}
