/**
 * Takes screenshots of the screens that a device at work shows: a moment after each was shown, one at a time, and only
 * if the page says before and after that it is still that one. Nothing is looked at before the evening is over.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { kindOf } from '#certification/work/screens';
import type { ScreenMessage } from '#protocols/thin-client/messages';
import type { ScreenPlace } from '#simulators/grounds/wire/lent-device';

/** A screen as the server said it, where the page had it, and what the device says it shows. */
export type TakenScreen = { message: ScreenMessage; place: ScreenPlace; png: Uint8Array };
/** One of which there is no screenshot, and why. */
export type MissedScreen = { message: ScreenMessage; why: string };

export type ScreenTaker = {
  shows(message: ScreenMessage, where: () => Promise<ScreenPlace | null>): void;
  taken: readonly TakenScreen[];
  missed: readonly MissedScreen[];
  /** The evening is played from the begin again. */
  again(): void;
};

/** After so long a display has caught up with its page, ms. */
const SHOWN_MS = 300;
/** A page that is there says where its screen is within this, ms. */
const PLACE_MS = 5_000;
/** So many times each kind of screen is taken, and so many kinds. */
const TIMES = 3;
const KINDS = 20;

type Shown = { message: ScreenMessage; where: () => Promise<ScreenPlace | null>; at: number };

/** `capture` has the device make a screenshot; null if there is none. It is asked for one that stays for `shownMs`. */
export function takeScreens(capture: () => Promise<Uint8Array | null>, shownMs = SHOWN_MS): ScreenTaker {
  const taken: TakenScreen[] = [];
  const missed: MissedScreen[] = [];
  const times = new Map<string, number>();
  let newest: Shown | null = null;
  let isAtIt = false;
  const isWanted = ({ message }: Shown): boolean => {
    const count = times.get(kindOf(message)) ?? 0;
    // A field for codes, or what a camera sees, lies over such a screen.
    const isCovered = message.reads === true || message.view !== undefined;
    return !isCovered && count < TIMES && (count > 0 || times.size < KINDS);
  };
  async function take(shown: Shown): Promise<void> {
    const { message, where } = shown;
    const isThere = async (): Promise<ScreenPlace | null> => {
      const place = await Promise.race([where().catch(() => null), sleep(PLACE_MS, null)]);
      return newest === shown && place?.screen === message.screen ? place : null;
    };
    const place = await isThere();
    if (place === null) return void missed.push({ message, why: 'The page had another screen by then.' });
    const png = await capture();
    if (png === null) return void missed.push({ message, why: 'The device made no screenshot.' });
    if (JSON.stringify(await isThere()) !== JSON.stringify(place))
      return void missed.push({ message, why: 'The page had another screen before its screenshot was there.' });
    taken.push({ message, place, png });
    const kind = kindOf(message);
    times.set(kind, (times.get(kind) ?? 0) + 1);
  }
  /** The newest one each time, until that has been tried. */
  async function takeAll(): Promise<void> {
    for (let tried: Shown | null = null; newest !== tried;) {
      const shown: Shown | null = newest;
      if (shown !== null) await sleep(Math.max(0, shown.at + shownMs - performance.now()));
      if (shown !== null && isWanted(shown)) await take(shown);
      tried = shown;
    }
  }
  return {
    ...{ taken, missed },
    shows(message, where) {
      newest = { message, where, at: performance.now() };
      if (isAtIt) return;
      isAtIt = true;
      void takeAll().finally(() => (isAtIt = false));
    },
    again() {
      newest = null;
      taken.length = 0;
      missed.length = 0;
      times.clear();
    },
  };
}
