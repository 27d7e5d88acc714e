/**
 * How long a Freestyle device may be silent: its slot is freed when the server has not heard it for as long as a hold
 * lasts, and a grace; not before, and not later. Time without a server does not count.
 */
import type { EventOf, HistoryHeader, Limits } from '#history/events';
import type { Findings } from '../findings.ts';
import { ServerTime, type Moment } from '../folds/server-time.ts';
import { SlowServer } from '../folds/slow-server.ts';
import { STALLED, stalls } from '../folds/stalls.ts';

/** Two of them are kept: one may come in while the decision to free the slot is being committed. */
type Slot = { lives: [Moment, Moment]; charged: boolean; unsure: boolean };

export class SlotSilence {
  readonly time = new ServerTime();
  readonly still = stalls();
  readonly slow: SlowServer;
  private readonly limits: Limits;
  private readonly found: Findings;
  private readonly slots = new Map<string, Slot>();
  private lastT = 0;

  constructor({ limits, timeScale }: HistoryHeader, found: Findings) {
    this.slow = new SlowServer(timeScale);
    this.limits = limits;
    this.found = found;
  }

  until(t: number): void {
    this.lastT = t;
  }

  condition(event: EventOf<'condition'>): void {
    const { starts } = this.time;
    this.time.seen(event);
    // That a device was back is lost with a server that had not journalled it.
    if (this.time.starts > starts) for (const slot of this.slots.values()) slot.unsure ||= slot.charged;
  }

  begins(client: string, t: number, id: number): void {
    const life = this.time.moment(t, id);
    this.slots.set(client, { lives: [life, life], charged: false, unsure: false });
  }

  heard({ from, t }: EventOf<'heard'>, id: number): void {
    const slot = this.slots.get(from);
    if (slot === undefined) return;
    this.judgeLate(from, slot, t, t, id);
    slot.lives = [this.time.moment(t, id), slot.lives[0]];
    slot.unsure = false;
  }

  charged(client: string, charged: boolean): void {
    const slot = this.slots.get(client);
    if (slot !== undefined) slot.charged = charged;
  }

  /** The slot is free. */
  ends(client: string, cause: string, { t, at }: EventOf<'fact'>, id: number): void {
    const slot = this.slots.get(client);
    if (slot === undefined) return;
    this.slots.delete(client);
    this.judgeLate(client, slot, t, at, id);
    const life = lifeBefore(slot, at);
    if (cause !== 'lost' || slot.unsure || !this.isEarly(life, at)) return;
    this.fail(client, life, t, [life.id, id], `its slot was freed at ${this.found.at(t)} already`);
  }

  end(): void {
    if (!this.time.up) return;
    for (const [client, slot] of this.slots) this.judgeLate(client, slot, this.lastT, this.lastT, 0);
  }

  private judgeLate(client: string, slot: Slot, t: number, decidedMs: number, id: number): void {
    const { leaseMs, graceMs, slackMs } = this.limits;
    const life = lifeBefore(slot, decidedMs);
    if (this.time.ranMs(t) <= life.ranMs + leaseMs + graceMs + slackMs + this.slow.lateMs(life.ms, t)) return;
    this.fail(client, life, t, [life.id, ...(id > 0 ? [id] : [])], `its slot was still taken at ${this.found.at(t)}`);
  }

  /** A server that starts counts the most that a silence may have lasted before (docs/decisions/026). */
  private isEarly(life: Moment, decidedMs: number): boolean {
    const { leaseMs, orphanAfterMs, heartbeatMs, slackMs } = this.limits;
    const restarts = this.time.starts - life.starts;
    const guessedMs = restarts === 0 ? 0 : Math.max(orphanAfterMs, heartbeatMs) + restarts * heartbeatMs;
    return this.time.existedMs(decidedMs) < life.existedMs + leaseMs - guessedMs - slackMs;
  }

  private fail(client: string, { ms }: Moment, t: number, events: number[], what: string): void {
    if (this.still.between(ms, t)) {
      this.found.unknown(STALLED);
      return;
    }
    this.found.fail(
      events,
      `let ${client} have a Freestyle slot; then the server heard it last at ${this.found.at(ms)}; however ${what}`,
      { node: client, fromMs: ms, dueMs: ms + this.limits.leaseMs, actualMs: t },
    );
  }
}

function lifeBefore({ lives: [last, before] }: Slot, decidedMs: number): Moment {
  return last.ms < decidedMs ? last : before;
}
