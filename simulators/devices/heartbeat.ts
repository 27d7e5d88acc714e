/**
 * The heartbeat of a device: a sign of life every so often, and a look a little later if it was not answered. A beat
 * answered in time needs no decision, so only a late one is told.
 */
import type { TimerHandle, Timers } from '#protocols/channel';

/** What a heart needs of its device. */
export type HeartOwner = {
  /** Sends beat `n`. Returns what it was sent on, null without a connection, or that the app is asleep. */
  beat(n: number): object | 'asleep' | null;
  /** Beat sent on `connection` is not answered in time. */
  late(connection: object): void;
};
export type HeartTimes = { everyMs: number; toleranceMs: number };

/** A beat that is out. */
type Beat = { n: number; sentMs: number; connection: object; next: Beat | null };

/** A class, as every device has one and it beats all night: what a beat touches lies in one piece. */
export class Heart {
  private readonly timers: Timers;
  private readonly times: HeartTimes;
  private readonly owner: HeartOwner;
  private readonly onBeat: () => void;
  private readonly onLook: () => void;
  private sent = 0;
  private nextBeat: TimerHandle | null = null;
  private nextLook: TimerHandle | null = null;
  private oldest: Beat | null = null;
  private latest: Beat | null = null;

  constructor(timers: Timers, times: HeartTimes, owner: HeartOwner) {
    this.timers = timers;
    this.times = times;
    this.owner = owner;
    this.onBeat = () => this.beat();
    this.onLook = () => this.look();
  }

  /** Begins to beat; everything before counts as answered. */
  start(): void {
    this.answered(this.sent);
    if (this.nextBeat !== null) this.timers.cancel(this.nextBeat);
    this.nextBeat = this.timers.after(this.times.everyMs, this.onBeat);
  }

  /** Whether the next beat is planned. */
  beating(): boolean {
    return this.nextBeat !== null;
  }

  /** Beat `n`, and so every one before it, was answered. */
  answered(n: number): void {
    if (this.oldest === null || this.oldest.n > n) return;
    while (this.oldest !== null && this.oldest.n <= n) this.oldest = this.oldest.next;
    if (this.nextLook !== null) this.timers.cancel(this.nextLook);
    this.planLook();
  }

  private beat(): void {
    this.nextBeat = null;
    const connection = this.owner.beat(this.sent + 1);
    if (connection === null) return;
    if (connection !== 'asleep') {
      this.sent += 1;
      const beat: Beat = { n: this.sent, sentMs: this.timers.now(), connection, next: null };
      if (this.oldest === null) this.oldest = beat;
      else if (this.latest !== null) this.latest.next = beat;
      this.latest = beat;
      if (this.oldest === beat) this.planLook();
    }
    this.nextBeat = this.timers.after(this.times.everyMs, this.onBeat);
  }

  /** Plans the look after the oldest beat that is out. */
  private planLook(): void {
    const { oldest, timers } = this;
    this.nextLook =
      oldest === null
        ? null
        : timers.after(Math.max(0, oldest.sentMs + this.times.toleranceMs - timers.now()), this.onLook);
  }

  private look(): void {
    const beat = this.oldest;
    if (beat === null) return;
    this.oldest = beat.next;
    this.planLook();
    this.owner.late(beat.connection);
  }
}
