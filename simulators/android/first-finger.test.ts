// Fingers on their way to a browser that is handed the first only.
import assert from 'node:assert/strict';
import { concatBytes } from '#protocols/bytes';
import { readClientFrame, TEXT, writeClientFrame } from '#protocols/web-socket/client-frames';
import { firstFingerOnly } from './first-finger.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const frame = (message: unknown): Uint8Array => writeClientFrame(TEXT, bytesOf(JSON.stringify(message)));
const fingers = (type: string, ...touchPoints: readonly { x: number; y: number; id: number }[]) => ({
  id: 7,
  method: 'Input.dispatchTouchEvent',
  params: { type, touchPoints },
  sessionId: 'A',
});
const HEAD = 'GET /devtools/browser/1 HTTP/1.1\r\nUpgrade: websocket\r\nHost: x\r\n\r\n';
const FIRST = { x: 54, y: 288, id: 0 };
const SECOND = { x: 54, y: 432, id: 1 };

/** What comes through of these bytes, sent in pieces of that size. */
function throughOf(bytes: Uint8Array, piece = bytes.length): Uint8Array {
  const through: Uint8Array[] = [];
  const channel = firstFingerOnly({ send: (part) => void through.push(part), close() {} });
  for (let at = 0; at < bytes.length; at += piece) channel.send(bytes.subarray(at, at + piece));
  return concatBytes(through);
}

/** The messages behind the head. */
function messagesOf(bytes: Uint8Array): unknown[] {
  const messages: unknown[] = [];
  let rest = bytes.subarray(HEAD.length);
  for (let next = readClientFrame(rest); next !== null; next = readClientFrame(rest)) {
    messages.push(JSON.parse(textOf(next.payload)));
    rest = rest.subarray(next.length);
  }
  assert.equal(rest.length, 0);
  return messages;
}

describe('a browser that is handed the first finger only', () => {
  const said = [fingers('touchStart', FIRST, SECOND), fingers('touchMove', FIRST, SECOND), fingers('touchEnd')];
  const heard = [fingers('touchStart', FIRST), fingers('touchMove', FIRST), fingers('touchEnd')];

  it('hears of no other, in whatever pieces it is told', () => {
    const bytes = concatBytes([bytesOf(HEAD), ...said.map(frame)]);
    for (const piece of [bytes.length, 50, 1]) assert.deepEqual(messagesOf(throughOf(bytes, piece)), heard);
  });

  it('hears all else as it was said: other messages, one finger, what is no text, other requests before', () => {
    const list = 'GET /json/version HTTP/1.1\r\nHost: x\r\n\r\n';
    const others = [{ id: 8, method: 'Page.reload', params: {} }, fingers('touchStart', FIRST)].map(frame);
    const broken = writeClientFrame(TEXT, bytesOf('{"method":"Input.dispatchTouchEvent"'));
    const bytes = concatBytes([bytesOf(list + HEAD), ...others, writeClientFrame(9, Uint8Array.of(1)), broken]);
    assert.deepEqual(throughOf(bytes), bytes);
  });

  it('is offered no compression, in which a finger would pass unread', () => {
    const offer = 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n';
    const asked = HEAD.replace('Host', `${offer}Host`);
    assert.equal(textOf(throughOf(bytesOf(asked))), HEAD);
  });
});
