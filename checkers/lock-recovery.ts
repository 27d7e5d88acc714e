/**
 * An abandoned hold ends 180 s (plus grace) after its session's last sign of life, and not before. A sign of life is a
 * message heard by the server in which the device claims the hold. A payment keeps its hold for longer; a restart ends
 * what nobody claims after its own grace; while no server runs, nothing can end.
 */
import type { HistoryHeader } from '#history/events';
import type { Checker } from './checker.ts';
import { at, findings } from './findings.ts';
import { STALLED, stalls } from './stalls.ts';

type Life = { ms: number; id: number };

type Hold = {
  tab: number;
  token: number;
  device: string;
  lockedId: number;
  /** Last signs of life, latest first: one may come in while the decision to end the hold is being committed. */
  lives: Life[];
  /** When a payment under this hold began; NaN while there is none. */
  payingSinceMs: number;
  paymentOverMs: number;
};

const MOST_LIVES = 8;

/** The last sign of life the server had heard before a decision of that time. */
function lifeBefore(hold: Hold, decidedMs: number): Life {
  return hold.lives.find((life) => life.ms < decidedMs) ?? (hold.lives[hold.lives.length - 1] as Life);
}

export const lockRecovery: Checker = {
  name: 'lock-recovery',
  about: 'An abandoned hold ends within 180 s and a grace after the last sign of life of its session, and not before.',
  start(header: HistoryHeader) {
    const { leaseMs, graceMs, restartGraceMs, paymentHoldMs, slackMs } = header.limits;
    const found = findings('lock-recovery');
    const still = stalls();
    const holds = new Map<number, Hold>();
    const paying = new Map<number, Hold>();
    let startMs = 0;
    let up = true;
    let lastT = 0;

    function dueMs(hold: Hold, decidedMs: number): number {
      if (!Number.isNaN(hold.payingSinceMs)) return Math.max(hold.payingSinceMs, startMs) + paymentHoldMs;
      const restarted = startMs > 0 ? startMs + restartGraceMs : 0;
      return Math.max(lifeBefore(hold, decidedMs).ms + leaseMs, hold.paymentOverMs, restarted);
    }

    function late(hold: Hold, t: number, id: number, what: string): void {
      const life = lifeBefore(hold, t);
      const due = dueMs(hold, t);
      if (t <= due + graceMs + slackMs) return;
      if (still.between(life.ms, t)) {
        found.unknown(STALLED);
        return;
      }
      found.fail(
        [hold.lockedId, life.id, ...(id > 0 ? [id] : [])],
        `let ${hold.device} hold tab ${hold.tab}; then it gave its last sign of life at ${at(life.ms)}; however the hold ${what}, due was ${at(due)}`,
      );
    }

    return {
      on: {
        stall: (event) => still.seen(event),
        heard(event, id) {
          lastT = event.t;
          if (event.token === undefined) return;
          const hold = holds.get(event.token);
          if (hold === undefined || hold.device !== event.from) return;
          hold.lives.unshift({ ms: event.t, id });
          if (hold.lives.length > MOST_LIVES) hold.lives.pop();
        },
        condition(event) {
          if (event.of !== 'server') return;
          up = event.state === 'up';
          if (!up) return;
          startMs = event.t;
        },
        phase(event) {
          lastT = event.t;
        },
      },
      facts: {
        'tab-locked'({ tab, token, device }, event, id) {
          found.judge();
          holds.set(token, {
            tab,
            token,
            device,
            lockedId: id,
            lives: [{ ms: event.t, id }],
            payingSinceMs: Number.NaN,
            paymentOverMs: 0,
          });
        },
        'payment-begun'({ payment, token }, event) {
          const hold = holds.get(token);
          if (hold === undefined) return;
          hold.payingSinceMs = event.t;
          paying.set(payment, hold);
        },
        'payment-ended'({ payment }, event) {
          const hold = paying.get(payment);
          if (hold === undefined) return;
          paying.delete(payment);
          hold.payingSinceMs = Number.NaN;
          hold.paymentOverMs = event.t;
        },
        'tab-released'({ token, cause }, event, id) {
          const hold = holds.get(token);
          if (hold === undefined) return;
          holds.delete(token);
          late(hold, event.t, id, `ended only at ${at(event.t)}`);
          const life = lifeBefore(hold, event.at);
          const early =
            cause === 'lease-ended'
              ? event.at < life.ms + leaseMs - slackMs
              : cause === 'restart' && (life.ms > startMs || event.at < startMs + restartGraceMs - slackMs);
          if (!early) return;
          if (still.between(life.ms, event.t)) {
            found.unknown(STALLED);
            return;
          }
          found.fail(
            [hold.lockedId, life.id, id],
            `let ${hold.device} hold tab ${hold.tab}; then it gave a sign of life at ${at(life.ms)}; however the hold was ended (${cause}) at ${at(event.t)} while it was alive`,
          );
        },
      },
      end(whole) {
        if (up) for (const hold of holds.values()) late(hold, lastT, 0, `has not ended by ${at(lastT)}`);
        return found.result(whole);
      },
    };
  },
};
