/**
 * What keeps devices and server apart, as it is known from outside both: links that are silent, a server that does not
 * run, and faults that delay or cut what is said. A device may say that it has connection problems for these reasons only.
 */
import type { EventOf, HistoryHeader, Limits } from '#history/events';
import { isUp } from './server-time.ts';

/** Faults at a device that cut or interrupt what it says. */
const AT_A_DEVICE = ['half-open', 'link-drop', 'put-away', 'app-frozen', 'app-missing', 'other-network'];
/** The fault in which a device changes its access point: its link is silent for `stallMs`. */
const ROAMING = 'carried';
/** Faults that only delay, with the parameter that says by how much: no end of a connection hears of them. */
const DELAYS: Record<string, string> = {
  'link-latency': 'latencyMs',
  'old-hardware': 'slowMs',
  'server-slow': 'commitMs',
};
/** What is lost on a bad cable comes so much later at most, ms of the floor. */
const REPEATED_MS = 1_400;
/** The longest that anything takes one way from a signal on downwards, ms of the floor (decision 040). */
const LONGEST_MS: readonly { dbm: number; ms: number }[] = [
  { dbm: -60, ms: 80 },
  { dbm: -65, ms: 120 },
  { dbm: -68, ms: 180 },
  { dbm: -70, ms: 250 },
  { dbm: -72, ms: 340 },
  { dbm: -75, ms: 600 },
  { dbm: -200, ms: 12_000 },
];
/** By how much a busy channel prolongs that, up to the load that is named first (decision 040). */
const BUSY: readonly { percent: number; times: number }[] = [
  { percent: 0, times: 1 },
  { percent: 40, times: 2 },
  { percent: 60, times: 3 },
  { percent: 80, times: 5 },
  { percent: 100, times: 10 },
];
/** Both ways, behind another request that is out, and a start of TCP, are that many delays at most. */
const DELAYS_IN_AN_ANSWER = 5;
/** A slow app does one thing after the other: what it hears, draws and says besides is twice as much at most. */
const AT_A_SLOW_APP = 2;

/** Devices with a chart of their own for connection problems; thin clients and the till show them otherwise. */
export const STANDARD: readonly string[] = ['handheld', 'tablet'];

type Link = { silentSinceMs: number | null; audibleSinceMs: number; away: boolean; outSinceMs: number | null };

export class Outages {
  private readonly limits: Limits;
  private readonly timeScale: number;
  private readonly links = new Map<string, Link>();
  private readonly weak: Set<string>;
  /** How much longer everything may take on the air of a radio plan, at its busiest. */
  private readonly busyTimes: number;
  /** Station of the radio plan → since when it is without an access point; null while it has one. */
  private readonly lost = new Map<string, number | null>();
  /** Until when a device that is carried changes its access point. */
  private readonly roamsUntilMs = new Map<string, number>();
  private isUp = false;
  /** Whether the server's LAN port is up. */
  private isPlugged = true;
  /** Whether the network is not changing its path. */
  private isSteady = true;
  private readonly redundancy: HistoryHeader['floor']['redundancy'];
  /** When something that concerned all devices was over last; Infinity while it is not. */
  private allMs = Number.NEGATIVE_INFINITY;
  private readonly ownMs = new Map<string, number>();
  /** When a connection may have ended last, at all devices and at one. */
  private allCutMs = Number.NEGATIVE_INFINITY;
  private readonly cutMs = new Map<string, number>();
  /** Faults in force that cut what a device says. */
  private readonly faults = new Map<number, string>();
  /** Delays in force, at a device, or at all devices (null). */
  private readonly delays = new Map<number, { at: string | null; ms: number; times: number }>();
  /** Until when something that was delayed may still be under way, by the same places. */
  private readonly slowUntil = new Map<string | null, number>();

  constructor({ limits, floor, timeScale }: HistoryHeader) {
    this.limits = limits;
    this.timeScale = timeScale;
    this.redundancy = floor.redundancy;
    const percents = floor.plan?.accessPoints.flatMap(({ load }) => load.map(({ percent }) => percent)) ?? [];
    const busiest = Math.max(0, ...percents);
    this.busyTimes = BUSY.find(({ percent }) => busiest <= percent)?.times ?? 1;
    this.weak = new Set(
      floor.devices.filter(({ signal }) => signal !== undefined && this.isWeak(signal)).map(({ name }) => name),
    );
    for (const { name } of floor.devices)
      this.links.set(name, { silentSinceMs: null, audibleSinceMs: 0, away: false, outSinceMs: 0 });
  }

  /** Whether this changes anything for devices. */
  concerns({ of, node }: EventOf<'condition'>): boolean {
    if (of === 'paths') return true;
    if (of === 'lan-port') return node === 'server' || this.links.has(node);
    return of === 'server' || ((of === 'link' || of === 'network') && this.links.has(node));
  }

  condition({ of, state, node, t }: EventOf<'condition'>): void {
    if (of === 'server') {
      if (this.isUp !== isUp(state)) this.allMs = t;
      this.allCutMs = t;
      this.isUp = isUp(state);
    } else if (of === 'paths') {
      this.allMs = t;
      this.isSteady = state === 'steady';
      if (this.redundancy === 'router') this.allCutMs = t;
    } else if (of === 'lan-port' && node === 'server') {
      // No connection ends by it, but nothing comes through.
      this.allMs = t;
      this.isPlugged = state === 'up';
    } else if (of === 'lan-port') {
      // A station that is unplugged ends its connections itself.
      this.cutMs.set(node, t);
    } else if (of === 'network') {
      (this.links.get(node) as Link).away = state === 'other';
      // It has another address now: its connections are over.
      this.ownMs.set(node, t);
      this.cutMs.set(node, t);
    } else {
      const link = this.links.get(node) as Link;
      if (state === 'silent') link.silentSinceMs ??= t;
      else {
        link.silentSinceMs = null;
        link.audibleSinceMs = t;
      }
      this.ownMs.set(node, t);
    }
    for (const link of this.links.values()) {
      if (this.isReachable() && link.silentSinceMs === null && !link.away) link.outSinceMs = null;
      else link.outSinceMs ??= t;
    }
  }

  /** Whether the server can be reached by whoever has a network. */
  private isReachable(): boolean {
    return this.isUp && this.isPlugged && this.isSteady;
  }

  fault({ fault, id, node, phase, params, t }: EventOf<'fault'>): void {
    if (phase === 'ended') {
      this.over(id, t);
      return;
    }
    if (fault === ROAMING && this.silentSince(node) === null)
      this.roamsUntilMs.set(node, t + Number(params['stallMs']) / this.timeScale);
    const ms = delayOf(fault, params);
    const times = fault === 'old-hardware' ? AT_A_SLOW_APP : 1;
    if (ms > 0) this.delays.set(id, { at: node === 'server' ? null : node, ms: ms / this.timeScale, times });
    if (!AT_A_DEVICE.includes(fault)) return;
    this.faults.set(id, node);
    this.cutMs.set(node, t);
  }

  private over(id: number, t: number): void {
    const node = this.faults.get(id);
    if (node !== undefined) this.ownMs.set(node, t);
    this.faults.delete(id);
    const delay = this.delays.get(id);
    if (delay === undefined) return;
    const { at } = delay;
    // What has begun to wait waits on for all of it.
    const lastsMs = t + this.delayMs(at);
    if (this.isLong(this.workMs(at))) {
      this.slowUntil.set(at, Math.max(this.slowUntil.get(at) ?? 0, lastsMs));
      if (at === null) this.allMs = Math.max(this.allMs, lastsMs);
      else this.ownMs.set(at, Math.max(this.ownMs.get(at) ?? 0, lastsMs));
    }
    this.delays.delete(id);
  }

  /** By how much everything takes longer at a device, or at the server (null), ms. */
  private delayMs(place: string | null): number {
    let sum = 0;
    for (const { at, ms } of this.delays.values()) if (at === place) sum += ms;
    return sum;
  }

  /** The same with what a slow app has to do besides. */
  private workMs(place: string | null): number {
    let sum = 0;
    for (const { at, ms, times } of this.delays.values()) if (at === place) sum += ms * times;
    return sum;
  }

  /** Whether an answer may be too late if everything takes so much longer. */
  private isLong(ms: number): boolean {
    return ms > 0 && DELAYS_IN_AN_ANSWER * ms >= this.limits.toleranceMs;
  }

  /** Whether a signal delays so much that an answer may be too late. */
  private isWeak(dbm: number): boolean {
    const { ms } = LONGEST_MS.find((row) => dbm >= row.dbm) ?? { ms: Number.POSITIVE_INFINITY };
    return this.isLong((ms * this.busyTimes) / this.timeScale);
  }

  /** A station of the radio plan loses its access point, or joins one: until then it believes that there is a network. */
  association({ node, phase, t }: EventOf<'association'>): void {
    this.lost.set(node, phase === 'lost' ? t : null);
  }

  /**
   * Since when the device can know that there is no network; null if there is one, or it cannot know. While it changes its
   * access point it believes that there is one.
   */
  withoutNetworkSince(node: string): number | null {
    const lost = this.lost.get(node);
    if (lost !== undefined) return lost;
    const silentMs = this.silentSince(node);
    return silentMs === null ? null : Math.max(silentMs, this.roamsUntilMs.get(node) ?? 0);
  }

  /** On the radio plan a signal changes: while it is weak, anything may be too late. */
  signal({ node, quality, dbm, t }: EventOf<'signal'>): void {
    if (quality !== 'good' || this.isWeak(dbm)) this.weak.add(node);
    else if (this.weak.delete(node)) this.ownMs.set(node, t);
  }

  /** The server has ended the connection: the device has connected again, as far as it can know, or it ends itself. */
  reply({ node, req, ok, t }: EventOf<'reply'>): void {
    if (ok || req !== 0) return;
    this.ownMs.set(node, t);
    this.cutMs.set(node, t);
  }

  /** A device that is taken out or reset begins with a connection that may have ended meanwhile. */
  transition({ node, from, t }: EventOf<'transition'>): void {
    if (from !== 'putAway' && from !== 'frozen') return;
    this.ownMs.set(node, t);
    this.cutMs.set(node, t);
  }

  /** Whether what is said takes so long that an answer may be too late. */
  isSlow(node: string): boolean {
    return this.weak.has(node) || this.isLong(this.workMs(null) + this.workMs(node));
  }

  /** Until when what began to wait while everything took so long may still wait, ms of the run. */
  slowUntilMs(node: string): number {
    return Math.max(this.slowUntil.get(node) ?? 0, this.slowUntil.get(null) ?? 0);
  }

  /** Whether something that concerned the device was wrong at any time in the last so many ms. */
  explains(node: string, t: number, lookBackMs: number): boolean {
    if (!this.isReachable() || this.isSlow(node) || this.silentSince(node) !== null) return true;
    for (const at of this.faults.values()) if (at === node) return true;
    return t - Math.max(this.allMs, this.ownMs.get(node) ?? Number.NEGATIVE_INFINITY) <= lookBackMs;
  }

  /** Whether a connection of the device may have ended in the last so many ms. */
  mayHaveEnded(node: string, t: number, lookBackMs: number): boolean {
    return !this.isUp || t - Math.max(this.allCutMs, this.cutMs.get(node) ?? Number.NEGATIVE_INFINITY) <= lookBackMs;
  }

  /** Since when the link of the device has been silent; null if it is not. */
  silentSince(node: string): number | null {
    return this.links.get(node)?.silentSinceMs ?? null;
  }

  audibleSince(node: string): number {
    return this.links.get(node)?.audibleSinceMs ?? 0;
  }

  /** Since when no answer can have reached the device, be it for its link or for the server; null if one can. */
  outSince(node: string): number | null {
    return this.links.get(node)?.outSinceMs ?? null;
  }
}

/** By how much a fault delays whatever is said, ms of the floor. */
function delayOf(fault: string, params: Record<string, unknown>): number {
  if (fault === 'bad-cable') return Number(params['lossPercent']) > 0 ? REPEATED_MS : 0;
  return Number(params[DELAYS[fault] ?? ''] ?? 0);
}
