/**
 * A device waits for nothing longer than what is wrong explains: with a server that runs, a signal that is good for
 * something and no fault that concerns the device, it leaves every state in which it waits for the server (opening, handing over, closing, paying, signing on,
 * starting) and closes its connection-problems dialog, within the time that noticing, reconnecting and asking again take.
 * A thin client shows its first screen by then; and what comes of a tap or a payment as soon as a screen travels.
 */
import type { EventOf, HistoryHeader, Limits } from '#history/events';
import { Air, LATE_ARRIVAL_MS } from '../folds/air.ts';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { isUp } from '../folds/server-time.ts';
import { STALLED, stalls } from '../folds/stalls.ts';
import { ScreenWaits } from './screen-waits.ts';

/**
 * States in which the app waits for the server; `open.paying` is one once its payment is over, `showing.waiting` that of a
 * thin client that has a place and no screen yet.
 */
const WAITING =
  /^(starting|showing\.waiting|startFailed\.(server|network)|signingOn|signingOff|opening|simpleOrdering|open\.(handingOver|changing|scanning|closing|billing|startingPayment|paying)|sendingStored\.\w+)$/;

/** What a state of a device says: that of the app, that of its dialog, and whether the app waits in it for the server. */
type Seen = { state: string; dialog: string; waits: boolean };
type Wait = Seen & { sinceMs: number; dialogSinceMs: number; id: number; dialogId: number };

/** The next screen of a thin client comes within so long when nothing is wrong, ms of the floor. */
const SCREEN_MS = 5_000;
/** A page in a real browser takes real time, however fast the run: so much on the wire, ms. */
const PAGE_MS = 8_000;

/** A device dials again at the latest so long after it has failed to, in ms of the floor. */
const RECONNECT_MOST_MS = 10_000;

class Waits {
  readonly still = stalls();
  readonly screens: ScreenWaits;
  private readonly air = new Air();
  private readonly found: Findings;
  private readonly mostMs: number;
  private readonly devices = new Map<string, Wait>();
  /** By the state's name: there are few of them, and a night has very many transitions. */
  private readonly seen = new Map<string, Seen>();
  /** Payments under way, by device. */
  private readonly paying = new Map<string, number>();
  /** What explains that a device waits: faults by their numbers, with the device if they concern one only. */
  private readonly faults = new Map<number, string | null>();
  private readonly bystanders: ReadonlySet<string>;
  private readonly names: ReadonlySet<string>;
  private up = false;
  /** What cuts the server off. */
  private readonly cut = new Set<string>();

  constructor({ limits, floor, timeScale }: HistoryHeader, found: Findings) {
    this.found = found;
    this.mostMs = mostMsOf(limits, timeScale);
    const screenMostMs = SCREEN_MS / timeScale + limits.slackMs + (limits.slackMs > 0 ? PAGE_MS : 0);
    this.screens = new ScreenWaits(screenLateMs(limits, timeScale), (node, what, sinceMs, t, id) => {
      if (!this.isExplained(node)) this.limit(node, what, sinceMs, t, id, screenMostMs);
    });
    this.names = new Set(floor.devices.map(({ name }) => name));
    this.bystanders = new Set([
      ...floor.printers.map(({ name }) => name),
      ...floor.terminals,
      ...[...(floor.monitors ?? []), ...(floor.cameras ?? [])].map(({ name }) => name),
      ...floor.devices.map(({ name }) => `${name}/belt`),
    ]);
  }

  transition({ node, to, t }: EventOf<'transition'>, id: number): void {
    if (!this.names.has(node)) return;
    if (!to.startsWith('showing.')) this.screens.gone(node, t);
    const { state, dialog, waits } = this.seenIn(to);
    const wait = this.devices.get(node);
    if (wait === undefined) {
      this.devices.set(node, { state, dialog, waits, sinceMs: t, dialogSinceMs: t, id, dialogId: id });
      return;
    }
    this.judge(node, wait, t);
    if (wait.state !== state) {
      wait.state = state;
      wait.waits = waits;
      wait.sinceMs = t;
      wait.id = id;
    }
    // Yellow or red, it is one dialog.
    if ((wait.dialog === '') !== (dialog === '')) {
      wait.dialogSinceMs = t;
      wait.dialogId = id;
    }
    wait.dialog = dialog;
  }

  private seenIn(to: string): Seen {
    let seen = this.seen.get(to);
    if (seen === undefined) {
      const [state = '', shown = ''] = to.split(' ');
      const dialog = shown === 'waiting' ? '' : shown;
      seen = { state, dialog, waits: WAITING.test(state) };
      this.seen.set(to, seen);
    }
    return seen;
  }

  /** From now on something explains that these devices wait, or does no longer: what was before is judged, and over. */
  private explained(t: number, device: string | null): void {
    this.screens.explained(device, t);
    for (const [node, wait] of this.devices) {
      if (device !== null && device !== node) continue;
      this.judge(node, wait, t);
      wait.sinceMs = Math.max(wait.sinceMs, t);
      wait.dialogSinceMs = Math.max(wait.dialogSinceMs, t);
    }
  }

  fault({ node, id, phase, fault, t }: EventOf<'fault'>): void {
    const own = fault === 'till-restart' ? null : this.names.has(node) ? node : null;
    if (own === null && this.bystanders.has(node)) return;
    if (phase === 'begun') this.explained(t, own);
    if (phase === 'begun') this.faults.set(id, own);
    else this.faults.delete(id);
    if (phase === 'ended') this.restart(t, own);
  }

  condition({ of, state, node, t }: EventOf<'condition'>): void {
    if (of === 'link' && this.names.has(node)) this.explained(t, node);
    else if (of === 'access-point') this.explained(t, null);
    else if (of === 'paths' || (of === 'lan-port' && node === 'server')) this.cuts(of, state, t);
    if (of !== 'server') return;
    if (this.up) this.explained(t, null);
    this.up = isUp(state);
    this.restart(t, null);
  }

  /** The server is cut off from all devices, by its LAN port or between two paths, or is so no longer. */
  private cuts(by: string, state: string, t: number): void {
    this.explained(t, null);
    if (state === 'up' || state === 'steady') this.cut.delete(by);
    else this.cut.add(by);
  }

  /** A weak signal explains much; when it is better, whoever waits does so since now. */
  signal(event: EventOf<'signal'>): void {
    const { node, t } = event;
    if (!this.names.has(node)) return;
    if (!this.air.isBad(node)) this.explained(t, node);
    this.air.signal(event);
    this.restart(t, node);
  }

  /** Something that explained it is over: whoever waits, waits since now. */
  private restart(t: number, device: string | null): void {
    this.screens.restart(device, t);
    for (const [node, wait] of this.devices) {
      if (device !== null && device !== node) continue;
      wait.sinceMs = Math.max(wait.sinceMs, t);
      wait.dialogSinceMs = Math.max(wait.dialogSinceMs, t);
    }
  }

  payment(device: string, change: 1 | -1, t: number, id: number): void {
    const wait = this.devices.get(device);
    if (wait?.state === 'open.paying' && change < 0) wait.sinceMs = Math.max(wait.sinceMs, t);
    this.paying.set(device, Math.max(0, (this.paying.get(device) ?? 0) + change));
    if (change < 0 && !this.isPaying(device)) this.screens.paid(device, t, id);
  }

  /** Whether a payment of that device is under way. */
  isPaying(device: string): boolean {
    return (this.paying.get(device) ?? 0) > 0;
  }

  private isExplained(node: string): boolean {
    if (!this.up || this.cut.size > 0 || this.air.isBad(node)) return true;
    for (const own of this.faults.values()) if (own === null || own === node) return true;
    return false;
  }

  private judge(node: string, wait: Wait, t: number): void {
    const { state, dialog, waits, sinceMs, dialogSinceMs, id, dialogId } = wait;
    if ((!waits && dialog === '') || this.isExplained(node)) return;
    const isPaying = state === 'open.paying' && this.isPaying(node);
    if (waits && !isPaying) this.limit(node, `be in "${state}"`, sinceMs, t, id, this.mostMs);
    if (dialog !== '')
      this.limit(node, 'be in its connection-problems dialog', dialogSinceMs, t, dialogId, this.mostMs);
  }

  private limit(node: string, what: string, sinceMs: number, t: number, id: number, mostMs: number): void {
    this.found.judge();
    if (t - sinceMs <= mostMs) return;
    if (this.still.between(sinceMs, t)) {
      this.found.unknown(STALLED);
      return;
    }
    this.found.fail(
      [id],
      `let ${node} ${what}; then from ${this.found.at(sinceMs)} on nothing was wrong that concerned it; however it still waited at ${this.found.at(t)}`,
      { node, fromMs: sinceMs, dueMs: sinceMs + mostMs, actualMs: t },
    );
  }

  end(t: number): void {
    for (const [node, wait] of this.devices) this.judge(node, wait, t);
    this.screens.end(t);
  }
}

/** To notice that nothing answers, to dial until it succeeds, to ask again, and a grace. */
function mostMsOf({ heartbeatMs, toleranceMs, graceMs, slackMs }: Limits, timeScale: number): number {
  return heartbeatMs + 3 * toleranceMs + (2 * RECONNECT_MOST_MS) / timeScale + graceMs + slackMs;
}

/** What was sent into a silence arrives, or a thin client notices by its next heartbeat that it never will. */
function screenLateMs({ heartbeatMs, toleranceMs }: Limits, timeScale: number): number {
  return Math.max(LATE_ARRIVAL_MS / timeScale, heartbeatMs + toleranceMs);
}

export const waitsEnd: Checker = {
  name: 'waits-end',
  about:
    'A device leaves every state in which it waits, closes its dialog, and shows what comes of a tap, as soon as what is wrong no longer explains it.',
  start(header) {
    const found = findings('waits-end', header);
    const waits = new Waits(header, found);
    const devices = new Map<number, string>();
    const over = (payment: number, t: number, id: number): void => {
      const device = devices.get(payment);
      if (device !== undefined) waits.payment(device, -1, t, id);
      devices.delete(payment);
    };
    let endMs = 0;
    return {
      on: {
        stall: (event) => waits.still.seen(event),
        transition: (event, id) => waits.transition(event, id),
        tap: (event, id) => waits.screens.tapped(event, id),
        'code-read': (event, id) => waits.screens.read(event, id),
        screen: (event, id) => waits.screens.screen(event, id, waits.isPaying(event.node)),
        admitted: ({ node, t }) => waits.screens.gone(node, t),
        fault: (event) => waits.fault(event),
        condition: (event) => waits.condition(event),
        signal: (event) => waits.signal(event),
        phase: (event) => void (endMs = event.t),
      },
      facts: {
        'payment-begun'({ payment, device }, { t }, id) {
          devices.set(payment, device);
          waits.payment(device, 1, t, id);
        },
        'payment-parked': ({ payment }, { t }, id) => over(payment, t, id),
        'payment-ended': ({ payment }, { t }, id) => over(payment, t, id),
      },
      end(whole) {
        waits.end(endMs);
        return found.result(whole);
      },
    };
  },
};
