/** Faults that explain why a signing unit does not sign in time: those of the unit, of the server, and of what is between. */
import type { EventOf, HistoryHeader } from '#history/events';

const WHOM: readonly string[] = ['tse', 'server', 'till', 'network'];

export class TseFaults {
  private readonly inForce = new Set<number>();
  private readonly lastsMs: number;
  private overMs = Number.NEGATIVE_INFINITY;

  constructor({ limits }: HistoryHeader) {
    const { serviceAnswerMs = 0, serviceRestMostMs = 0, signatureWaitMs = 0, graceMs, slackMs } = limits;
    this.lastsMs = serviceAnswerMs + serviceRestMostMs + signatureWaitMs + graceMs + slackMs;
  }

  seen({ node, phase, id, t }: EventOf<'fault'>): void {
    if (!WHOM.includes(node)) return;
    if (phase === 'begun') this.inForce.add(id);
    else this.inForce.delete(id);
    this.overMs = t;
  }

  /** Whether the unit may have failed at that time: something is wrong, or was until lately. */
  explain(at: number): boolean {
    return this.inForce.size > 0 || at - this.overMs <= this.lastsMs;
  }
}
