/**
 * An abandoned hold ends 180 s (plus grace) after its session's last sign of life, and not before. A sign of life is a
 * message heard by the server in which the device claims the hold. While no server runs nothing can end, so that time
 * does not count; a restart begins no new lease, it only ends earlier what nobody comes back to. A payment keeps its
 * hold for longer.
 *
 * Every silence is judged, when it ends: by the release, by a return to a hold that should have been gone, by a payment,
 * or by the end of the run. A release is judged once more for being too early: while the lease runs, and after a start,
 * while there is grace to return.
 */
import type { Fact } from '#server/core/facts';
import type { EventOf, HistoryHeader, Limits } from '#history/events';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { ServerTime, type Moment } from '../folds/server-time.ts';
import { SlowServer } from '../folds/slow-server.ts';
import { STALLED, stalls } from '../folds/stalls.ts';
import { thinClientsOf } from '../folds/thin-clients.ts';

type Hold = {
  tab: number;
  token: number;
  device: string;
  lockedId: number;
  /** Last signs of life, latest first: one may come in while the decision to end the hold is being committed. */
  lives: Moment[];
  /** A thin client was heard without a token: it may have been admitted anew, and its hold claimed by that. */
  perhaps?: Moment;
  /** Server time at which the payment under this hold began; null while there is none. */
  payingRanMs: number | null;
  /** Server time at which the last one ended. */
  paymentOverRanMs: number;
  /** Its device has another place now, and cannot claim it any more. */
  leftBehind: boolean;
  /** The journal holds a silence against it; a claim that is not yet in the journal when the server dies is forgotten. */
  charged: boolean;
};

const MOST_LIVES = 8;

class Recovery {
  readonly time = new ServerTime();
  readonly still = stalls();
  readonly slow: SlowServer;
  lastT = 0;
  private readonly limits: Limits;
  private readonly thinClients: ReadonlySet<string>;
  /** Thin clients whose place is gone. */
  readonly placeless = new Set<string>();
  private readonly found: Findings;
  private readonly holds = new Map<number, Hold>();
  private readonly paying = new Map<number, Hold>();

  constructor({ limits, floor, timeScale }: HistoryHeader, found: Findings) {
    this.limits = limits;
    this.slow = new SlowServer(timeScale);
    this.thinClients = thinClientsOf(floor);
    this.found = found;
  }

  locked({ tab, token, device }: Extract<Fact, { kind: 'tab-locked' }>, at: number, id: number): void {
    this.found.judge();
    this.holds.set(token, {
      tab,
      token,
      device,
      lockedId: id,
      lives: [this.time.moment(at, id)],
      payingRanMs: null,
      paymentOverRanMs: 0,
      leftBehind: false,
      charged: false,
    });
  }

  heard({ token, from, t }: EventOf<'heard'>, id: number): void {
    // Who has lost its place claims nothing by naming a hold.
    if (token === undefined || this.placeless.has(from)) {
      if (!this.thinClients.has(from)) return;
      for (const hold of this.holds.values())
        if (hold.device === from && !hold.leftBehind) hold.perhaps = this.time.moment(t, id);
      return;
    }
    const hold = this.holds.get(token);
    if (hold === undefined || hold.device !== from || hold.leftBehind) return;
    this.judgeSilence(hold, t, t, id, 'was still there when it came back at');
    hold.lives.unshift(this.time.moment(t, id));
    if (hold.lives.length > MOST_LIVES) hold.lives.pop();
  }

  /** A thin client got another place: the message that asked for it named its hold, and claimed nothing by that. */
  replaced(client: string, at: number): void {
    for (const hold of this.holds.values()) {
      const { device, lives } = hold;
      if (device !== client) continue;
      hold.leftBehind = true;
      if (lives.length > 1 && (lives[0]?.ms ?? 0) >= at - this.limits.slackMs) lives.shift();
    }
  }

  started(): void {
    for (const { charged, lives } of this.holds.values()) if (charged && lives[0] !== undefined) lives[0].unsure = true;
  }

  charged(token: number, charged: boolean): void {
    const hold = this.holds.get(token);
    if (hold !== undefined) hold.charged = charged;
  }

  paymentBegun({ payment, token }: Extract<Fact, { kind: 'payment-begun' }>, t: number, id: number): void {
    const hold = this.holds.get(token);
    if (hold === undefined) return;
    this.judgeSilence(hold, t, t, id, 'was still there for a payment at');
    hold.payingRanMs = this.time.ranMs(t);
    this.paying.set(payment, hold);
  }

  paymentEnded(payment: number, t: number): void {
    const hold = this.paying.get(payment);
    if (hold === undefined) return;
    this.paying.delete(payment);
    hold.payingRanMs = null;
    hold.paymentOverRanMs = this.time.ranMs(t);
  }

  released({ token, cause }: Extract<Fact, { kind: 'tab-released' }>, event: EventOf<'fact'>, id: number): void {
    const hold = this.holds.get(token);
    if (hold === undefined) return;
    this.holds.delete(token);
    this.judgeSilence(hold, event.t, event.at, id, 'ended only at');
    const life = lifeBefore(hold, event.at);
    if (!this.isEarly(hold, life, cause, event.at)) return;
    if (this.still.between(life.ms, event.t)) {
      this.found.unknown(STALLED);
      return;
    }
    this.found.fail(
      [hold.lockedId, life.id, id],
      `let ${hold.device} hold tab ${hold.tab}; then it gave a sign of life at ${this.found.at(life.ms)}; however the hold was ended (${cause}) at ${this.found.at(event.t)} while it was alive`,
      { node: hold.device, fromMs: life.ms, dueMs: life.ms + this.limits.leaseMs, actualMs: event.t },
    );
  }

  end(): void {
    if (!this.time.up) return;
    for (const hold of this.holds.values()) this.judgeSilence(hold, this.lastT, this.lastT, 0, 'has not ended by');
  }

  /** Whether the silence that ends at `t` was too long; `decidedMs` is when the server ended it, if it did. */
  private judgeSilence(hold: Hold, t: number, decidedMs: number, id: number, what: string): void {
    const { graceMs, slackMs } = this.limits;
    const claimed = lifeBefore(hold, decidedMs);
    const { perhaps = claimed } = hold;
    const life = perhaps.ms > claimed.ms && perhaps.ms < decidedMs ? perhaps : claimed;
    const ranMs = this.time.ranMs(t);
    const dueRanMs = this.dueRanMs(hold, life) + graceMs;
    if (ranMs <= dueRanMs + slackMs + this.slow.lateMs(life.ms, t)) return;
    if (this.still.between(life.ms, t)) {
      this.found.unknown(STALLED);
      return;
    }
    const away = t - life.ms - (ranMs - life.ranMs);
    const dueMs = t - ranMs + dueRanMs;
    this.found.fail(
      [hold.lockedId, life.id, ...(id > 0 ? [id] : [])],
      `let ${hold.device} hold tab ${hold.tab}; then it gave its last sign of life at ${this.found.at(life.ms)}; however the hold ${what} ${this.found.at(t)}, due was ${this.found.at(dueMs)}${away > 0 ? ` with ${this.found.lasting(away)} without a server` : ''}`,
      { node: hold.device, fromMs: life.ms, dueMs, actualMs: t },
    );
  }

  /** Server time by which a hold ends after its last sign of life. */
  private dueRanMs(hold: Hold, life: Moment): number {
    const { leaseMs, restartGraceMs, paymentHoldMs } = this.limits;
    if (hold.payingRanMs !== null) return hold.payingRanMs + paymentHoldMs;
    const { starts, startedRanMs } = this.time;
    const leaseEnds = life.ranMs + leaseMs;
    const due = life.starts < starts ? Math.min(leaseEnds, startedRanMs + restartGraceMs) : leaseEnds;
    return Math.max(due, hold.paymentOverRanMs);
  }

  /**
   * Whether a hold was ended too early. A server that starts cannot know how much of a silence its predecessor has seen
   * since the last entry in its journal, and counts the most it may have been.
   */
  private isEarly(hold: Hold, life: Moment, cause: string, decidedMs: number): boolean {
    const { leaseMs, restartGraceMs, orphanAfterMs, heartbeatMs, slackMs } = this.limits;
    if (life.unsure) return false;
    const { startedMs, starts } = this.time;
    const existedMs = this.time.existedMs(decidedMs);
    if (cause === 'restart') return life.ms > startedMs || decidedMs < startedMs + restartGraceMs - slackMs;
    if (cause !== 'lease-ended') return false;
    const restarts = starts - life.starts;
    const guessedMs = restarts === 0 ? 0 : Math.max(orphanAfterMs, heartbeatMs) + restarts * heartbeatMs;
    return existedMs < life.existedMs + leaseMs - guessedMs - slackMs;
  }
}

/** The last sign of life the server had heard before a decision of that time. */
function lifeBefore(hold: Hold, decidedMs: number): Moment {
  return hold.lives.find((life) => life.ms < decidedMs) ?? (hold.lives[hold.lives.length - 1] as Moment);
}

export const lockRecovery: Checker = {
  name: 'lock-recovery',
  about: 'An abandoned hold ends within 180 s and a grace after the last sign of life of its session, and not before.',
  start(header: HistoryHeader) {
    const found = findings('lock-recovery', header);
    const recovery = new Recovery(header, found);
    return {
      on: {
        stall: (event) => recovery.still.seen(event),
        fault: (event) => recovery.slow.fault(event),
        heard(event, id) {
          recovery.lastT = event.t;
          recovery.heard(event, id);
        },
        condition(event) {
          const { starts } = recovery.time;
          recovery.time.seen(event);
          if (recovery.time.starts > starts) recovery.started();
        },
        phase(event) {
          recovery.lastT = event.t;
        },
      },
      facts: {
        'tab-locked': (fact, event, id) => recovery.locked(fact, event.at, id),
        'hold-silent': ({ token }) => recovery.charged(token, true),
        'hold-claimed': ({ token }) => recovery.charged(token, false),
        'client-admitted': ({ client }) => void recovery.placeless.delete(client),
        'client-left'({ client, cause }, { at }) {
          if (cause === 'replaced') recovery.replaced(client, at);
          else recovery.placeless.add(client);
        },
        'payment-begun': (fact, event, id) => recovery.paymentBegun(fact, event.t, id),
        'payment-ended': ({ payment }, event) => recovery.paymentEnded(payment, event.t),
        'tab-released': (fact, event, id) => recovery.released(fact, event, id),
      },
      end(whole) {
        recovery.end();
        return found.result(whole);
      },
    };
  },
};
