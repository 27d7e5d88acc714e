/**
 * A simulated app of a thin client: it plays the chart, dials the server, says what it is, shows the screens it is sent,
 * and sends where it is touched. It keeps nothing but its session.
 */
import {
  THIN_CLIENT_VERSION,
  type FromThinClient,
  type ScreenMessage,
  type ToThinClient,
} from '#protocols/thin-client/messages';
import { unreachable } from '#protocols/unreachable';
import { SAID_BY_ROW } from '#protocols/errors/whitelist-errors';
import { Actor } from '#machines/actor';
import type { BodyEvent } from '#machines/holder';
import { thinClient, type ThinClientEffect } from '#machines/thin-client';
import type { Ground } from '../../grounds/ground.ts';
import { StartChecks } from '../start-checks.ts';
import type { Traffic } from '../link/traffic.ts';
import type { ThinApp, ThinAppOptions, ThinAppTold, Touch } from './thin-app.ts';
import { HeldDisplay } from './held-display.ts';
import { ThinLine } from './thin-line.ts';

const RECONNECT_MS = 1_000;
const RECONNECT_MOST_MS = 8_000;

type AppState = { value: unknown };

/** An app that is off until told to switch on. */
export class SimulatedApp implements ThinApp {
  state = 'off';
  private readonly options: ThinAppOptions;
  private readonly ground: Ground;
  private readonly told: ThinAppTold;
  private readonly actor: Actor<typeof thinClient>;
  private readonly line: ThinLine;
  private readonly checks: StartChecks;
  private readonly display: HeldDisplay;
  private session: number | undefined;
  private code: string | undefined;
  /** So often it has said hello since it was installed. */
  private dials = 0;
  /** The hold that was shown last; 0 for none. */
  private token = 0;
  /** The camera view that is on the display; 0 for none. */
  private view = 0;
  private powered = false;
  private networkThere = true;
  private installed = true;

  constructor(options: ThinAppOptions, ground: Ground, told: ThinAppTold) {
    this.options = options;
    this.display = new HeldDisplay(options.display);
    this.ground = ground;
    this.told = told;
    this.line = new ThinLine({
      name: options.name,
      ground,
      ...options.durations,
      hello: () => this.hello(),
      token: () => this.token,
      heard: (message) => this.heard(message),
      lost: () => {
        this.actor.send({ type: 'DISCONNECTED' });
        this.checks.refused();
      },
      late: () => this.actor.send({ type: 'LATE' }),
    });
    this.checks = new StartChecks({
      name: options.name,
      ground,
      toleranceMs: options.durations.toleranceMs,
      networkThere: () => this.networkThere,
      installed: () => this.installed,
      dial: () => this.line.connect(),
      failed: (check) => this.actor.send({ type: 'CHECK_FAILED', check }),
    });
    const scaled = (ms: number): number => Math.max(1, Math.round(ms / ground.timeScale));
    const delays = { reconnect: scaled(RECONNECT_MS), reconnectMost: scaled(RECONNECT_MOST_MS) };
    this.actor = new Actor(
      thinClient,
      ground.timers,
      { needsCode: options.kind === 'freestyle', delays },
      { effect: (effect) => this.perform(effect), changed: (snapshot) => this.changed(snapshot) },
    );
    this.actor.start();
  }

  get traffic(): Traffic {
    return this.line.traffic;
  }

  tell(event: BodyEvent): void {
    if (event.type === 'NETWORK_LOST') this.networkThere = false;
    if (event.type === 'NETWORK_BACK') this.networkThere = true;
    if (event.type === 'SWITCH_ON') {
      if (!this.powered) this.ground.power(this.options.name, true);
      this.powered = true;
      this.line.awake = true;
    }
    this.actor.send(event);
    if (event.type === 'TAKE_OUT') this.wake();
  }

  unplugged(): void {
    this.tell({ type: 'NETWORK_LOST' });
    this.line.cut();
    this.checks.cutOff();
    if (this.state.startsWith('showing')) this.actor.send({ type: 'DISCONNECTED' });
  }

  setInstalled(installed: boolean): void {
    this.installed = installed;
    this.actor.send({ type: installed ? 'APP_INSTALLED' : 'APP_REMOVED' });
  }

  turn(): void {
    this.display.turn();
  }

  /** Whatever lies over it: it goes on. */
  cover(): void {}

  slowDown(ms: number): void {
    this.line.pace.slow(ms);
  }

  signUp(code: string): void {
    this.code = code;
    this.session = undefined;
    this.actor.send({ type: 'CODE' });
  }

  leave(): void {
    this.line.send({ type: 'leave' });
    this.actor.send({ type: 'LEAVE' });
  }

  touch(touch: Touch): void {
    const { screen, x, y, slips } = touch;
    this.ground.record(this.options.name, this.told.touched(touch));
    const { token } = this;
    const finger = { type: 'pointer', screen, x, y, token } as const;
    this.line.tap({ ...finger, phase: 'down' }, { ...finger, phase: 'up', ...(slips ? { y: 0 } : {}) });
  }

  readonly readsWithinMs = 0;

  read(screen: number, code: string): void {
    this.ground.record(this.options.name, { kind: 'code-read', screen });
    this.line.tap({ type: 'code', screen, code, token: this.token });
  }

  private changed(snapshot: AppState): void {
    const text = textOf(snapshot.value);
    const { state: from } = this;
    if (text === from) return;
    this.state = text;
    this.line.awake = text !== 'putAway' && text !== 'frozen' && text !== 'off';
    this.told.changed(from, text);
    if (!text.startsWith('connecting')) this.checks.over();
  }

  private perform(effect: ThinClientEffect): void {
    switch (effect.type) {
      case 'check':
        // It asks again while it looks into why nobody answers.
        if (!this.checks.running()) this.checks.begin();
        else if (this.installed) this.line.connect();
        return;
      case 'start-failed':
        this.told.startFailed(effect.check);
        return;
      case 'reconnect':
        this.line.connect();
        return;
      case 'hang-up':
        this.line.hangUp();
        return;
      case 'forget':
        this.session = undefined;
        this.code = undefined;
        this.token = 0;
        this.told.forgotten();
        this.line.hangUp();
        return;
      case 'power-off':
        this.powered = false;
        this.ground.power(this.options.name, false);
        this.line.cut();
        return;
      default:
        unreachable(effect);
    }
  }

  private hello(): FromThinClient {
    const { name, kind, display, model, iis, setUp, client } = this.options;
    this.dials += 1;
    return {
      type: 'hello',
      v: THIN_CLIENT_VERSION,
      client,
      kind,
      install: name,
      dial: this.dials,
      ...(this.code === undefined ? {} : { code: this.code }),
      ...(setUp === null ? {} : { setUp }),
      ...(this.session === undefined ? {} : { session: this.session }),
      token: this.token,
      display: this.display.held(),
      ...(model == null ? {} : { model: { ...model, display } }),
      ...(iis === null ? {} : { iis }),
    };
  }

  /** It is in use again: what came in meanwhile is heard, and a connection that has ended is noticed. */
  private wake(): void {
    if (!this.line.wake() && this.state.startsWith('showing')) this.actor.send({ type: 'DISCONNECTED' });
  }

  private heard(message: ToThinClient): void {
    switch (message.type) {
      case 'admitted':
        this.session = message.session;
        this.code = undefined;
        this.told.admitted(message.session);
        this.line.begin();
        this.actor.send({ type: 'ADMITTED' });
        return;
      case 'turned-away': {
        const { code, text, iis } = message;
        this.told.turnedAway({
          code,
          ...(SAID_BY_ROW.includes(code) ? { sentence: text } : {}),
          ...(iis === undefined ? {} : { iis }),
        });
        this.line.cut();
        if (code === 'journal-not-written' || code === 'device-replaced') this.actor.send({ type: 'DISCONNECTED' });
        else this.actor.send({ type: 'TURNED_AWAY', code });
        return;
      }
      case 'screen':
        this.show(message);
        return;
      case 'frame':
        this.frame(message);
        return;
      case 'alive':
        return;
      default:
        unreachable(message);
    }
  }

  /** A picture of the view that is on the display is laid on, and the next one may come; of another it is not shown. */
  private frame({ view, frame, picture }: Extract<ToThinClient, { type: 'frame' }>): void {
    if (view !== this.view) return;
    this.told.frame(view, picture);
    this.line.send({ type: 'frame-seen', view, frame });
  }

  private show(message: ScreenMessage): void {
    this.token = message.token;
    this.view = message.view?.view ?? 0;
    this.told.shows(message);
    this.line.send({ type: 'shown', screen: message.screen });
    this.actor.send({ type: 'SCREEN' });
    this.told.seen(message);
  }
}

/** `showing.shown`, `problems.red`, `off`. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const [key = '', inner] = Object.entries(value as object)[0] ?? [];
  if (key === 'running') return textOf(inner);
  return typeof inner === 'string' ? `${key}.${inner}` : `${key}.${textOf(inner)}`;
}
