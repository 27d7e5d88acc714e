/** Display, touch and keys. */
import { displayDensity, displaySize, type Size } from '../parsers/display.ts';
import { hasCameraKey, touchSlots } from '../parsers/input.ts';
import { featuresOf } from '../parsers/packages.ts';
import { numberSetting } from '../parsers/settings.ts';
import { all, known, andThen, unknown, type Reading } from '../reading.ts';
import { number, word, type Probe, type Said, type Seen } from '../seen.ts';

const SIZE = ['size', 'size-again'];
/** Dots per inch at which a pixel is one density-independent pixel. */
const BASE_DPI = 160;

export const screenProbes: Record<string, Probe> = {
  'DSP-1': { uses: SIZE, measure: (seen) => andThen(displayOf(seen), ({ longPx }) => number(longPx)) },
  'DSP-2': {
    uses: [...SIZE, 'density', 'density-again'],
    measure: (seen) =>
      andThen(all(displayOf(seen), densityOf(seen)), ([{ shortPx }, dpi]) => number((shortPx * BASE_DPI) / dpi)),
  },
  'DSP-4': {
    uses: SIZE,
    measure: (seen) => andThen(displayOf(seen), ({ longPx, shortPx }) => number(longPx / shortPx)),
  },
  'DSP-5': {
    uses: ['font-scale'],
    measure: (seen) =>
      andThen(seen.lines('font-scale'), (lines) =>
        andThen(numberSetting(lines, 'font_scale'), (factor) => number(factor)),
      ),
  },
  'DSP-9': { uses: SIZE, measure: (seen) => andThen(displayOf(seen), ({ shortPx }) => number(shortPx)) },
  'INP-1': { uses: ['input', 'input-names', 'features'], measure: fingers },
  'INP-6': { uses: ['input', 'input-names'], measure: quickModeKey },
};

/** The display as apps see it, at the begin and at the end alike. */
export function displayOf(seen: Seen): Reading<Size> {
  return same(
    andThen(seen.lines('size'), displaySize),
    andThen(seen.lines('size-again'), displaySize),
    'size of the display',
  );
}

function densityOf(seen: Seen): Reading<number> {
  const again = andThen(seen.lines('density-again'), displayDensity);
  return same(andThen(seen.lines('density'), displayDensity), again, 'density of the display');
}

/** What was read twice, and came out alike. */
function same<T>(first: Reading<T>, second: Reading<T>, what: string): Reading<T> {
  return andThen(all(first, second), ([a, b]) =>
    JSON.stringify(a) === JSON.stringify(b) ? known(a) : unknown(`The ${what} came out in two ways.`),
  );
}

/** Fingers by the panel and by the features; the lesser counts. */
function fingers(seen: Seen): Reading<Said> {
  const codes = andThen(seen.lines('input'), touchSlots);
  const names = andThen(seen.lines('input-names'), touchSlots);
  return andThen(all(same(codes, names, 'touch panel'), promised(seen)), ([slots, features]) =>
    number(slots === null ? features : Math.min(slots, features)),
  );
}

/** How many fingers the features promise to track apart. */
function promised(seen: Seen): Reading<number> {
  return andThen(andThen(seen.lines('features'), featuresOf), (features) => {
    const touch = 'android.hardware.touchscreen';
    if (features.has(`${touch}.multitouch.jazzhand`)) return known(5);
    if (features.has(`${touch}.multitouch.distinct`)) return known(2);
    return features.has(touch) ? known(1) : unknown('The features name no touch screen.');
  });
}

function quickModeKey(seen: Seen): Reading<Said> {
  const codes = andThen(seen.lines('input'), hasCameraKey);
  const names = andThen(seen.lines('input-names'), hasCameraKey);
  return andThen(same(codes, names, 'list of keys'), (has) => word(has ? 'camera key' : 'soft key'));
}
