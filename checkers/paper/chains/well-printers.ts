/**
 * Printers that are well for so long that every server must know it: ready, with no fault in force at them or at the
 * server, and within reach, since before the last polls of a printer that was in trouble.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import { Air, LATE_ARRIVAL_MS, stationsOnTheAir } from '../../folds/air.ts';
import { holdOffsOf } from '../../folds/hold-offs.ts';

export class WellPrinters {
  private readonly polledMs: number;
  private readonly holdOffMs: (printer: string) => number;
  private readonly lateMs: number;
  private readonly notReady = new Set<string>();
  private readonly air = new Air();
  /** Faults in force, by their number, and where. */
  private readonly faults = new Map<number, string>();
  /** When each node was last seen in trouble, ms of the run; likewise the server. */
  private readonly troubledMs = new Map<string, number>();
  /** When each was last out of reach: what comes late of that is trouble for some time more. */
  private readonly silentMs = new Map<string, number>();

  /** All that it has to hear of a run, for checkers that have nothing else to do with these events. */
  readonly on = {
    condition: (event: EventOf<'condition'>): void => this.condition(event),
    signal: (event: EventOf<'signal'>): void => this.signal(event),
    fault: (event: EventOf<'fault'>): void => this.fault(event),
  };

  constructor(header: Pick<HistoryHeader, 'limits' | 'timeScale' | 'floor'>) {
    const { printerPollMs, printStatusMs, slackMs } = header.limits;
    this.lateMs = LATE_ARRIVAL_MS / header.timeScale;
    this.polledMs = 3 * (printerPollMs + printStatusMs) + slackMs;
    this.holdOffMs = holdOffsOf(header);
  }

  condition(event: EventOf<'condition'>): void {
    const { of, node, state, t } = event;
    if (of === 'link') this.air.link(event);
    if (of === 'link') this.silentMs.set(node, t);
    if (of !== 'printer' && of !== 'server' && of !== 'lan-port' && of !== 'paths') return;
    const what = of === 'lan-port' ? portOf(node) : node;
    (of === 'lan-port' || of === 'paths' ? this.silentMs : this.troubledMs).set(what, t);
    if (state === 'ready' || state === 'up' || state === 'resumed' || state === 'steady') this.notReady.delete(what);
    else this.notReady.add(what);
  }

  signal(event: EventOf<'signal'>): void {
    const reached = this.air.reaches(event.node);
    this.air.signal(event);
    if (!reached || !this.air.reaches(event.node)) this.silentMs.set(event.node, event.t);
  }

  fault({ node, phase, t, id }: EventOf<'fault'>): void {
    this.troubledMs.set(node, t);
    if (phase === 'begun') this.faults.set(id, node);
    else this.faults.delete(id);
  }

  /** What has been so at a printer since then, a server must have known at `t`. */
  knownMs(printer: string, t: number): number {
    return t - this.polledMs - this.holdOffMs(printer);
  }

  /** Whether a server must have known at `t` that the printer is well. */
  isWell(printer: string, t: number): boolean {
    return this.wasWell(printer, this.knownMs(printer, t));
  }

  /** Whether nothing has been wrong since then at the printer, at the server, and between them. */
  wasWell(printer: string, sinceMs: number): boolean {
    return [printer, 'server', portOf('server'), 'till', 'network'].every((node) => this.isCalm(node, sinceMs));
  }

  private isCalm(node: string, sinceMs: number): boolean {
    if (this.notReady.has(node) || !this.air.reaches(node)) return false;
    for (const at of this.faults.values()) if (at === node) return false;
    const longAgo = Number.NEGATIVE_INFINITY;
    const troubledMs = this.troubledMs.get(node) ?? longAgo;
    const silentMs = this.silentMs.get(node) ?? longAgo;
    return Math.max(troubledMs, silentMs + this.lateMs) < sinceMs;
  }
}

/** A LAN port is troubled apart from the node it belongs to. */
const portOf = (node: string): string => `${node}, LAN port`;

/** Printers the server reaches itself, and not over the air of a plan, where a ticket may take its time. */
export function printersByCable(floor: HistoryHeader['floor']): ReadonlySet<string> {
  const onTheAir = stationsOnTheAir(floor);
  return new Set(floor.printers.flatMap(({ name }) => (onTheAir.has(name) ? [] : [name])));
}
