/**
 * One station on the plan: which access point it has joined, how strong it sees each of them, when it looks for another,
 * and when its link is lost. It decides; the edge (radio-plan.ts) tells it what is on the air and does what follows.
 */
import type { Band } from '#history/floor-plan';
import type { Heard } from './plan-signals.ts';
import { BACK_FROM, FIVE_FROM, FIVE_UNTIL, JOINS_FROM, LOST_BELOW, type ClientKind } from './clients.ts';
import { SIXTEENTHS, smoothed } from './smoothing.ts';

/** Signals of an access point at the station, by band, dBm; a band it has not, or both know, is left out. Null while it is down. */
export type HeardOrDown = Heard | null;
type Seen = { band: Band; sixteenths: number } | null;

/** No access point: none is on, or none is strong enough. */
export const NOBODY = -1;

export class Station {
  /** Index of the access point it is a station of; NOBODY before the first. */
  joined = NOBODY;
  /** Whether the link carries anything. */
  covered = false;
  private readonly kind: ClientKind;
  private seen: Seen[] = [];

  constructor(kind: ClientKind) {
    this.kind = kind;
  }

  /** Takes one sample of all access points, in their order. */
  hear(heard: readonly HeardOrDown[]): void {
    this.seen = heard.map((one, i) => seenOf(one, this.seen[i] ?? null));
    const now = this.dbmOf(this.joined);
    this.covered = now !== null && now >= (this.covered ? LOST_BELOW : BACK_FROM);
  }

  /** Smoothed signal of an access point, whole dBm; null if it is not heard at all. */
  dbmOf(point: number): number | null {
    const seen = this.seen[point] ?? null;
    return seen === null ? null : Math.round(seen.sixteenths / SIXTEENTHS);
  }

  bandOf(point: number): Band {
    return this.seen[point]?.band ?? '2.4GHz';
  }

  /** Whether the last sample differs from what came before so little that another one would change nothing. */
  isSettled(heard: readonly HeardOrDown[]): boolean {
    return heard.every((one, i) => {
      const seen = this.seen[i] ?? null;
      return one === null ? seen === null : seen !== null && (one[seen.band] ?? 0) * SIXTEENTHS === seen.sixteenths;
    });
  }

  /** The access point to change to while the link works; NOBODY to stay. */
  wantsTo(): number {
    const now = this.dbmOf(this.joined);
    if (now === null || now >= this.kind.scanBelow) return NOBODY;
    const best = this.best();
    return best !== this.joined && (this.dbmOf(best) ?? LOST_BELOW) >= now + this.kind.margin ? best : NOBODY;
  }

  /** The access point to join when there is no link; NOBODY if none is strong enough. */
  finds(): number {
    const best = this.best();
    return (this.dbmOf(best) ?? LOST_BELOW) >= JOINS_FROM ? best : NOBODY;
  }

  /** From now on it is a station of this one. */
  join(point: number): void {
    this.joined = point;
    this.covered = (this.dbmOf(point) ?? LOST_BELOW - 1) >= LOST_BELOW;
  }

  private best(): number {
    let best = NOBODY;
    for (const [i, seen] of this.seen.entries())
      if (seen !== null && (best === NOBODY || seen.sixteenths > (this.seen[best]?.sixteenths ?? 0))) best = i;
    return best;
  }
}

/** An access point that is heard for the first time, or on its other band, is as strong as it is now. */
function seenOf(heard: HeardOrDown, before: Seen): Seen {
  if (heard === null) return null;
  const five = heard['5GHz'];
  const low = heard['2.4GHz'];
  const staysFrom = before?.band === '5GHz' ? FIVE_UNTIL : FIVE_FROM;
  const band: Band = five !== undefined && (low === undefined || five >= staysFrom) ? '5GHz' : '2.4GHz';
  const dbm = heard[band];
  if (dbm === undefined) return null;
  if (before?.band !== band) return { band, sixteenths: dbm * SIXTEENTHS };
  return { band, sixteenths: smoothed(before.sixteenths, dbm) };
}
