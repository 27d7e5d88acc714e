import assert from 'node:assert/strict';
import { createCanvas, loadImage, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { ScreenMessage, ShownWidget } from '#protocols/thin-client/messages';
import { createRenderer } from '#server/edges/pages/renderer';
import { lookAtScreens } from './looking-at-screens.ts';
import type { TakenScreen } from './taking-screens.ts';

const DISPLAY = { width: 384, height: 684 };
const widgets: ShownWidget[] = [
  { x: 0, y: 0, width: 384, height: 48, text: 'Tab 11', look: 'title' },
  { x: 8, y: 56, width: 368, height: 30, text: 'Balance 6.90 EUR', look: 'text' },
  ...['New balance', 'Bill', 'Soup', 'Water'].map((text, i): ShownWidget => ({
    ...{ x: 8 + (i % 2) * 188, y: 96 + (i >> 1) * 300, width: 180, height: 68, text, look: 'key' },
  })),
];
const message: ScreenMessage = {
  ...{
    type: 'screen',
    screen: 5,
    title: 'Tab 11',
    display: DISPLAY,
    widgets,
    tab: 11,
    token: 2,
    bytes: 0,
    pictures: 7,
  },
};

/** The screen as a page has it, so large. */
async function onPage(width: number, height: number): Promise<Canvas> {
  const render = createRenderer((why) => assert.fail(why));
  const pictures = render(
    null,
    { ...message, widgets: widgets.map((one) => ({ ...one, means: null })) } as never,
    DISPLAY,
  );
  const canvas = createCanvas(DISPLAY.width, DISPLAY.height);
  for (const { png, x, y, width: wide, height: high } of pictures ?? [])
    canvas.getContext('2d').drawImage(await loadImage(Buffer.from(png)), x, y, wide, high);
  const scaled = createCanvas(width, height);
  scaled.getContext('2d').drawImage(canvas, 0, 0, width, height);
  return scaled;
}

/** A screenshot with it on it, and what else is drawn there. */
async function taken(over: (brush: SKRSContext2D) => void = () => {}, times = 1, top = 96): Promise<TakenScreen> {
  const [width, height] = [DISPLAY.width * times, DISPLAY.height * times];
  const shot = createCanvas(480, 860);
  const brush = shot.getContext('2d');
  brush.fillStyle = '#212529';
  brush.fillRect(0, 0, 480, 860);
  brush.drawImage(await onPage(width, height), 0, top);
  over(brush);
  return { message, place: { screen: 5, pixels: DISPLAY, width, height }, png: await shot.encode('png') };
}

/** What is said of one screenshot, without what it is of. */
async function said(one: TakenScreen): Promise<unknown> {
  const { looks } = await lookAtScreens({ taken: [one], missed: [] });
  const [{ title, kind, ...look } = { title: '', kind: '' }] = looks;
  assert.deepEqual([looks.length, title, kind], [1, 'Tab 11', 'Tab # | New balance | Bill | Soup | Water']);
  return look;
}

describe('screenshots of a device at work, looked at', () => {
  it('show what the server draws, wherever and however large', async () => {
    assert.deepEqual(await said(await taken()), { percent: 0, cutOff: [] });
    assert.deepEqual(await said(await taken(undefined, 1.25, 5)), { percent: 0, cutOff: [] });
  });

  it('name the keys that cannot be seen whole', async () => {
    const bubble = (brush: SKRSContext2D): void => {
      brush.fillStyle = '#1877f2';
      brush.beginPath();
      brush.arc(340, 226, 40, 0, 7);
      brush.fill();
    };
    const look = (await said(await taken(bubble))) as { cutOff: string[] };
    assert.deepEqual(look.cutOff, ['Bill']);
    const larger = (await said(await taken((brush) => brush.clearRect(250, 520, 200, 40), 1.25, 5))) as {
      cutOff: string[];
    };
    assert.deepEqual(larger.cutOff, ['Water']);
    const below = (await said(await taken(undefined, 1, 430))) as { cutOff: string[] };
    assert.deepEqual(below.cutOff, ['Soup', 'Water']);
  });

  it('say nothing where they are black, cut off or none, or where the screen cannot be drawn', async () => {
    const one = await taken();
    const black = createCanvas(480, 860);
    black.getContext('2d').fillRect(0, 0, 480, 860);
    const whys: [Partial<TakenScreen>, RegExp][] = [
      [{ png: await black.encode('png') }, /of one colour/],
      [{ png: one.png.slice(0, -20) }, /cut off/],
      [{ png: new TextEncoder().encode('screencap: not found') }, /cut off, or is none/],
      [{ png: one.png.map((byte, i) => (i === 16 ? 0x7f : byte)) }, /cut off, or is none/],
      [{ png: one.png.map((byte, i) => (i > 60 && i < 90 ? 0 : byte)) }, /cut off, or is none|one colour/],
      [{ message: { ...message, pictures: undefined } }, /drew the screens itself/],
      [{ place: { ...one.place, pixels: { width: 400, height: 684 } } }, /cannot be drawn/],
      [{ place: { ...one.place, width: 90_000 } }, /cannot be drawn/],
      [{ place: { ...one.place, width: 260, height: 463 } }, /far too small/],
    ];
    for (const [wrong, why] of whys) assert.match(JSON.stringify(await said({ ...one, ...wrong })), why);
  });

  it('lie beside what they should show, of each kind the one that counts', async () => {
    const covered = await taken((brush) => brush.fillRect(0, 200, 480, 400));
    const { files } = await lookAtScreens({
      taken: [covered, await taken(), { ...covered, png: new Uint8Array() }],
      missed: [{ message, why: 'The device made no screenshot.' }],
    });
    assert.deepEqual(
      files.map(({ name }) => name),
      ['screen-1.png', 'screen-1-reference.png', 'screens.json'],
    );
    const list = JSON.parse(String(files[2]?.content)) as Record<string, unknown>[];
    assert.deepEqual(
      list.map(({ screenshot }) => screenshot),
      [undefined, 'screen-1.png', undefined, undefined],
    );
    assert.equal(list[3]?.['why'], 'The device made no screenshot.');
    assert.deepEqual([list[1]?.['left'], list[1]?.['top'], list[1]?.['percent']], [0, 96, 0]);
  });
});
