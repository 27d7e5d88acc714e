/** How many of what was asked was answered, and how fast; times in ms of the floor. */
import type { HistoryHeader } from '#history/events';

/** Requests of standard devices and of the till; taps at thin clients. */
export const ASKED = ['request', 'tap'] as const;
export type Asked = (typeof ASKED)[number];

export type AnswerFigures = {
  what: Asked;
  asked: number;
  /** So many were answered within the tolerance, ms of the floor. */
  inTime: number;
  /** Half of the answers, and 99 of a hundred, came within that; and all. */
  p50Ms: number;
  p99Ms: number;
  mostMs: number;
};

/** Times of answers as they come, kept by the millisecond. */
export class AnswerTimes {
  private readonly counts = new Map<number, number>();
  private readonly timeScale: number;
  private readonly toleranceMs: number;
  private asked = 0;
  private answered = 0;
  private inTime = 0;
  private most = 0;

  constructor({ timeScale, limits }: Pick<HistoryHeader, 'timeScale' | 'limits'>) {
    this.timeScale = timeScale;
    this.toleranceMs = limits.toleranceMs + limits.slackMs;
  }

  ask(): void {
    this.asked += 1;
  }

  /** Of what was asked while the machine stood still nothing is told. */
  forget(): void {
    this.asked -= 1;
  }

  /** An answer that took so long, ms of the run. */
  answer(ms: number): void {
    const whole = Math.round(ms * this.timeScale);
    this.counts.set(whole, (this.counts.get(whole) ?? 0) + 1);
    this.answered += 1;
    this.most = Math.max(this.most, whole);
    if (ms <= this.toleranceMs) this.inTime += 1;
  }

  /** The time within which so many of a hundred answers came, ms of the floor; 0 if there were none. */
  within(percent: number): number {
    let left = Math.ceil((this.answered * percent) / 100);
    for (const ms of [...this.counts.keys()].toSorted((a, b) => a - b)) {
      left -= this.counts.get(ms) ?? 0;
      if (left <= 0) return ms;
    }
    return 0;
  }

  figures(what: Asked): AnswerFigures | null {
    if (this.asked === 0) return null;
    const { asked, inTime, most } = this;
    return { what, asked, inTime, p50Ms: this.within(50), p99Ms: this.within(99), mostMs: most };
  }
}
