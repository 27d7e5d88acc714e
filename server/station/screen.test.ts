// Where things stand on a screen, on displays of any size.
import assert from 'node:assert/strict';
import { keyAt, layOut } from './screen.ts';
import { words } from './words.ts';

describe('a screen', () => {
  const plan = {
    title: 'Tables',
    texts: [{ text: 'Operator Anna', look: 'text' as const }],
    keys: Array.from({ length: 13 }, (_, i) => ({ text: `${i}`, means: { type: 'DIGIT', digit: `${i}` } as const })),
    columns: 3,
    tab: 0,
    token: 0,
  };

  it('has every key where it can be tapped, none over another, on any display', () => {
    for (const display of [
      { width: 384, height: 684 },
      { width: 412, height: 915 },
      { width: 800, height: 1_280 },
    ]) {
      const screen = layOut(plan, display);
      for (const { x, y, width, height, text } of screen.widgets.filter(({ means }) => means !== null)) {
        assert.ok(x >= 0 && y >= 0 && x + width <= display.width && y + height <= display.height, text);
        assert.equal(keyAt(screen, x + Math.floor(width / 2), y + Math.floor(height / 2))?.text, text);
      }
    }
  });

  it('has more columns where its keys would run off the display, and only there', () => {
    const columnsOf = (keys: number, texts: number): number => {
      const lines = Array.from({ length: texts }, () => ({ text: 'Pils', look: 'text' as const }));
      const many = Array.from({ length: keys }, (_, i) => ({ text: `${i}`, means: { type: 'PAGE' } as const }));
      const screen = layOut({ ...plan, texts: lines, keys: many, columns: 2 }, { width: 384, height: 684 });
      const placed = screen.widgets.filter(({ means }) => means !== null);
      for (const { x, y, width, height } of placed) assert.ok(x + width <= 384 && y + height <= 684);
      return placed.filter(({ y }) => y === placed[0]?.y).length;
    };
    assert.deepEqual([columnsOf(30, 8), columnsOf(31, 8), columnsOf(45, 8), columnsOf(46, 8)], [2, 3, 3, 4]);
  });

  it('is very large on a tablet', () => {
    const heightOn = (width: number, height: number): number => layOut(plan, { width, height }).widgets[0]?.height ?? 0;
    assert.equal(heightOn(768, 1_368), 2 * heightOn(384, 684));
  });

  it('has room for a camera view below all else', () => {
    for (const display of [
      { width: 384, height: 684 },
      { width: 800, height: 1_280 },
    ]) {
      const { view, widgets } = layOut({ ...plan, keys: plan.keys.slice(0, 1), view: 3 }, display);
      assert.ok(view !== undefined && view.width > display.width / 2 && view.height > display.height / 2);
      for (const { y, height } of widgets) assert.ok(y + height <= view.y);
      assert.ok(view.x + view.width <= display.width && view.y + view.height <= display.height);
    }
  });

  it('has the same words in both languages', () => {
    assert.deepEqual(Object.keys(words.de), Object.keys(words.en));
  });
});
