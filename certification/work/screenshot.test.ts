import assert from 'node:assert/strict';
import { compareWith, type Pixels } from './screenshot.ts';

type Colour = readonly [number, number, number];
type Paint = (x: number, y: number) => Colour;

const GROUND: Colour = [244, 242, 236];
const TITLE: Colour = [20, 54, 93];
const KEY: Colour = [255, 255, 255];
const INK: Colour = [20, 54, 93];
const BAR: Colour = [33, 37, 41];
const BUBBLE: Colour = [24, 119, 242];
const [WIDTH, HEIGHT] = [120, 214];
const KEYS = [0, 1, 2, 3, 4, 5].map((i) => ({ x: 6 + (i % 2) * 56, y: 60 + (i >> 1) * 32, width: 52, height: 28 }));

function painted(width: number, height: number, paint: Paint): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data.set(paint(x, y), (y * width + x) * 4);
  return { width, height, data };
}

/** A title, a line of text, and six keys, no two alike. */
const screen: Paint = (x, y) => {
  if (y < 16) return x > 5 && x < 40 && y > 4 && y < 12 && x % 4 < 2 ? KEY : TITLE;
  if (y > 26 && y < 34 && x > 8 && x < 80) return x % 5 < 2 ? INK : GROUND;
  const at = KEYS.findIndex((key) => x >= key.x && x < key.x + key.width && y >= key.y && y < key.y + key.height);
  const key = KEYS[at];
  if (key === undefined) return GROUND;
  const [right, down] = [x - key.x, y - key.y];
  return down > 10 && down < 20 && right > 8 && right < 16 + 5 * at && right % 4 < 2 ? INK : KEY;
};
const picture = painted(WIDTH, HEIGHT, screen);

/** It on a display, between bars, so far from the left and from above; `over` is laid on it. */
function shotOf(
  left: number,
  top: number,
  over: (colour: Colour, x: number, y: number) => Colour = (colour) => colour,
) {
  return painted(144, 270, (x, y) => {
    const [right, down] = [x - left, y - top];
    const isIn = right >= 0 && right < WIDTH && down >= 0 && down < HEIGHT;
    return over(isIn ? screen(right, down) : BAR, right, down);
  });
}

const isRound = (x: number, y: number): boolean => (x - 100) ** 2 + (y - 106) ** 2 < 15 ** 2;

describe('a screenshot beside what it should show', () => {
  it('shows it wherever it lies', () => {
    for (const [left, top] of [
      [12, 30],
      [0, 0],
      [24, 56],
      [7, 41],
    ] as const) {
      const { parts, ...where } = compareWith(picture, shotOf(left, top), KEYS);
      assert.deepEqual(where, { left, top, percent: 0 });
      assert.ok(parts.every(({ outside, differs }) => outside === 0 && differs === 0));
    }
  });

  it('may have letters half a pixel further on, and colours of another display', () => {
    const whole = shotOf(12, 30);
    const between = painted(whole.width, whole.height, (x, y) => {
      const at = (y * whole.width + x) * 4;
      const next = x === whole.width - 1 ? at : at + 4;
      const of = (i: number): number => ((whole.data[at + i] ?? 0) + (whole.data[next + i] ?? 0)) / 2;
      return [of(0), of(1), of(2)];
    });
    assert.ok(compareWith(picture, between, []).percent < 0.5);
    const warmer = shotOf(12, 30, ([red, green, blue]) => [red, green * 0.98, blue * 0.95]);
    assert.equal(compareWith(picture, warmer, []).percent, 0);
  });

  it('differs where something lies over it, and a key of it that cannot be seen whole does', () => {
    const { left, top, percent, parts } = compareWith(
      picture,
      shotOf(12, 30, (colour, x, y) => (isRound(x, y) ? BUBBLE : colour)),
      KEYS,
    );
    assert.deepEqual([left, top], [12, 30]);
    assert.ok(percent > 2 && percent < 3, String(percent));
    const covered = parts.flatMap(({ differs }, i) => (differs > 10 ? [i] : []));
    assert.deepEqual(covered, [3]);
    assert.ok(parts.every(({ outside }) => outside === 0));
  });

  it('differs where a letter is missing, though there is nothing instead', () => {
    const { percent, parts } = compareWith(
      picture,
      shotOf(12, 30, (colour, x, y) => (y > 40 && x < 60 && colour === INK ? KEY : colour)),
      KEYS,
    );
    assert.ok(percent > 0 && percent < 2, String(percent));
    assert.deepEqual(
      parts.map(({ differs }) => differs > 0),
      [true, false, true, false, true, false],
    );
  });

  it('differs where a thin line runs over it', () => {
    const scratched = shotOf(12, 30, (colour, x, y) => (x === 100 && y > 150 ? BUBBLE : colour));
    const { percent } = compareWith(picture, scratched, []);
    assert.ok(percent > 0.2 && percent < 0.5, String(percent));
  });

  it('has the keys outside that lie beyond its edge', () => {
    const { left, top, percent, parts } = compareWith(picture, shotOf(12, 140), KEYS);
    assert.deepEqual([left, top], [12, 140]);
    assert.ok(percent > 30, String(percent));
    assert.deepEqual(
      parts.map(({ outside }) => Math.round(outside)),
      [0, 0, 0, 0, 79, 79],
    );
  });

  it('differs where light is dark, where white is yellow, and where it is larger', () => {
    const dark = shotOf(12, 30, ([red, green, blue]) => [255 - red, 255 - green, 255 - blue]);
    const inDark = compareWith(picture, dark, []).percent;
    assert.ok(inDark > 50, String(inDark));
    const larger = painted(144, 270, (x, y) => screen(Math.floor(x / 1.25), Math.floor((y - 2) / 1.25)));
    assert.ok(compareWith(picture, larger, []).percent > 8);
    const yellow = shotOf(12, 30, ([red, green, blue]) => [red, green, blue * 0.8]);
    assert.ok(compareWith(picture, yellow, []).percent > 50);
  });
});
