// Frames of a WebSocket as its client sends them.
import assert from 'node:assert/strict';
import { concatBytes } from '../bytes.ts';
import { readClientFrame, TEXT, writeClientFrame } from './client-frames.ts';

const PING = 9;

describe('a frame of the client of a WebSocket', () => {
  it('is read as it was written, however long it is, and not before it is there', () => {
    for (const size of [0, 1, 125, 126, 0xffff, 0x10000]) {
      const payload = new Uint8Array(size).fill(7);
      const frame = writeClientFrame(TEXT, payload);
      assert.deepEqual(readClientFrame(concatBytes([frame, Uint8Array.of(1, 2)])), {
        ...{ isLast: true, opcode: TEXT, payload },
        length: frame.length,
      });
      for (const part of [0, 1, 3, frame.length - 1]) assert.equal(readClientFrame(frame.subarray(0, part)), null);
    }
  });

  it('is unmasked; one of the standard says Hello', () => {
    const frame = Uint8Array.of(0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58);
    assert.equal(new TextDecoder().decode(readClientFrame(frame)?.payload), 'Hello');
  });

  it('tells what it is, and whether more of its message follows', () => {
    const begun = writeClientFrame(PING, new Uint8Array(1));
    begun[0] = PING;
    assert.deepEqual([readClientFrame(begun)?.opcode, readClientFrame(begun)?.isLast], [PING, false]);
  });
});
