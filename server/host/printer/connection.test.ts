// The connection to a printer, byte by byte: which answer belongs to which question.
import assert from 'node:assert/strict';
import { concatBytes, toHex } from '#protocols/bytes';
import type { Channel, ChannelHandlers } from '#protocols/channel';
import { printerProfiles } from '#protocols/escpos/profiles';
import { encodeRealTimeStatus, processIdReply, type PrinterStatus } from '#protocols/escpos/status';
import { PrinterConnection } from './connection.ts';

const WELL: PrinterStatus = { online: true, coverOpen: false, paper: 'ok', error: 'none' };
const OPEN: PrinterStatus = { ...WELL, online: false, coverOpen: true };

/** The four answers of a printer in that state. */
const answersOf = (status: PrinterStatus): Uint8Array =>
  Uint8Array.from(([1, 2, 3, 4] as const).map((n) => encodeRealTimeStatus(n, status)));

function stage() {
  const heard: string[] = [];
  const dialled: ChannelHandlers<Uint8Array>[] = [];
  const sent: string[] = [];
  const within = { answer: (): void => {} };
  const channel = (): Channel<Uint8Array> => ({ send: (bytes) => void sent.push(toHex(bytes)), close() {} });
  const connection = new PrinterConnection({
    dial: (handlers) => {
      dialled.push(handlers);
      return channel();
    },
    tells: printerProfiles.epson,
    heard: {
      answered({ online, coverOpen }) {
        heard.push(coverOpen === true ? 'cover open' : online === true ? 'well' : '?');
        within.answer();
      },
      reached() {},
      changed() {},
      confirmed: (id) => heard.push(`confirmed ${id}`),
      lost: (old) => heard.push(old ? 'lost, old' : 'lost'),
    },
  });
  connection.ask();
  const last = (): ChannelHandlers<Uint8Array> => dialled.at(-1) as ChannelHandlers<Uint8Array>;
  last().onOpen();
  return { connection, heard, sent, dialled, within, last, says: (bytes: Uint8Array) => last().onData(bytes) };
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

describe('a connection to a printer', () => {
  it('asks when it is there, once however often it was wanted before', () => {
    const { connection, sent, dialled, last } = stage();
    connection.hangUp();
    sent.splice(0);
    for (let n = 0; n < 3; n += 1) connection.ask();
    assert.deepEqual([dialled.length, sent], [2, []]);
    last().onOpen();
    assert.equal(sent.filter((hex) => hex.startsWith('1004')).length, 1);
  });

  it('that was lost is dialled anew, and begins with nothing of the old one', () => {
    const { connection, heard, dialled, last, says } = stage();
    says(answersOf(OPEN).subarray(0, 2));
    last().onClose('reset');
    connection.ask();
    assert.equal(dialled.length, 2);
    last().onOpen();
    says(answersOf(WELL).subarray(0, 3));
    assert.deepEqual(heard, ['lost']);
    says(answersOf(WELL).subarray(3));
    last().onClose('reset');
    assert.deepEqual(heard, ['lost', 'well', 'lost, old']);
  });

  it('is an old one as soon as one round is answered, though another is out', () => {
    const { connection, heard, last, says } = stage();
    connection.ask();
    says(answersOf(WELL));
    last().onClose('reset');
    assert.deepEqual(heard, ['lost, old']);
  });

  it('hears nothing behind the answer on which it is hung up', () => {
    const { connection, heard, within, says } = stage();
    within.answer = () => connection.hangUp();
    says(concatBytes([answersOf(WELL), processIdReply('0001')]));
    assert.deepEqual(heard, ['well']);
  });

  it('hears nothing of the one before it, not even half a reply', () => {
    const { connection, heard, dialled, last, says } = stage();
    connection.hangUp();
    connection.ask();
    last().onOpen();
    dialled[0]?.onData(processIdReply('0001').subarray(0, 6));
    says(Uint8Array.of(0));
    says(answersOf(WELL));
    assert.deepEqual(heard, ['well']);
  });
});
