// What frames weigh, counted without making them.
import assert from 'node:assert/strict';
import { encodeFrame } from '#protocols/mpos/frames';
import { encodeThinClientFrame } from '#protocols/thin-client/frames';
import type { ScreenMessage } from '#protocols/thin-client/messages';
import { wordsBytes } from '../thin/thin-line.ts';
import { ALIVE_BYTES, BEAT_BYTES, frameBytes } from './traffic.ts';

const about = (told: number, real: number): void =>
  assert.ok(Math.abs(told - real) <= real / 10, `${told} told, ${real} real`);

describe('the weight of a frame', () => {
  it('is that of its text in UTF-8', () => {
    for (const text of ['Soup', 'Käsespätzle', '10 €', 'Sushi 寿司', 'Pizza 🍕'])
      assert.equal(frameBytes({ text }), Buffer.byteLength(JSON.stringify({ text })), text);
  });

  it('of a beat, and of its answer, is about the same whatever stands in it', () => {
    about(BEAT_BYTES, encodeFrame({ type: 'heartbeat', n: 1_234, clockMs: 1_764_180_000_000, token: 12 }).length);
    about(ALIVE_BYTES, encodeFrame({ type: 'alive', n: 123 }).length);
  });

  it('of the words of a screen goes by its widgets', () => {
    const key = { x: 8, y: 56, width: 115, height: 68, look: 'key' } as const;
    const widgets = ['Helles', 'Bretzel', 'Schnitzel', 'New balance', '7', '8'].map((text) => ({ ...key, text }));
    const display = { width: 384, height: 684 };
    const screen: ScreenMessage = {
      type: 'screen',
      screen: 12,
      title: 'Tab 12',
      display,
      widgets,
      tab: 12,
      token: 3,
      bytes: 4_000,
    };
    about(wordsBytes(screen), encodeThinClientFrame(screen).length);
  });
});
