// The connection to a printer, byte by byte: which answer belongs to which question.
import assert from 'node:assert/strict';
import type { Channel, ChannelHandlers } from '#protocols/channel';
import { printerProfiles } from '#protocols/escpos/profiles';
import { encodeRealTimeStatus, type PrinterStatus } from '#protocols/escpos/status';
import { PrinterConnection } from './connection.ts';

const WELL: PrinterStatus = { online: true, coverOpen: false, paper: 'ok', error: 'none' };
const OPEN: PrinterStatus = { ...WELL, online: false, coverOpen: true };

/** The four answers of a printer in that state. */
const answersOf = (status: PrinterStatus): Uint8Array =>
  Uint8Array.from(([1, 2, 3, 4] as const).map((n) => encodeRealTimeStatus(n, status)));

function stage() {
  const heard: string[] = [];
  let said: ChannelHandlers<Uint8Array> | null = null;
  const channel: Channel<Uint8Array> = { send() {}, close() {} };
  const connection = new PrinterConnection({
    dial: (handlers) => {
      said = handlers;
      return channel;
    },
    tells: printerProfiles.epson,
    heard: {
      answered: ({ online, coverOpen }) =>
        heard.push(coverOpen === true ? 'cover open' : online === true ? 'well' : '?'),
      reached() {},
      changed() {},
      confirmed() {},
      lost: () => heard.push('lost'),
    },
  });
  connection.ask();
  const printer = (): ChannelHandlers<Uint8Array> => said as unknown as ChannelHandlers<Uint8Array>;
  printer().onOpen();
  return { connection, heard, says: (bytes: Uint8Array) => printer().onData(bytes) };
}

describe('what a printer answers', () => {
  it('is told when all questions are answered', () => {
    const { heard, says } = stage();
    says(answersOf(WELL).subarray(0, 3));
    assert.deepEqual(heard, []);
    says(answersOf(WELL).subarray(3));
    assert.deepEqual(heard, ['well']);
  });

  it('late, when it is asked again already, is not taken for an answer to the new questions', () => {
    const { connection, heard, says } = stage();
    says(answersOf(OPEN).subarray(0, 1));
    connection.ask();
    says(answersOf(OPEN).subarray(1));
    assert.deepEqual(heard, [], 'that was the state when it was asked first');
    says(answersOf(OPEN));
    assert.deepEqual(heard, ['cover open']);
  });

  it('without being asked says nothing', () => {
    const { heard, says } = stage();
    says(answersOf(WELL));
    says(answersOf(OPEN));
    assert.deepEqual(heard, ['well']);
  });
});
