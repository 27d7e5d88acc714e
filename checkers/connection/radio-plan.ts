/**
 * The eye on the radio of the harness: what the plan says of a signal and what is seen of the link agree. Who has a good
 * signal is not kept without network, and through a link that carries nothing nothing passes.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { STALLED, stalls, type Stalls } from '../folds/stalls.ts';

/** Any station joins an access point that is as strong as this, dBm. */
const STRONG_DBM = -88;
/** The longest change of access point, and to notice that, to look for another and to join it, ms of the floor. */
const BACK_WITHIN_MS = 20_000;
/**
 * A station with its screen off takes so long to notice that it hears nothing (6 s), and what was sent until then may be
 * under way for as long as anything is at the weakest signal (12 s), ms of the floor.
 */
const LOST_WITHIN_MS = 18_000;
/** A slow app hears, draws and says one thing after the other: it has so many to do at most before what it has got. */
const AT_A_SLOW_APP = 2;

/** Since when something is so, and the event that told it. */
type Since = { ms: number; id: number };
type Station = {
  /** The link is silent, the plan gives it a good signal, it has none at all; each null while that is not so. */
  silent: Since | null;
  strong: Since | null;
  none: Since | null;
  dbm: number;
  faults: Set<number>;
  /** Since when no fault keeps it out of range. */
  faultlessMs: number;
};

/** Until when who receives lay asleep or stood still: what had come until then it hears only afterwards. */
type Rest = { fromMs: number; untilMs: number };

class Radio {
  private readonly rests = new Map<string, Rest>();
  readonly still: Stalls = stalls();
  /** By fault: the device whose app takes so much longer for each thing, and until when. */
  private readonly slow = new Map<number, { node: string; ms: number; untilMs: number }>();
  private readonly timeScale: number;
  private readonly found: Findings;
  private readonly backMs: number;
  private readonly lostMs: number;
  private readonly stations = new Map<string, Station>();
  /** Terminal → the PayPOS it is in. */
  private readonly payposOf: ReadonlyMap<string, string>;

  constructor(found: Findings, { timeScale, limits: { slackMs }, floor }: HistoryHeader) {
    this.found = found;
    this.payposOf = new Map(
      floor.devices.flatMap(({ name, ownTerminal }) => (ownTerminal === undefined ? [] : [[ownTerminal, name]])),
    );
    this.timeScale = timeScale;
    this.backMs = BACK_WITHIN_MS / timeScale + slackMs;
    this.lostMs = LOST_WITHIN_MS / timeScale + slackMs;
  }

  signal({ node, t, dbm, quality }: EventOf<'signal'>, id: number): void {
    const station = this.stationOf(node);
    const isNone = quality === 'none';
    const isStrong = !isNone && dbm >= STRONG_DBM;
    if (!isStrong) this.heard(node, station, t);
    station.dbm = dbm;
    station.strong = isStrong ? (station.strong ?? { ms: t, id }) : null;
    station.none = isNone ? (station.none ?? { ms: t, id }) : null;
  }

  link({ node, t, state }: EventOf<'condition'>, id: number): void {
    const station = this.stations.get(node);
    if (station === undefined) return;
    if (state === 'silent') station.silent = { ms: t, id };
    else {
      this.heard(node, station, t);
      station.silent = null;
    }
  }

  fault(event: EventOf<'fault'>): void {
    const { node, t, id, phase, fault } = event;
    if (fault === 'old-hardware') this.slowed(event);
    // The radio of a terminal that is in a PayPOS is that of the PayPOS.
    const lost = fault === 'terminal-lost-mid-payment' ? this.payposOf.get(node) : node;
    const station = lost === undefined ? undefined : this.stations.get(lost);
    if (station === undefined || lost === undefined || (lost === node && fault !== 'out-of-range')) return;
    if (phase === 'begun') {
      this.heard(lost, station, t);
      station.faults.add(id);
    } else {
      station.faults.delete(id);
      station.faultlessMs = t;
    }
  }

  private slowed({ node, t, id, phase, params }: EventOf<'fault'>): void {
    const slow = this.slow.get(id);
    if (phase === 'begun')
      this.slow.set(id, { node, ms: Number(params['slowMs']) / this.timeScale, untilMs: Number.POSITIVE_INFINITY });
    else if (slow !== undefined) slow.untilMs = t;
  }

  /** So much later than it has come the app of a receiver may hear something, as it was slow since then. */
  private laterMs(receiver: string, sinceMs: number): number {
    const slow = [...this.slow.values()].filter(({ node, untilMs }) => node === receiver && untilMs >= sinceMs);
    return AT_A_SLOW_APP * slow.reduce((sum, { ms }) => sum + ms, 0);
  }

  /** A receiver rests from now on, or no longer. */
  rest(receiver: string, t: number, isOver: boolean): void {
    const rest = this.rests.get(receiver);
    if (!isOver) this.rests.set(receiver, { fromMs: t, untilMs: Number.POSITIVE_INFINITY });
    else if (rest !== undefined) rest.untilMs = t;
  }

  /** Something has passed the link of a node, and was heard by a receiver. */
  passed(node: string, receiver: string, t: number, id: number): void {
    const station = this.stations.get(node);
    if (station?.none == null) return;
    this.found.judge();
    const { ms, id: told } = station.none;
    const rest = this.rests.get(receiver);
    const sinceMs =
      rest !== undefined && rest.fromMs <= ms + this.lostMs ? Math.max(ms, Math.min(t, rest.untilMs)) : ms;
    if (t - sinceMs <= this.lostMs + this.laterMs(receiver, ms)) return;
    if (this.still.between(ms, t)) this.found.unknown(STALLED);
    else
      this.found.fail(
        [told, id],
        `let ${node} have no signal that carries anything from ${this.found.at(ms)} on; then its link is lost; however something passed it at ${this.found.at(t)}`,
      );
  }

  end(t: number): void {
    for (const [node, station] of this.stations) this.heard(node, station, t);
  }

  /** Up to now a station was silent, if it was; with a good signal that must not last. */
  private heard(node: string, { silent, strong, faults, faultlessMs, dbm }: Station, t: number): void {
    if (silent === null || strong === null || faults.size > 0) return;
    this.found.judge();
    const sinceMs = Math.max(silent.ms, strong.ms, faultlessMs);
    if (t - sinceMs <= this.backMs) return;
    if (this.still.between(sinceMs, t)) {
      this.found.unknown(STALLED);
      return;
    }
    this.found.fail(
      [strong.id, silent.id],
      `let the plan give ${node} ${dbm} dBm; then from ${this.found.at(sinceMs)} on nothing kept it from its access point; however its link was silent until ${this.found.at(t)}`,
      { node, fromMs: sinceMs, dueMs: sinceMs + this.backMs, actualMs: t },
    );
  }

  private stationOf(node: string): Station {
    let station = this.stations.get(node);
    if (station === undefined) {
      station = { silent: null, strong: null, none: null, dbm: 0, faults: new Set(), faultlessMs: 0 };
      this.stations.set(node, station);
    }
    return station;
  }
}

export const radioPlan: Checker = {
  name: 'radio-plan',
  about:
    'A link is as the radio plan has it: with a good signal it does not stay silent, and without one nothing passes.',
  start(header) {
    const found = findings('radio-plan', header);
    const radio = new Radio(found, header);
    let endMs = 0;
    return {
      on: {
        stall: (event) => radio.still.seen(event),
        signal: (event, id) => radio.signal(event, id),
        condition(event, id) {
          if (event.of === 'link') radio.link(event, id);
          else if (event.of === 'server' && (event.state === 'paused' || event.state === 'resumed'))
            radio.rest(event.node, event.t, event.state === 'resumed');
        },
        transition({ node, t, from, to }) {
          if (to === 'putAway' || from === 'putAway') radio.rest(node, t, from === 'putAway');
        },
        fault: (event) => radio.fault(event),
        heard: ({ from, node, t }, id) => radio.passed(from, node, t, id),
        // A device says hello on a connection that has come about.
        hello: ({ node, t }, id) => radio.passed(node, node, t, id),
        reply: ({ node, t }, id) => radio.passed(node, node, t, id),
        welcome: ({ node, t }, id) => radio.passed(node, node, t, id),
        phase: ({ t }) => void (endMs = t),
      },
      end(whole) {
        radio.end(endMs);
        return found.result(whole);
      },
    };
  },
};
