// What is signed: the type and the payload, each with its length in bytes.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toBase64 } from '#protocols/base64';
import { envelopeSchema, envelopeText, pae } from './dsse.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (some: Uint8Array) => new TextDecoder().decode(some);

describe('the pre-authentication encoding', () => {
  it('is that of the example in the specification', () => {
    assert.equal(
      text(pae('http://example.com/HelloWorld', bytes('hello world'))),
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    );
  });

  it('counts bytes, not characters', () => {
    assert.equal(text(pae('ü', bytes('Küche'))), 'DSSEv1 2 ü 6 Küche');
  });

  it('of an empty payload has its length as well', () => {
    assert.equal(text(pae('a', bytes(''))), 'DSSEv1 1 a 0 ');
  });

  it('differs wherever type or payload differ', () => {
    const pair = fc.tuple(fc.string({ unit: 'grapheme' }), fc.uint8Array());
    fc.assert(
      fc.property(pair, pair, ([typeA, a], [typeB, b]) => {
        const isSame = typeA === typeB && toBase64(a) === toBase64(b);
        assert.equal(toBase64(pae(typeA, a)) === toBase64(pae(typeB, b)), isSame);
      }),
    );
  });
});

describe('an envelope', () => {
  const envelope = { payloadType: 'a/b', payload: bytes('{}'), signatures: [{ keyid: '1', sig: bytes('x') }] };

  it('comes back as it was written', () => {
    assert.deepEqual(envelopeSchema.parse(JSON.parse(envelopeText(envelope))), envelope);
  });

  it('is refused without a signature, with a field too many, and with base64 that is none', () => {
    const value = JSON.parse(envelopeText(envelope)) as object;
    for (const wrong of [{ signatures: [] }, { more: 1 }, { payload: 'e30' }, { payload: 'e31=' }, { payload: 1 }]) {
      assert.equal(envelopeSchema.safeParse({ ...value, ...wrong }).success, false, JSON.stringify(wrong));
    }
  });
});
