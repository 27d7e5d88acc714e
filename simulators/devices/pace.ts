/**
 * How fast the app of a device works: at once; or, on old hardware, one thing after the other, each in its time. What is
 * done by the system below it, as beats are, does not wait for the app.
 */
import type { Timers } from '#protocols/channel';

export class Pace {
  private readonly timers: Timers;
  /** How long the app takes for one thing, ms of the run. */
  private slowMs = 0;
  /** What it has to do, in order. */
  private readonly todo: (() => void)[] = [];
  private works = false;

  constructor(timers: Timers) {
    this.timers = timers;
  }

  /** It takes so much longer for everything from now on; a negative time takes that back. */
  slow(ms: number): void {
    this.slowMs += ms;
  }

  /** Does it, after all that is to be done before. */
  run(what: () => void): void {
    if (this.slowMs === 0 && this.todo.length === 0) {
      what();
      return;
    }
    this.todo.push(what);
    this.next();
  }

  private next(): void {
    if (this.works || this.todo.length === 0) return;
    this.works = true;
    this.timers.after(this.slowMs, () => {
      this.works = false;
      this.todo.shift()?.();
      this.next();
    });
  }
}
