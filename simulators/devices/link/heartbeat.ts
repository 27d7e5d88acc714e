/**
 * The heartbeat of a device: a sign of life every so often, and a look a little later if it was not answered. A beat
 * answered in time needs no decision, so only a late one is told.
 */
import type { Channel, TimerHandle, Timers } from '#protocols/channel';
import type { ClientMessage } from '#protocols/mpos/messages';

export type HeartTimes = { everyMs: number; toleranceMs: number };

/** A clock that is wrong: by so much since then, and by so much more each minute, ms. */
export type Skew = { skewMs: number; driftMs: number; sinceMs: number };
export const RIGHT_CLOCK: Skew = { skewMs: 0, driftMs: 0, sinceMs: 0 };
const A_MINUTE = 60_000;

type Heartbeat = Extract<ClientMessage, { type: 'heartbeat' }>;
/** A beat that is out. */
type Beat = { n: number; sentMs: number; connection: Channel<Heartbeat>; next: Beat | null };

/**
 * A class, as every device has one and it beats all night: what a beat touches lies in one piece, and the device says
 * what has changed instead of being asked at every beat.
 */
export class Heart {
  /** What beats are sent on; without it the heart stops. */
  connection: Channel<Heartbeat> | null = null;
  /** Whether the app runs at all: while it sleeps no beat is sent, and none is late. */
  awake = true;
  /** The hold the device claims. */
  token = 0;
  /** By how much the clock of the device is wrong. */
  skew: Skew = RIGHT_CLOCK;
  /** Whether its operator knows that the clock is wrong: told once, until it is right again. */
  warned = false;
  /** How many beats were sent, and how many answers to beats came in. */
  sent = 0;
  answers = 0;
  private readonly timers: Timers;
  private readonly times: HeartTimes;
  private readonly wallClock: () => number;
  private readonly late: () => void;
  private readonly onBeat: () => void;
  private readonly onLook: () => void;
  private nextBeat: TimerHandle | null = null;
  private nextLook: TimerHandle | null = null;
  private oldest: Beat | null = null;
  private latest: Beat | null = null;

  /** `late` is told when a beat is not answered in time on a connection that is still there. */
  constructor(timers: Timers, times: HeartTimes, wallClock: () => number, late: () => void) {
    this.timers = timers;
    this.times = times;
    this.wallClock = wallClock;
    this.late = late;
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

  /** What the clock of the device says less what is right now, whole ms. */
  skewMs(): number {
    const { skewMs, driftMs, sinceMs } = this.skew;
    if (driftMs === 0) return skewMs;
    return skewMs + Math.round((driftMs * (this.timers.now() - sinceMs)) / A_MINUTE);
  }

  /** Beat `n`, and so every one before it, was answered. Tells whether that was in time. */
  answered(n: number): boolean {
    if (this.oldest === null || this.oldest.n > n) return false;
    while (this.oldest !== null && this.oldest.n <= n) this.oldest = this.oldest.next;
    if (this.nextLook !== null) this.timers.cancel(this.nextLook);
    this.planLook();
    return true;
  }

  private beat(): void {
    this.nextBeat = null;
    const { connection } = this;
    if (this.awake) {
      if (connection === null) return;
      this.sent += 1;
      const clockMs = Math.round(this.wallClock() + this.skewMs());
      connection.send({ type: 'heartbeat', n: this.sent, clockMs, token: this.token });
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
      oldest === null ? null : timers.after(oldest.sentMs + this.times.toleranceMs - timers.now(), this.onLook);
  }

  private look(): void {
    const beat = this.oldest;
    if (beat === null) return;
    this.oldest = beat.next;
    this.planLook();
    if (beat.connection === this.connection && this.awake) this.late();
  }
}
