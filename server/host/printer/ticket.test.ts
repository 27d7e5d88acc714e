import assert from 'node:assert/strict';
import { concatBytes, toHex } from '#protocols/bytes';
import type { Confirmation } from '#protocols/escpos/profiles';
import type { Job } from '#server/core/state';
import { pieceId, ticketLines, ticketPieces } from './ticket.ts';

const job = (more: Partial<Job> = {}): Job => ({
  job: 40,
  document: 'order',
  tab: 12,
  route: 'pos',
  queue: 'kitchen',
  device: 'H01',
  ticket: 17,
  copy: false,
  lines: ['Tab 12  Anna', '1 x Öl'],
  mayBePrinted: false,
  started: true,
  attempts: 0,
  overdue: false,
  ...more,
});
/** The ticket of a job for a printer that takes it in one piece. */
const encoded = (one: Job, copy: boolean, confirms: Confirmation): string =>
  toHex(concatBytes(ticketPieces(one, copy, 'cp858', { confirms, bufferBytes: 4_096 })));
const hex = (text: string): string => toHex(new TextEncoder().encode(text));
const BEGIN = '1B401B7413';
const BODY = `${hex('order')}0A${hex('Tab 12  Anna')}0A${hex('1 x ')}99${hex('l')}0A`;

/** So many bytes of a printer's buffer a piece may fill. */
const FILLED = 3 / 4;

describe('a ticket', () => {
  it('that fills what it may of the buffer goes in one piece, and in two where that is a byte less', () => {
    const bytes = encoded(job(), false, 'none').length / 2;
    const pieces = (bufferBytes: number): number =>
      ticketPieces(job(), false, 'cp858', { confirms: 'status', bufferBytes }).length;
    assert.deepEqual([pieces(Math.ceil(bytes / FILLED)), pieces(Math.ceil((bytes - 1) / FILLED))], [1, 2]);
  });

  it('has pieces that are told apart from one another and from every job', () => {
    const ids = Array.from({ length: 26 }, (_, piece) => pieceId(40, piece, 27));
    assert.equal(new Set(ids).size, 26);
    for (const id of ids) assert.match(id, /^[a-z][0-9A-Z]{3}$/);
    assert.equal(pieceId(40, 26, 27), '0014');
  });

  it('has its number in bold, its lines in the code table, and a cut', () => {
    const bytes = encoded(job(), false, 'none');
    assert.ok(bytes.startsWith(`${BEGIN}1B4501${hex('#17')}0A1B4500${BODY}`), bytes);
    assert.match(bytes.slice(BEGIN.length + BODY.length), /1D56[0-9A-F]{2,4}$/);
  });

  it('says that it is a copy', () => {
    assert.ok(encoded(job(), true, 'none').includes(`${hex('#17 COPY')}0A`));
  });

  it('asks behind the cut for what such a printer can confirm by', () => {
    const plain = encoded(job(), false, 'none');
    assert.equal(encoded(job(), false, 'process-id'), `${plain}1D2848060030 30${hex('0014')}`.replaceAll(' ', ''));
    assert.equal(encoded(job(), false, 'status'), `${plain}1D7201`);
  });

  it('has two lines of its own', () => {
    assert.equal(ticketLines(job()), 4);
  });

  it('is known to the printer by four characters, those of the last of very many jobs', () => {
    assert.deepEqual(
      [1, 35, 36, 36 ** 4 - 1, 36 ** 4, 36 ** 4 + 71].map((n) => pieceId(n, 0, 1)),
      ['0001', '000Z', '0010', 'ZZZZ', '0000', '001Z'],
    );
  });

  it('longer than the buffer goes in pieces, each with an answer of its own, and room is left for questions', () => {
    const long = job({ lines: Array.from({ length: 40 }, (_, i) => `${i} x Soup of the day`) });
    const whole = encoded(long, false, 'none');
    for (const confirms of ['process-id', 'status'] as const) {
      const pieces = ticketPieces(long, false, 'cp858', { confirms, bufferBytes: 256 });
      assert.ok(pieces.length > 4 && pieces.every(({ length }) => length <= 256 - 32));
      const asks = pieces.map((piece) => /(1D284806003030.{8}|1D7201)$/.exec(toHex(piece))?.[1] ?? '');
      assert.ok(asks.every((ask) => ask !== ''));
      assert.equal(pieces.map((piece, i) => toHex(piece).slice(0, -(asks[i] as string).length)).join(''), whole);
      assert.equal(new Set(asks).size, confirms === 'status' ? 1 : pieces.length);
    }
    assert.equal(ticketPieces(long, false, 'cp858', { confirms: 'none', bufferBytes: 256 }).length, 1);
  });
});
