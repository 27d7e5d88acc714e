/**
 * What a device shows of its connection is so. The connection-problems dialog opens for a reason and in time, red when
 * there is no network and yellow when there is one on which the server is silent; the wait symbol turns only while an
 * answer is late. What is true is known from outside the device: from its link, the server, and the faults in force.
 */
import type { EventOf, HistoryHeader, Limits } from '#history/events';
import { LATE_ARRIVAL_MS } from '../folds/air.ts';
import type { Checker } from '../checker.ts';
import { Outages, STANDARD } from '../folds/outages.ts';
import { findings, type Findings } from '../findings.ts';
import { STALLED, stalls } from '../folds/stalls.ts';

/** States in which the app waits for an answer. */
const WAITING =
  /^(signingOn|signingOff|opening|simpleOrdering|open\.(handingOver|changing|scanning|closing|billing|startingPayment)|sendingStored\.\w+)$/;
/** States in which the app shows nothing of its connection: it does not run, or has none yet. */
const NOT_AWAKE = /^(off|putAway|frozen|starting|startFailed)/;

/** A station notices that its network is gone within so long; on a radio plan there are some that are slow. Ms of the floor. */
const NOTICES_MS = 2_000;
const SLOW_NOTICES_MS = 6_000;
/** The wait symbol comes after this part of the tolerance. */
const SYMBOL_PARTS = 3;

type Shown = '' | 'yellow' | 'red' | 'waiting';
type Seen = {
  app: string;
  shown: Shown;
  isAwake: boolean;
  awakeSinceMs: number;
  appSinceMs: number;
  shownSinceMs: number;
  /** When the server has said welcome last: from then on the heart beats. */
  welcomedMs: number;
  /** When its dialog closed last. */
  closedMs: number;
  /** Whether symbol or dialog have been shown since the app is in its state. */
  wasTold: boolean;
  id: number;
};

const isDialog = (shown: Shown): boolean => shown === 'yellow' || shown === 'red';

class Displays {
  /** The tolerance may be a tenth of a second, as the floor is played; then every stop counts. */
  readonly still = stalls(0);
  /** What looks wrong, if the machine did not stand still then. */
  private readonly doubts: (() => void)[] = [];
  readonly outages: Outages;
  private readonly found: Findings;
  private readonly limits: Limits;
  private readonly timeScale: number;
  private readonly symbolMs: number;
  private readonly noticesMs: number;
  /** Devices by cable: they notice at once. */
  private readonly wired: ReadonlySet<string>;
  private readonly devices = new Map<string, Seen>();
  private readonly names: ReadonlySet<string>;
  /** By the state's name: there are few of them, and a night has very many transitions. */
  private readonly texts = new Map<string, { app: string; shown: Shown; isAwake: boolean }>();

  constructor(header: HistoryHeader, found: Findings) {
    const { limits, floor, timeScale } = header;
    this.found = found;
    this.limits = limits;
    this.timeScale = timeScale;
    this.symbolMs = Math.max(1, Math.floor(limits.toleranceMs / SYMBOL_PARTS));
    this.noticesMs = (floor.plan === undefined ? NOTICES_MS : SLOW_NOTICES_MS) / timeScale;
    this.names = new Set(floor.devices.filter(({ family }) => STANDARD.includes(family)).map(({ name }) => name));
    this.wired = new Set(floor.devices.filter(({ lan }) => lan === true).map(({ name }) => name));
    this.outages = new Outages(header);
  }

  transition({ node, from, to, t }: EventOf<'transition'>, id: number): void {
    if (!this.names.has(node)) return;
    const { app, shown, isAwake } = this.textOf(to);
    const seen = this.devices.get(node);
    if (seen === undefined) {
      const since = { awakeSinceMs: t, appSinceMs: t, shownSinceMs: t, welcomedMs: t, closedMs: 0, wasTold: false };
      this.devices.set(node, { app, shown, isAwake, id, ...since });
      return;
    }
    this.leaves(node, seen, t, shown);
    if (isDialog(shown) && !isDialog(seen.shown)) this.notTooSoon(node, seen, t, id);
    if (seen.isAwake !== isAwake) seen.awakeSinceMs = t;
    if (seen.app !== app) {
      seen.appSinceMs = t;
      seen.wasTold = false;
    }
    if (seen.shown !== shown) {
      if (isDialog(seen.shown) && !isDialog(shown)) seen.closedMs = t;
      seen.shownSinceMs = t;
    }
    const before = seen.shown;
    Object.assign(seen, { app, shown, isAwake, id });
    if (shown !== '') this.shows(node, seen, t, { before, isBack: from === 'putAway' });
  }

  private textOf(to: string): { app: string; shown: Shown; isAwake: boolean } {
    let text = this.texts.get(to);
    if (text === undefined) {
      const [app = '', shown = ''] = to.split(' ');
      text = { app, shown: shown as Shown, isAwake: !NOT_AWAKE.test(app) };
      this.texts.set(to, text);
    }
    return text;
  }

  /** Something is shown from now on, or in another colour. */
  private shows(node: string, seen: Seen, t: number, { before, isBack }: { before: Shown; isBack: boolean }): void {
    const { app, shown, appSinceMs, id } = seen;
    seen.wasTold = true;
    if (shown === before) return;
    this.found.judge();
    if (shown === 'waiting') {
      if (!WAITING.test(app)) this.wrong(id, t, node, `its wait symbol turned in "${app}", where it waits for nothing`);
      else if (!isBack && t - appSinceMs < this.symbolMs - this.limits.slackMs)
        this.wrong(id, t, node, `its wait symbol turned ${this.found.lasting(t - appSinceMs)} after it had asked`);
    }
    if (isDialog(shown) && !isDialog(before) && !this.outages.explains(node, t, this.lookBackMs()))
      this.wrong(id, t, node, 'its connection-problems dialog opened, and nothing was wrong with link or server');
    if (isDialog(shown) && app.startsWith('start'))
      this.wrong(id, t, node, `it showed a dialog in "${app}", before there was any connection`);
    if (shown === 'red' && this.outages.silentSince(node) === null && t > this.outages.audibleSince(node))
      this.wrong(id, t, node, 'its dialog was red, and there was a network');
  }

  /** Where no connection can have ended, a dialog opens because an answer, be it to a beat, is out for the tolerance. */
  private notTooSoon(
    node: string,
    { app, appSinceMs, shown, shownSinceMs, welcomedMs }: Seen,
    t: number,
    id: number,
  ): void {
    if (this.outages.mayHaveEnded(node, t, this.lookBackMs())) return;
    const { heartbeatMs, toleranceMs, slackMs } = this.limits;
    const outSinceMs = shown === 'waiting' ? Math.min(appSinceMs, shownSinceMs) : appSinceMs;
    const isAnswerLate = WAITING.test(app) && t - outSinceMs >= toleranceMs - slackMs;
    const sinceBeatMs = (t - toleranceMs - welcomedMs) % heartbeatMs;
    if (isAnswerLate || Math.min(sinceBeatMs, heartbeatMs - sinceBeatMs) <= slackMs) return;
    this.wrong(id, t, node, 'its connection-problems dialog opened before the tolerance was over');
  }

  welcome({ node, t }: EventOf<'welcome'>): void {
    const seen = this.devices.get(node);
    if (seen !== undefined) seen.welcomedMs = t;
  }

  /** What went wrong so long ago may still be noticed: by the next beat, which is too late by then. */
  private lookBackMs(): number {
    const { heartbeatMs, toleranceMs, slackMs } = this.limits;
    return heartbeatMs + toleranceMs + LATE_ARRIVAL_MS / this.timeScale + slackMs;
  }

  /** What was shown until now, or was not, is over. */
  private leaves(node: string, seen: Seen, t: number, next: Shown): void {
    const { shown, isAwake } = seen;
    if (shown === 'waiting' && !WAITING.test(seen.app) && t > seen.appSinceMs)
      this.wrong(seen.id, t, node, `its wait symbol turned in "${seen.app}", where it waits for nothing`);
    this.colour(node, seen, t);
    if (!isAwake || isDialog(shown)) return;
    this.inTime(node, seen, t, isDialog(next));
    this.answered(node, seen, t);
  }

  /** The dialog had the right colour all the time. */
  private colour(node: string, { shown, shownSinceMs, id }: Seen, t: number): void {
    const { slackMs } = this.limits;
    const silent = this.outages.silentSince(node);
    const without = this.outages.withoutNetworkSince(node);
    if (shown === 'yellow' && without !== null) {
      const noticedMs = Math.max(shownSinceMs, without + (this.wired.has(node) ? 0 : this.noticesMs));
      if (t - noticedMs > slackMs) this.wrong(id, t, node, 'its dialog stayed yellow, and there was no network');
    }
    if (shown === 'red' && silent === null) {
      const backMs = Math.max(shownSinceMs, this.outages.audibleSince(node));
      if (t - backMs > slackMs) this.wrong(id, t, node, 'its dialog stayed red, and there was a network');
    }
  }

  /** While no answer could come, the dialog opened at the latest when a beat was due and too late. */
  private inTime(node: string, { awakeSinceMs, closedMs, id }: Seen, t: number, opens: boolean): void {
    const outSinceMs = this.outages.outSince(node);
    if (outSinceMs === null) return;
    const { heartbeatMs, toleranceMs, slackMs } = this.limits;
    const unpluggedMs = this.wired.has(node) ? this.outages.silentSince(node) : null;
    const isUnplugged = unpluggedMs !== null;
    const sinceMs = Math.max(unpluggedMs ?? outSinceMs, awakeSinceMs, closedMs);
    const dueMs = sinceMs + (isUnplugged ? 0 : heartbeatMs + toleranceMs) + slackMs;
    if (opens) this.found.judge();
    if (t > dueMs && isUnplugged) this.late(node, id, { sinceMs, dueMs, t }, 'its cable was out');
    else if (t > dueMs) this.late(node, id, { sinceMs, dueMs, t }, 'the server could not be reached');
  }

  /** An answer that was late, or too late, was told. */
  private answered(node: string, { app, appSinceMs, shown, wasTold, closedMs, id }: Seen, t: number): void {
    if (!WAITING.test(app) || closedMs > appSinceMs) return;
    const { toleranceMs, slackMs } = this.limits;
    const since = { sinceMs: appSinceMs, t };
    if (t - appSinceMs > toleranceMs + slackMs && !isDialog(shown))
      this.late(node, id, { ...since, dueMs: appSinceMs + toleranceMs + slackMs }, `it waited in "${app}"`);
    else if (t - appSinceMs > this.symbolMs + slackMs && !wasTold)
      this.late(node, id, { ...since, dueMs: appSinceMs + this.symbolMs + slackMs }, `it waited in "${app}"`, 'symbol');
  }

  private late(
    node: string,
    id: number,
    { sinceMs, dueMs, t }: { sinceMs: number; dueMs: number; t: number },
    why: string,
    what: 'dialog' | 'symbol' = 'dialog',
  ): void {
    const shown = what === 'dialog' ? 'connection-problems dialog' : 'wait symbol';
    this.unlessStalled(sinceMs, t, () =>
      this.found.fail(
        [id],
        `let ${node} be in use; then from ${this.found.at(sinceMs)} on ${why}; however it showed no ${shown} by ${this.found.at(t)}`,
        { node, fromMs: sinceMs, dueMs, actualMs: t },
      ),
    );
  }

  private wrong(id: number, t: number, node: string, what: string): void {
    this.unlessStalled(t - this.lookBackMs(), t, () =>
      this.found.fail(
        [id],
        `let ${node} be in use; then the evening went on; however at ${this.found.at(t)} ${what}`,
        what.replace(/".*?"|\d+/g, ''),
      ),
    );
  }

  /** Whoever stood still tells so afterwards: so it is asked when everything is told. */
  private unlessStalled(fromMs: number, toMs: number, fail: () => void): void {
    this.doubts.push(() => (this.still.between(fromMs, toMs) ? this.found.unknown(STALLED) : fail()));
  }

  /** The run is over. */
  end(t: number): void {
    this.changes(t);
    for (const doubt of this.doubts) doubt();
  }

  /** Link or server change: whatever was shown until now is judged by how they were. */
  changes(t: number): void {
    for (const [node, seen] of this.devices) this.leaves(node, seen, t, seen.shown);
  }
}

export const dialogs: Checker = {
  name: 'dialogs',
  about:
    'The connection-problems dialog opens for a reason and in time, red without a network and yellow with one; the wait symbol turns only while an answer is late.',
  start(header) {
    const found = findings('dialogs', header);
    const displays = new Displays(header, found);
    let endMs = 0;
    return {
      on: {
        stall: (event) => displays.still.seen(event),
        transition: (event, id) => {
          displays.outages.transition(event);
          displays.transition(event, id);
        },
        welcome: (event) => displays.welcome(event),
        reply: (event) => displays.outages.reply(event),
        signal: (event) => displays.outages.signal(event),
        association(event) {
          displays.changes(event.t);
          displays.outages.association(event);
        },
        fault: (event) => displays.outages.fault(event),
        condition(event) {
          if (!displays.outages.concerns(event)) return;
          displays.changes(event.t);
          displays.outages.condition(event);
        },
        phase: (event) => void (endMs = event.t),
      },
      end(whole) {
        displays.end(endMs);
        return found.result(whole);
      },
    };
  },
};
