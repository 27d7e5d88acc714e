// One text for one value.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalBytes, type Json } from './canonical-json.ts';

const text = (value: Json) => new TextDecoder().decode(canonicalBytes(value));

describe('canonical JSON', () => {
  it('writes numbers, texts and the order of keys as RFC 8785 does', () => {
    assert.equal(
      text({ b: [1e30, 4.5, 2e-3, -0, 1e21], a: { '€': '€\u000f\n', '1': null, z: true } }),
      '{"a":{"1":null,"z":true,"€":"€\\u000f\\n"},"b":[1e+30,4.5,0.002,0,1e+21]}',
    );
  });

  it('sorts keys by code units, not by characters', () => {
    assert.equal(text({ '\uFB33': 1, '😀': 2 }), '{"😀":2,"\uFB33":1}');
  });

  it('refuses what has no text of its own', () => {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, '\uD800', { '\uDC00': 1 }]) {
      assert.throws(() => canonicalBytes(wrong));
    }
  });

  it('is the same in whatever order the keys were written, and says the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        assert.equal(text(turned as Json), text(value as Json));
        assert.equal(text(JSON.parse(text(value as Json)) as Json), text(value as Json));
      }),
    );
  });
});
