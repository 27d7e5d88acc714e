/**
 * A camera view shows what was asked for. Pictures are shown in a view that was granted and is not over, in their order,
 * each of them taken by its camera; none that was taken after the camera was unplugged in the middle of the view; and each
 * was the newest there was when the one before it had been shown. Who has a view, and for whom nothing is wrong, gets
 * pictures or a reason, and the reason is so. A camera that nobody watches any more takes no pictures; and whoever shows
 * none for as long as an orphan's hold lasts watches no more.
 */
import type { EventOf, HistoryHeader, Limits } from '#history/events';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { Outages } from '../folds/outages.ts';
import { ServerTime } from '../folds/server-time.ts';
import { SlowServer } from '../folds/slow-server.ts';
import { STALLED, stalls } from '../folds/stalls.ts';

/** A view as its device has it; `frames` are those it has shown, the first and the last, and when that was. */
type View = {
  camera: string;
  view: number;
  id: number;
  askedMs: number;
  /** When there was a sign of it last: that it was granted, or a picture. */
  signMs: number;
  signId: number;
  first: number;
  last: number;
};
/** A camera, its pictures, when it was unplugged and plugged in last, and whether its driver has ever not said so. */
type Camera = {
  taken: Map<number, number>;
  latest: number;
  unpluggedMs: number;
  pluggedMs: number;
  isPlugged: boolean;
  hung: boolean;
};
/**
 * Who may be watching, as far as the server can know; `ranMs` is since when no more, in the time of the server, and
 * `unshownRanMs` since when there is a picture that it has not shown.
 */
type Watcher = { node: string; camera: string; ranMs: number | null; unshownRanMs: number | null; forgotten: boolean };

/** A view that is asked for; `req` is 0 at a thin client. */
type Asked = { node: string; req: number; camera: string; t: number; id: number };

const NEVER = Number.NEGATIVE_INFINITY;

/** States of a device in which its operator sees nothing. */
const AWAY = /^(putAway|frozen|off|starting|startFailed)/;

class Views {
  readonly still = stalls();
  readonly time = new ServerTime();
  readonly slow: SlowServer;
  readonly outages: Outages;
  private readonly found: Findings;
  private readonly limits: Limits;
  private readonly frameMs: number;
  /** Open views by device; and those that were asked for. */
  private readonly open = new Map<string, View>();
  private readonly asked = new Map<string, Asked>();
  private readonly cameras = new Map<string, Camera>();
  /** By device and camera. */
  private readonly watchers = new Map<string, Watcher>();
  private readonly awayMs = new Map<string, number | null>();
  private readonly signedOffMs = new Map<string, number>();
  private serverMs = 0;

  constructor({ limits, floor, timeScale }: HistoryHeader, found: Findings, outages: Outages) {
    this.found = found;
    this.limits = limits;
    this.outages = outages;
    this.frameMs = limits.cameraFrameMs ?? 0;
    this.slow = new SlowServer(timeScale);
    const atFirst = { latest: 0, unpluggedMs: NEVER, pluggedMs: NEVER, isPlugged: true, hung: false };
    for (const { name } of floor.cameras ?? []) this.cameras.set(name, { ...atFirst, taken: new Map() });
  }

  fault({ node, params }: EventOf<'fault'>): void {
    const camera = this.cameras.get(node);
    if (camera !== undefined && params['hangs'] === true) camera.hung = true;
  }

  sent({ node, req, type, camera = '', t }: EventOf<'sent'>, id: number): void {
    this.asks({ node, req, camera, t, id }, type);
  }

  /** A thin client has no numbers for what it asks; what answers a tap is a screen. */
  tapped({ node, asks = '', camera = '', t }: EventOf<'tap'>, id: number): void {
    this.asks({ node, req: 0, camera, t, id }, asks);
  }

  private asks(asked: Asked, type: string): void {
    const { node, camera, t } = asked;
    if (type === 'sign-off') this.signedOffMs.set(node, t);
    if (type !== 'camera') return;
    this.asked.set(node, asked);
    this.watchers.set(`${node} ${camera}`, { node, camera, ranMs: null, unshownRanMs: null, forgotten: false });
  }

  replied({ node, req, ok, t }: EventOf<'reply'>, id: number): void {
    const asked = this.asked.get(node);
    if (asked?.req !== req) return;
    if (ok) this.granted(asked, req, t, id);
    else this.refused(asked, t);
  }

  /** The screen of a view grants it; one with a refusal does not. */
  screen({ node, view, refusal, t }: EventOf<'screen'>, id: number): void {
    const asked = this.asked.get(node);
    if (asked === undefined || asked.req !== 0) return;
    if (view !== undefined && this.open.get(node)?.view !== view) this.granted(asked, view, t, id);
    else if (refusal !== undefined) this.refused(asked, t);
  }

  private granted({ node, camera, t: askedMs, id }: Asked, view: number, signMs: number, signId: number): void {
    this.asked.delete(node);
    this.looks(node, camera);
    this.open.set(node, { camera, view, id, askedMs, signMs, signId, first: 0, last: 0 });
  }

  /** There is nothing that it has not shown. */
  private looks(node: string, camera: string): void {
    const watcher = this.watchers.get(`${node} ${camera}`);
    if (watcher !== undefined) watcher.unshownRanMs = null;
  }

  private refused({ node, camera }: Asked, t: number): void {
    this.asked.delete(node);
    this.left(node, camera, t);
  }

  /** A client that gets its place anew begins without a view. */
  admitted({ node, t }: EventOf<'admitted'>): void {
    const asked = this.asked.get(node);
    if (asked !== undefined) this.refused(asked, t);
  }

  taken({ node, frame, t }: EventOf<'frame-taken'>, id: number): void {
    const camera = this.cameras.get(node);
    if (camera === undefined) return;
    this.found.judge();
    camera.taken.set(frame, t);
    camera.latest = frame;
    // What is asked and not answered may arrive late, and begin a view only then.
    for (const watcher of this.watchers.values())
      if (watcher.camera === node && this.open.get(watcher.node)?.camera === node)
        watcher.unshownRanMs ??= this.time.ranMs(t);
    this.watched(node, t, id);
  }

  /** Somebody watches it, or has only just stopped to. */
  private watched(node: string, t: number, id: number): void {
    const { orphanAfterMs, toleranceMs, slackMs } = this.limits;
    const lastsMs = orphanAfterMs + this.frameMs + 2 * toleranceMs + slackMs;
    const now = this.time.ranMs(t);
    let sinceMs = Number.NEGATIVE_INFINITY;
    for (const { camera, ranMs, unshownRanMs } of this.watchers.values()) {
      if (camera !== node) continue;
      // What it has shown may be heard late, and counts from then on.
      const lapsedMs = unshownRanMs === null ? Number.POSITIVE_INFINITY : unshownRanMs + orphanAfterMs;
      sinceMs = Math.max(sinceMs, Math.min(ranMs ?? Number.POSITIVE_INFINITY, lapsedMs));
    }
    if (now - sinceMs <= lastsMs + this.slow.lateMs(t - lastsMs, t)) return;
    if (this.still.between(t - lastsMs, t)) this.found.unknown(STALLED);
    else
      this.found.fail(
        [id],
        `let nobody watch camera ${node}; then it has long been left; however at ${this.found.at(t)} it still took a picture`,
        'watched by nobody',
      );
  }

  shown(event: EventOf<'frame-shown'>, id: number): void {
    const { node, t, view: number, frame } = event;
    this.found.judge();
    const view = this.open.get(node);
    if (view !== undefined) this.looks(node, view.camera);
    const wrong = this.wrongWith(view, event);
    if (wrong !== '')
      this.found.fail(
        view === undefined ? [id] : [view.id, id],
        `let ${node} have ${view === undefined ? 'no camera view' : `a view of camera ${view.camera}`}; then at ${this.found.at(t)} it showed picture ${frame} of view ${number}; however ${wrong}`,
        'wrong picture',
      );
    if (view === undefined) return;
    this.gap(node, view, t);
    if (view.first === 0) view.first = frame;
    view.last = Math.max(view.last, frame);
    view.signMs = t;
    view.signId = id;
  }

  private wrongWith(view: View | undefined, { view: number, frame, t }: EventOf<'frame-shown'>): string {
    if (view?.view !== number) return 'there is no such view, or it is over';
    const camera = this.cameras.get(view.camera);
    const takenMs = camera?.taken.get(frame);
    if (camera === undefined || takenMs === undefined) return 'that camera has taken no such picture';
    if (frame <= view.last) return `it had shown picture ${view.last} already`;
    const firstMs = camera.taken.get(view.first) ?? Number.POSITIVE_INFINITY;
    if (firstMs < camera.unpluggedMs && takenMs > camera.unpluggedMs)
      return 'the camera had been unplugged meanwhile, and the view was not ended';
    const nextMs = camera.taken.get(frame + 1) ?? Number.POSITIVE_INFINITY;
    const { toleranceMs, slackMs } = this.limits;
    const isOld = view.last > 0 && nextMs < view.signMs - toleranceMs - slackMs;
    if (!isOld || this.serverMs >= nextMs || this.still.between(nextMs, t)) return '';
    return 'there had been a newer one when it had shown the last';
  }

  /** Between two signs of a view there is no more time than cameras are given, while nothing is wrong. */
  private gap(node: string, { camera, signMs, signId }: View, t: number): void {
    const { toleranceMs, graceMs, slackMs } = this.limits;
    const mostMs = this.frameMs + 2 * toleranceMs + graceMs + slackMs;
    if (t - signMs <= mostMs + this.slow.lateMs(signMs, t)) return;
    const awayMs = this.awayMs.get(node);
    if (awayMs === null || (awayMs ?? Number.NEGATIVE_INFINITY) >= signMs - toleranceMs) return;
    if (this.outages.explains(node, t, t - signMs + 2 * toleranceMs)) return;
    if (this.still.between(signMs, t)) this.found.unknown(STALLED);
    else
      this.found.fail(
        [signId],
        `let ${node} have a view of camera ${camera}; then from ${this.found.at(signMs)} on nothing was wrong that concerned it; however until ${this.found.at(t)} it was shown neither a picture nor a reason`,
        { node, fromMs: signMs, dueMs: signMs + mostMs, actualMs: t },
      );
  }

  ended({ node, camera, view: number, why, t }: EventOf<'view-ended'>, id: number): void {
    this.found.judge();
    const view = this.open.get(node);
    this.left(node, camera, t);
    if (view?.view !== number) return;
    this.open.delete(node);
    this.gap(node, view, t);
    const wrong = this.untrue(node, view, why, t);
    if (wrong !== '')
      this.found.fail(
        [view.id, id],
        `let ${node} have a view of camera ${view.camera}; then at ${this.found.at(t)} it was told "${why}"; however ${wrong}`,
        'untrue reason',
      );
  }

  private untrue(node: string, { camera: name, askedMs, signMs }: View, why: string, t: number): string {
    const { orphanAfterMs, toleranceMs, slackMs } = this.limits;
    const camera = this.cameras.get(name);
    switch (why) {
      case 'camera-unplugged': {
        if (camera === undefined || !camera.isPlugged) return '';
        // What is told may have been decided before it was plugged in; a driver that hung before is waited for a while.
        const sinceMs = camera.hung ? askedMs - this.frameMs : askedMs;
        if (Math.max(camera.unpluggedMs, camera.pluggedMs) >= sinceMs) return '';
        // A process that stood still may look at its clock before it hears what has come meanwhile.
        const stoodStill = this.serverMs >= signMs - this.frameMs || this.slow.lateMs(signMs - this.frameMs, t) > 0;
        return (slackMs > 0 && stoodStill) || this.still.between(signMs, t) ? '' : 'the camera was plugged in';
      }
      case 'view-lapsed': {
        const awayMs = this.awayMs.get(node);
        const wasAway = awayMs === null || (awayMs ?? Number.NEGATIVE_INFINITY) >= t - 2 * orphanAfterMs;
        const isShort = orphanAfterMs < 2 * toleranceMs + slackMs;
        if (wasAway || isShort || this.outages.explains(node, t, 2 * orphanAfterMs)) return '';
        return t - signMs >= orphanAfterMs ? '' : `it had shown a picture at ${this.found.at(signMs)}`;
      }
      case 'not-signed-on':
        return (this.signedOffMs.get(node) ?? Number.NEGATIVE_INFINITY) >= askedMs ? '' : 'nobody had signed off';
      default:
        return '';
    }
  }

  /** The device has no view any more; the server may not know yet. */
  private left(node: string, camera: string, t: number): void {
    const watcher = this.watchers.get(`${node} ${camera}`);
    if (watcher !== undefined) watcher.ranMs ??= this.time.ranMs(t);
  }

  transition({ node, to, t }: EventOf<'transition'>): void {
    const isAway = AWAY.test(to);
    const before = this.awayMs.get(node);
    if (isAway) this.awayMs.set(node, null);
    else if (before === null) this.awayMs.set(node, t);
    if (/^(off|starting)/.test(to))
      for (const watcher of this.watchers.values()) if (watcher.node === node) watcher.forgotten = true;
  }

  /** A device whose app has ended since it asked has forgotten that; on a new connection the server has no view of it. */
  hello({ node, t }: EventOf<'hello'>): void {
    for (const watcher of this.watchers.values()) {
      if (watcher.node !== node || !watcher.forgotten) continue;
      watcher.forgotten = false;
      this.asked.delete(node);
      watcher.ranMs ??= this.time.ranMs(t);
    }
  }

  condition(event: EventOf<'condition'>): void {
    const { of, node, state, t } = event;
    this.time.seen(event);
    if (this.outages.concerns(event)) this.outages.condition(event);
    if (of === 'server') this.serverMs = t;
    const camera = of === 'camera' ? this.cameras.get(node) : undefined;
    if (camera === undefined) return;
    camera.isPlugged = state === 'plugged';
    if (camera.isPlugged) camera.pluggedMs = t;
    else camera.unpluggedMs = t;
  }

  end(t: number): void {
    for (const [node, view] of this.open) this.gap(node, view, t);
  }
}

export const cameraViews: Checker = {
  name: 'camera-view',
  about:
    'A camera view shows the newest pictures of its camera, in order, or says truly why not; and none once it is over.',
  start(header) {
    const found = findings('camera-view', header);
    const outages = new Outages(header);
    const views = new Views(header, found, outages);
    let endMs = 0;
    return {
      on: {
        sent: (event, id) => views.sent(event, id),
        tap: (event, id) => views.tapped(event, id),
        screen: (event, id) => views.screen(event, id),
        admitted: (event) => views.admitted(event),
        reply(event, id) {
          outages.reply(event);
          views.replied(event, id);
        },
        'frame-taken': (event, id) => views.taken(event, id),
        'frame-shown': (event, id) => views.shown(event, id),
        'view-ended': (event, id) => views.ended(event, id),
        transition(event) {
          outages.transition(event);
          views.transition(event);
        },
        hello: (event) => views.hello(event),
        condition: (event) => views.condition(event),
        fault(event) {
          outages.fault(event);
          views.slow.fault(event);
          views.fault(event);
        },
        association: (event) => outages.association(event),
        signal: (event) => outages.signal(event),
        stall: (event) => views.still.seen(event),
        phase: (event) => void (endMs = event.t),
      },
      end(whole) {
        views.end(endMs);
        return found.result(whole);
      },
    };
  },
};
