/**
 * By how much a slow server comes late. While the fault is in force it stands still, again and again, for as long as the
 * parameters of all such faults in force say together; what falls due meanwhile is decided when it moves again, and what
 * has been decided may have to wait once more before it is on the disk.
 */
import type { EventOf } from '#history/events';

/** One standstill before it is decided, one before it is written down. */
const STANDSTILLS = 2;

export class SlowServer {
  private readonly timeScale: number;
  /** Slow faults in force → for how long each makes the server stand still, ms of the run. */
  private readonly inForce = new Map<number, number>();
  /** From when on it stood still for how long at a time; a standstill that has begun ends in its own time. */
  private readonly steps: { fromMs: number; ms: number }[] = [];

  constructor(timeScale: number) {
    this.timeScale = timeScale;
  }

  fault({ fault, phase, id, params, t }: EventOf<'fault'>): void {
    if (fault !== 'server-slow') return;
    const before = this.standstillMs();
    if (phase === 'begun') this.inForce.set(id, Number(params['commitMs']) / this.timeScale);
    else this.inForce.delete(id);
    const now = this.standstillMs();
    this.steps.push({ fromMs: now < before ? t + before : t, ms: now });
  }

  private standstillMs(): number {
    let ms = 0;
    for (const one of this.inForce.values()) ms += one;
    return ms;
  }

  /** The most by which something that fell due between the two may have come late, ms. */
  lateMs(fromMs: number, toMs: number): number {
    let most = 0;
    this.steps.forEach(({ fromMs: beganMs, ms }, i) => {
      const untilMs = this.steps[i + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
      if (beganMs <= toMs && untilMs >= fromMs) most = Math.max(most, ms);
    });
    return STANDSTILLS * most;
  }
}
