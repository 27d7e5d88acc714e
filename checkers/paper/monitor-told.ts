/**
 * A kitchen monitor that shows nothing is told to people: when something has waited for it for the limit and it has shown
 * nothing meanwhile, not before, and once until it shows something again. The limit counts while a server runs, and anew
 * from a start. The notice is judged by `notices`.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { ServerTime } from '../folds/server-time.ts';
import { SlowServer } from '../folds/slow-server.ts';
import { STALLED, stalls } from '../folds/stalls.ts';
import { WaitingItems } from '../folds/waiting-items.ts';

/** Since when a monitor shows nothing of what waits for it, in server time and in that of the run, null if nothing waits; and when it last did, as decided. */
type Monitor = { since: { ranMs: number; ms: number } | null; shownMs: number; told: boolean };

class Monitors {
  readonly time = new ServerTime();
  readonly still = stalls();
  readonly slow: SlowServer;
  private readonly items = new WaitingItems();
  private readonly found: Findings;
  private readonly limits: HistoryHeader['limits'];
  private readonly monitors: ReadonlyMap<string, Monitor>;

  constructor({ limits, floor, timeScale }: HistoryHeader, found: Findings) {
    this.slow = new SlowServer(timeScale);
    this.limits = limits;
    this.found = found;
    this.monitors = new Map((floor.monitors ?? []).map(({ name }) => [name, { since: null, shownMs: 0, told: false }]));
  }

  /** An order is queued for it: if that is the first, it waits from now on. */
  queued(fact: Extract<Fact, { kind: 'item-queued' }>, event: EventOf<'fact'>, id: number): void {
    this.items.facts['item-queued'](fact, event, id);
    const monitor = this.monitors.get(fact.monitor);
    if (monitor?.since === null) this.look(fact.monitor, monitor, event.t);
  }

  shown(fact: Extract<Fact, { kind: 'items-shown' }>, { at, t }: EventOf<'fact'>): void {
    const monitor = this.monitors.get(fact.monitor);
    if (monitor !== undefined) this.look(fact.monitor, monitor, t);
    this.items.facts['items-shown'](fact);
    if (monitor === undefined) return;
    monitor.told = false;
    monitor.shownMs = at;
    if (this.items.of(fact.monitor)[1] === 0) monitor.since = null;
  }

  away({ monitor: name, item, waiting }: Extract<Fact, { kind: 'monitor-away' }>, at: number, t: number, id: number) {
    const monitor = this.monitors.get(name);
    const { printWaitMs, slackMs } = this.limits;
    if (monitor === undefined || printWaitMs === undefined) return;
    this.look(name, monitor, t);
    const [first, count] = this.items.of(name);
    const waitedMs = first === undefined ? 0 : at - Math.max(first.at, monitor.shownMs);
    const early = waitedMs < printWaitMs - slackMs ? `it had waited for ${this.found.lasting(waitedMs)} only` : null;
    const other = first?.item === item && count === waiting ? null : `${count} waited, from ${first?.item} on`;
    const wrong = monitor.told ? 'that had been told before' : (other ?? early);
    monitor.told = true;
    if (wrong === null) return;
    this.found.fail(
      first === undefined ? [id] : [first.id, id],
      `let ${waiting} orders wait for ${name} from ${item} on; then people were told at ${this.found.at(at)} that it shows nothing; however ${wrong}`,
    );
  }

  /** The server was started, or the run is over: what waits is judged, and goes on waiting. */
  lookAtAll(t: number): void {
    for (const [name, monitor] of this.monitors) this.look(name, monitor, t);
  }

  /** Judges how long a monitor has shown nothing by now; if something waits still, that counts anew. */
  private look(name: string, monitor: Monitor, t: number): void {
    const { since, told } = monitor;
    const [first] = this.items.of(name);
    const now = { ranMs: this.time.ranMs(t), ms: t };
    monitor.since = first === undefined ? null : now;
    const { printWaitMs, graceMs, slackMs } = this.limits;
    if (since === null || told || printWaitMs === undefined) return;
    this.found.judge();
    const overMs = now.ranMs - since.ranMs - printWaitMs - graceMs;
    if (overMs <= slackMs + this.slow.lateMs(since.ms, t)) return;
    monitor.told = true;
    if (this.still.between(since.ms, t)) this.found.unknown(STALLED);
    else
      this.found.fail(
        first === undefined ? [] : [first.id],
        `let orders wait for ${name} from ${this.found.at(since.ms)} on; then it showed nothing for ${this.found.lasting(printWaitMs)}; however by ${this.found.at(t)} nobody was told`,
        { node: name, fromMs: since.ms, dueMs: t - overMs, actualMs: t },
      );
  }
}

export const monitorTold: Checker = {
  name: 'monitor-told',
  about: 'A kitchen monitor that shows nothing of what waits for it is told to people in time, once, and no other.',
  start(header) {
    const found = findings('monitor-told', header);
    if (header.floor.monitorsTold !== true) return { end: (whole) => found.result(whole) };
    const monitors = new Monitors(header, found);
    return {
      on: {
        stall: (event) => monitors.still.seen(event),
        fault: (event) => monitors.slow.fault(event),
        condition(event) {
          const { starts } = monitors.time;
          monitors.time.seen(event);
          if (monitors.time.starts > starts) monitors.lookAtAll(event.t);
        },
        phase({ phase, t }) {
          if (phase === 'end') monitors.lookAtAll(t);
        },
      },
      facts: {
        'item-queued': (fact, event, id) => monitors.queued(fact, event, id),
        'items-shown': (fact, event) => monitors.shown(fact, event),
        'monitor-away': (fact, { at, t }, id) => monitors.away(fact, at, t, id),
      },
      end: (whole) => found.result(whole),
    };
  },
};
