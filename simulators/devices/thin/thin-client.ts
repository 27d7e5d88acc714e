/**
 * The edge of a thin client: dials the server, says what it is, shows the screens it is sent, and sends where it is
 * tapped. It keeps nothing but its session. To people it is a device as any other: they sign on, open tabs and book, by
 * tapping what they see.
 */
import {
  THIN_CLIENT_VERSION,
  type FromThinClient,
  type ScreenMessage,
  type ShownWidget,
  type ThinClientHello,
  type ThinClientKind,
  type ToThinClient,
} from '#protocols/thin-client/messages';
import { unreachable } from '#protocols/unreachable';
import { Actor } from '#machines/actor';
import { START_REFUSALS, type DeviceEvent } from '#machines/holder';
import { thinClient, type ThinClientEffect, type ThinClientEvent } from '#machines/thin-client';
import type { Article } from '#scenarios/format/floor';
import type { Durations } from '#server/core/config';
import { words, type Language } from '#server/station/words';
import type { Ground } from '../../grounds/ground.ts';
import type { Device } from '../standard-device.ts';
import { StartChecks } from '../start-checks.ts';
import { emptyStorage } from '../storage.ts';
import { ScreenWatch } from './changed.ts';
import { Hand } from './hand.ts';
import { intentOf } from './intents.ts';
import { ThinLine } from './thin-line.ts';
import { askedBy, hasKey, linesShown, readOf, refusalShown, stateShown, type Asked } from './reading.ts';

export type ThinClientOptions = {
  name: string;
  kind: ThinClientKind;
  ground: Ground;
  durations: Pick<Durations, 'heartbeatMs' | 'toleranceMs'>;
  display: { width: number; height: number };
  /** What it says it is; null for nothing. */
  model: ThinClientHello['model'] | null;
  language: Language;
  /** The IIS it is set up to talk to; null where there is one for all. */
  iis: string | null;
  /** The set-up key of a client for fixed use; null for Freestyle. */
  setUp: string | null;
  /** Under which name it introduces itself: that of the client it was set up as. */
  client: string;
};

const RECONNECT_MS = 1_000;
const RECONNECT_MOST_MS = 8_000;
const TAP_MS = 500;
const PATIENCE_MS = 6_000;
/** The states in which there is a screen to tap on. */
const SHOWING = ['showing.shown', 'showing.waiting'];

type AppState = { value: unknown };

/** Builds a thin client; it is off until told to switch on. */
export class ThinClient implements Device {
  readonly name: string;
  readonly storage = emptyStorage();
  private readonly options: ThinClientOptions;
  private readonly actor: Actor<typeof thinClient>;
  private readonly hand: Hand;
  private readonly line: ThinLine;
  private readonly checks: StartChecks;
  private text = 'off';
  private session: number | undefined;
  private code: string | undefined;
  private screen: ScreenMessage | null = null;
  private readonly watch = new ScreenWatch();
  /** The hold that was shown last; token 0 for none. */
  private token = 0;
  private heldTab = 0;
  private powered = false;
  private networkThere = true;
  private installed = true;
  private confirming = false;
  /** How the operator last wanted to settle a tab: a warning asks about that. */
  private settling: Asked = {};

  constructor(options: ThinClientOptions) {
    const { ground } = options;
    this.options = options;
    this.name = options.name;
    this.hand = new Hand({
      timers: ground.timers,
      random: ground.randomOf(`hand ${options.name}`),
      tapMs: this.scaled(TAP_MS),
      patienceMs: this.scaled(PATIENCE_MS),
      more: words[options.language].more,
      screen: () => this.visible(),
      tap: (screen, key, slips) => this.tap(screen, key, slips),
    });
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
    const delays = { reconnect: this.scaled(RECONNECT_MS), reconnectMost: this.scaled(RECONNECT_MOST_MS) };
    this.actor = new Actor(
      thinClient,
      ground.timers,
      { needsCode: options.kind === 'freestyle', delays },
      { effect: (effect) => this.perform(effect), changed: (snapshot) => this.changed(snapshot) },
    );
    this.actor.start();
  }

  /** What people take it for: the state of a standard device that shows the same. */
  get state(): string {
    if (!SHOWING.includes(this.text)) return this.text;
    if (this.hand.busy()) return 'busy';
    return this.screen === null ? 'waiting' : stateShown(this.screen, this.options.language);
  }

  connected(): boolean {
    return SHOWING.includes(this.text);
  }

  tab(): number {
    return this.screen?.tab ?? 0;
  }

  readonly place = {
    needsCode: () =>
      this.text === 'codeAsked' || ((this.text === 'turnedAway' || this.text === 'left') && this.isFreestyle()),
    signUp: (code: string) => {
      this.code = code;
      this.session = undefined;
      this.actor.send({ type: 'CODE' });
    },
    leave: () => {
      if (!this.connected()) return;
      this.line.send({ type: 'leave' });
      this.actor.send({ type: 'LEAVE' });
    },
  };

  tell(event: DeviceEvent): void {
    if (event.type === 'NETWORK_LOST') this.networkThere = false;
    if (event.type === 'NETWORK_BACK') this.networkThere = true;
    switch (event.type) {
      case 'SWITCH_ON':
        if (!this.powered) this.options.ground.power(this.name, true);
        this.powered = true;
        this.line.awake = true;
        this.actor.send(event);
        return;
      case 'TAKE_OUT':
        this.actor.send(event);
        this.wake();
        return;
      case 'SWITCH_OFF':
      case 'PUT_AWAY':
      case 'FREEZE':
      case 'SWIPE':
      case 'NETWORK_LOST':
      case 'NETWORK_BACK':
        this.actor.send(event);
        return;
      default:
        this.press(event);
    }
  }

  unplugged(): void {
    this.tell({ type: 'NETWORK_LOST' });
    this.line.cut();
    this.checks.cutOff();
    if (this.connected()) this.actor.send({ type: 'DISCONNECTED' });
  }

  /** What an operator wants done, as keys to tap. */
  private press(event: DeviceEvent): void {
    this.confirming = 'confirmed' in event && event.confirmed;
    const intent = intentOf(event, this.visible(), words[this.options.language]);
    if (intent !== null) this.hand.want(intent);
  }

  book(article: Article, quantity: number): void {
    this.hand.goOn(Array.from({ length: quantity }, () => article.name));
  }

  /** Requests outside the app are a standard device's. */
  ask(): void {}

  setInstalled(installed: boolean): void {
    this.installed = installed;
    this.actor.send({ type: installed ? 'APP_INSTALLED' : 'APP_REMOVED' });
  }

  /** Its clock is nobody's business. */
  skewClock(): void {}

  slowDown(ms: number): void {
    this.line.pace.slow(ms);
  }

  report(): void {
    this.record({ kind: 'traffic', ...this.line.traffic });
  }

  private isFreestyle(): boolean {
    return this.options.kind === 'freestyle';
  }

  private scaled(ms: number): number {
    return Math.max(1, Math.round(ms / this.options.ground.timeScale));
  }

  private record(body: Parameters<Ground['record']>[1]): void {
    this.options.ground.record(this.name, body);
  }

  /** The screen that can be tapped, if there is one. */
  private visible(): ScreenMessage | null {
    return this.connected() ? this.screen : null;
  }

  private tap(on: ScreenMessage, { x, y, width, height, text }: ShownWidget, slips: boolean): void {
    const at = { x: x + Math.floor(width / 2), y: y + Math.floor(height / 2) };
    const asked = slips ? {} : askedBy(on, text, this.settling, this.options.language);
    if (asked.asks === 'bill' || asked.asks === 'pay') this.settling = asked;
    this.record({ kind: 'tap', screen: on.screen, title: on.title, key: text, ...at, ...asked });
    const { token } = this;
    const finger = { type: 'pointer', screen: on.screen, ...at, token } as const;
    this.line.tap({ ...finger, phase: 'down' }, { ...finger, phase: 'up', ...(slips ? { y: 0 } : {}) });
  }

  private changed(snapshot: AppState): void {
    const text = textOf(snapshot.value);
    if (text === this.text) return;
    const { text: from } = this;
    this.text = text;
    this.line.awake = text !== 'putAway' && text !== 'frozen' && text !== 'off';
    this.record({ kind: 'transition', machine: 'thin-client', from, to: text });
    if (!this.connected()) this.hand.drop();
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
        this.record({ kind: 'told', code: START_REFUSALS[effect.check], tab: 0 });
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
        this.lostHold('TURNED_AWAY');
        this.line.hangUp();
        return;
      case 'power-off':
        this.powered = false;
        this.options.ground.power(this.name, false);
        this.line.cut();
        return;
      default:
        unreachable(effect);
    }
  }

  private hello(): FromThinClient {
    const { kind, display, model, iis, setUp, client } = this.options;
    return {
      type: 'hello',
      v: THIN_CLIENT_VERSION,
      client,
      kind,
      install: this.name,
      ...(this.code === undefined ? {} : { code: this.code }),
      ...(setUp === null ? {} : { setUp }),
      ...(this.session === undefined ? {} : { session: this.session }),
      token: this.token,
      display,
      ...(model == null ? {} : { model }),
      ...(iis === null ? {} : { iis }),
    };
  }

  /** It is in use again: what came in meanwhile is heard, and a connection that has ended is noticed. */
  private wake(): void {
    if (!this.line.wake() && this.connected()) this.actor.send({ type: 'DISCONNECTED' });
  }

  private heard(message: ToThinClient): void {
    switch (message.type) {
      case 'admitted':
        this.session = message.session;
        this.code = undefined;
        // Screens are numbered anew from here: what is still on the display is not one of them.
        this.screen = null;
        this.watch.forget();
        this.record({ kind: 'admitted', session: message.session });
        this.line.begin();
        this.tellChart({ type: 'ADMITTED' });
        return;
      case 'turned-away': {
        const { code, text, iis } = message;
        this.record({
          kind: 'told',
          code,
          tab: 0,
          ...(code === 'condition-not-met' ? { sentence: text } : {}),
          ...(iis === undefined ? {} : { iis }),
        });
        this.line.cut();
        if (code === 'journal-not-written' || code === 'device-replaced') this.tellChart({ type: 'DISCONNECTED' });
        else this.tellChart({ type: 'TURNED_AWAY', code });
        return;
      }
      case 'screen':
        this.show(message);
        return;
      case 'alive':
        return;
      default:
        unreachable(message);
    }
  }

  private tellChart(event: ThinClientEvent): void {
    this.actor.send(event);
  }

  private show(message: ScreenMessage): void {
    const { screen, title, tab, token, bytes } = message;
    const seen = { ...this.watch.see(message.widgets), lines: linesShown(message) };
    this.record({
      kind: 'screen',
      screen,
      title,
      tab,
      token,
      bytes,
      ...seen,
      ...readOf(message, this.options.language),
    });
    if (token !== this.token) {
      this.lostHold('SCREEN');
      this.token = token;
      this.heldTab = tab;
      if (token !== 0) this.record({ kind: 'hold', tab, token });
    }
    const isNew = this.screen?.screen !== screen || this.screen.title !== title;
    this.screen = message;
    this.line.send({ type: 'shown', screen });
    const code = refusalShown(message);
    if (code !== null && isNew) this.record({ kind: 'told', code, tab });
    this.tellChart({ type: 'SCREEN' });
    const { settleAllTheSame } = words[this.options.language];
    if (this.confirming && hasKey(message, settleAllTheSame)) {
      this.confirming = false;
      this.hand.want({ keys: [settleAllTheSame] });
    } else this.hand.seen(screen);
  }

  private lostHold(why: string): void {
    if (this.token !== 0) this.record({ kind: 'hold-lost', tab: this.heldTab, token: this.token, why });
    this.token = 0;
  }
}

/** `showing.shown`, `problems.red`, `off`. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const [key = '', inner] = Object.entries(value as object)[0] ?? [];
  if (key === 'running') return textOf(inner);
  return typeof inner === 'string' ? `${key}.${inner}` : `${key}.${textOf(inner)}`;
}
