// The journal export, read back by a reader that is not ours.
import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { Booking } from '#protocols/mpos/messages';
import type { Fact, JournalEntry, Source } from '#server/core/facts';
import { exportBytes } from './csv.ts';
import type { ExportEncoding } from './encodings.ts';

type Row = Record<string, string>;

/** The export as a spreadsheet would take it apart. */
function read(facts: readonly Fact[], encoding: ExportEncoding = 'utf-8', source?: Source): Row[] {
  const entries: JournalEntry[] = facts.map((fact, i) => ({ n: i + 1, at: 1_767_213_296_123, fact }));
  const bytes = Buffer.concat([...exportBytes(entries, { encoding, source })]);
  if (encoding === 'utf-8') assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const text = new TextDecoder(encoding).decode(bytes);
  return parse(text, { delimiter: ';', columns: true, record_delimiter: '\r\n' });
}

const cents = (sum: string): number => Number(sum.replace(',', '')) || 0;
const booking = (article: string, price: number, seq = 1): Booking => ({
  ...{ seq, article, quantity: 2, cents: price, place: 'none' },
});
const booked = (source: Source, ...bookings: Booking[]): Fact => ({
  ...{ kind: 'booked', tab: 7, token: 1, device: source === '40' ? 'H01' : 'till', operator: 'Jürgen', offline: false },
  ...{ source, bookings },
});
const billed = (payment: number | null, source?: Source): Fact => ({
  ...{ kind: 'billed', bill: 3, tab: 7, device: 'H01', operator: 'Jürgen', cents: 1_205 },
  ...{ tender: payment === null ? 'cash' : 'card', payment },
  ...(source === undefined ? {} : { source }),
});

describe('the journal export', () => {
  it('has a row for each line, bill, tip and refund, with operator, Quelle, and a comma in sums', () => {
    const begun: Fact = {
      ...{ kind: 'payment-begun', payment: 1, tab: 7, token: 1, device: 'H01', operator: 'Ben', terminal: 'pt1' },
      ...{ cents: 1_205, baseline: 'none' },
    };
    const ended: Fact = {
      ...{ kind: 'payment-ended', payment: 1, tab: 7, outcome: 'paid', paidCents: 1_500, tipCents: 95, record: null },
      refundCents: 200,
    };
    const rows = read([booked('40', booking('Soup', -5)), begun, ended, billed(1, '40'), billed(null, 'Officer')]);
    assert.deepEqual(
      rows.map(({ Nr, Art, Bediener, Quelle, Betrag, Zahlart, Beleg }) =>
        [Nr, Art, Bediener, Quelle, Betrag, Zahlart, Beleg].join(' '),
      ),
      [
        '1 Buchung Jürgen 40 -0,05  ',
        '3 Trinkgeld Ben 40 0,95 Karte ',
        '3 Erstattung fällig Ben 40 2,00 Karte ',
        '4 Rechnung Jürgen 40 12,05 Karte 3',
        '5 Rechnung Jürgen Officer 12,05 Bar 3',
      ],
    );
    assert.deepEqual([rows[0]?.['Datum'], rows[0]?.['Uhrzeit'], rows[0]?.['Menge']], ['31.12.2025', '20:34:56', '2']);
  });

  it('has a row for all that a reversal takes back', () => {
    const reversed: Fact = {
      ...{ kind: 'reversal-ended', payment: 1, tab: 7, device: 'H01', operator: 'Ben', source: '40' },
      ...{ outcome: 'reversed', paidCents: 1_500, cents: 1_205, tipCents: 95, refundCents: 200, record: null },
    };
    const told = read([reversed]).map(({ Art, Bediener, Quelle, Betrag, Zahlart }) =>
      [Art, Bediener, Quelle, Betrag, Zahlart].join(' '),
    );
    assert.deepEqual(told, [
      'Kartenstorno Ben 40 -12,05 Karte',
      'Trinkgeld Ben 40 -0,95 Karte',
      'Erstattung fällig Ben 40 -2,00 Karte',
    ]);
  });

  it('has mPOS and till apart', () => {
    const facts = [
      booked('40', booking('Soup', 100)),
      booked('Officer', booking('Soup', 200)),
      billed(null, 'Officer'),
    ];
    assert.deepEqual(
      read(facts, 'utf-8', '40').map(({ Betrag }) => Betrag),
      ['1,00'],
    );
    assert.equal(read(facts, 'utf-8', 'Officer').length, 2);
  });

  it('takes the source of bills in older journals from what their device has booked', () => {
    assert.equal(read([booked('40', booking('Soup', 100)), billed(null)])[1]?.['Quelle'], '40');
    assert.equal(read([billed(null)])[0]?.['Quelle'], '');
  });

  it('keeps every text in UTF-8, and in Windows-1252 every letter that is there', () => {
    const texts = ['Käse; "groß"', 'zwei\r\nZeilen', ' Œufs – 5 € ', 'Zażółć'];
    const facts = [booked('40', ...texts.map((text, seq) => booking(text, 100, seq)))];
    const articles = (encoding: ExportEncoding): unknown[] => read(facts, encoding).map(({ Artikel }) => Artikel);
    assert.deepEqual(articles('utf-8'), texts);
    assert.deepEqual(articles('windows-1252'), [...texts.slice(0, 3), 'Za?ó??']);
  });

  it('is read back with every article and every cent', () => {
    const line = fc.record({ article: fc.string({ minLength: 1 }), price: fc.integer({ min: -99_999, max: 99_999 }) });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const rows = read([booked('40', ...lines.map(({ article, price }, seq) => booking(article, price, seq)))]);
        assert.deepEqual(
          rows.map(({ Artikel, Betrag = '' }) => ({ article: Artikel, price: cents(Betrag) })),
          lines.map(({ article, price }) => ({ article, price: price === 0 ? 0 : price })),
        );
      }),
    );
  });
});
