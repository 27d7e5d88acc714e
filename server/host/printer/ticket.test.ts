import assert from 'node:assert/strict';
import { toHex } from '#protocols/bytes';
import type { Job } from '#server/core/state';
import { encodeTicket, idOf, ticketLines } from './ticket.ts';

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
const hex = (text: string): string => toHex(new TextEncoder().encode(text));
const BEGIN = '1B401B7413';
const BODY = `${hex('order')}0A${hex('Tab 12  Anna')}0A${hex('1 x ')}99${hex('l')}0A`;

describe('a ticket', () => {
  it('has its number in bold, its lines in the code table, and a cut', () => {
    const bytes = toHex(encodeTicket(job(), false, 'cp858', 'none'));
    assert.ok(bytes.startsWith(`${BEGIN}1B4501${hex('#17')}0A1B4500${BODY}`), bytes);
    assert.match(bytes.slice(BEGIN.length + BODY.length), /1D56[0-9A-F]{2,4}$/);
  });

  it('says that it is a copy', () => {
    assert.ok(toHex(encodeTicket(job(), true, 'cp858', 'none')).includes(`${hex('#17 COPY')}0A`));
  });

  it('asks behind the cut for what such a printer can confirm by', () => {
    const plain = toHex(encodeTicket(job(), false, 'cp858', 'none'));
    assert.equal(
      toHex(encodeTicket(job(), false, 'cp858', 'process-id')),
      `${plain}1D2848060030 30${hex('0014')}`.replaceAll(' ', ''),
    );
    assert.equal(toHex(encodeTicket(job(), false, 'cp858', 'status')), `${plain}1D7201`);
  });

  it('has two lines of its own', () => {
    assert.equal(ticketLines(job()), 4);
  });

  it('is known to the printer by four characters, those of the last of very many jobs', () => {
    assert.deepEqual([1, 35, 36, 36 ** 4 - 1, 36 ** 4, 36 ** 4 + 71].map(idOf), [
      '0001',
      '000Z',
      '0010',
      'ZZZZ',
      '0000',
      '001Z',
    ]);
  });
});
