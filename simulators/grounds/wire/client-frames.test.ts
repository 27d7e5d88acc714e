// What a browser says on its WebSocket, read from the bytes on their way.
import assert from 'node:assert/strict';
import { ClientFrames } from './client-frames.ts';

const HEAD = 'GET /thin-client HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n';

/** A frame as a browser sends it. */
function frame(text: string, opcode = 1): Buffer {
  const payload = Buffer.from(text);
  const mask = Buffer.from([1, 2, 3, 4]);
  const head =
    payload.length < 126
      ? Buffer.from([0x80 | opcode, 0x80 | payload.length])
      : Buffer.from([0x80 | opcode, 0x80 | 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([head, mask, payload.map((byte, i) => byte ^ (mask[i & 3] ?? 0))]);
}

function read(bytes: Buffer, piece = bytes.length): string[] {
  const said: string[] = [];
  const frames = new ClientFrames((text) => said.push(text));
  for (let at = 0; at < bytes.length; at += piece) frames.take(bytes.subarray(at, at + piece));
  return said;
}

describe('the frames of a browser', () => {
  const long = `${'Käse '.repeat(40)}!`;
  const bytes = Buffer.concat([Buffer.from(HEAD), frame('{"a":1}'), frame('ping', 9), frame(long)]);

  it('are read behind the head of the request, in whatever pieces they come', () => {
    for (const piece of [bytes.length, 7, 1]) assert.deepEqual(read(bytes, piece), ['{"a":1}', long]);
  });

  it('are on no connection that is not a WebSocket', () => {
    const page = Buffer.concat([Buffer.from('GET /freestyle HTTP/1.1\r\nHost: x\r\n\r\n'), frame('{"a":1}')]);
    assert.deepEqual(read(page), []);
  });
});
