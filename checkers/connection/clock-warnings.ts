/**
 * A device tells its operator that its clock is wrong once an episode: when it differs too much from the server's, at the
 * start or at work, and not again before it has been right in between. By how much it is wrong is known from the faults;
 * a device learns it by its beats, so it may take one of them and its answer. While the server's own clock is set, nobody
 * knows what differs.
 */
import type { EventOf, HistoryHeader, Limits } from '#history/events';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { Outages, STANDARD } from '../folds/outages.ts';
import { STALLED, stalls } from '../folds/stalls.ts';

/** States in which a device does not beat: it does not run, or has no connection. */
const OUT_OF_CONTACT = /^(off|putAway|frozen|starting|startFailed)|( yellow| red)$/;
const A_MINUTE = 60_000;
/** Beats and answers of a device that is reached take no longer than this, ms of the floor. */
const UNDER_WAY_MS = 50;

/** A fault in force at a clock; `perMs` is by how much more it is wrong each ms. Old ones were noticed at a welcome only. */
type Skew = { fault: number; ms: number; perMs: number; sinceMs: number; isOld: boolean; id: number };
type Told = {
  /** The latest counts. */
  skews: Skew[];
  /** By how much it had been wrong whenever a fault set it, of late. */
  before: { t: number; ms: number }[];
  /** Until when it has been looked at. */
  untilMs: number;
  contactMs: number | null;
  /** Since when it has been wrong, or right, for certain. */
  wrongMs: number | null;
  rightMs: number | null;
  /** Whether its operator knows of the present episode, if there is one. */
  knows: boolean;
  /** When it was warned last, and the least and the most by which its clock has been wrong since. */
  warned: { t: number; id: number } | null;
  leastMs: number;
  mostMs: number;
  /** What welcomes have said since then. */
  saidWrong: boolean;
  saidRight: boolean;
};

class Warnings {
  readonly still = stalls();
  private readonly found: Findings;
  private readonly outages: Outages;
  private readonly timeScale: number;
  /** So late a beat may be answered. More than this is wrong for certain, less than that is right; and so long it takes at most to be told. */
  private readonly blurMs: number;
  private readonly wrongFromMs: number;
  private readonly rightToMs: number;
  private readonly latestMs: number;
  private readonly devices: ReadonlyMap<string, Told>;
  private readonly steps = new Set<number>();

  constructor(header: HistoryHeader, found: Findings) {
    const { floor, limits, timeScale } = header;
    this.found = found;
    this.timeScale = timeScale;
    this.outages = new Outages(header);
    const blurMs = limits.toleranceMs + UNDER_WAY_MS;
    const limitMs = limits.clockSkewWarnMs ?? Number.POSITIVE_INFINITY;
    this.blurMs = blurMs;
    this.wrongFromMs = limitMs + blurMs;
    this.rightToMs = limitMs - blurMs;
    this.latestMs = latestMsOf(limits);
    const standard = floor.devices.filter(({ family }) => STANDARD.includes(family));
    this.devices = new Map(standard.map(({ name }) => [name, unheard()]));
  }

  /** Something happens at a device, or at all: what has been until now is judged. */
  private look(node: string | null, t: number): void {
    for (const [name, told] of this.devices) if (node === null || node === name) this.until(name, told, t);
  }

  private until(node: string, told: Told, t: number): void {
    const { untilMs } = told;
    told.untilMs = t;
    if (this.outages.explains(node, untilMs, 0) && told.contactMs !== null) told.contactMs = t;
    if (this.steps.size > 0) {
      Object.assign(told, { wrongMs: null, rightMs: null, leastMs: 0, mostMs: Number.POSITIVE_INFINITY });
      return;
    }
    const skew = told.skews.at(-1);
    const [from, to] = [wrongBy(skew, untilMs), wrongBy(skew, t)];
    told.leastMs = Math.min(told.leastMs, from);
    told.mostMs = Math.max(told.mostMs, to);
    /** When it comes to be wrong by so much. */
    const comesTo = (ms: number): number => untilMs + (ms - from) / Math.abs(skew?.perMs ?? 1);
    this.right(told, from < this.rightToMs ? untilMs : null, to < this.rightToMs ? t : comesTo(this.rightToMs));
    if (to <= this.wrongFromMs) told.wrongMs = null;
    else if (from <= this.wrongFromMs) told.wrongMs = comesTo(this.wrongFromMs);
    else told.wrongMs ??= untilMs;
    if (skew !== undefined && !skew.isOld) this.missed(node, told, skew, t);
  }

  /** It was right long enough to be noticed: the episode is over. */
  private right(told: Told, fromMs: number | null, rightUntilMs: number): void {
    if (fromMs === null) {
      told.rightMs = null;
      return;
    }
    told.rightMs ??= fromMs;
    const { contactMs, rightMs } = told;
    if (contactMs !== null && rightUntilMs - Math.max(rightMs, contactMs) > this.latestMs) told.knows = false;
    if (rightUntilMs < told.untilMs) told.rightMs = null;
  }

  /** It has been wrong for long, and nobody was told. */
  private missed(node: string, told: Told, skew: Skew, t: number): void {
    const { wrongMs, contactMs, knows } = told;
    if (wrongMs === null || contactMs === null || knows) return;
    const sinceMs = Math.max(wrongMs, contactMs);
    if (t - sinceMs <= this.latestMs) return;
    told.knows = true;
    if (this.still.between(sinceMs, t)) {
      this.found.unknown(STALLED);
      return;
    }
    this.found.fail(
      [skew.id],
      `let the clock of ${node} be wrong from ${this.found.at(wrongMs)} on; then it was in contact; however by ${this.found.at(t)} its operator was not told`,
      { node, fromMs: sinceMs, dueMs: sinceMs + this.latestMs, actualMs: t },
    );
  }

  transition({ node, to, t }: EventOf<'transition'>): void {
    const told = this.devices.get(node);
    if (told === undefined) return;
    this.until(node, told, t);
    if (OUT_OF_CONTACT.test(to)) told.contactMs = null;
    else told.contactMs ??= t;
  }

  /** Whoever is in contact, is so anew from here. */
  private interrupted(node: string | null, t: number): void {
    for (const [name, told] of this.devices)
      if ((node === null || node === name) && told.contactMs !== null) told.contactMs = t;
  }

  condition(event: EventOf<'condition'>): void {
    if (!this.outages.concerns(event)) return;
    const node = this.devices.has(event.node) ? event.node : null;
    this.look(node, event.t);
    this.outages.condition(event);
    this.interrupted(node, event.t);
  }

  signal(event: EventOf<'signal'>): void {
    this.look(event.node, event.t);
    this.outages.signal(event);
    this.interrupted(event.node, event.t);
  }

  fault(event: EventOf<'fault'>, id: number): void {
    const { node, fault, phase, t } = event;
    const own = this.devices.has(node) ? node : null;
    this.look(own, t);
    this.outages.fault(event);
    if (fault === 'server-clock-step') {
      if (phase === 'begun') this.steps.add(event.id);
      else this.steps.delete(event.id);
    }
    const told = this.devices.get(node);
    if (told === undefined || fault !== 'clock-skew') {
      this.interrupted(own, t);
      return;
    }
    told.before.push({ t, ms: wrongBy(told.skews.at(-1), t) });
    if (phase === 'ended') told.skews = told.skews.filter((one) => one.fault !== event.id);
    else told.skews.push(this.skewOf(event, id));
  }

  private skewOf({ id: fault, params, t: sinceMs }: EventOf<'fault'>, id: number): Skew {
    const { skewMs, driftMs } = params;
    const ms = Math.abs(Number(skewMs));
    if (driftMs === undefined) return { fault, ms, perMs: 0, sinceMs, isOld: true, id };
    return { fault, ms: ms / this.timeScale, perMs: Number(driftMs) / A_MINUTE, sinceMs, isOld: false, id };
  }

  welcome({ node, t, skewWarning }: EventOf<'welcome'>): void {
    const told = this.devices.get(node);
    if (told === undefined) return;
    this.until(node, told, t);
    if (skewWarning === true) told.saidWrong = true;
    else {
      told.saidRight = true;
      told.knows = false;
    }
  }

  warning({ node, t }: EventOf<'clock-warning'>, id: number): void {
    const told = this.devices.get(node);
    if (told === undefined) return;
    this.until(node, told, t);
    this.found.judge();
    const { warned, leastMs, mostMs, saidRight, saidWrong } = told;
    const wasRight = saidRight || leastMs <= this.wrongFromMs;
    const wasWrong = saidWrong || mostMs >= this.rightToMs;
    if (warned !== null && !wasRight)
      this.found.fail(
        [warned.id, id],
        `let ${node} have told its operator of its clock at ${this.found.at(warned.t)}; then nothing changed; however it warned again at ${this.found.at(t)}`,
      );
    else if (!wasWrong)
      this.found.fail(
        [id],
        `let the clock of ${node} be right; then the evening went on; however it warned of it at ${this.found.at(t)}`,
        'warned of a right clock',
      );
    // Beats from before the clock was set may still be under way, and are answered by what it was then.
    told.before = told.before.filter((set) => set.t >= t - this.blurMs);
    const byMs = this.steps.size > 0 ? [0] : [wrongBy(told.skews.at(-1), t), ...told.before.map(({ ms }) => ms)];
    Object.assign(told, { warned: { t, id }, knows: true, saidWrong: false, saidRight: false });
    Object.assign(told, { leastMs: Math.min(...byMs), mostMs: Math.max(...byMs) });
  }

  end(t: number): void {
    this.look(null, t);
  }
}

const unheard = (): Told => ({
  skews: [],
  before: [],
  untilMs: 0,
  contactMs: null,
  wrongMs: null,
  rightMs: null,
  knows: false,
  warned: null,
  leastMs: 0,
  mostMs: 0,
  saidWrong: false,
  saidRight: false,
});

/** By how much a clock is wrong at a time, whichever way; it never comes nearer to the right one by itself. */
function wrongBy(skew: Skew | undefined, t: number): number {
  return skew === undefined ? 0 : skew.ms + skew.perMs * (t - skew.sinceMs);
}

/** The next beat, one that was lost in between, and their answers. */
function latestMsOf({ heartbeatMs, toleranceMs, slackMs }: Limits): number {
  return 2 * (heartbeatMs + toleranceMs) + slackMs;
}

export const clockWarnings: Checker = {
  name: 'clock-warnings',
  about:
    'An operator is warned of a wrong clock once an episode: when it is noticed, and not again until it was right.',
  start(header) {
    const found = findings('clock-warnings', header);
    const warnings = new Warnings(header, found);
    let endMs = 0;
    return {
      on: {
        stall: (event) => warnings.still.seen(event),
        transition: (event) => warnings.transition(event),
        condition: (event) => warnings.condition(event),
        signal: (event) => warnings.signal(event),
        fault: (event, id) => warnings.fault(event, id),
        welcome: (event) => warnings.welcome(event),
        'clock-warning': (event, id) => warnings.warning(event, id),
        phase: (event) => void (endMs = event.t),
      },
      end(whole) {
        warnings.end(endMs);
        return found.result(whole);
      },
    };
  },
};
