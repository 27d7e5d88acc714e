/**
 * What lasts long is counted in the journal before it has passed, and no more than that: for how long a holder has been
 * silent, and for how long a payment waits for its outcome. So no restart begins a limit anew, and none ends one early
 * (docs/decisions/026). The journal is held against what was heard of the holder, and against when the payment began: too
 * little costs the next restart, too much costs a holder who is there its tab.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { ServerTime, type Moment } from '../folds/server-time.ts';
import { STALLED, stalls } from '../folds/stalls.ts';
import { thinClientsOf } from '../folds/thin-clients.ts';

/** How something is counted: what may pass without a note, from when on no more is, and by how much in advance. */
type Rule = { freeMs: number; mostMs: number; aheadMs: number };

/** A silence or a payment, and how much of it the journal says has passed. */
type Counted = {
  /** What lasts, in words. */
  what: string;
  node: string;
  rule: Rule;
  /** Since when, latest first: a sign of life may come in while a decision is being committed. */
  since: Moment[];
  /** A thin client was heard without a token: it may have been admitted anew, and its hold claimed by that. */
  perhaps?: Moment;
  countedMs: number;
  countedId: number;
  /** A hold whose device has another place now, and cannot claim it any more. */
  leftBehind: boolean;
  /** The count is over, but that is not in the journal yet; if it never comes there, too much may be counted on. */
  isOver: boolean;
};

const MOST_MOMENTS = 8;
/** The next look is planned once the facts of the last one are on the disk, and its own take as long. */
const COMMITS_MS = 100;
/** Under these faults the server comes late to its looks, and nobody can tell by how much. */
const SLOWING: readonly string[] = ['server-slow', 'server-paused', 'disk-full'];

class Counts {
  readonly time = new ServerTime();
  readonly still = stalls();
  private readonly found: Findings;
  private readonly slackMs: number;
  private readonly silences: Rule;
  private readonly waits: Rule;
  private readonly holds = new Map<number, Counted>();
  private readonly payments = new Map<number, Counted>();
  private readonly thinClients: ReadonlySet<string>;
  /** Thin clients whose place is gone. */
  readonly placeless = new Set<string>();
  private readonly slow = new Set<number>();
  private lastSlowMs = Number.NEGATIVE_INFINITY;

  constructor({ limits, floor }: HistoryHeader, found: Findings) {
    const { heartbeatMs, orphanAfterMs, leaseMs, enquiryLimitMs, paymentHoldMs, slackMs } = limits;
    this.found = found;
    this.thinClients = thinClientsOf(floor);
    this.slackMs = slackMs;
    this.silences = { freeMs: Math.max(orphanAfterMs, heartbeatMs), mostMs: leaseMs, aheadMs: heartbeatMs };
    this.waits = {
      freeMs: Math.max(enquiryLimitMs, heartbeatMs),
      mostMs: paymentHoldMs,
      aheadMs: heartbeatMs + enquiryLimitMs,
    };
  }

  begun(kind: 'hold' | 'payment', number: number, tab: number, node: string, at: number, id: number): void {
    this.found.judge();
    const isHold = kind === 'hold';
    (isHold ? this.holds : this.payments).set(number, {
      what: isHold ? `the silence of ${node}, which holds tab ${tab}` : `payment ${number} of tab ${tab}`,
      node,
      rule: isHold ? this.silences : this.waits,
      since: [this.time.moment(at, id)],
      countedMs: 0,
      countedId: 0,
      leftBehind: false,
      isOver: false,
    });
  }

  heard({ token, from, t }: EventOf<'heard'>, id: number): void {
    // Who has lost its place claims nothing by naming a hold.
    if (token === undefined || this.placeless.has(from)) {
      if (this.thinClients.has(from)) this.perhapsAdmitted(from, t, id);
      return;
    }
    const hold = this.holds.get(token);
    if (hold?.node !== from || hold.leftBehind) return;
    this.judgeEnough(hold, t, id);
    this.alive(hold, t, id);
    hold.isOver = hold.countedMs > 0;
  }

  /** A thin client got another place: the message that asked for it named its hold, and claimed nothing by that. */
  replaced(client: string, at: number): void {
    for (const hold of this.holds.values()) {
      const { node, since } = hold;
      if (node !== client) continue;
      hold.leftBehind = true;
      if (since.length > 1 && (since[0]?.ms ?? 0) >= at - this.slackMs) since.shift();
    }
  }

  private perhapsAdmitted(client: string, t: number, id: number): void {
    for (const hold of this.holds.values())
      if (hold.node === client && !hold.leftBehind) hold.perhaps = this.time.moment(t, id);
  }

  counted(kind: 'hold' | 'payment', number: number, countedMs: number, at: number, id: number): void {
    const one = (kind === 'hold' ? this.holds : this.payments).get(number);
    if (one === undefined) return;
    this.judgeEnough(one, at, id);
    this.judgeTooMuch(one, countedMs, at, id);
    one.countedMs = countedMs;
    one.countedId = id;
    one.isOver = (one.since[0]?.ms ?? 0) >= at && one.since.length > 1;
  }

  /** A claim is a sign of life itself: on real sockets its fact may come a little before what was heard is told. */
  claimed(token: number, at: number, id: number): void {
    const hold = this.holds.get(token);
    if (hold === undefined) return;
    this.judgeEnough(hold, at, id);
    this.alive(hold, at, id);
    Object.assign(hold, { countedMs: 0, countedId: 0, isOver: false });
  }

  private alive(hold: Counted, t: number, id: number): void {
    // What has waited while nothing came through is heard all at once.
    if (hold.since[0]?.ms === t) hold.since.shift();
    hold.since.unshift(this.time.moment(t, id));
    if (hold.since.length > MOST_MOMENTS) hold.since.pop();
  }

  over(kind: 'hold' | 'payment', number: number, at: number, id: number): void {
    const all = kind === 'hold' ? this.holds : this.payments;
    const one = all.get(number);
    if (one !== undefined) this.judgeEnough(one, at, id);
    all.delete(number);
  }

  condition(event: EventOf<'condition'>, id: number): void {
    const { starts, up } = this.time;
    this.time.seen(event);
    if (up && !this.time.up && event.state !== 'paused') this.all((one) => this.judgeEnough(one, event.t, id));
    if (this.time.starts > starts) this.all(forget);
  }

  fault({ fault, phase, id, t }: EventOf<'fault'>): void {
    if (!SLOWING.includes(fault)) return;
    if (phase === 'begun') this.slow.add(id);
    else this.slow.delete(id);
    this.lastSlowMs = t;
  }

  end(t: number): void {
    if (this.time.up) this.all((one) => this.judgeEnough(one, t, 0));
  }

  private all(act: (one: Counted) => void): void {
    for (const one of this.holds.values()) act(one);
    for (const one of this.payments.values()) act(one);
  }

  /** Whether a server that starts at `t` would know of all that has passed. */
  private judgeEnough(one: Counted, t: number, id: number): void {
    const { rule, countedMs, countedId } = one;
    const life = one.since[0] as Moment;
    const since = one.perhaps !== undefined && one.perhaps.ms > life.ms ? one.perhaps : life;
    const passedMs = Math.min(rule.mostMs, this.time.ranMs(t) - since.ranMs);
    const knownMs = Math.max(rule.freeMs, countedMs);
    if (passedMs <= knownMs + COMMITS_MS + this.slackMs || this.slow.size > 0 || this.lastSlowMs >= since.ms) return;
    this.fail(one, since, t, [since.id, countedId, id], `the journal says ${this.found.lasting(countedMs)}`);
  }

  /** A server that starts counts the most that its predecessor may have left out: once what is free, and each look. */
  private judgeTooMuch(one: Counted, countedMs: number, at: number, id: number): void {
    const { rule, since: moments } = one;
    const since = moments.find(({ ms }) => ms < at - this.slackMs) ?? (moments.at(-1) as Moment);
    // A server that starts decides before it is told to be up: what it does then it does as the next one.
    const { down } = this.time;
    if (since.unsure || (down && one.isOver && since === moments[0])) return;
    const starts = this.time.starts - since.starts + (down ? 1 : 0);
    const guessedMs = rule.aheadMs + (starts === 0 ? 0 : rule.freeMs + starts * rule.aheadMs);
    const passedMs = this.time.existedMs(at) - since.existedMs;
    // On real sockets the last beat before a connection ends may have been passed on, and never been read.
    const unreadMs = this.slackMs > 0 ? rule.aheadMs : 0;
    if (countedMs <= passedMs + guessedMs + unreadMs + this.slackMs) return;
    this.fail(one, since, at, [since.id, id], `${this.found.lasting(countedMs)} were counted`);
  }

  private fail({ what, node }: Counted, since: Moment, t: number, events: number[], how: string): void {
    if (this.still.between(since.ms, t)) {
      this.found.unknown(STALLED);
      return;
    }
    this.found.fail(
      events.filter((id) => id > 0),
      `let ${what} last since ${this.found.at(since.ms)}; then it was ${this.found.at(t)}; however ${how}`,
      { node, fromMs: since.ms, dueMs: t, actualMs: t },
    );
  }
}

/** The server has started anew, and may not know of what was heard last. */
function forget({ isOver, since }: Counted): void {
  const last = since[0];
  if (isOver && last !== undefined) last.unsure = true;
}

export const countedInAdvance: Checker = {
  name: 'counted-in-advance',
  about:
    'Long silences and long payments are counted in the journal before they have passed, and no more than that: no restart begins a limit anew or ends one early.',
  start(header: HistoryHeader) {
    const found = findings('counted-in-advance', header);
    // Servers of the first days counted less; their histories do not name the operators.
    if (header.floor.operators === undefined) return { on: {}, end: (whole) => found.result(whole) };
    const counts = new Counts(header, found);
    let lastT = 0;
    return {
      on: {
        stall: (event) => counts.still.seen(event),
        heard: (event, id) => counts.heard(event, id),
        condition: (event, id) => counts.condition(event, id),
        fault: (event) => counts.fault(event),
        phase: ({ t }) => void (lastT = t),
      },
      facts: {
        'tab-locked': ({ token, tab, device }, { at }, id) => counts.begun('hold', token, tab, device, at, id),
        'hold-silent': ({ token, silentMs }, { at }, id) => counts.counted('hold', token, silentMs, at, id),
        'hold-claimed': ({ token }, { at }, id) => counts.claimed(token, at, id),
        'client-admitted': ({ client }) => void counts.placeless.delete(client),
        'client-left'({ client, cause }, { at }) {
          if (cause === 'replaced') counts.replaced(client, at);
          else counts.placeless.add(client);
        },
        'tab-released': ({ token }, { at }, id) => counts.over('hold', token, at, id),
        'payment-begun': ({ payment, tab, terminal }, { at }, id) =>
          counts.begun('payment', payment, tab, terminal, at, id),
        'payment-waiting': ({ payment, waitedMs }, { at }, id) => counts.counted('payment', payment, waitedMs, at, id),
        'payment-parked': ({ payment }, { at }, id) => counts.over('payment', payment, at, id),
        'payment-ended': ({ payment }, { at }, id) => counts.over('payment', payment, at, id),
      },
      end(whole) {
        counts.end(lastT);
        return found.result(whole);
      },
    };
  },
};
