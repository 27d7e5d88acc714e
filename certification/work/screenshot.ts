/**
 * A screenshot against the picture that it should show: where in it that picture lies, and what of it looks different.
 * Around a page lie bars of the system and of the browser, which nobody tells the size of, so the picture is looked for:
 * roughly first, everywhere, then to the pixel. Pure, on pixels as a canvas has them.
 */
import type { Rect } from '#protocols/thin-client/messages';

/** Red, green, blue and opacity of each pixel, row by row. */
export type Pixels = { width: number; height: number; data: Uint8ClampedArray };

/** How a screen looks in a screenshot. */
export type Compared = {
  /** Where the picture begins in the screenshot; below zero, some of it lies outside. */
  left: number;
  top: number;
  /** Of all of its pixels; those that lie outside differ. */
  percent: number;
  /** How much of each rectangle lies outside of the screenshot, and how much looks different or lies outside, percent. */
  parts: { outside: number; differs: number }[];
};

/** A colour may be so far from what it should be, of 255: less than the white of a key is from the ground it stands on. */
const TOLERANCE = 16;
/** A difference of brightness counts so much at most where a picture is looked for: what lies over it decides nothing. */
const MOST_OFF = 64;
/** So many cells across it is looked for first. */
const CELLS = 60;
/** So many places are looked at more closely. */
const PLACES = 6;
/** Looked at more closely, it is every so manieth pixel. */
const STEP = 3;
const HUNDRED = 100;

/** Compares; `parts` are rectangles of the picture. */
export function compareWith(picture: Pixels, shot: Pixels, parts: readonly Rect[]): Compared {
  const { left, top } = placeIn(shot, picture);
  const differs = differences(picture, shot, left, top);
  const { width, height } = picture;
  const isOutside = (x: number, y: number): boolean =>
    x + left < 0 || y + top < 0 || x + left >= shot.width || y + top >= shot.height;
  const whole = { x: 0, y: 0, width, height };
  return {
    ...{ left, top },
    percent: shareOf(whole, picture, (x, y) => differs[y * width + x] === 1),
    parts: parts.map((part) => ({
      outside: shareOf(part, picture, isOutside),
      differs: shareOf(part, picture, (x, y) => differs[y * width + x] === 1),
    })),
  };
}

/** Which part of a rectangle is so, percent. */
function shareOf(rect: Rect, { width, height }: Pixels, isSo: (x: number, y: number) => boolean): number {
  let [all, so] = [0, 0];
  for (let y = Math.max(0, Math.floor(rect.y)); y < Math.min(height, rect.y + rect.height); y += 1)
    for (let x = Math.max(0, Math.floor(rect.x)); x < Math.min(width, rect.x + rect.width); x += 1) {
      all += 1;
      if (isSo(x, y)) so += 1;
    }
  return all === 0 ? 0 : (so / all) * HUNDRED;
}

/**
 * 1 for each pixel of the picture that looks different. One that lies between the darkest and the lightest of those
 * around its place in the other one does not: so edges, and a letter that is half a pixel further on, do not count. It is
 * asked both ways, as else a thing that is not there would not be missed.
 */
function differences(picture: Pixels, shot: Pixels, left: number, top: number): Uint8Array {
  const { width, height } = picture;
  const differs = new Uint8Array(width * height).fill(1);
  for (let y = Math.max(0, -top); y < Math.min(height, shot.height - top); y += 1)
    for (let x = Math.max(0, -left); x < Math.min(width, shot.width - left); x += 1)
      if (isAtEdge(picture, x, y) || isLike(picture, x, y, shot, x + left, y + top)) differs[y * width + x] = 0;
  return differs;
}

/** There it may be mixed with what lies around it. */
const isAtEdge = ({ width, height }: Pixels, x: number, y: number): boolean =>
  x === 0 || y === 0 || x === width - 1 || y === height - 1;

function isLike(one: Pixels, x: number, y: number, other: Pixels, otherX: number, otherY: number): boolean {
  const at = (y * one.width + x) * 4;
  const otherAt = (otherY * other.width + otherX) * 4;
  for (let colour = 0; colour < 3; colour += 1) {
    const [a, b] = [one.data[at + colour] ?? 0, other.data[otherAt + colour] ?? 0];
    const isNear = a - b <= TOLERANCE && b - a <= TOLERANCE;
    if (!isNear && !(isAround(a, other, otherX, otherY, colour) && isAround(b, one, x, y, colour))) return false;
  }
  return true;
}

/** Whether a colour lies between the darkest and the lightest of a pixel and the eight around it. */
function isAround(value: number, { width, height, data }: Pixels, atX: number, atY: number, colour: number): boolean {
  let [darkest, lightest] = [255, 0];
  for (let y = Math.max(0, atY - 1); y <= Math.min(height - 1, atY + 1); y += 1)
    for (let x = Math.max(0, atX - 1); x <= Math.min(width - 1, atX + 1); x += 1) {
      const one = data[(y * width + x) * 4 + colour] ?? 0;
      if (one < darkest) darkest = one;
      if (one > lightest) lightest = one;
    }
  return value >= darkest - TOLERANCE && value <= lightest + TOLERANCE;
}

type Bright = { width: number; height: number; data: Uint8ClampedArray };
type Place = { left: number; top: number };

/** Where it lies: the place at which the least of it is of another brightness. */
function placeIn(shot: Pixels, picture: Pixels): Place {
  const [its, mine] = [brightnessOf(shot), brightnessOf(picture)];
  const cell = Math.max(1, Math.ceil(picture.width / CELLS));
  const [coarse, small] = [cellsOf(its, cell), cellsOf(mine, cell)];
  const found: (Place & { off: number })[] = [];
  for (let top = -(small.height >> 1); top <= coarse.height - (small.height >> 1); top += 1)
    for (let left = -(small.width >> 1); left <= coarse.width - (small.width >> 1); left += 1) {
      const most = found[PLACES - 1]?.off ?? Number.POSITIVE_INFINITY;
      const off = offBy(small, coarse, { left, top }, { step: 2, most });
      if (off >= most) continue;
      found.push({ left, top, off });
      found.sort((a, b) => a.off - b.off);
      found.length = Math.min(found.length, PLACES);
    }
  const close = found.map(({ left, top }) => closer(mine, its, { left: left * cell, top: top * cell }, cell));
  const best = close.toSorted((a, b) => a.off - b.off)[0];
  return best ?? { left: 0, top: 0 };
}

/** From a rough place to the pixel, by steps that are halved. */
function closer(picture: Bright, shot: Bright, from: Place, within: number): Place & { off: number } {
  const at = (place: Place, most: number, step = STEP) => ({
    ...place,
    off: offBy(picture, shot, place, { step, most }),
  });
  let best = at(from, Number.POSITIVE_INFINITY);
  for (let step = within; step >= 1; step = step === 1 ? 0 : Math.ceil(step / 2)) {
    const { left, top } = best;
    for (const down of [-step, 0, step])
      for (const right of [-step, 0, step]) {
        const other = at({ left: left + right, top: top + down }, best.off);
        if (other.off < best.off) best = other;
      }
  }
  return best;
}

/** By how much it is of another brightness at that place, all in all; no more than `most` is counted. */
function offBy(
  picture: Bright,
  shot: Bright,
  { left, top }: Place,
  { step, most }: { step: number; most: number },
): number {
  let off = 0;
  for (let y = 0; y < picture.height && off < most; y += step) {
    const isIn = y + top >= 0 && y + top < shot.height;
    for (let x = 0; x < picture.width; x += step) {
      if (!isIn || x + left < 0 || x + left >= shot.width) off += MOST_OFF;
      else {
        const one = picture.data[y * picture.width + x] ?? 0;
        const other = shot.data[(y + top) * shot.width + x + left] ?? 0;
        off += Math.min(MOST_OFF, one > other ? one - other : other - one);
      }
    }
  }
  return off;
}

/** ITU-R BT.601, in whole numbers. */
function brightnessOf({ width, height, data }: Pixels): Bright {
  const made = new Uint8ClampedArray(width * height);
  for (let i = 0; i < made.length; i += 1)
    made[i] = (299 * (data[i * 4] ?? 0) + 587 * (data[i * 4 + 1] ?? 0) + 114 * (data[i * 4 + 2] ?? 0)) / 1_000;
  return { width, height, data: made };
}

/** The mean of each square of so many pixels; what is left over at the edges is left out. */
function cellsOf({ width, height, data }: Bright, cell: number): Bright {
  const [across, down] = [Math.floor(width / cell), Math.floor(height / cell)];
  const made = new Uint8ClampedArray(across * down);
  for (let row = 0; row < down; row += 1)
    for (let column = 0; column < across; column += 1) {
      let sum = 0;
      for (let y = row * cell; y < (row + 1) * cell; y += 1)
        for (let x = column * cell; x < (column + 1) * cell; x += 1) sum += data[y * width + x] ?? 0;
      made[row * across + column] = sum / (cell * cell);
    }
  return { width: across, height: down, data: made };
}
