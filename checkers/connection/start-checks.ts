/**
 * What a device says when it cannot start is so. Of the three checks (does the till with its server run, is the app
 * installed, is the device in the same network) it names one that has really failed, and the first of them that it can
 * see: from another network, or without any, nobody knows whether the server runs. It says so in time, and does not where
 * nothing is wrong. What is true is known from outside the device: from the server, its link, and the faults in force.
 */
import { START_REFUSALS, type StartCheck } from '#machines/holder';
import type { EventOf, HistoryHeader } from '#history/events';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { Outages } from '../folds/outages.ts';
import { isUp } from '../folds/server-time.ts';
import { SlowServer } from '../folds/slow-server.ts';
import { STALLED, stalls } from '../folds/stalls.ts';

const TILL = 'till';
/** States in which a device looks for its server at a start. */
const STARTING = /^(starting|connecting)/;
/** It dials, it searches, and it dials what it has found: each is given up after the tolerance. */
const ATTEMPTS = 3;
/** Whatever is given up has been under way for a moment before, ms of the floor. */
const UNDER_WAY_MS = 500;
/** Faults at a device that cut what it says. */
const CUTS = ['half-open', 'link-drop'];
const CHECKS: ReadonlyMap<string, StartCheck> = new Map(
  Object.entries(START_REFUSALS).map(([check, code]) => [code, check as StartCheck]),
);

/** Something that is so or not, and when it has become so. */
type Known = { is: boolean; sinceMs: number };
type Seen = {
  /** No till is in the network of the device: it has none, it is in another one, or the till is unplugged. */
  alone: Known;
  silent: boolean;
  away: boolean;
  missing: Known;
  /** When it was last that answers came late, or were cut. */
  blurredMs: number;
  start: { sinceMs: number; id: number } | null;
  /** When the last start began. */
  startedMs: number;
};

const never = (): Known => ({ is: false, sinceMs: Number.NEGATIVE_INFINITY });

class Starts {
  /** A start is given up after the tolerance, which is short where the floor is played fast: short stalls count, too. */
  readonly still = stalls(0);
  /** A server may stand still for longer than the fault is in force. */
  private readonly slow: SlowServer;
  private readonly outages: Outages;
  private readonly found: Findings;
  private readonly slackMs: number;
  private readonly mostMs: number;
  private readonly devices: ReadonlyMap<string, Seen>;
  /** Faults in force that remove an app, by their numbers. */
  private readonly removals = new Map<number, string>();
  private server = never();
  private isPlugged = true;
  /** Whether the network is not changing its path. */
  private isSteady = true;
  private upAtPause = false;

  constructor(header: HistoryHeader, found: Findings) {
    this.found = found;
    const { toleranceMs, slackMs } = header.limits;
    this.slackMs = slackMs;
    this.mostMs = ATTEMPTS * toleranceMs + UNDER_WAY_MS / header.timeScale + slackMs;
    this.slow = new SlowServer(header.timeScale);
    this.outages = new Outages(header);
    const unseen = { silent: false, away: false, blurredMs: Number.NEGATIVE_INFINITY, start: null, startedMs: 0 };
    this.devices = new Map(
      header.floor.devices.map(({ name }) => [name, { ...unseen, alone: never(), missing: never() }]),
    );
  }

  condition(event: EventOf<'condition'>): void {
    const { of, state, node, t } = event;
    if (!this.outages.concerns(event)) return;
    this.outages.condition(event);
    const seen = this.devices.get(node);
    if (of === 'server') {
      // A process that was paused before it was up is not up when it is resumed.
      const is = state === 'resumed' ? this.upAtPause : isUp(state);
      if (state === 'paused') this.upAtPause = this.server.is;
      this.server = { is, sinceMs: t };
    } else if (of === 'paths') {
      this.isSteady = state === 'steady';
      for (const [name, one] of this.devices) if (name !== TILL) this.apart(name, one, t);
    } else if (of === 'lan-port') {
      if (node !== 'server') return;
      this.isPlugged = state === 'up';
      for (const [name, one] of this.devices) this.apart(name, one, t);
    } else if (seen !== undefined) {
      if (of === 'link') seen.silent = state === 'silent';
      else seen.away = state === 'other';
      this.apart(node, seen, t);
    }
  }

  /** Whether it finds a till now; the till itself is beside the server, on no path. */
  private apart(node: string, seen: Seen, t: number): void {
    const isCut = !this.isSteady && node !== TILL;
    seen.alone = { is: seen.silent || seen.away || !this.isPlugged || isCut, sinceMs: t };
  }

  fault(event: EventOf<'fault'>): void {
    const { node, id, phase, fault, t } = event;
    this.slow.fault(event);
    this.blurs(t);
    this.outages.fault(event);
    this.blurs(t);
    const seen = this.devices.get(node);
    if (seen === undefined) return;
    if (CUTS.includes(fault)) seen.blurredMs = t;
    if (fault !== 'app-missing') return;
    if (phase === 'begun') this.removals.set(id, node);
    else this.removals.delete(id);
    seen.missing = { is: [...this.removals.values()].includes(node), sinceMs: t };
    // Whatever is installed anew is started anew.
    if (seen.start !== null) seen.start.sinceMs = t;
  }

  signal(event: EventOf<'signal'>): void {
    this.blurs(event.t);
    this.outages.signal(event);
    this.blurs(event.t);
  }

  /** Its operator resets it: what was starting starts anew. */
  swiped(node: string, t: number): void {
    const start = this.devices.get(node)?.start ?? null;
    if (start !== null) start.sinceMs = t;
  }

  /** Wherever answers may come late now. */
  private blurs(t: number): void {
    for (const [node, seen] of this.devices) {
      if (this.outages.isSlow(node)) seen.blurredMs = t;
      seen.blurredMs = Math.max(seen.blurredMs, this.outages.slowUntilMs(node));
    }
  }

  transition({ node, to, t }: EventOf<'transition'>, id: number): void {
    const seen = this.devices.get(node);
    if (seen === undefined) return;
    const isStarting = STARTING.test(to);
    if (seen.start !== null && !isStarting) {
      this.inTime(node, seen, t, id);
      seen.start = null;
    } else if (seen.start === null && isStarting) {
      seen.start = { sinceMs: t, id };
      seen.startedMs = t;
    }
  }

  /** A start takes no longer than its checks. */
  private inTime(node: string, { start }: Seen, t: number, id: number): void {
    if (start === null || t - start.sinceMs <= this.mostMs) return;
    if (this.still.between(start.sinceMs, t)) this.found.unknown(STALLED);
    else
      this.found.fail(
        [start.id, id].filter((one) => one > 0),
        `let ${node} be started at ${this.found.at(start.sinceMs)}; then it got no answer; however by ${this.found.at(t)} it had not said why`,
        { node, fromMs: start.sinceMs, dueMs: start.sinceMs + this.mostMs, actualMs: t },
      );
  }

  told({ node, code, t }: EventOf<'told'>, id: number): void {
    const check = CHECKS.get(code);
    const seen = this.devices.get(node);
    if (check === undefined || seen === undefined) return;
    this.found.judge();
    const wrong = this.untrue(node, check, seen, t);
    if (wrong === '') return;
    if (this.still.between(seen.startedMs, t)) this.found.unknown(STALLED);
    else
      this.found.fail(
        [id],
        `let ${node} be started at ${this.found.at(seen.startedMs)}; then at ${this.found.at(t)} it said "${code}"; however ${wrong}`,
        `said ${code} untruly`,
      );
  }

  /** What is wrong with a check that is said to have failed; empty if it has. */
  private untrue(node: string, check: StartCheck, { alone, missing, blurredMs, startedMs }: Seen, t: number): string {
    const sinceMs = startedMs - this.slackMs;
    const was = (known: Known, is: boolean): boolean => known.is === is && known.sinceMs < sinceMs;
    // What comes late, or was cut, looks like what never comes.
    const isClear = blurredMs < sinceMs && !this.outages.isSlow(node) && this.slow.lateMs(sinceMs, t) === 0;
    const hadNoServer = isClear && was(alone, false) && was(this.server, false);
    switch (check) {
      case 'server':
        if (was(alone, true)) return 'it could not see whether the server ran';
        // Found, and lost again before it had answered: that looks like a server that does not run.
        return isClear && was(alone, false) && was(this.server, true) ? 'the server ran all the time' : '';
      case 'app':
        if (was(missing, false)) return 'its app was installed';
        return hadNoServer ? 'the server did not run, which comes first' : '';
      case 'network':
        if (isClear && was(alone, false)) return 'it was in the network of the till all the time';
        return was(missing, true) ? 'its app was missing, which comes first' : '';
    }
  }

  end(t: number): void {
    for (const [node, seen] of this.devices) this.inTime(node, seen, t, 0);
  }
}

export const startChecks: Checker = {
  name: 'start-checks',
  about:
    'A device that cannot start says in time which check has really failed, the first it can see: server, app, network.',
  start(header) {
    const found = findings('start-checks', header);
    const starts = new Starts(header, found);
    let endMs = 0;
    return {
      on: {
        stall: (event) => starts.still.seen(event),
        condition: (event) => starts.condition(event),
        fault: (event) => starts.fault(event),
        signal: (event) => starts.signal(event),
        transition: (event, id) => starts.transition(event, id),
        told: (event, id) => starts.told(event, id),
        act: ({ node, act, t }) => void (act === 'swipe' && starts.swiped(node, t)),
        phase: (event) => void (endMs = event.t),
      },
      end(whole) {
        starts.end(endMs);
        return found.result(whole);
      },
    };
  },
};
