// Who may debug a device that asks for keys, packet by packet; keys and signatures are those of Node.
import assert from 'node:assert/strict';
import { generateKeyPairSync, privateEncrypt } from 'node:crypto';
import { AUTH } from '#protocols/adb/auth';
import { createAdbReader, encodePacket, type AdbPacket } from '#protocols/adb/packet';
import { bigOf, readPublicKey } from '#protocols/adb/public-key';
import { publicKeyText } from '#protocols/adb/sample-key';
import { concatBytes, fromHex, toHex } from '#protocols/bytes';
import { answerAtDisplay } from '../at-the-display.ts';
import { benchOf } from '../asking.ts';
import { profileCatalogue } from '../profiles/catalogue.ts';
import { createAdbd } from './adbd.ts';
import { createAdbConnection } from './connection.ts';

const DIGEST_INFO = fromHex('3021300906052B0E03021A05000414');
const A_SECOND = 1_000;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function computer(owner: string) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const modulus = bigOf(Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url'));
  return { owner, publicKey: bytes(`${publicKeyText(modulus, owner)}\0`), privateKey };
}
type Computer = ReturnType<typeof computer>;

const anna = computer('anna@bench');
const ben = computer('ben@elsewhere');

function deviceThatAsks(planted: Parameters<typeof benchOf>[1] = []) {
  const rocket = profileCatalogue.get('rocket-class');
  assert.ok(rocket);
  const bench = benchOf({ ...rocket, asksForKey: true }, planted);
  const adbd = createAdbd(bench.device);

  /** A computer that connects, and says what a step of AUTH wants. */
  function connect(who: Computer) {
    const heard: AdbPacket[] = [];
    const reader = createAdbReader();
    const state = { closed: false };
    const channel = {
      send: (sent: Uint8Array) => void heard.push(...reader.push(sent).packets),
      close: () => void (state.closed = true),
    };
    const connection = createAdbConnection(channel, adbd);
    const send = (...args: Parameters<typeof encodePacket>): void => connection.onData(encodePacket(...args));
    const token = (): Uint8Array => {
      const last = heard.findLast(({ command }) => command === 'AUTH');
      assert.equal(last?.arg0, AUTH.token);
      return last.payload;
    };
    const greet = (): void => send('CNXN', 0x0100_0001, 4096, bytes('host::'));
    greet();
    return {
      ...{ heard, state, send, token, greet },
      sign: (by = token()) =>
        send('AUTH', AUTH.signature, 0, privateEncrypt(who.privateKey, concatBytes([DIGEST_INFO, by]))),
      sendKey: () => send('AUTH', AUTH.publicKey, 0, who.publicKey),
      hangUp: () => connection.onClose('closed'),
      isIn: () => heard.some(({ command }) => command === 'CNXN'),
      commands: () => heard.map(({ command }) => command),
    };
  }

  const { debugging } = bench.device;
  const asked = (): string[] => debugging.questions().map(({ owner }) => owner);
  return { ...bench, debugging, connect, asked };
}

/** Lets a computer in for always. */
function befriend({ connect, debugging }: ReturnType<typeof deviceThatAsks>, who: Computer): void {
  const first = connect(who);
  first.sendKey();
  debugging.questions()[0]?.answer('ALLOW_ALWAYS');
  assert.equal(first.isIn(), true);
  first.hangUp();
}

describe('a device that asks for keys', () => {
  it('greets nobody who has not shown a key, and hears nothing else before', () => {
    const { connect } = deviceThatAsks();
    const host = connect(anna);
    assert.deepEqual(host.commands(), ['AUTH']);
    assert.equal(host.token().length, 20);
    host.send('OPEN', 7, 0, bytes('exec:echo in\0'));
    assert.deepEqual(host.commands(), ['AUTH']);
  });

  it('answers a signature it does not know with another token, each time', () => {
    const host = deviceThatAsks().connect(anna);
    for (let i = 0; i < 5; i += 1) host.sign();
    host.send('AUTH', AUTH.signature, 0, bytes('no signature'));
    const tokens = host.heard.map(({ payload }) => toHex(payload));
    assert.equal(new Set(tokens).size, 7);
    assert.equal(host.isIn(), false);
  });

  it('asks on its display, with the owner of the key, and lets him in when he is allowed', () => {
    for (const answer of ['ALLOW_ONCE', 'ALLOW_ALWAYS'] as const) {
      const { connect, debugging, asked } = deviceThatAsks();
      const host = connect(anna);
      host.sendKey();
      host.sendKey();
      assert.deepEqual([asked(), host.isIn()], [['anna@bench'], false]);
      debugging.questions()[0]?.answer(answer);
      assert.deepEqual([asked(), host.commands()], [[], ['AUTH', 'CNXN']]);
    }
  });

  it('remembers whom it was told to allow always, and asks about him no more', () => {
    const floor = deviceThatAsks();
    befriend(floor, anna);
    const again = floor.connect(anna);
    again.sign();
    assert.deepEqual([again.isIn(), floor.asked()], [true, []]);
    again.sign(new Uint8Array(20));
    assert.deepEqual(again.commands(), ['AUTH', 'CNXN'], 'who is in is asked nothing');
  });

  it('remembers nobody whom it was told to allow once, or to refuse', () => {
    for (const answer of ['ALLOW_ONCE', 'REFUSE'] as const) {
      const { connect, debugging, asked } = deviceThatAsks();
      const host = connect(anna);
      host.sendKey();
      debugging.questions()[0]?.answer(answer);
      assert.equal(host.isIn(), answer === 'ALLOW_ONCE');
      host.sendKey();
      assert.deepEqual(asked(), []);
      const again = connect(anna);
      again.sign();
      assert.equal(again.isIn(), false);
      again.sendKey();
      assert.deepEqual(asked(), ['anna@bench'], 'he is asked about anew');
    }
  });

  it('lets nobody in by a signature of another token, nor by the key of another one', () => {
    const floor = deviceThatAsks();
    befriend(floor, anna);
    const host = floor.connect(anna);
    const first = host.token();
    host.sign(first.map((byte, i) => (i === 0 ? byte ^ 128 : byte)));
    host.sign(first);
    assert.equal(host.isIn(), false, 'a token is good once');
    const thief = floor.connect(ben);
    thief.sign();
    thief.send('AUTH', AUTH.publicKey, 0, anna.publicKey);
    assert.deepEqual([thief.isIn(), floor.asked()], [false, ['anna@bench']], 'a public half proves nothing');
  });

  it('asks about nothing that is no key', () => {
    const { connect, asked } = deviceThatAsks();
    const host = connect(anna);
    for (const noise of ['', 'anna@bench', 'A'.repeat(700), 'x'.repeat(4_000)])
      host.send('AUTH', AUTH.publicKey, 0, bytes(noise));
    host.send('AUTH', 4, 0, anna.publicKey);
    host.send('AUTH', AUTH.token, 0, new Uint8Array(20));
    assert.deepEqual([asked(), host.commands()], [[], ['AUTH']]);
  });

  it('takes the question off its display when the computer hangs up, or greets anew', () => {
    const { connect, asked } = deviceThatAsks();
    const host = connect(anna);
    host.sendKey();
    host.greet();
    assert.deepEqual(asked(), []);
    host.sendKey();
    host.hangUp();
    assert.deepEqual(asked(), []);
  });

  it('asks about one computer after the other', () => {
    const { connect, debugging, asked } = deviceThatAsks();
    const [one, two] = [connect(anna), connect(ben)];
    one.sendKey();
    two.sendKey();
    assert.deepEqual(asked(), ['anna@bench', 'ben@elsewhere']);
    debugging.questions()[0]?.answer('ALLOW_ONCE');
    assert.deepEqual([one.isIn(), two.isIn(), asked()], [true, false, ['ben@elsewhere']]);
  });

  it('still knows its friends when it was started anew, and has nothing on its display', () => {
    const floor = deviceThatAsks();
    befriend(floor, anna);
    const stranger = floor.connect(ben);
    stranger.sendKey();
    floor.device.system.send({ type: 'REBOOT' });
    floor.pass(60 * A_SECOND);
    assert.deepEqual([stranger.state.closed, floor.asked()], [true, []]);
    const again = floor.connect(anna);
    again.sign();
    assert.equal(again.isIn(), true);
  });

  it('puts out who is in when the authorisations are revoked, and asks about him anew', () => {
    const floor = deviceThatAsks([{ quirk: 'revokes-keys', with: { afterS: 10 } }]);
    befriend(floor, anna);
    const host = floor.connect(anna);
    host.sign();
    const stranger = floor.connect(ben);
    stranger.sendKey();
    floor.pass(11 * A_SECOND);
    assert.deepEqual([host.state.closed, stranger.state.closed], [true, false]);
    const before = host.heard.length;
    host.send('OPEN', 7, 0, bytes('exec:echo in\0'));
    assert.equal(host.heard.length, before, 'what he still says is not heard');
    const again = floor.connect(anna);
    again.sign();
    assert.equal(again.isIn(), false);
  });
});

describe('somebody at the display of a device', () => {
  function asking(planted: Parameters<typeof benchOf>[1] = []) {
    const floor = deviceThatAsks(planted);
    const host = floor.connect(anna);
    return { ...floor, host };
  }

  it('answers as he means to, after a while', () => {
    for (const [answer, isIn, left] of [
      ['once', true, 0],
      ['always', true, 0],
      ['refuse', false, 0],
      ['nobody', false, 1],
    ] as const) {
      const { device, host, asked, pass } = asking();
      answerAtDisplay(device, { answer, afterS: 5 });
      host.sendKey();
      pass(4 * A_SECOND);
      assert.deepEqual([host.isIn(), asked().length], [false, 1]);
      pass(2 * A_SECOND);
      assert.deepEqual([host.isIn(), asked().length], [isIn, left], answer);
      const key = readPublicKey(anna.publicKey);
      assert.equal(device.debugging.remembered.has(key?.id ?? ''), answer === 'always');
    }
  });

  it('taps again on a display that hangs', () => {
    const { device, host, pass } = asking();
    answerAtDisplay(device, { answer: 'once', afterS: 1 });
    host.sendKey();
    device.system.send({ type: 'HANG' });
    pass(10 * A_SECOND);
    assert.equal(host.isIn(), false);
    device.system.send({ type: 'THAW' });
    pass(2 * A_SECOND);
    assert.equal(host.isIn(), true);
  });

  it('does nothing about a question that is off the display', () => {
    const { device, host, pass } = asking();
    answerAtDisplay(device, { answer: 'always', afterS: 1 });
    host.sendKey();
    host.hangUp();
    pass(10 * A_SECOND);
    assert.deepEqual([host.isIn(), device.debugging.remembered.size], [false, 0]);
  });
});
