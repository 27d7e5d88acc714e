// What the server draws: the right rectangles, every letter of the languages, and as many bytes as the table says.
import assert from 'node:assert/strict';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { sampleScreens } from '#benchmarks/sample-screens';
import { bytesOf, PICTURE_HEADER, type Picture } from '#protocols/thin-client/pictures';
import { createRenderer } from '#server/edges/pages/renderer';
import { pictureBytes } from '#server/station/picture-bytes';
import type { Display, Screen } from '#server/station/screen';

const phone = { width: 720, height: 1_280 };
const render = createRenderer((why) => assert.fail(why));
const pictures = (before: Screen | null, next: Screen, display: Display): readonly Picture[] => {
  const drawn = render(before, next, display);
  assert.ok(drawn);
  return drawn;
};
/** What is on a display after pictures have been laid on it one by one. */
async function laidOn(display: Display, all: readonly Picture[]): Promise<Buffer> {
  const canvas = createCanvas(display.width, display.height);
  const brush = canvas.getContext('2d');
  for (const { x, y, width, height, png } of all) brush.drawImage(await loadImage(png), x, y, width, height);
  return Buffer.from(brush.getImageData(0, 0, display.width, display.height).data);
}

describe('the pictures of screens', function () {
  this.timeout(30_000);

  it('lead from each screen to the next as if that were drawn anew', async () => {
    const screens = sampleScreens('de', phone);
    const soFar: Picture[] = [];
    for (const [i, screen] of screens.entries()) {
      soFar.push(...pictures(screens[i - 1] ?? null, screen, phone));
      const wanted = await laidOn(phone, pictures(null, screen, phone));
      assert.ok((await laidOn(phone, soFar)).equals(wanted), `screen ${i}, ${screen.title}`);
    }
  });

  it('are only those that have changed, and drawn once', () => {
    const [, empty, one] = sampleScreens('en', phone) as [Screen, Screen, Screen];
    const changed = pictures(empty, one, phone);
    assert.deepEqual(
      changed.map(({ y }) => y),
      one.widgets.filter(({ text }) => text === 'Tab 1').map(({ y }) => y),
    );
    assert.equal(pictures(empty, one, phone)[0]?.png, changed[0]?.png);
    assert.deepEqual(pictures(one, one, phone), []);
  });

  it('have letters for every name, and different ones', () => {
    const [screen] = sampleScreens('de', phone) as [Screen];
    const [widget] = screen.widgets.slice(1);
    assert.ok(widget);
    const drawn = (text: string): string => {
      const [, picture] = pictures(null, { ...screen, widgets: [{ ...widget, text }] }, phone);
      return Buffer.from(picture?.png ?? []).toString('base64');
    };
    const nobodyHas = drawn('\u{10fff0}');
    const seen = new Set([...'AÄäÖÜßéŁőŞ€½–ΔЖ'].map(drawn));
    assert.equal(seen.size, 15);
    assert.ok(!seen.has(nobodyHas));
  });

  for (const scale of [1, 1.875, 3])
    for (const language of ['en', 'de'] as const)
      it(`weigh what the table says within 15 %, for each look, in ${language} at ${scale} times the size`, () => {
        const display = { width: Math.round(384 * scale), height: Math.round(684 * scale) };
        const [ground] = pictures(null, { title: '', widgets: [], tab: 0, token: 0 }, display);
        const groundBytes = PICTURE_HEADER + (ground?.png.length ?? 0);
        const weights = new Map<string, { real: number; told: number }>();
        for (const screen of sampleScreens(language, display))
          for (const widget of screen.widgets) {
            const alone = { ...screen, widgets: [widget] };
            const { real, told } = weights.get(widget.look) ?? { real: 0, told: 0 };
            weights.set(widget.look, {
              real: real + bytesOf(pictures(null, alone, display)) - groundBytes,
              told: told + pictureBytes(null, alone, display) - groundBytes,
            });
          }
        assert.deepEqual([...weights.keys()].toSorted(), ['key', 'parked', 'text', 'title', 'warning']);
        for (const [look, { real, told }] of weights)
          assert.ok(Math.abs(told - real) < real * 0.15, `${look}: ${real} bytes are drawn, ${told} in the table`);
      });

  it('are not drawn where a machine cannot, and somebody is told so once', () => {
    const told: string[] = [];
    const without = createRenderer(
      (why) => told.push(why),
      () => {
        throw new Error('no such package');
      },
    );
    const [screen] = sampleScreens('en', phone) as [Screen];
    assert.equal(without(null, screen, phone), null);
    assert.equal(without(null, screen, phone), null);
    assert.deepEqual(told, ['no such package']);
  });
});
