/**
 * The roll of paper in a printer: every line uses some of it. Near its end a sensor says so; some time after that somebody
 * puts in a new roll, before or after it is used up.
 */
import type { TimerHandle, Timers } from '#protocols/channel';

export type RollOptions = {
  /** Lines on a new roll, and on the one that is in at the beginning. */
  lines: number;
  left: number;
  /** The sensor tells when so many are left. */
  nearEnd: number;
  /** How long after that there is a new roll, ms of the run. */
  changeMs: number;
  /** Takes the paper out, until what it returns is called; faults may do so besides. */
  usedUp(): () => void;
};

export class Roll {
  private readonly options: RollOptions;
  private readonly timers: Timers;
  private readonly tell: (event: { type: 'PAPER_NEAR_END' } | { type: 'PAPER_IN' }) => void;
  private left: number;
  private paper = 'enough';
  private change: TimerHandle | null = null;
  private refill: (() => void) | null = null;

  constructor(options: RollOptions, timers: Timers, tell: Roll['tell']) {
    this.options = options;
    this.timers = timers;
    this.tell = tell;
    this.left = options.left;
  }

  /** A line has come out. */
  used(): void {
    const { nearEnd, changeMs, usedUp } = this.options;
    this.left -= 1;
    if (this.left <= nearEnd && this.change === null) {
      this.change = this.timers.after(changeMs, () => this.putIn());
      this.tell({ type: 'PAPER_NEAR_END' });
    }
    if (this.left <= 0 && this.refill === null) this.refill = usedUp();
  }

  /** The printer says otherwise of its paper than before: with enough of it there is a new roll in it. */
  changed(paper: string): void {
    const before = this.paper;
    this.paper = paper;
    if (paper !== 'enough' || before === 'enough') return;
    this.left = this.options.lines;
    if (this.change !== null) this.timers.cancel(this.change);
    this.change = null;
  }

  private putIn(): void {
    const { refill } = this;
    this.refill = null;
    if (refill !== null) refill();
    // Where a fault has taken the paper out, its end brings a new roll.
    else if (this.paper === 'nearEnd') this.tell({ type: 'PAPER_IN' });
  }
}
