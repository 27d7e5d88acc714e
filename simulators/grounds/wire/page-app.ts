/**
 * A page in a real browser as the app of a thin client. What it says and hears is read from its WebSocket, the state of
 * its chart is told by the page; it is touched where the operator sees a key, put into the background, reloaded, and cut
 * off by the proxy of its link. What it does with all that is its own: nobody here knows more of it than what is seen.
 */
import type { CDPSession, Page } from 'puppeteer';
import type { EventBody } from '#history/events';
import type { BodyEvent } from '#machines/holder';
import { decodeFromThinClient } from '#protocols/thin-client/frames';
import type { ScreenMessage, ToThinClient } from '#protocols/thin-client/messages';
import { assemble } from '#protocols/thin-client/pictures';
import { unreachable } from '#protocols/unreachable';
import { SAID_BY_ROW } from '#protocols/errors/whitelist-errors';
import type { ThinApp, ThinAppTold, Touch } from '../../devices/thin/thin-app.ts';
import type { Traffic } from '../../devices/link/traffic.ts';
import { acrossWithTwo, moveFingers } from './fingers.ts';
import { LOOKS_MS, readByCamera } from './page-camera.ts';
import type { PageHands } from './page-hands.ts';
import { pressSignUp } from './press.ts';

export type PageSlot = {
  page: Page;
  session: CDPSession;
  url: string;
  hands: PageHands;
  /** Told of each screen once that is on the page; absent where nobody looks at it. */
  shown?: (screen: ScreenMessage) => void;
};
export type PageAppOptions = PageSlot & {
  told: ThinAppTold;
  now(): number;
  /** Records something that happened at that time. */
  recordAt(t: number, body: EventBody): void;
  power(on: boolean): void;
  /** Loads pages, not too many at a time. */
  loading(load: () => Promise<unknown>): Promise<void>;
  /** Something went wrong that must not. */
  failed(error: unknown): void;
};

type Box = { left: number; top: number; width: number; height: number; pixels: { width: number; height: number } };
type TurnedAway = Extract<ToThinClient, { type: 'turned-away' }>;
type Socket = { text(data: string): void; binary(data: Uint8Array): void };
/** What a device without the app says at its start. */
const MISSING = 'startFailed.app';
type Overlay = 'off' | 'putAway' | 'frozen' | typeof MISSING;

/** A page that did not load is loaded again after this, ms. */
const LOAD_AGAIN_MS = 500;
/** A refusal is on the page this soon after it was heard, ms. */
const REFUSAL_MS = 2_000;
const LOOK_MS = 25;
/** A slow device computes so many times slower than this machine. */
const OLD_HARDWARE = 6;
const TEXT_OPCODE = 1;

/** The app of a device that is off until told to switch on. */
export class PageApp implements ThinApp {
  state = 'off';
  readonly traffic: Traffic = { up: 0, down: 0 };
  private readonly options: PageAppOptions;
  /** What was done to the device, above what its page shows; null while it is in use. */
  private overlay: Overlay | null = 'off';
  private pageState = 'off';
  private readonly sockets = new Map<string, Socket>();
  /** The screens that the page was sent and has not shown yet. */
  private readonly sent = new Map<number, ScreenMessage>();
  /** Pictures of a camera that it was sent and has not shown yet. */
  private readonly pictures = new Map<number, string>();
  private shownAt = 0;
  private touching: { touch: Touch; at: number } | null = null;
  /** Whether fingers went over the whole display last: a key that one of them began on is not tapped. */
  private across = false;
  private box: Box | null = null;
  private loads = 0;
  /** How much slower the device is made, ms. */
  private slowMs = 0;
  private doing: Promise<void> = Promise.resolve();

  constructor(options: PageAppOptions) {
    this.options = options;
    const { session } = options;
    session.on('Network.webSocketCreated', ({ requestId }) => this.dialled(requestId));
    session.on('Network.webSocketFrameReceived', ({ requestId, response }) => {
      const { opcode, payloadData } = response;
      this.heard(requestId, opcode === TEXT_OPCODE ? payloadData : Buffer.from(payloadData, 'base64'));
    });
    session.on('Network.webSocketFrameSent', ({ requestId, response }) => {
      if (this.sockets.has(requestId)) this.says(response.payloadData);
    });
  }

  tell({ type }: BodyEvent): void {
    const { page, power } = this.options;
    switch (type) {
      case 'SWITCH_ON':
        power(true);
        this.covered(null);
        this.soon(() => this.load());
        return;
      case 'SWITCH_OFF':
        power(false);
        this.loads += 1;
        this.toFront();
        this.covered('off');
        this.soon(() => page.goto('about:blank'));
        return;
      case 'PUT_AWAY':
      case 'FREEZE':
        this.covered(type === 'FREEZE' ? 'frozen' : 'putAway');
        this.soon(() => this.options.hands.putAway());
        return;
      case 'TAKE_OUT':
        this.toFront();
        this.covered(null);
        return;
      case 'SWIPE':
        this.swiped();
        return;
      case 'NETWORK_LOST':
      case 'NETWORK_BACK':
        this.soon(() => this.options.hands.network(type === 'NETWORK_BACK'));
        return;
      default:
        unreachable(type);
    }
  }

  /** A page that runs resets itself; one that is frozen cannot, so its operator loads it anew. */
  private swiped(): void {
    const { page, session } = this.options;
    const isRunning = this.overlay === null;
    this.toFront();
    this.covered(null);
    this.soon(async () => {
      if (!isRunning) {
        this.load();
        return;
      }
      this.across = true;
      const size = await page.evaluate(`({ width: innerWidth, height: innerHeight })`);
      await moveFingers(session, acrossWithTwo(size as { width: number; height: number }));
      this.box = null;
    });
  }

  unplugged(): void {
    this.tell({ type: 'NETWORK_LOST' });
  }

  /** A page is never missing; who takes it from a phone takes the browser. */
  setInstalled(installed: boolean): void {
    if (installed === (this.overlay !== MISSING)) return;
    this.loads += 1;
    this.toFront();
    this.covered(installed ? null : MISSING);
    if (installed) this.soon(() => this.load());
    else {
      this.soon(() => this.options.page.goto('about:blank'));
      this.options.told.startFailed('app');
    }
  }

  turn(): void {
    this.soon(async () => {
      await this.options.hands.turn();
      this.box = null;
    });
  }

  cover(isCovered: boolean): void {
    this.soon(() => this.options.hands.cover(isCovered));
  }

  slowDown(ms: number): void {
    this.slowMs += ms;
    this.soon(() => this.options.page.emulateCPUThrottling(this.slowMs > 0 ? OLD_HARDWARE : null));
  }

  signUp(code: string): void {
    const { page } = this.options;
    this.soon(async () => {
      if (!(await page.evaluate(`!document.querySelector('.panel form').hidden`))) return;
      await page.evaluate(`document.querySelector('.panel input').value = ''`);
      await page.type('.panel input', code);
      await pressSignUp(page);
    });
  }

  leave(): void {
    const { page } = this.options;
    this.soon(async () => {
      // The page asks once more.
      for (let press = 0; press < 2; press += 1) await page.click('.leave');
    });
  }

  touch(meant: Touch): void {
    const { page, now, hands } = this.options;
    const touch = hands.isSteady ? { ...meant, slips: false } : meant;
    const at = now();
    this.soon(async () => {
      this.box ??= await page.evaluate(BOX).then((found) => found as Box | null);
      const { box } = this;
      if (box === null) return;
      const x = box.left + ((touch.x + 0.5) * box.width) / box.pixels.width;
      const y = box.top + ((touch.y + 0.5) * box.height) / box.pixels.height;
      this.touching = { touch, at };
      this.across = false;
      const finger = await page.touchscreen.touchStart(x, y);
      if (touch.slips) await finger.move(x, box.top + 1);
      await finger.end();
    });
  }

  get readsWithinMs(): number {
    const { cards } = this.options.hands;
    return cards === undefined ? 0 : cards.withinMs + LOOKS_MS;
  }

  /**
   * The scanner of the device types what it reads into the field that is there for it. Where cards are held before its
   * camera the page reads them, and somebody types what it does not read.
   */
  read(screen: number, code: string): void {
    const { page, hands, now, recordAt } = this.options;
    const isAsked = () => page.evaluate(`document.querySelector('.card')?.dataset.screen === '${screen}'`);
    this.soon(async () => {
      if (!(await isAsked())) return;
      if (hands.cards !== undefined) {
        if (!(await hands.cards.hold(code)) || !(await isAsked())) return;
        const came = await readByCamera(page, code);
        recordAt(now(), came);
        if (came.outcome === 'read' || came.outcome === 'other-read') return;
      }
      await page.evaluate(`document.querySelector('.card input').value = ''`);
      await page.type('.card input', code);
      await page.click('.card button');
    });
  }

  /** The page tells states of its chart, in the order in which it was in them. */
  states(states: readonly string[]): void {
    for (const state of states) {
      this.pageState = state;
      if (this.overlay === null) this.becomes(state);
    }
  }

  /** Its browser has ended, and whatever it showed with it. */
  ended(): void {
    this.loads += 1;
    this.covered('off');
  }

  private toFront(): void {
    this.soon(() => this.options.hands.takeOut());
  }

  private covered(overlay: Overlay | null): void {
    this.overlay = overlay;
    if (overlay === 'off' || overlay === MISSING) this.pageState = 'off';
    this.becomes(overlay ?? this.pageState);
  }

  private becomes(state: string): void {
    const from = this.state;
    if (state === from) return;
    this.state = state;
    const { told } = this.options;
    told.changed(from, state);
    if (state === 'turnedAway' || state === 'left') told.forgotten();
  }

  /** Loads the page, and again until it is there; whatever is done to the device later has precedence. */
  private load(): void {
    const { page, url, loading } = this.options;
    this.loads += 1;
    const mine = this.loads;
    const isOver = (): boolean => mine !== this.loads;
    const again = async (): Promise<void> => {
      if (isOver()) return;
      this.box = null;
      try {
        await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 0 });
      } catch {
        if (!isOver()) setTimeout(() => void loading(again), LOAD_AGAIN_MS).unref();
      }
    };
    void loading(again);
  }

  /** Things are done to a page one after the other. */
  private soon(act: () => unknown): void {
    this.doing = this.doing.then(act).then(
      () => {},
      (error: unknown) => {
        // Who is switched off or reloaded meanwhile has no page any more to do it on.
        if (!/context was destroyed|(Target|Session|Connection) closed|detached|navigat/i.test(String(error)))
          this.options.failed(error);
      },
    );
  }

  private dialled(requestId: string): void {
    this.sockets.clear();
    this.sent.clear();
    this.pictures.clear();
    const frames = assemble((message) => this.hears(message));
    this.sockets.set(requestId, {
      text: (data) => void frames.text(data),
      binary: (data) => void frames.binary(data),
    });
  }

  private heard(requestId: string, data: string | Uint8Array): void {
    const socket = this.sockets.get(requestId);
    if (socket === undefined || this.overlay === 'off') return;
    this.traffic.down += typeof data === 'string' ? Buffer.byteLength(data) : data.length;
    if (typeof data === 'string') socket.text(data);
    else socket.binary(data);
  }

  private hears(message: ToThinClient): void {
    const { told } = this.options;
    switch (message.type) {
      case 'admitted':
        this.sent.clear();
        told.admitted(message.session);
        return;
      case 'turned-away':
        this.refused(message);
        return;
      case 'screen':
        this.sent.set(message.screen, message);
        return;
      case 'frame':
        this.pictures.set(message.frame, message.picture);
        return;
      case 'alive':
        return;
      default:
        unreachable(message);
    }
  }

  /** What its operator reads of a refusal is what stands on the page. */
  private refused({ code, iis }: TurnedAway): void {
    const { page, told } = this.options;
    this.soon(async () => {
      for (let waitedMs = 0; this.pageState !== 'turnedAway' && waitedMs < REFUSAL_MS; waitedMs += LOOK_MS)
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      const where = SAID_BY_ROW.includes(code) ? '.way-on' : '.sentence';
      const stands = (await page.evaluate(`document.querySelector('${where}').textContent`)) as string;
      const sentence = this.pageState === 'turnedAway' ? stands : undefined;
      told.turnedAway({
        code,
        ...(sentence === undefined ? {} : { sentence }),
        ...(iis === undefined ? {} : { iis }),
      });
    });
  }

  private says(frame: string): void {
    const { told, now, recordAt, shown } = this.options;
    this.traffic.up += Buffer.byteLength(frame);
    const decoded = decodeFromThinClient(frame);
    if (!decoded.ok) return;
    const { message } = decoded;
    if (message.type === 'shown') {
      const screen = this.sent.get(message.screen);
      if (screen === undefined) return;
      this.shownAt = now();
      told.shows(screen);
      told.seen(screen);
      shown?.(screen);
    } else if (message.type === 'frame-seen') {
      const picture = this.pictures.get(message.frame);
      this.pictures.delete(message.frame);
      if (picture !== undefined) told.frame(message.view, picture);
    } else if (message.type === 'pointer' && message.phase === 'down') {
      const { touch, at } = this.touching ?? { touch: null, at: now() };
      this.touching = null;
      const { screen, x, y } = message;
      // Before the server can have done anything about it.
      recordAt(Math.max(at, this.shownAt), told.touched({ screen, x, y, slips: touch?.slips ?? this.across }));
    }
  }
}

/** Where the canvas is on the page, and how many pixels it has. */
const BOX = `(() => {
  const canvas = document.querySelector('canvas');
  if (canvas === null) return null;
  const { left, top, width, height } = canvas.getBoundingClientRect();
  return { left, top, width, height, pixels: { width: canvas.width, height: canvas.height } };
})()`;
