// Frames of kitchen monitors, however they are cut.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { concatBytes } from '../bytes.ts';
import { answerReader, encodeFrame, itemReader } from './frames.ts';

const ITEM = { item: 7, tab: 12, place: 'Küche', lines: ['Tab 12  Anna', '1 x Käsespätzle'] };

describe('frames of a kitchen monitor', () => {
  it('are read whole, wherever the stream is cut', () => {
    const bytes = concatBytes([encodeFrame(ITEM), encodeFrame({ ...ITEM, item: 8 })]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length }), (at) => {
        const read = itemReader();
        const items = [...read(bytes.slice(0, at)), ...read(bytes.slice(at))];
        assert.deepEqual(items, [ITEM, { ...ITEM, item: 8 }]);
      }),
    );
  });

  it('are nothing else', () => {
    const read = answerReader();
    assert.deepEqual(read(encodeFrame({ shown: 3 })), [{ shown: 3 }]);
    assert.deepEqual(read(new TextEncoder().encode('{"shown":-1}\nHTTP/1.1\n')), [null, null]);
    assert.deepEqual(read(new Uint8Array(1_000_001).fill(0x61)), [null]);
  });
});
