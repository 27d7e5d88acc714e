import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromHex, toHex } from '../bytes.ts';
import { parseTlv, pushTlv, type TlvNode } from './tlv.ts';

const hex = fc.uint8Array({ maxLength: 200 }).map((bytes) => toHex(bytes));
const { node } = fc.letrec<{ node: TlvNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record(
      { tag: fc.constantFrom('07', '08', '14', '1F10', '1F8101', '44'), value: hex },
      { noNullPrototype: true },
    ),
    fc.record(
      { tag: fc.constantFrom('24', '2F', '60', '3F21', 'E9'), children: fc.array(tie('node'), { maxLength: 4 }) },
      { noNullPrototype: true },
    ),
  ),
}));

describe('TLV', () => {
  it('reads back what it wrote, unknown tags and all', () => {
    fc.assert(
      fc.property(fc.array(node, { maxLength: 5 }), (nodes) => {
        const out: number[] = [];
        pushTlv(out, nodes);
        assert.deepEqual(parseTlv(Uint8Array.from(out)), { nodes });
      }),
    );
  });

  it('reads any bytes without throwing', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => void parseTlv(bytes)));
  });

  it('survives nesting as deep as an APDU can carry', () => {
    const hostile = new Uint8Array(60000);
    for (let at = 0; at + 4 <= hostile.length; at += 4) {
      const length = hostile.length - at - 4;
      hostile.set([0x60, 0x82, length >> 8, length & 0xff], at);
    }
    assert.equal(parseTlv(hostile).nodes.length, 1);
  });

  it('keeps what it can of a value that is cut short', () => {
    assert.deepEqual(parseTlv(fromHex('0702414208024567'), 0, 7), {
      nodes: [
        { tag: '07', value: '4142' },
        { tag: '08', value: '45' },
      ],
      problem: 'truncated',
    });
  });

  it('keeps the value of a constructed tag that holds no TLV', () => {
    assert.deepEqual(parseTlv(fromHex('24024180')), { nodes: [{ tag: '24', value: '4180' }] });
  });

  it('refuses the indefinite and the three-byte length', () => {
    assert.equal(parseTlv(fromHex('0780')).problem, 'bad-length');
    assert.equal(parseTlv(fromHex('0783000001')).problem, 'bad-length');
  });
});
