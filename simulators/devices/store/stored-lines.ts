/**
 * What is stored in a device and could be handed over. Without an operator's doing it goes tab by tab, in turn, while the
 * app has nothing else to do, so that a tab which somebody else holds does not keep back the others. What cannot be
 * handed over for longer than an abandoned hold lasts is told to the operator, again and again: somebody holds the tab
 * and is well, or nobody is signed on. Lines of the tab that is open here stand on the display anyway.
 */
import type { TimerHandle, Timers } from '#protocols/channel';
import type { DeviceParts } from '../device-parts.ts';
import type { StoredBooking } from './storage.ts';

export type StoredTimes = {
  /** After a change, so long until the device looks. */
  soonMs: number;
  againMs: number;
  /** What was stored and could have been sent for this long is told. */
  tellAfterMs: number;
};

export class StoredLines {
  private readonly device: DeviceParts;
  private readonly timers: Timers;
  private readonly times: StoredTimes;
  private timer: TimerHandle | null = null;
  private triedTab = 0;
  /** The oldest line that waits, and since when there is a connection to hand it over on. */
  private oldestSeq = 0;
  private oldestSinceMs = 0;

  constructor(device: DeviceParts, timers: Timers, times: StoredTimes) {
    this.device = device;
    this.timers = timers;
    this.times = times;
  }

  /** Something has changed: looks soon whether there is something to hand over. */
  soon(): void {
    this.plan(this.times.soonMs);
  }

  private plan(ms: number): void {
    if (this.timer !== null || this.device.storage.bookings.length === 0 || !this.hears()) return;
    if (this.waiting().length > 0) this.timer = this.timers.after(ms, () => this.look());
  }

  private hears(): boolean {
    const { heart } = this.device.link;
    return heart.connection !== null && heart.awake;
  }

  private waiting(): StoredBooking[] {
    const { storage, state } = this.device;
    const openTab = state.startsWith('open.') ? this.device.context().tab : 0;
    return storage.bookings.filter(({ tab }) => tab !== openTab);
  }

  private look(): void {
    this.timer = null;
    const waiting = this.waiting();
    const oldest = waiting[0];
    if (oldest === undefined || !this.hears()) return;
    this.plan(this.times.againMs);
    this.tellOf(oldest);
    if (this.device.state !== 'idle') return;
    this.triedTab = nextTab(waiting, this.triedTab);
    this.device.tell({ type: 'SEND_STORED', tab: this.triedTab });
  }

  private tellOf({ tab, booking }: StoredBooking): void {
    const now = this.timers.now();
    if (booking.seq !== this.oldestSeq) {
      this.oldestSeq = booking.seq;
      this.oldestSinceMs = now;
    }
    if (now - this.oldestSinceMs < this.times.tellAfterMs) return;
    this.oldestSinceMs = now;
    this.device.record({ kind: 'told', code: 'still-stored', tab });
  }
}

/** The tab whose turn it is after the one that was tried: tabs come in the order of their oldest lines. */
function nextTab(waiting: readonly StoredBooking[], tried: number): number {
  const tabs = [...new Set(waiting.map(({ tab }) => tab))];
  return tabs[(tabs.indexOf(tried) + 1) % tabs.length] as number;
}
