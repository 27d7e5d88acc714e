/**
 * The page that real phones open: a thin client in a browser. It behaves as the chart of thin clients says, which
 * simulated ones play as well, and speaks their protocol (docs/protocol.md).
 */
import { Actor } from '#machines/actor';
import { thinClient, type ThinClientEffect } from '#machines/thin-client';
import {
  THIN_CLIENT_VERSION,
  type FromThinClient,
  type ScreenMessage,
  type ToThinClient,
} from '#protocols/thin-client/messages';
import type { Picture } from '#protocols/thin-client/pictures';
import { unreachable } from '#protocols/unreachable';
import { SAID_BY_ROW } from '#protocols/errors/whitelist-errors';
import { createDisplay, type Display } from './display.ts';
import { createLine, type Line } from './line.ts';
import { remember, type Remembered } from './memory.ts';
import { modelOf } from './model.ts';
import { placeOf, type Place } from './place.ts';
import { browserTimers } from './timers.ts';
import { onTwoFingers } from './two-fingers.ts';
import { createViews, type Views } from './views.ts';
import { stayAwake } from './wake-lock.ts';
import { saidIn } from './words.ts';

const DELAYS = { reconnect: 1_000, reconnectMost: 8_000 };
/** The server should have answered a first hello within this, ms. */
const FIRST_ANSWER_MS = 3_000;

const said = saidIn(navigator.language);

class ThinClientPage {
  private readonly place: Place;
  private readonly main: HTMLElement;
  private readonly views: Views;
  private readonly line: Line;
  private readonly actor: Actor<typeof thinClient>;
  private memory: Remembered;
  /** The code that is tried next; one that came with the address is tried once. */
  private code: string;
  private refusal: { code: string; text: string; iis?: string | undefined } | null = null;
  private display: Display | null = null;
  /** The screen that came last is on the display. */
  private laidOn: Promise<void> = Promise.resolve();
  private state = '';

  constructor(main: HTMLElement, place: Place) {
    this.place = place;
    this.main = main;
    this.memory = place.remembered;
    this.code = place.code;
    const isNew = this.isFreestyle() && this.memory.session === undefined && this.code === '';
    this.views = createViews(main, said, this.isFreestyle(), {
      signUp: (code) => {
        this.code = code;
        this.actor.send({ type: 'CODE' });
      },
      again: () => this.actor.send({ type: 'CODE' }),
      card: (screen, code) => this.line.send({ type: 'code', screen, code, token: this.memory.token }),
      leave: () => {
        this.line.send({ type: 'leave' });
        this.actor.send({ type: 'LEAVE' });
      },
    });
    this.line = createLine({
      address: new URL('thin-client', location.origin + location.pathname).href.replace(/^http/, 'ws'),
      hello: () => this.hello(),
      token: () => this.memory.token,
      heard: (message, pictures) => this.heard(message, pictures),
      lost: () => this.actor.send({ type: 'DISCONNECTED' }),
      waiting: (isLate) => this.views.waiting(isLate),
      silent: () => this.actor.send({ type: 'LATE' }),
    });
    this.actor = new Actor(
      thinClient,
      browserTimers,
      { needsCode: isNew, delays: DELAYS },
      { effect: (effect) => this.perform(effect), changed: ({ value }) => this.changed(stateOf(value)) },
    );
  }

  start(): void {
    window.addEventListener('offline', () => this.actor.send({ type: 'NETWORK_LOST' }));
    window.addEventListener('online', () => this.actor.send({ type: 'NETWORK_BACK' }));
    // In the background timers rest, and so may the radio: once the page is seen again it asks at once.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible' && this.state.startsWith('showing')) this.line.beat();
    });
    // What a page can do to itself: it comes back as after any reload, with its place and its tab.
    onTwoFingers(() => {
      this.line.hangUp();
      location.reload();
    });
    this.actor.start();
    if (!navigator.onLine) this.actor.send({ type: 'NETWORK_LOST' });
    this.actor.send({ type: 'SWITCH_ON' });
  }

  private isFreestyle(): boolean {
    return this.place.kind === 'freestyle';
  }

  private keep(changes: Partial<Remembered>): void {
    this.memory = { ...this.memory, ...changes };
    remember(this.place.key, this.memory);
  }

  private shown(): Display {
    this.display ??= createDisplay(this.views.box, (pointer) => {
      this.line.send({ type: 'pointer', ...pointer, token: this.memory.token });
      if (pointer.phase === 'up') this.line.beat();
    });
    return this.display;
  }

  private hello(): FromThinClient {
    const dial = (this.memory.dials ?? 0) + 1;
    this.keep({ dials: dial });
    const { client, install, session, token } = this.memory;
    const { kind, setUp, iis } = this.place;
    return {
      type: 'hello',
      v: THIN_CLIENT_VERSION,
      client,
      kind,
      install,
      dial,
      ...(session === undefined && this.code !== '' ? { code: this.code } : {}),
      ...(setUp === null ? {} : { setUp }),
      ...(iis === null ? {} : { iis }),
      ...(session === undefined ? {} : { session }),
      token,
      display: this.shown().pixels,
      ...modelOf(navigator.userAgent, screen, devicePixelRatio),
    };
  }

  private heard(message: ToThinClient, pictures: readonly Picture[]): void {
    switch (message.type) {
      case 'admitted':
        this.keep({ session: message.session });
        this.code = '';
        if (this.isFreestyle()) history.replaceState(null, '', location.pathname);
        this.line.begin(message);
        this.actor.send({ type: 'ADMITTED' });
        return;
      case 'turned-away':
        this.turnedAway(message);
        return;
      case 'screen':
        void this.show(message, pictures);
        return;
      case 'frame':
        void this.frame(message);
        return;
      case 'alive':
        return;
      default:
        unreachable(message);
    }
  }

  private turnedAway({ code, text, iis }: Extract<ToThinClient, { type: 'turned-away' }>): void {
    if (code === 'journal-not-written') return; // it stops, and is tried again as one that is gone
    this.refusal = { code, text, iis };
    this.actor.send({ type: 'TURNED_AWAY', code });
    // Whoever scans a new code has seen that the place is gone.
    if (code === 'slot-gone' && this.code !== '') this.actor.send({ type: 'CODE' });
  }

  private async show(message: ScreenMessage, pictures: readonly Picture[]): Promise<void> {
    const laidOn = this.shown().show(message, pictures);
    // A picture of a camera that comes meanwhile is laid on after it.
    this.laidOn = laidOn.catch(() => {});
    await laidOn;
    if (message.token !== this.memory.token) this.keep({ token: message.token });
    this.views.card(message.reads === true ? message.screen : null);
    this.line.send({ type: 'shown', screen: message.screen });
    stayAwake();
    this.actor.send({ type: 'SCREEN' });
  }

  private async frame({ view, frame, picture }: Extract<ToThinClient, { type: 'frame' }>): Promise<void> {
    await this.laidOn;
    if (await this.shown().frame(view, picture)) this.line.send({ type: 'frame-seen', view, frame });
  }

  private perform(effect: ThinClientEffect): void {
    switch (effect.type) {
      case 'check':
      case 'reconnect':
        this.line.connect();
        return;
      case 'start-failed': // its state says it
        return;
      case 'hang-up':
      case 'power-off':
        this.line.hangUp();
        return;
      case 'forget':
        this.line.hangUp();
        // Another window goes on with this place: it is still there to come back to.
        if (this.refusal?.code === 'device-replaced') return;
        if (this.refusal?.code !== 'slot-gone') this.code = '';
        this.keep({ session: undefined, token: 0 });
        return;
      default:
        unreachable(effect);
    }
  }

  private changed(state: string): void {
    if (state === this.state) return;
    this.state = state;
    this.main.dataset['state'] = state;
    switch (state) {
      case 'codeAsked':
        this.views.askCode(null, '');
        return;
      case 'left':
        this.refusal = null;
        this.views.askCode([said.left, said.askCode], '');
        return;
      case 'turnedAway':
        this.sayRefusal();
        return;
      case 'showing.waiting':
      case 'showing.shown':
        this.refusal = null;
        this.views.screen(null);
        return;
      case 'problems.yellow':
        this.views.screen('yellow');
        return;
      case 'problems.red':
        this.views.screen('red');
        return;
      default:
        this.sayConnecting();
    }
  }

  private sayConnecting(): void {
    this.views.connecting('');
    // A page can ask nobody by broadcast, so it names what may be wrong; that there is no network at all it knows.
    setTimeout(() => {
      if (this.state.startsWith('connecting')) this.views.connecting(navigator.onLine ? said.noAnswerYet : said.red[1]);
    }, FIRST_ANSWER_MS);
  }

  private sayRefusal(): void {
    const { code, text, iis } = this.refusal ?? { code: '', text: '' };
    const [sentence, wayOn] = SAID_BY_ROW.includes(code)
      ? [said.refusals[code]?.[0] ?? '', text]
      : (said.refusals[code] ?? [text, '']);
    const told = [sentence, iis === undefined ? wayOn : `${wayOn} ${iis}`] as const;
    if (this.isFreestyle() && code !== 'device-replaced') this.views.askCode(told, '');
    else this.views.refuse(told, true);
  }
}

function begin(main: HTMLElement): void {
  document.documentElement.lang = said === saidIn('de') ? 'de' : 'en';
  document.title = said.title;
  const place = placeOf(location);
  if (place !== null) {
    new ThinClientPage(main, place).start();
    return;
  }
  const nothing = { signUp() {}, again() {}, leave() {}, card() {} };
  createViews(main, said, false, nothing).refuse([said.noSetUp, ''], false);
}

/** `showing.shown`, `problems.red`, `codeAsked`. */
function stateOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const [key = '', inner] = Object.entries(value as object)[0] ?? [];
  if (key === 'running') return stateOf(inner);
  return `${key}.${stateOf(inner)}`;
}

const main = document.querySelector('main');
if (main !== null) begin(main);
