/**
 * Judgements that wait until everything which happened before them is told. On the wire the facts of the journal reach
 * the history a little out of step with what devices saw of them; `slackMs` is by how much. On sim they wait for the
 * next millisecond only.
 */
export class Later {
  private readonly slackMs: number;
  private readonly waiting: { dueMs: number; judge: () => void }[] = [];

  constructor(slackMs: number) {
    this.slackMs = slackMs;
  }

  /** Judges what was seen at `t` when that is over. */
  after(t: number, judge: () => void): void {
    this.waiting.push({ dueMs: t + this.slackMs, judge });
  }

  /** Time has come so far: what is due is judged before anything that happens now. */
  until(t: number): void {
    for (let first = this.waiting[0]; first !== undefined && first.dueMs < t; first = this.waiting[0]) {
      this.waiting.shift();
      first.judge();
    }
  }

  /** The run has ended. */
  rest(): void {
    this.until(Number.POSITIVE_INFINITY);
  }
}
