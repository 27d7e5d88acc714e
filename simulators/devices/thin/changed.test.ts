// What a person sees change from one screen to the next.
import assert from 'node:assert/strict';
import type { ShownWidget } from '#protocols/thin-client/messages';
import { ScreenWatch } from './changed.ts';

const key = (text: string, x: number, width = 100): ShownWidget => ({ x, y: 8, width, height: 40, text, look: 'key' });

describe('the screens of a client, one after the other', () => {
  it('differ by what is new, is another, or is gone', () => {
    const watch = new ScreenWatch();
    assert.deepEqual(watch.see([key('1', 0), key('2', 100)]), { changed: 2, gone: 0 });
    assert.deepEqual(watch.see([key('1', 0), key('2', 100)]), { changed: 0, gone: 0 });
    assert.deepEqual(watch.see([key('1', 0), key('3', 100), key('4', 200)]), { changed: 2, gone: 0 });
    assert.deepEqual(watch.see([key('1', 0, 90)]), { changed: 1, gone: 3 });
    watch.forget();
    assert.deepEqual(watch.see([key('1', 0, 90)]), { changed: 1, gone: 0 });
  });
});
