// What of a screen nobody can see.
import assert from 'node:assert/strict';
import type { Rect, ShownWidget } from '#protocols/thin-client/messages';
import { outOfSight } from './in-sight.ts';

const display = { width: 384, height: 684 };
const key = (x: number, y: number, width = 100, height = 40): ShownWidget => ({
  ...{ x, y, width, height, text: '1', look: 'key' },
});
const hidden = (...widgets: ShownWidget[]): number => outOfSight({ display, widgets });

describe('a widget of a screen', () => {
  it('is in sight up to the edges of the display, beside others', () => {
    assert.equal(hidden(key(0, 0), key(100, 0), key(284, 644), key(0, 40)), 0);
  });

  it('is out of sight beyond an edge', () => {
    for (const [x, y] of [
      [285, 0],
      [0, 645],
      [-1, 0],
      [0, -1],
    ] as const)
      assert.equal(hidden(key(x, y)), 1);
  });

  it('is out of sight where another lies over it, and so is that', () => {
    assert.equal(hidden(key(0, 0), key(99, 39)), 2);
    assert.equal(hidden(key(0, 0, 300, 300), key(50, 50, 10, 10), key(320, 0, 10, 10)), 2);
  });

  it('is out of sight under the pictures of a camera', () => {
    const view = (place: Rect) => outOfSight({ display, widgets: [key(0, 0)], view: { view: 1, ...place } });
    assert.equal(view({ x: 0, y: 40, width: 384, height: 500 }), 0);
    assert.equal(view({ x: 0, y: 39, width: 384, height: 500 }), 1);
  });
});
