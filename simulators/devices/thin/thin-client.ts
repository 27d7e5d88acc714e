/**
 * A thin client and its operator: what stands on its screens, and what is tapped there. To people it is a device as any
 * other: they sign on, open tabs and book, by tapping what they see. The app itself is simulated, or on the wire a page
 * in a real browser.
 */
import type { ScreenMessage, ShownWidget } from '#protocols/thin-client/messages';
import type { EventBody } from '#history/events';
import { START_REFUSALS, type BodyEvent, type DeviceEvent, type StartCheck } from '#machines/holder';
import type { Article } from '#scenarios/format/floor';
import { words, type Language } from '#server/station/words';
import type { Ground } from '../../grounds/ground.ts';
import type { Unnumbered } from '../link/request-line.ts';
import type { Device } from '../standard-device.ts';
import { emptyStorage } from '../store/storage.ts';
import { ScreenWatch } from './changed.ts';
import { outOfSight } from './in-sight.ts';
import { KeyWatch, leadsOn } from './reading-keys.ts';
import { Hand } from './hand.ts';
import { intentOf, keysFor } from './intents.ts';
import {
  askedBy,
  cameraRead,
  cardRead,
  hasKey,
  keyAt,
  linesShown,
  readOf,
  refusalShown,
  lateRead,
  reversalRead,
  stateShown,
  takingsRead,
  type Asked,
} from './reading.ts';
import type { Place } from './place.ts';
import { SimulatedApp } from './simulated-app.ts';
import { ThinView } from './thin-view.ts';
import type { Refusal, ThinApp, ThinAppOptions, ThinAppTold, Touch } from './thin-app.ts';

export type ThinClientOptions = ThinAppOptions & {
  ground: Ground;
  language: Language;
  /** Whether its app is a page in a real browser, where the ground has one. */
  browser: boolean;
};

const TAP_MS = 500;
const PATIENCE_MS = 6_000;
/** A real page needs real time, however fast the run: one waits at least that long for it, ms. */
const PATIENCE_WITH_PAGES_MS = 4_000;
/** What a device is turned away for that is over once its operator brings a code of now. */
const ANOTHER_CODE_MAY_HELP: readonly string[] = ['slot-gone', 'code-not-valid', 'freestyle-full'];
/** The states in which there is a screen to tap on. */
const SHOWING = ['showing.shown', 'showing.waiting'];
/** A touch may still be meant for one of the last screens. */
const SCREENS_KEPT = 8;

/** Builds a thin client; it is off until told to switch on. */
export class ThinClient implements Device, ThinAppTold {
  readonly name: string;
  private covered = false;
  readonly storage = emptyStorage();
  private readonly options: ThinClientOptions;
  private readonly hand: Hand;
  private readonly app: ThinApp;
  private screens: ScreenMessage[] = [];
  private readonly watch = new ScreenWatch();
  private readonly keys = new KeyWatch();
  private readonly looking: ThinView;
  /** The hold that was shown last; token 0 for none. */
  private token = 0;
  private heldTab = 0;
  private confirming = false;
  /** The card of which it was shown last what came of it. */
  private shownCard = '';
  /** The reversal that was shown last. */
  private shownReversal = '';
  private shownLate = '';
  /** As what it was turned away last, a code of the error table. */
  private turnedAwayAs = '';
  /** The layout that was told last. */
  private laidOut = '';
  /** How the operator last wanted to settle a tab: a warning asks about that. */
  private settling: Asked = {};

  constructor(options: ThinClientOptions) {
    const { ground, browser } = options;
    this.options = options;
    this.name = options.name;
    this.looking = new ThinView((body) => this.record(body));
    this.hand = new Hand({
      timers: ground.timers,
      random: ground.randomOf(`hand ${options.name}`),
      tapMs: this.scaled(TAP_MS),
      patienceMs: Math.max(this.scaled(PATIENCE_MS), browser ? PATIENCE_WITH_PAGES_MS : 0),
      waits: browser,
      more: words[options.language].more,
      screen: () => this.visible(),
      tap: (screen, key, slips) => this.app.touch({ screen: screen.screen, ...middleOf(key), slips }),
      read: ({ screen }, code) => this.app.read(screen, code),
      readsWithinMs: () => this.app.readsWithinMs,
    });
    const page = browser ? ground.openPage?.(options, this) : undefined;
    this.app = page ?? new SimulatedApp(options, ground, this);
  }

  /** What people take it for: the state of a standard device that shows the same. */
  get state(): string {
    const { state } = this.app;
    if (!SHOWING.includes(state)) return state;
    if (this.hand.busy()) return 'busy';
    const { screen } = this;
    return screen === null ? 'waiting' : stateShown(screen, this.options.language);
  }

  connected(): boolean {
    return SHOWING.includes(this.app.state);
  }

  tab(): number {
    return this.screen?.tab ?? 0;
  }

  readonly place: Place = {
    needsCode: () => {
      const { state } = this.app;
      return state === 'codeAsked' || ((state === 'turnedAway' || state === 'left') && this.isFreestyle());
    },
    needsAnother: () =>
      this.app.state === 'turnedAway' && this.isFreestyle() && ANOTHER_CODE_MAY_HELP.includes(this.turnedAwayAs),
    signUp: (code: string) => this.app.signUp(code),
    leave: () => {
      if (this.connected()) this.app.leave();
    },
  };

  tell(event: DeviceEvent): void {
    if (isOfBody(event)) this.app.tell(event);
    else this.press(event);
  }

  unplugged(): void {
    this.app.unplugged();
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

  /** What is asked beside the app of a standard device has a key here; what only that asks has none. */
  ask(request: Unnumbered): void {
    const intent = keysFor(request, words[this.options.language]);
    if (intent !== null) this.hand.want(intent);
  }

  get viewState(): string {
    return this.looking.isOpen ? 'open' : 'closed';
  }

  look(camera: string): void {
    this.hand.want({ keys: [words[this.options.language].cam, camera], steps: true });
  }

  lookAway(): void {
    this.hand.want({ keys: [words[this.options.language].back] });
  }

  reverse(terminal: string): void {
    const { workOnTab, reverse, card } = words[this.options.language];
    if (this.tab() !== 0) this.hand.want({ keys: [workOnTab, reverse, card(terminal)], steps: true });
  }

  turn(): void {
    this.app.turn();
  }

  get isCovered(): boolean {
    return this.covered;
  }

  set isCovered(isCovered: boolean) {
    this.covered = isCovered;
    this.app.cover(isCovered);
    // What was being done is forgotten by the time the screen is seen again.
    if (isCovered) this.hand.drop();
    else if (this.screen !== null) this.seen(this.screen);
  }

  setInstalled(installed: boolean): void {
    this.app.setInstalled(installed);
  }

  /** Its clock is nobody's business. */
  skewClock(): void {}

  slowDown(ms: number): void {
    this.app.slowDown(ms);
  }

  report(): void {
    this.record({ kind: 'traffic', ...this.app.traffic });
  }

  private isFreestyle(): boolean {
    return this.options.kind === 'freestyle';
  }

  private scaled(ms: number): number {
    return Math.max(1, Math.round(ms / this.options.ground.timeScale));
  }

  private record(body: EventBody): void {
    this.options.ground.record(this.name, body);
  }

  private get screen(): ScreenMessage | null {
    return this.screens.at(-1) ?? null;
  }

  /** The screen that can be tapped, if there is one. */
  private visible(): ScreenMessage | null {
    return this.connected() && !this.isCovered ? this.screen : null;
  }

  touched({ screen, x, y, slips }: Touch): EventBody {
    const on = this.screens.findLast((one) => one.screen === screen) ?? null;
    const key = on === null ? null : keyAt(on, x, y);
    const body = { kind: 'tap', screen, title: on?.title ?? '', key: key?.text ?? '', x, y } as const;
    if (on === null || key === null || slips) return body;
    const asked = askedBy(on, key.text, this.settling, this.options.language);
    if (asked.asks === 'bill' || asked.asks === 'pay') this.settling = asked;
    const leads = asked.asks === undefined && leadsOn(on, key.text, this.options.language);
    return { ...body, ...asked, ...(leads ? { leads } : {}) };
  }

  changed(from: string, to: string): void {
    this.record({ kind: 'transition', machine: 'thin-client', from, to });
    if (SHOWING.includes(to)) return;
    this.hand.drop();
    if (to !== 'putAway' && to !== 'frozen') this.looking.over('disconnected');
  }

  admitted(session: number): void {
    // Screens are numbered anew from here: what is still on the display is not one of them.
    this.screens = [];
    this.looking.over('disconnected');
    this.watch.forget();
    this.keys.forget();
    this.record({ kind: 'admitted', session });
  }

  turnedAway({ code, sentence, iis }: Refusal): void {
    this.turnedAwayAs = code;
    const said = { ...(sentence === undefined ? {} : { sentence }), ...(iis === undefined ? {} : { iis }) };
    this.record({ kind: 'told', code, tab: 0, ...said });
  }

  startFailed(check: StartCheck): void {
    this.record({ kind: 'told', code: START_REFUSALS[check], tab: 0 });
  }

  /** What a screen is laid out for, and how large it is, unless that is as before. */
  private layout({ display, widgets }: ScreenMessage): void {
    const titlePx = widgets.find(({ look }) => look === 'title')?.width ?? 0;
    const laidOut = `${display.width} ${display.height} ${titlePx}`;
    if (laidOut !== this.laidOut) this.record({ kind: 'layout', ...display, titlePx });
    this.laidOut = laidOut;
  }

  shows(message: ScreenMessage): void {
    this.layout(message);
    const { screen, title, tab, token, bytes } = message;
    const keys = this.keys.see(message, this.options.language);
    const hidden = outOfSight(message);
    const seen = {
      ...this.watch.see(message.widgets),
      ...(hidden === 0 ? {} : { hidden }),
      lines: linesShown(message),
      ...(keys === null ? {} : { keys }),
    };
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
    const before = this.screen;
    this.screens = [...this.screens.slice(1 - SCREENS_KEPT), message];
    this.looking.seen(message, cameraRead(message, this.options.language), refusalShown(message));
    this.cardTold(message);
    this.reversalTold(message);
    this.lateTold(message);
    const takings = takingsRead(message, this.options.language);
    if (takings !== null) this.record({ kind: 'takings', ...takings });
    const code = refusalShown(message);
    const isNew = before?.screen !== screen || before.title !== title;
    if (code !== null && isNew) this.record({ kind: 'told', code, tab });
  }

  /** What came of a card stands there from now on. */
  private cardTold(message: ScreenMessage): void {
    const card = cardRead(message, this.options.language);
    const shown = card === null ? '' : `${card.scan} ${card.result}`;
    if (card !== null && shown !== this.shownCard) this.record({ kind: 'card-shown', tab: message.tab, ...card });
    if (card !== null) this.shownCard = shown;
  }

  private reversalTold(message: ScreenMessage): void {
    const reversal = reversalRead(message, this.options.language);
    const shown = reversal === null ? '' : `${reversal.payment} ${reversal.outcome}`;
    if (reversal !== null && shown !== this.shownReversal)
      this.record({ kind: 'reversal-shown', tab: message.tab, ...reversal });
    if (reversal !== null) this.shownReversal = shown;
  }

  private lateTold(message: ScreenMessage): void {
    const late = lateRead(message, this.options.language);
    const shown = late === null ? '' : `${late.payment} ${late.outcome}`;
    if (late !== null && shown !== this.shownLate)
      this.record({ kind: 'late-outcome-shown', tab: message.tab, ...late });
    if (late !== null) this.shownLate = shown;
  }

  seen(message: ScreenMessage): void {
    if (this.isCovered) return;
    const { settleAllTheSame } = words[this.options.language];
    if (this.confirming && hasKey(message, settleAllTheSame)) {
      this.confirming = false;
      this.hand.want({ keys: [settleAllTheSame] });
    } else this.hand.seen(message.screen);
  }

  frame(view: number, picture: string): void {
    this.looking.shows(view, picture);
  }

  forgotten(): void {
    this.lostHold('TURNED_AWAY');
  }

  private lostHold(why: string): void {
    if (this.token !== 0) this.record({ kind: 'hold-lost', tab: this.heldTab, token: this.token, why });
    this.token = 0;
  }
}

function middleOf({ x, y, width, height }: ShownWidget): { x: number; y: number } {
  return { x: x + Math.floor(width / 2), y: y + Math.floor(height / 2) };
}

const OF_BODY = {
  SWITCH_ON: true,
  SWITCH_OFF: true,
  PUT_AWAY: true,
  TAKE_OUT: true,
  FREEZE: true,
  SWIPE: true,
  NETWORK_LOST: true,
  NETWORK_BACK: true,
} as const satisfies Record<BodyEvent['type'], true>;

function isOfBody(event: DeviceEvent): event is BodyEvent {
  return Object.hasOwn(OF_BODY, event.type);
}
