/**
 * The eye on the harness itself: a fault that is in force is really in force. What is broken shows in the history as the
 * state of its node, so a printer that is ready while it is out of paper, or a device that is on while its battery is
 * empty, tells of a fault that another one has healed.
 */
import type { EventOf, HistoryEvent, HistoryHeader } from '#history/events';
import type { Checker } from './checker.ts';
import { findings, type Findings } from './findings.ts';
import { STALLED, stalls, type Stalls } from './folds/stalls.ts';

/** Whose state it is: a node may have an app, a body and a link. */
type Of = 'app' | 'body' | 'link' | 'port' | 'pairing';

/** States of a device whose app has started. */
const RUNNING = /^(?!off|starting|startFailed|connecting|putAway|frozen)/;

/**
 * Which states of its node a fault leaves; faults that show in no state are not judged. Those with `every` leave their
 * node well in between: for a mean time of as many ms of the floor as that parameter says, of one and a half of that at most.
 */
const STATES: Record<string, { of: Of; leaves: (state: string) => boolean; every?: string }> = {
  'switched-off': { of: 'app', leaves: isOneOf('off') },
  'battery-empty': { of: 'app', leaves: isOneOf('off') },
  'app-frozen': { of: 'app', leaves: isOneOf('frozen', 'off') },
  'put-away': { of: 'app', leaves: isOneOf('putAway', 'frozen', 'off') },
  'app-missing': { of: 'app', leaves: (state) => !RUNNING.test(state) },
  'other-network': { of: 'body', leaves: isOneOf('other') },
  'out-of-range': { of: 'link', leaves: isOneOf('silent') },
  'belt-printer-out-of-range': { of: 'link', leaves: isOneOf('silent') },
  'belt-printer-unpaired': { of: 'pairing', leaves: isOneOf('unpaired') },
  'belt-printer-off': { of: 'body', leaves: isOneOf('off') },
  'camera-unplugged': { of: 'body', leaves: isOneOf('unplugged') },
  'monitor-off': { of: 'body', leaves: isOneOf('off') },
  'cable-out': { of: 'port', leaves: isOneOf('down') },
  'bad-cable': { of: 'port', leaves: isOneOf('down'), every: 'periodMs' },
  'path-flaps': { of: 'port', leaves: isOneOf('changing'), every: 'periodMs' },
  'access-point-reboot': { of: 'body', leaves: isOneOf('down') },
  'service-down': { of: 'body', leaves: isOneOf('down') },
  'printer-off': { of: 'body', leaves: isOneOf('off') },
  'paper-out': { of: 'body', leaves: isOffOr('paper-out') },
  'cover-open': { of: 'body', leaves: isOffOr('cover-open') },
  'printer-stuck': { of: 'body', leaves: isOffOr('stuck') },
  'server-killed': { of: 'body', leaves: (state) => state !== 'up' && state !== 'resumed' },
  'server-paused': { of: 'body', leaves: (state) => state !== 'up' && state !== 'resumed' },
  'till-restart': { of: 'body', leaves: (state) => state !== 'up' && state !== 'resumed' },
};
/** Faults during which no paper comes out of their printer. */
const NO_PAPER = ['printer-off', 'belt-printer-off', 'paper-out', 'cover-open', 'printer-stuck'];

/** What is done to a device itself, whatever lies over its app. */
const OF_BODY = ['put-away', 'take-out', 'swipe', 'turn', 'switch-off', 'switch-on'];

/** To send what is asked, and to take its answer, are things that an app on old hardware takes its time for, each. */
const THINGS_IN_AN_ANSWER = 2;

/** What a node is in before it has shown anything: devices begin switched off, all else begins well. */
const UNSEEN: Record<Of, string> = { app: 'off', body: '', link: '', port: '', pairing: '' };

/** `open.booking` of `open.booking yellow`. */
function withoutDialog(state: string): string {
  const end = state.indexOf(' ');
  return end < 0 ? state : state.slice(0, end);
}

function isOneOf(...states: string[]): (state: string) => boolean {
  return (state) => states.includes(state);
}

/** What is wrong with a printer without power does not show. */
function isOffOr(wrong: string): (state: string) => boolean {
  return (state) => state === 'off' || state.split('+').includes(wrong);
}

/** What of a node a condition is about. */
function partOf(of: EventOf<'condition'>['of']): Of {
  if (of === 'link' || of === 'pairing') return of;
  return of === 'lan-port' || of === 'paths' ? 'port' : 'body';
}

type State = { state: string; id: number };
/**
 * A fault in force, since when its node has been in a state that it does not leave, and what first came out of a printer
 * that it leaves without paper.
 */
type InForce = {
  event: EventOf<'fault'>;
  id: number;
  wrong: { sinceMs: number; id: number; state: string } | null;
  printed: { t: number; id: number } | null;
};

class Watch {
  private readonly found: Findings;
  private readonly still: Stalls;
  private readonly slackMs: number;
  private readonly timeScale: number;
  private readonly isRedundant: boolean;
  /** Whether two of them have kept the second path up together: then neither need show. */
  private flappedTogether = false;
  private readonly states = {
    app: new Map<string, State>(),
    body: new Map<string, State>(),
    link: new Map<string, State>(),
    port: new Map<string, State>(),
    pairing: new Map<string, State>(),
  };
  private readonly inForce = new Map<number, InForce>();
  /** Requests that are out at devices with old hardware, and when they were asked. */
  private readonly asked = new Map<string, { t: number; id: number; event: EventOf<'fault'> }>();
  /** The last screen that each thin client has shown. */
  private readonly drawn = new Map<string, { t: number; id: number }>();

  constructor(found: Findings, still: Stalls, { limits, timeScale, floor }: HistoryHeader) {
    this.timeScale = timeScale;
    this.isRedundant = floor.redundancy !== undefined;
    this.found = found;
    this.still = still;
    this.slackMs = limits.slackMs;
  }

  /** Till and server restart together: the fault hits the one and shows in the state of the other. */
  private static nodeOf({ fault, node }: EventOf<'fault'>): string {
    return fault === 'till-restart' ? 'server' : node;
  }

  begun(event: EventOf<'fault'>, id: number): void {
    this.found.judge();
    const fault: InForce = { event, id, wrong: null, printed: null };
    if (event.fault === 'path-flaps')
      for (const other of this.inForce.values()) this.flappedTogether ||= other.event.fault === event.fault;
    this.inForce.set(event.id, fault);
    this.look(fault, event.t);
  }

  ended({ id, t }: EventOf<'fault'>): void {
    const fault = this.inForce.get(id);
    if (fault === undefined) return;
    this.inForce.delete(id);
    this.over(fault, t);
  }

  /** A node is in another state. */
  state(node: string, of: Of, state: string, t: number, id: number): void {
    const known = this.states[of].get(node);
    if (known === undefined) this.states[of].set(node, { state, id });
    else {
      known.state = state;
      known.id = id;
    }
    if (this.inForce.size === 0) return;
    for (const fault of this.inForce.values())
      if (Watch.nodeOf(fault.event) === node && STATES[fault.event.fault]?.of === of) this.look(fault, t);
  }

  /** A device asks for something; `req` numbers it. */
  asks({ node, req, t }: EventOf<'sent'>, id: number): void {
    const event = this.oldHardwareAt(node);
    if (event !== null) this.asked.set(`${node} ${req}`, { t, id, event });
  }

  answered({ node, req, t }: EventOf<'reply'>, id: number): void {
    const asked = this.asked.get(`${node} ${req}`);
    if (asked === undefined) return;
    this.asked.delete(`${node} ${req}`);
    this.slow(asked.event, asked, { t, id }, THINGS_IN_AN_ANSWER, 'took an answer');
  }

  /** A thin client has drawn a screen. */
  draws({ node, t }: EventOf<'screen'>, id: number): void {
    const event = this.oldHardwareAt(node);
    const before = this.drawn.get(node);
    this.drawn.set(node, { t, id });
    if (event !== null && before !== undefined && before.t > event.t)
      this.slow(event, before, { t, id }, 1, 'drew a screen');
  }

  private oldHardwareAt(node: string): EventOf<'fault'> | null {
    for (const { event } of this.inForce.values())
      if (event.fault === 'old-hardware' && event.node === node) return event;
    return null;
  }

  /** So many things were not done faster than they can be. */
  private slow(
    event: EventOf<'fault'>,
    from: { t: number; id: number },
    { t, id }: { t: number; id: number },
    things: number,
    what: string,
  ): void {
    const leastMs = Math.floor((things * Number(event.params['slowMs'])) / this.timeScale);
    if (!this.isInForce(event) || t - from.t >= leastMs - this.slackMs) return;
    this.wrong(
      event,
      t,
      [from.id, id],
      `${event.node} ${what} at ${this.found.at(t)}, after ${this.found.lasting(t - from.t)}`,
    );
  }

  private isInForce({ id }: EventOf<'fault'>): boolean {
    return this.inForce.has(id);
  }

  /** Something came out of a printer. What waited in it may come out at the very end of the fault. */
  printed({ node, t }: HistoryEvent, id: number): void {
    for (const fault of this.inForce.values()) {
      const { event } = fault;
      if (event.node === node && NO_PAPER.includes(event.fault) && t > event.t + this.slackMs)
        fault.printed ??= { t, id };
    }
  }

  /** An operator does something on what the device shows: nobody can while a call lies over it. */
  touched({ node, t }: HistoryEvent, id: number): void {
    for (const { event, id: begun } of this.inForce.values())
      if (event.fault === 'call' && event.node === node && t > event.t + this.slackMs)
        this.wrong(event, t, [begun, id], `${node} was touched at ${this.found.at(t)}`);
  }

  end(): void {
    for (const fault of this.inForce.values()) this.over(fault, Number.POSITIVE_INFINITY);
  }

  /** The fault is over, or the history. */
  private over(fault: InForce, t: number): void {
    this.close(fault, t);
    const { event, id, printed } = fault;
    if (printed !== null && printed.t < t)
      this.wrong(event, printed.t, [id, printed.id], `${event.node} printed at ${this.found.at(printed.t)}`);
  }

  private look(fault: InForce, t: number): void {
    const shows = STATES[fault.event.fault];
    // A path that is switched off changes nothing.
    if (shows === undefined || (fault.event.fault === 'path-flaps' && !this.isRedundant)) return;
    const seen = this.states[shows.of].get(Watch.nodeOf(fault.event));
    const { state, id } = seen ?? { state: UNSEEN[shows.of], id: fault.id };
    if (shows.leaves(state)) this.close(fault, t);
    else fault.wrong ??= { sinceMs: t, id, state };
  }

  /** The node is in a state that the fault leaves, or the fault is over. */
  private close(fault: InForce, t: number): void {
    const { wrong, event, id } = fault;
    fault.wrong = null;
    if (wrong === null || t - wrong.sinceMs <= this.slackMs + this.wellMs(event)) return;
    const was = wrong.state === '' ? 'was well' : `was "${wrong.state}"`;
    this.wrong(
      event,
      wrong.sinceMs,
      [id, wrong.id],
      `${Watch.nodeOf(event)} ${was} at ${this.found.at(wrong.sinceMs)}`,
    );
  }

  /** How long the node of a fault may be well in between. */
  private wellMs({ fault, params }: EventOf<'fault'>): number {
    const { every } = STATES[fault] ?? {};
    if (fault === 'path-flaps' && this.flappedTogether) return Number.POSITIVE_INFINITY;
    return every === undefined ? 0 : (1.5 * Number(params[every])) / this.timeScale;
  }

  private wrong({ fault, node, t }: EventOf<'fault'>, wrongMs: number, events: number[], what: string): void {
    if (this.still.between(t, wrongMs)) this.found.unknown(STALLED);
    else
      this.found.fail(events, `let ${fault} hit ${node} at ${this.found.at(t)}; then it was in force; however ${what}`);
  }
}

export const faultsInForce: Checker = {
  name: 'faults-in-force',
  about: 'What a fault has broken stays broken until the fault is over, whatever else begins and ends meanwhile.',
  start(header) {
    const found = findings('faults-in-force', header);
    const still = stalls();
    const watch = new Watch(found, still, header);
    return {
      on: {
        stall: (event) => still.seen(event),
        fault: (event, id) => (event.phase === 'begun' ? watch.begun(event, id) : watch.ended(event)),
        transition: ({ node, to, t }, id) => watch.state(node, 'app', withoutDialog(to), t, id),
        condition({ node, of, state, t }, id) {
          // How much paper is left is nothing that a fault breaks.
          if (of !== 'paper') watch.state(node, partOf(of), state, t, id);
        },
        printed: (event, id) => watch.printed(event, id),
        sent: (event, id) => watch.asks(event, id),
        reply: (event, id) => watch.answered(event, id),
        screen: (event, id) => watch.draws(event, id),
        tap: (event, id) => watch.touched(event, id),
        act: (event, id) => OF_BODY.includes(event.act) || watch.touched(event, id),
      },
      end(whole) {
        watch.end();
        return found.result(whole);
      },
    };
  },
};
