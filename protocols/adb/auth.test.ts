// Keys and signatures of Node, which computes them by itself.
import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync, privateEncrypt, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { concatBytes, fromHex } from '../bytes.ts';
import { isSignedBy, TOKEN_BYTES } from './auth.ts';
import { bigOf, readPublicKey, type PublicKey } from './public-key.ts';
import { publicKeyText, type Wrong } from './sample-key.ts';

const DIGEST_INFO = fromHex('3021300906052B0E03021A05000414');
const token = Uint8Array.from({ length: TOKEN_BYTES }, (_, i) => 17 * i);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const pair = (modulusLength = 2048, publicExponent = 65_537) =>
  generateKeyPairSync('rsa', { modulusLength, publicExponent });
const modulusOf = (key: KeyObject): bigint => bigOf(Buffer.from(key.export({ format: 'jwk' }).n ?? '', 'base64url'));
const textOf = (key: KeyObject, owner = 'anna@bench', wrong: Wrong = {}): string =>
  publicKeyText(modulusOf(key), owner, wrong);

function read(text: string): PublicKey {
  const key = readPublicKey(bytes(text));
  assert.ok(key);
  return key;
}

/** As adb signs: the token stands for a SHA-1 digest. */
const signed = (key: KeyObject, by: Uint8Array = token, info = DIGEST_INFO): Uint8Array =>
  privateEncrypt(key, concatBytes([info, by]));

const mine = pair();
const other = pair();

describe('the public key of adb', () => {
  it('is read with its owner, whatever zeros stand behind it', () => {
    const text = textOf(mine.publicKey);
    for (const payload of [text, `${text}\0`, `${text}\n\0`]) {
      const { id, owner, modulus, exponent } = read(payload);
      assert.deepEqual([id, owner, exponent], [text.split(' ')[0], 'anna@bench', 65_537]);
      assert.equal(modulus, modulusOf(mine.publicKey));
    }
    assert.equal(read(text.split(' ')[0] ?? '').owner, '');
  });

  it('is none where its numbers do not belong together', () => {
    for (const wrong of [{ words: 63n }, { n0inv: 1n }, { rr: 5n }, { exponent: 1n }, { exponent: 0n }])
      assert.equal(readPublicKey(bytes(textOf(mine.publicKey, 'a', wrong))), null, JSON.stringify(Object.keys(wrong)));
    assert.equal(readPublicKey(bytes(textOf(pair(1024).publicKey))), null, 'of 1024 bits');
  });

  it('is none where it is cut off, of another spelling, or with an owner that no display can show', () => {
    const text = textOf(mine.publicKey);
    const wrongs = [
      ...['', ' ', '\0', 'anna@bench', text.slice(1), text.slice(0, 690), `${text.slice(0, 699)} anna`],
      text.replace(' ', ''),
      textOf(mine.publicKey, 'a\u001b[31m'),
      textOf(mine.publicKey, 'a'.repeat(300)),
    ];
    for (const wrong of wrongs) assert.equal(readPublicKey(bytes(wrong)), null, wrong);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 900 }), (noise) => readPublicKey(noise) === null));
  });

  it('is another one, or none, with any of its bytes changed', () => {
    const id = read(textOf(mine.publicKey)).id;
    fc.assert(
      fc.property(fc.nat(699), fc.constantFrom(...'AZaz09+/='), (at, char) => {
        const changed = `${id.slice(0, at)}${char}${id.slice(at + 1)}`;
        const key = readPublicKey(bytes(changed));
        assert.ok(key === null || changed === id);
      }),
    );
  });
});

describe('the signature of a token', () => {
  const key = read(textOf(mine.publicKey));

  it('is that of its key, with either exponent', () => {
    assert.equal(isSignedBy(key, token, signed(mine.privateKey)), true);
    const old = pair(2048, 3);
    const three = read(textOf(old.publicKey, 'a', { exponent: 3n }));
    assert.equal(isSignedBy(three, token, signed(old.privateKey)), true);
  });

  it('is not that of another key, nor of another token', () => {
    assert.equal(isSignedBy(key, token, signed(other.privateKey)), false);
    const last = Uint8Array.from(token, (byte, i) => (i === 19 ? byte ^ 1 : byte));
    assert.equal(isSignedBy(key, last, signed(mine.privateKey)), false);
    assert.equal(isSignedBy(key, token.slice(1), signed(mine.privateKey, token.slice(1))), false, 'too short');
  });

  it('is not one of the token as a message, nor with another digest, nor in another padding', () => {
    assert.equal(isSignedBy(key, token, createSign('sha1').update(token).sign(mine.privateKey)), false);
    assert.equal(isSignedBy(key, token, signed(mine.privateKey, token, new Uint8Array(0))), false);
    const shifted = fromHex('3021300906052B0E03021A05010414');
    assert.equal(isSignedBy(key, token, signed(mine.privateKey, token, shifted)), false);
    assert.equal(isSignedBy(key, token, signed(mine.privateKey, concatBytes([token, Uint8Array.of(0)]))), false);
  });

  it('is none with any bit changed, of another length, or of no RSA at all', () => {
    const signature = signed(mine.privateKey);
    fc.assert(
      fc.property(fc.nat(255), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const changed = Uint8Array.from(signature, (byte, i) => (i === at ? byte ^ bits : byte));
        return !isSignedBy(key, token, changed);
      }),
      { numRuns: 50 },
    );
    const wrongs = [signature.slice(1), concatBytes([Uint8Array.of(0), signature]), new Uint8Array(256)];
    for (const wrong of [...wrongs, new Uint8Array(0), new Uint8Array(256).fill(255), Uint8Array.of(1)])
      assert.equal(isSignedBy(key, token, wrong), false);
  });
});
