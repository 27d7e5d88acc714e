import assert from 'node:assert/strict';
import { encodeThinClientFrame } from './frames.ts';
import type { ScreenMessage, ToThinClient } from './messages.ts';
import { assemble, decodePicture, encodePicture, type Picture, type PictureMessage } from './pictures.ts';

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const picture: PictureMessage = { type: 'picture', screen: 70_000, x: 1, y: 600, width: 384, height: 8_192, png: PNG };
const screen: ScreenMessage = {
  type: 'screen',
  screen: 70_000,
  title: 'Tables',
  display: { width: 384, height: 684 },
  widgets: [],
  tab: 0,
  token: 0,
  bytes: 0,
  pictures: 2,
};

describe('pictures of thin clients', () => {
  it('come back as they were sent', () => {
    assert.deepEqual(decodePicture(encodePicture(picture)), { ok: true, message: picture });
  });

  for (const [what, bytes] of [
    ['nothing', new Uint8Array()],
    ['a header alone', encodePicture({ ...picture, png: new Uint8Array() })],
    ['another kind of picture', encodePicture({ ...picture, png: PNG.map((byte, i) => (i === 1 ? 0x4a : byte)) })],
    ['a picture without size', encodePicture({ ...picture, width: 0 })],
  ] as const) {
    it(`refuse ${what} as a bad frame`, () => {
      const decoded = decodePicture(bytes);
      assert.equal(!decoded.ok && decoded.code, 'bad-frame');
    });
  }

  it('make a screen once they are all there, and keep nothing else waiting', () => {
    const heard: [ToThinClient['type'], number][] = [];
    const assembler = assemble((message, pictures: readonly Picture[]) => heard.push([message.type, pictures.length]));
    assembler.text(encodeThinClientFrame(screen));
    assembler.binary(encodePicture(picture));
    assembler.text(encodeThinClientFrame({ type: 'alive', n: 1 }));
    assert.deepEqual(heard, [['alive', 0]]);
    assembler.binary(encodePicture(picture));
    assert.deepEqual(heard.at(-1), ['screen', 2]);
    assert.equal(assembler.binary(encodePicture(picture)).ok, false, 'one too many');
  });

  it('are not waited for where none are announced', () => {
    const heard: string[] = [];
    const { pictures: _, ...bare } = screen;
    assemble((message) => heard.push(message.type)).text(encodeThinClientFrame(bare));
    assert.deepEqual(heard, ['screen']);
  });
});
