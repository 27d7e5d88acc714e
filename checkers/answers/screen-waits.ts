/**
 * What an operator at a thin client waits for: another screen, after a tap on a key that is sure to lead to one, after a
 * card was read, and after a payment that is over. It is judged for as long as nothing explains that none comes: from when
 * what was sent into a silence has arrived.
 */
import type { EventOf } from '#history/events';

/** Tells of a wait that has lasted from one time to another, ms, and the event it began with. */
type Judge = (node: string, what: string, sinceMs: number, t: number, id: number) => void;
/** `what` is what let it wait; `screen` is the one that was shown when it began: a newer one ends it. */
type Wait = { what: string; screen: number; sinceMs: number; id: number };
/** Whether the payment is under way of which the screen says that it is waited for. */
type Display = { screen: number; isPaying: boolean };

export class ScreenWaits {
  private readonly judge: Judge;
  private readonly lateMs: number;
  private readonly waits = new Map<string, Wait>();
  private readonly displays = new Map<string, Display>();

  /** When something that explains a wait was over last: at all devices, and at one. */
  private allMs = Number.NEGATIVE_INFINITY;
  private readonly ownMs = new Map<string, number>();

  /** So late may arrive what was sent into a silence, ms of the run. */
  constructor(lateMs: number, judge: Judge) {
    this.lateMs = lateMs;
    this.judge = judge;
  }

  /** Whoever taps before another screen has come still waits for that; on an older screen a tap does nothing. */
  tapped({ node, screen, asks, leads, key, t }: EventOf<'tap'>, id: number): void {
    if (asks === undefined && leads === undefined) return;
    this.begin(node, `be tapped on "${key}"`, screen, t, id);
  }

  /** A screen that asks for a card shows what was read; it asks no more, or for another. */
  read({ node, screen, t }: EventOf<'code-read'>, id: number): void {
    this.begin(node, 'have read a card', screen, t, id);
  }

  private begin(node: string, what: string, screen: number, sinceMs: number, id: number): void {
    if (this.waits.has(node) || this.displays.get(node)?.screen !== screen) return;
    this.waits.set(node, { what, screen, sinceMs, id });
  }

  /** `isUnderWay` says whether a payment of that device is. */
  screen({ node, screen, keys, t }: EventOf<'screen'>, id: number, isUnderWay: boolean): void {
    const before = this.displays.get(node);
    const isPaying = keys === undefined ? (before?.isPaying ?? false) : keys.on === 'paying';
    this.displays.set(node, { screen, isPaying });
    if (screen > (this.waits.get(node)?.screen ?? screen)) this.over(node, t);
    if (isPaying && !isUnderWay) this.paid(node, t, id);
  }

  /** No payment is under way at that device any more: where it is waited for one, what comes next is. */
  paid(node: string, t: number, id: number): void {
    const display = this.displays.get(node);
    if (display?.isPaying !== true || this.waits.has(node)) return;
    this.waits.set(node, { what: 'wait for a payment that was over', screen: display.screen, sinceMs: t, id });
  }

  /** Something else is shown: what was waited for before is judged, and over. */
  private over(node: string, t: number): void {
    const wait = this.waits.get(node);
    if (wait === undefined) return;
    this.waited(node, wait, t);
    this.waits.delete(node);
  }

  /** Nothing is shown there any more, or screens are numbered anew. */
  gone(node: string, t: number): void {
    this.over(node, t);
    this.displays.delete(node);
  }

  /** From now on something explains that these devices wait (null: all); what was before is judged. */
  explained(device: string | null, t: number): void {
    for (const [node, wait] of this.waits) if (device === null || device === node) this.waited(node, wait, t);
    this.restart(device, t);
  }

  /** What explained it is over: whoever waits does so since now. */
  restart(device: string | null, t: number): void {
    if (device === null) this.allMs = t;
    else this.ownMs.set(device, t);
  }

  private waited(node: string, { what, sinceMs, id }: Wait, t: number): void {
    const calmMs = Math.max(this.allMs, this.ownMs.get(node) ?? Number.NEGATIVE_INFINITY);
    this.judge(node, what, Math.max(sinceMs, calmMs + this.lateMs), t, id);
  }

  end(t: number): void {
    for (const node of [...this.waits.keys()]) this.over(node, t);
  }
}
