import assert from 'node:assert/strict';
import fc from 'fast-check';
import { repeatedKey } from './repeated-key.ts';

describe('a key that occurs twice', () => {
  it('is found in whatever object, however it is spelt', () => {
    for (const [text, key] of [
      ['{"a":1,"a":1}', 'a'],
      ['{"x":[{},{"b":{"c":1}, "b" : 2}]}', 'b'],
      ['{"a":{"z":1},"\\u0061":2}', 'a'],
      ['{"":1,"":2}', ''],
      [String.raw`{"q\"":1,"\\":":","q\"":2}`, 'q"'],
      ['{"__proto__":1}', '__proto__'],
    ] as const)
      assert.equal(repeatedKey(text), key, text);
  });

  it('is in nothing that was written from a value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const isProto = text.includes('"__proto__":');
        assert.equal(repeatedKey(text), isProto ? '__proto__' : null);
      }),
    );
  });

  it('is found wherever one is put', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 });
    fc.assert(
      fc.property(object, fc.nat(), (value, pick) => {
        const keys = Object.keys(value).filter((key) => key !== '__proto__');
        fc.pre(keys.length > 0 && !JSON.stringify(value).includes('__proto__'));
        const key = keys[pick % keys.length] ?? '';
        assert.equal(repeatedKey(`${JSON.stringify(value).slice(0, -1)},${JSON.stringify(key)}:0}`), key);
      }),
    );
  });
});
