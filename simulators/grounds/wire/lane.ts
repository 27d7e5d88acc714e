/**
 * One direction of a link: what passes it, in order. At once while the link is well; after its delay; or, while it is
 * silent, when the silence is over. A delay that is taken back lets nothing overtake what was sent before.
 */
import type { TimerHandle, Timers } from '#protocols/channel';

/** What may hold up everything that passes a link: silence, a delay for all, and one that each chunk draws for itself. */
export type Weather = { blocks: number; delayMs: number; drawMs?: (bytes: number) => number };

type Waiting = { dueMs: number; bytes: number; effect: () => void };

/** A class, as each connection has two and every chunk of bytes goes through one. */
export class Lane {
  private readonly weather: Weather;
  private readonly timers: Timers;
  private waiting: Waiting[] = [];
  private timer: TimerHandle | null = null;

  constructor(weather: Weather, timers: Timers) {
    this.weather = weather;
    this.timers = timers;
  }

  /** Runs the effect once the link lets it pass; `bytes` is how much is on the way by it. */
  pass(bytes: number, effect: () => void): void {
    const { weather, waiting, timers } = this;
    const delayMs = weather.delayMs + (weather.drawMs?.(bytes) ?? 0);
    if (weather.blocks === 0 && delayMs === 0 && waiting.length === 0) {
      effect();
      return;
    }
    waiting.push({ dueMs: timers.now() + delayMs, bytes, effect });
    this.plan();
  }

  /** How many bytes are held up. */
  heldBytes(): number {
    return this.waiting.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** The weather has changed: what is due may pass. */
  resume(): void {
    if (this.timer === null) this.passDue();
  }

  /** The link has swallowed everything. */
  drop(): void {
    this.waiting = [];
  }

  private plan(): void {
    const first = this.waiting[0];
    if (first === undefined || this.timer !== null || this.weather.blocks > 0) return;
    this.timer = this.timers.after(Math.max(0, first.dueMs - this.timers.now()), () => {
      this.timer = null;
      this.passDue();
    });
  }

  private passDue(): void {
    const now = this.timers.now();
    while (this.weather.blocks === 0 && this.waiting[0] !== undefined && this.waiting[0].dueMs <= now)
      this.waiting.shift()?.effect();
    this.plan();
  }
}
