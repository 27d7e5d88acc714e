/**
 * Printers that are well for so long that every server must know it: ready, with no fault in force at them or at the
 * server, since before the last polls of a printer that was in trouble.
 */
import type { EventOf, Limits } from '#history/events';

export class WellPrinters {
  private readonly knownAfterMs: number;
  private readonly notReady = new Set<string>();
  /** Faults in force, by their number, and where. */
  private readonly faults = new Map<number, string>();
  /** When each node was last seen in trouble, ms of the run; likewise the server. */
  private readonly troubledMs = new Map<string, number>();

  constructor({ printerPollMs, printStatusMs, failAfterMs, slackMs }: Limits) {
    this.knownAfterMs = 3 * (printerPollMs + printStatusMs) + failAfterMs + slackMs;
  }

  condition({ of, node, state, t }: EventOf<'condition'>): void {
    if (of !== 'printer' && of !== 'server') return;
    this.troubledMs.set(node, t);
    if (state === 'ready' || state === 'up' || state === 'resumed') this.notReady.delete(node);
    else this.notReady.add(node);
  }

  fault({ node, phase, t, id }: EventOf<'fault'>): void {
    this.troubledMs.set(node, t);
    if (phase === 'begun') this.faults.set(id, node);
    else this.faults.delete(id);
  }

  /** Whether a server must have known at `t` that the printer is well. */
  isWell(printer: string, t: number): boolean {
    return [printer, 'server', 'till'].every((node) => this.isCalm(node, t));
  }

  private isCalm(node: string, t: number): boolean {
    if (this.notReady.has(node)) return false;
    for (const at of this.faults.values()) if (at === node) return false;
    return (this.troubledMs.get(node) ?? Number.NEGATIVE_INFINITY) < t - this.knownAfterMs;
  }
}
