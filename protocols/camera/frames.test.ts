import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cameraFrameReader, encodeCameraFrame, MOST_PICTURE_BYTES } from './frames.ts';

describe('pictures of a camera', () => {
  it('are read as they were sent, however they are cut', () => {
    const frame = fc.record(
      {
        frame: fc.integer({ min: 1, max: 0xffff_ffff }),
        picture: fc.uint8Array({ minLength: 1, maxLength: 40 }),
      },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(frame), fc.integer({ min: 1, max: 20 }), (frames, size) => {
        const bytes = frames.flatMap((one) => [...encodeCameraFrame(one)]);
        const read = cameraFrameReader();
        const got = [];
        for (let from = 0; from < bytes.length; from += size)
          got.push(...read(Uint8Array.from(bytes.slice(from, from + size))));
        assert.deepEqual(got, frames);
      }),
    );
  });

  for (const [what, length] of [
    ['empty', 0],
    ['too large', MOST_PICTURE_BYTES + 1],
  ] as const)
    it(`a picture that is ${what} is none`, () => {
      const bytes = encodeCameraFrame({ frame: 1, picture: new Uint8Array([7]) });
      new DataView(bytes.buffer).setUint32(0, length);
      assert.deepEqual(cameraFrameReader()(bytes), [null]);
    });
});
