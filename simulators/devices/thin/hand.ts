/**
 * The hand of an operator at a thin client: finds keys on the screen there is and taps their middle. It waits for the
 * next screen before it goes on, as most people do; some tap on, and what they meant for the older screen is lost. It
 * looks at what it has typed, begins again if that is wrong, and gives up when nothing comes of it. It also looks at what
 * comes of its last key, and taps that once more when nothing does: a finger may have slipped.
 */
import type { ScreenMessage, ShownWidget } from '#protocols/thin-client/messages';
import type { Timers } from '#protocols/channel';
import { sometimes } from '#protocols/marks';
import type { Random } from '../../random.ts';

const tapsOn = sometimes('taps-on', 'an operator taps on without waiting for the next screen');
const tapsAgain = sometimes('taps-again', 'nothing comes of the last key, and an operator taps it once more');
const typedWrong = sometimes('typed-wrong', 'an operator sees that the number typed is wrong, and begins again');

/** What an operator wants to come to: keys to tap, in order; `typed` must be read before the last one. */
export type Intent = {
  keys: readonly string[];
  /** Key that may be on another page. */
  paged?: boolean;
  /** Each key is on a screen of its own: it is waited for. */
  steps?: boolean;
  /** The card that is held before the camera where a screen asks for one, and how its code stands there then. */
  card?: { code: string; text: string };
  /** What must stand on the screen before the last key is tapped; `clear` is tapped if it does not. */
  typed?: { text: string; clear: string };
};

export type HandOptions = {
  timers: Timers;
  random: Random;
  /** Time from seeing a screen to tapping, ms of the run. */
  tapMs: number;
  /** So long one waits for a screen to change, ms of the run. */
  patienceMs: number;
  /** Whether it always waits for the next screen: taps on a page take their own time, which no person would hurry. */
  waits: boolean;
  more: string;
  screen(): ScreenMessage | null;
  /** A finger on the display: down and up at one point; one that slips comes up elsewhere. */
  tap(screen: ScreenMessage, key: ShownWidget, slips: boolean): void;
  /** A card is held before the camera, which reads its code; at most so long that takes, ms of the run. */
  read(screen: ScreenMessage, code: string): void;
  readsWithinMs(): number;
};

/** Of a thousand taps, so many are made before the screen has changed. */
const HASTY_PERMILLE = 60;
/** Who does not look taps so many times faster. */
const HASTE = 8;
/** Of a thousand, so many slip off their key. */
const SLIPS_PERMILLE = 5;
const MOST_PAGES = 20;
const MOST_TRIES = 3;

export class Hand {
  private readonly options: HandOptions;
  private intent: Intent | null = null;
  private done = 0;
  private pages = 0;
  private tries = 0;
  /** The screen that was tapped last; the hand waits for another. */
  private tapped = 0;
  /** Whether the last key has been tapped once more. */
  private again = false;
  /** Each intent and each wait has its number, so that a timer of an earlier one does nothing. */
  private turn = 0;

  constructor(options: HandOptions) {
    this.options = options;
  }

  /** Whether something is being done. */
  busy(): boolean {
    return this.intent !== null;
  }

  /** Begins something; whatever was being done is dropped. */
  want(intent: Intent): void {
    this.intent = intent;
    this.done = 0;
    this.pages = 0;
    this.tries = 0;
    this.tapped = 0;
    this.again = false;
    this.soon();
  }

  /** Keys to tap after what is being done, if that is the same kind of thing; else something new. */
  goOn(keys: readonly string[]): void {
    if (this.intent?.paged === true) this.intent = { ...this.intent, keys: [...this.intent.keys, ...keys] };
    else this.want({ keys, paged: true });
  }

  /** There is nothing to tap on any more: what was being done is forgotten. */
  drop(): void {
    this.intent = null;
    this.turn += 1;
  }

  /** A new screen is on the display. */
  seen(screen: number): void {
    if (this.intent === null || screen <= this.tapped) return;
    if (this.done >= this.intent.keys.length) this.drop();
    else this.soon();
  }

  private soon(tapMs = this.options.tapMs): void {
    this.turn += 1;
    const { turn } = this;
    const { timers, random } = this.options;
    timers.after(Math.max(1, Math.round(tapMs / 2) + random.below(tapMs + 1)), () => {
      if (turn === this.turn) this.act();
    });
  }

  private act(): void {
    const { intent } = this;
    const screen = this.options.screen();
    if (intent === null || screen === null) {
      this.drop();
      return;
    }
    if (this.showsCard(intent, screen)) return;
    const key = this.nextKey(intent, screen);
    if (key === null) {
      this.drop();
      return;
    }
    this.options.tap(screen, key, this.options.random.chance(SLIPS_PERMILLE));
    this.tapped = screen.screen;
    const waits = this.options.waits || intent.steps === true;
    const hasty = this.options.random.chance(HASTY_PERMILLE) && !waits;
    const isLast = this.done >= intent.keys.length;
    tapsOn(hasty && !isLast);
    if (!hasty) this.waitForScreen();
    else if (isLast) this.drop();
    else this.soon(Math.round(this.options.tapMs / HASTE));
  }

  /** Whether a card is held before the camera now; it is once, and again only for another screen that has none. */
  private showsCard({ card }: Intent, screen: ScreenMessage): boolean {
    if (card === undefined || screen.reads !== true || screen.screen === this.tapped) return false;
    if (screen.widgets.some(({ text }) => text === card.text)) return false;
    this.tries += 1;
    if (this.tries > MOST_TRIES) return false;
    this.options.read(screen, card.code);
    this.tapped = screen.screen;
    this.waitForScreen(this.options.readsWithinMs());
    return true;
  }

  /** The key to tap now; null if it is not there and nothing leads to it. */
  private nextKey(intent: Intent, { widgets }: ScreenMessage): ShownWidget | null {
    const keyOf = (text: string): ShownWidget | null =>
      widgets.find((widget) => widget.look === 'key' && widget.text === text) ?? null;
    const { typed } = intent;
    const isLast = this.done === intent.keys.length - 1;
    if (typed !== undefined && isLast && !widgets.some(({ text }) => text === typed.text)) {
      typedWrong();
      this.tries += 1;
      this.done = 0;
      return this.tries < MOST_TRIES ? keyOf(typed.clear) : null;
    }
    const wanted = keyOf(intent.keys[this.done] ?? '');
    if (wanted !== null) {
      this.done += 1;
      return wanted;
    }
    this.pages += 1;
    return intent.paged === true && this.pages < MOST_PAGES ? keyOf(this.options.more) : null;
  }

  private waitForScreen(leastMs = 0): void {
    this.turn += 1;
    const { turn } = this;
    this.options.timers.after(Math.max(this.options.patienceMs, leastMs), () => {
      if (turn === this.turn) this.nothingComes();
    });
  }

  private nothingComes(): void {
    const isLast = this.intent !== null && this.done > 0 && this.done >= this.intent.keys.length;
    if (!isLast || this.again) {
      this.drop();
      return;
    }
    tapsAgain();
    this.again = true;
    this.done -= 1;
    this.act();
  }
}
