/**
 * Time as the server lives it: it stands still while no server runs. Limits of recovery are counted in it, because
 * nothing can be freed, parked or redirected while nobody is there to do so. A process that is paused counts as no
 * server, too; but unlike one that is started anew, it remembers.
 */
import type { EventOf } from '#history/events';

/** Whether a server of that state decides anything. */
export const isUp = (state: string): boolean => state === 'up' || state === 'resumed';

/** A moment in the time of the run and in those of the server, and how many servers had been started by then. */
export type Moment = {
  ms: number;
  ranMs: number;
  existedMs: number;
  starts: number;
  /** The event it is known from. */
  id: number;
  /** The server ended before that was in the journal: it may have been forgotten. */
  unsure: boolean;
};

export class ServerTime {
  /** How often a server was started. */
  starts = 0;
  /** When the last one was started, in the time of the run and in that of the server. */
  startedMs = 0;
  startedRanMs = 0;
  /** Whether one runs at present. */
  up = false;
  private paused = false;
  private sinceMs = 0;
  private pausedMs = 0;
  private stoppedMs = 0;

  /** Whether there is no process, as far as is told: what it does as it starts, and as it ends, may be told meanwhile. */
  get down(): boolean {
    return !this.up && !this.paused;
  }

  /** Takes what the history says of the server; conditions of anything else change nothing. */
  seen({ of, state, t }: EventOf<'condition'>): void {
    if (of !== 'server') return;
    const resumed = this.paused && isUp(state);
    this.goBy(t);
    this.paused = state === 'paused';
    this.up = isUp(state);
    if (!this.up || resumed) return;
    this.starts += 1;
    this.startedMs = t;
    this.startedRanMs = this.ranMs(t);
  }

  /** Counts the time since the last condition to what it was. */
  private goBy(t: number): void {
    if (this.paused) this.pausedMs += t - this.sinceMs;
    else if (!this.up) this.stoppedMs += t - this.sinceMs;
    this.sinceMs = t;
  }

  /** For how long of the first `t` ms of the run a server ran; `t` not before the last condition seen. */
  ranMs(t: number): number {
    return this.existedMs(this.up ? t : Math.min(t, this.sinceMs)) - this.pausedMs;
  }

  /** The same with the time in which it was paused: the time a server sees on its own clock. */
  existedMs(t: number): number {
    return (this.up || this.paused ? t : Math.min(t, this.sinceMs)) - this.stoppedMs;
  }

  /** That moment; `ms` not before the last condition seen. */
  moment(ms: number, id: number): Moment {
    return { ms, ranMs: this.ranMs(ms), existedMs: this.existedMs(ms), starts: this.starts, id, unsure: false };
  }
}
