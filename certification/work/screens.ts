/** What an evening says of how screens look on a device: DSP-6. */
import { unknown, type Reading } from '../probes/reading.ts';
import { number, word, type Said } from '../probes/seen.ts';
import type { Look, Played, ScreenLook } from './evening.ts';
import type { Compared } from './screenshot.ts';

/** So many kinds of screen have to look as they should. */
const KINDS = 4;
/** Edges of letters, percent of the pixels. */
const UNCERTAIN_PERCENT = 0.5;
/** So much of a key may lie outside of what is to be seen, and so much of it may look different, percent. */
const MOST_OUTSIDE = 2;
const MOST_DIFFERENT = 10;
/** Where more of a screen differs, percent, it is another screen, and not a key of it that lies under something. */
const ALL_DIFFERENT = 50;

/** Screens with the same keys, and the same title but for numbers, are of one kind. */
export function kindOf({
  title,
  widgets,
}: {
  title: string;
  widgets: readonly { look: string; text: string }[];
}): string {
  const keys = widgets.flatMap(({ look, text }) => (look === 'key' ? [text] : []));
  return [title.replaceAll(/\d+/g, '#'), ...keys].join(' | ');
}

/** How a screen looks, from what was found in its screenshot; `keys` say what stands on the parts that were compared. */
export function lookOf({ percent, parts }: Compared, keys: readonly string[]): Look {
  const isAnother = percent > ALL_DIFFERENT;
  const cutOff = parts.flatMap(({ outside, differs }, i) =>
    outside > MOST_OUTSIDE || (differs > MOST_DIFFERENT && !isAnother) ? [keys[i] ?? ''] : [],
  );
  return { percent, cutOff };
}

const isWorse = (a: Look, b: Look): boolean =>
  a.cutOff.length > 0 === b.cutOff.length > 0 ? a.percent > b.percent : a.cutOff.length > 0;

/**
 * The screens that count: of each kind the one that looks best, as what lies over a screen for a moment, such as a
 * message that comes in, is not how it looks.
 */
export function countedLooks(looks: readonly ScreenLook[]): (ScreenLook & Look)[] {
  const best = new Map<string, ScreenLook & Look>();
  for (const look of looks) {
    if ('why' in look) continue;
    const before = best.get(look.kind);
    if (before === undefined || isWorse(before, look)) best.set(look.kind, look);
  }
  return [...best.values()];
}

/** By how much the one that looks worst differs, or that a control is cut off. */
export function looksAsItShould({ screens = [] }: Played): Reading<Said> {
  const counted = countedLooks(screens);
  const [worst] = counted.toSorted((a, b) => (isWorse(a, b) ? -1 : 1));
  if (worst === undefined) {
    const why = screens.flatMap((one) => ('why' in one ? [one.why] : []))[0];
    return unknown(why ?? 'There is no screenshot of a screen.');
  }
  if (worst.cutOff.length > 0) return word('control cut off');
  if (counted.length < KINDS)
    return unknown(`There are screenshots of only ${counted.length} of ${KINDS} kinds of screen.`);
  return number(worst.percent, UNCERTAIN_PERCENT);
}
