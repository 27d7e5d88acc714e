import assert from 'node:assert/strict';
import fc from 'fast-check';
import { concatBytes, fromHex, toHex } from '../bytes.ts';
import { type Apdu, createApduReader, encodeApdu } from './apdu.ts';

const control = fc.constantFrom(0x0600, 0x0601, 0x040f, 0x04ff, 0x060f, 0x061e, 0x06d3, 0x8000, 0x849c, 0x0501);
const data = fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.uint8Array({ minLength: 250, maxLength: 700 }));
const apdu = fc.record({ control, data });
const cuts = fc.array(fc.nat({ max: 2000 }), { maxLength: 20 });

/** `bytes` in pieces that end at `at`. */
function pieces(bytes: Uint8Array, at: number[]): Uint8Array[] {
  const ends = [...at.map((cut) => Math.min(cut, bytes.length)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => bytes.slice(index === 0 ? 0 : ends[index - 1], end));
}

function printed(apdus: Apdu[]): string[] {
  return apdus.map((one) => `${one.control.toString(16)} ${toHex(one.data)}`);
}

describe('APDU reader', () => {
  it('finds the same APDUs however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(apdu, { maxLength: 6 }), cuts, (sent, at) => {
        const stream = concatBytes(sent.map((one) => encodeApdu(one.control, one.data)));
        const reader = createApduReader();
        const received = pieces(stream, at).flatMap((piece) => {
          const { apdus, broken } = reader.push(piece);
          assert.equal(broken, undefined);
          return apdus;
        });
        assert.deepEqual(printed(received), printed(sent));
        assert.equal(reader.pendingBytes(), 0);
      }),
    );
  });

  it('reads an answer and the next command out of one segment', () => {
    const { apdus } = createApduReader().push(fromHex('80000004FF010E'));
    assert.deepEqual(printed(apdus), ['8000 ', '4ff 0E']);
  });

  it('takes the long length form for short data too', () => {
    assert.deepEqual(printed(createApduReader().push(fromHex('040FFF01006C')).apdus), ['40f 6C']);
  });

  it('counts the bytes of an APDU that has not ended', () => {
    const reader = createApduReader();
    reader.push(fromHex('06D105404142'));
    assert.equal(reader.pendingBytes(), 6);
    reader.push(fromHex('434406D1'));
    assert.equal(reader.pendingBytes(), 2);
  });

  it('says what speaks instead of ZVT, and stays broken', () => {
    for (const hex of ['485454502F312E31', '10020600', '15', '0003800000', '8001']) {
      const reader = createApduReader();
      assert.equal(typeof reader.push(fromHex(hex)).broken, 'string', hex);
      assert.deepEqual(reader.push(fromHex('800000')).apdus, []);
    }
  });

  it('hands out what came before the foreign byte', () => {
    const { apdus, broken } = createApduReader().push(fromHex('80000015'));
    assert.equal(apdus.length, 1);
    assert.match(broken ?? '', /NAK/);
  });

  it('is as broken or whole for any bytes, however they are cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), cuts, (bytes, at) => {
        const whole = createApduReader().push(bytes);
        const reader = createApduReader();
        const results = pieces(bytes, at).map((piece) => reader.push(piece));
        assert.deepEqual(printed(results.flatMap((result) => result.apdus)), printed(whole.apdus));
        assert.equal(results.at(-1)?.broken, whole.broken);
      }),
    );
  });

  it('has no room for more than 65535 bytes', () => {
    assert.throws(() => encodeApdu(0x06d3, new Uint8Array(65536)), RangeError);
  });
});
