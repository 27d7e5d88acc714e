/**
 * What a device is told of a tab it cannot have comes true: since when it is held, and when it is free if its holder stays
 * silent. A time that is told is judged when the silence ends: then the tab must not be held any more if the time was
 * over, nor have been freed before it. While a payment keeps the tab it is the time by which the tab is parked.
 */
import type { Fact, ReleaseCause } from '#server/core/facts';
import type { EventOf, HistoryHeader, Limits } from '#history/events';
import type { Checker } from '../checker.ts';
import { opens } from '../folds/asks.ts';
import { findings, type Findings } from '../findings.ts';
import { ServerTime } from '../folds/server-time.ts';
import { STALLED, stalls } from '../folds/stalls.ts';
import { thinClientsOf } from '../folds/thin-clients.ts';

type Hold = {
  tab: number;
  token: number;
  device: string;
  sinceMs: number;
  paying: boolean;
  starts: number;
  heardMs: number;
  told: Told[];
};
/** What was told of a hold: by a reply, or on the screen of a thin client, which rounds up to seconds. */
type Said = {
  node: string;
  t: number;
  code: string;
  holder: string;
  freeInMs: number;
  sinceMs?: number;
  roundedMs: number;
};
/** A free time that was told; of the two times of the server between which it was said, and `starts` when it was. */
type Told = {
  said: Said;
  id: number;
  askedMs: number;
  askedExistedMs: number;
  shownRanMs: number;
  starts: number;
};
type Asked = { tab: number; t: number; existedMs: number; starts: number };

/** Under these faults the server does late what it has to do, and nobody can tell by how much. */
const SLOWING: readonly string[] = ['server-slow', 'server-paused'];
/** Screens tell times in whole seconds. */
const A_SECOND = 1_000;
/** A timer is set once the facts that were decided with it are on the disk. */
const COMMIT_MS = 50;

class FreeTimes {
  readonly time = new ServerTime();
  readonly still = stalls();
  private readonly limits: Limits;
  private readonly thinClients: ReadonlySet<string>;
  private readonly found: Findings;
  private readonly holds = new Map<number, Hold>();
  private readonly byTab = new Map<number, Hold>();
  private readonly asked = new Map<string, Asked>();
  private readonly slow = new Set<number>();
  /** The clock on the wall has been set: after a start the server cannot tell since when a tab is held. */
  private clockSet = false;

  constructor({ limits, floor }: HistoryHeader, found: Findings) {
    this.limits = limits;
    this.thinClients = thinClientsOf(floor);
    this.found = found;
  }

  sent({ node, type, tab, t }: { node: string; type: string; tab?: number; t: number }): void {
    if (opens({ type }) && tab !== undefined)
      this.asked.set(node, { tab, t, existedMs: this.time.existedMs(t), starts: this.time.starts });
    else this.asked.delete(node);
  }

  replied({ node, t, code = '', holder, freeInMs, sinceMs }: EventOf<'reply'>, id: number): void {
    if (holder === undefined || freeInMs === undefined) return;
    const since = sinceMs === undefined ? {} : { sinceMs };
    this.refused({ node, t, code, holder, freeInMs, ...since, roundedMs: 0 }, id);
  }

  showed({ node, t, refusal = '', holder, freeInMs }: EventOf<'screen'>, id: number): void {
    if (holder === undefined || freeInMs === undefined) return;
    this.refused({ node, t, code: refusal, holder, freeInMs, roundedMs: A_SECOND }, id);
    this.asked.delete(node);
  }

  private refused(said: Said, id: number): void {
    const asked = this.asked.get(said.node);
    const hold = asked === undefined ? undefined : this.byTab.get(asked.tab);
    if (asked === undefined || hold === undefined) return;
    // What a server said that has been started anew since holds for what it knew.
    if (asked.starts !== this.time.starts) return;
    // If the tab has changed hands meanwhile, nobody knows of whom was spoken.
    if (hold.device !== said.holder || hold.sinceMs >= asked.t - this.limits.slackMs) return;
    this.found.judge();
    this.judgeSince(hold, asked, said, id);
    const spokeMeanwhile = hold.heardMs >= asked.t - this.limits.slackMs;
    if (spokeMeanwhile || this.slow.size > 0 || hold.paying !== (said.code === 'held-by-payment')) return;
    const { time } = this;
    const since = { askedMs: asked.t, askedExistedMs: asked.existedMs, shownRanMs: time.ranMs(said.t) };
    hold.told.push({ said, id, ...since, starts: time.starts });
  }

  private judgeSince({ sinceMs, starts, tab }: Hold, asked: Asked, said: Said, id: number): void {
    if (said.sinceMs === undefined || (this.clockSet && starts !== this.time.starts)) return;
    const { slackMs } = this.limits;
    const least = asked.t - sinceMs - slackMs;
    const most = said.t - sinceMs + slackMs;
    if (said.sinceMs >= least && said.sinceMs <= most) return;
    this.found.fail(
      [id],
      `let ${said.holder} hold tab ${tab} since ${this.found.at(sinceMs)}; then ${said.node} was refused it at ${this.found.at(said.t)}; however it was told that it is held for ${this.found.lasting(said.sinceMs)}`,
    );
  }

  locked({ tab, token, device }: Extract<Fact, { kind: 'tab-locked' }>, at: number): void {
    const { starts } = this.time;
    const hold: Hold = { tab, token, device, sinceMs: at, paying: false, starts, heardMs: at, told: [] };
    this.holds.set(token, hold);
    this.byTab.set(tab, hold);
  }

  /** The holder is there: whatever was told, was told for the case of its silence. */
  heard({ from, token, t }: EventOf<'heard'>): void {
    if (token === undefined && this.thinClients.has(from)) this.perhaps(from, t);
    const hold = token === undefined ? undefined : this.holds.get(token);
    if (hold === undefined || hold.device !== from) return;
    hold.heardMs = t;
    this.settle(hold, t, 'was heard of again');
  }

  /** A thin client was heard without a token: it may have been admitted anew, and its hold claimed by that. */
  private perhaps(device: string, t: number): void {
    for (const hold of this.holds.values()) {
      if (hold.device !== device) continue;
      hold.heardMs = t;
      this.settle(hold, t, 'was heard of again');
    }
  }

  paying(tab: number, token: number | null, paying: boolean, t: number): void {
    const hold = this.byTab.get(tab);
    if (hold === undefined || (token !== null && hold.token !== token)) return;
    this.settle(hold, t, paying ? 'began to pay' : 'had paid, or not');
    hold.paying = paying;
  }

  released({ token, cause }: Extract<Fact, { kind: 'tab-released' }>, event: EventOf<'fact'>, id: number): void {
    const hold = this.holds.get(token);
    if (hold === undefined) return;
    this.holds.delete(token);
    if (this.byTab.get(hold.tab) === hold) this.byTab.delete(hold.tab);
    for (const told of hold.told) this.judgeEarly(hold, told, cause, event.at, id);
    this.settle(hold, event.at, 'lost it');
  }

  private judgeEarly(hold: Hold, told: Told, cause: ReleaseCause, at: number, id: number): void {
    if ((cause !== 'lease-ended' && cause !== 'restart') || told.starts !== this.time.starts) return;
    const { freeInMs, roundedMs } = told.said;
    if (this.time.existedMs(at) >= told.askedExistedMs + freeInMs - roundedMs - this.limits.slackMs) return;
    this.fail(hold, told, at, `it was free at ${this.found.at(at)} already`, [told.id, id]);
  }

  /** The silence has ended: what was told of it must have come true by now, if it was due. */
  private settle(hold: Hold, t: number, what: string): void {
    if (hold.told.length === 0) return;
    const { slackMs, graceMs, restartGraceMs } = this.limits;
    const ranMs = this.time.ranMs(t);
    for (const told of hold.told) {
      // At each start holders get a grace to return, and a silence may be counted a little shorter than it was.
      const starts = this.time.starts - told.starts;
      const restartMs = starts === 0 ? 0 : graceMs + starts * restartGraceMs;
      const dueRanMs = told.shownRanMs + told.said.freeInMs + COMMIT_MS + slackMs + restartMs;
      if (ranMs > dueRanMs)
        this.fail(hold, told, t, `${hold.device} still held it when it ${what} at ${this.found.at(t)}`, [told.id]);
    }
    hold.told = [];
  }

  private fail({ device, tab }: Hold, { said, askedMs }: Told, t: number, what: string, events: number[]): void {
    const { node, freeInMs } = said;
    if (this.still.between(askedMs, t)) {
      this.found.unknown(STALLED);
      return;
    }
    this.found.fail(
      events,
      `let ${device} hold tab ${tab}; then ${node} was told at ${this.found.at(said.t)} that it is free in ${this.found.lasting(freeInMs)}; however ${what}`,
      { node: device, fromMs: said.t, dueMs: said.t + freeInMs, actualMs: t },
    );
  }

  fault({ fault, phase, id }: EventOf<'fault'>): void {
    if (fault === 'server-clock-step') this.clockSet = true;
    if (!SLOWING.includes(fault)) return;
    if (phase === 'ended') this.slow.delete(id);
    else this.slow.add(id);
    for (const hold of this.holds.values()) hold.told = [];
  }

  end(t: number): void {
    if (this.time.up) for (const hold of this.holds.values()) this.settle(hold, t, 'was seen last');
  }
}

export const freeTime: Checker = {
  name: 'free-time',
  about: 'A device that is refused a tab is told since when it is held and when it is free, and that comes true.',
  start(header: HistoryHeader) {
    const found = findings('free-time', header);
    const fold = new FreeTimes(header, found);
    let endMs = 0;
    return {
      on: {
        stall: (event) => fold.still.seen(event),
        condition: (event) => fold.time.seen(event),
        fault: (event) => fold.fault(event),
        sent: (event) => fold.sent(event),
        reply: (event, id) => fold.replied(event, id),
        tap: ({ node, asks, tab, t }) => {
          if (asks !== undefined) fold.sent({ node, type: asks, t, ...(tab === undefined ? {} : { tab }) });
        },
        screen: (event, id) => fold.showed(event, id),
        heard: (event) => fold.heard(event),
        phase: (event) => void (endMs = event.t),
      },
      facts: {
        'tab-locked': (fact, { at }) => fold.locked(fact, at),
        'tab-released': (fact, event, id) => fold.released(fact, event, id),
        'payment-begun': ({ tab, token }, { at }) => fold.paying(tab, token, true, at),
        'payment-ended': ({ tab }, { at }) => fold.paying(tab, null, false, at),
      },
      end(whole) {
        fold.end(endMs);
        return found.result(whole);
      },
    };
  },
};
