import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toHex } from './bytes.ts';
import { type CodeTable, decodeCodeTable, encodeCodeTable } from './code-tables.ts';

const tables: CodeTable[] = ['cp437', 'cp850', 'cp858', 'wpc1252', 'latin-1'];
const others: CodeTable[] = [
  ...(['cp737', 'cp775', 'cp852', 'cp860', 'cp863', 'cp865', 'cp866', 'iso8859-2', 'iso8859-15'] as const),
  ...(['wpc1250', 'wpc1251', 'wpc1254'] as const),
];

describe('code tables', () => {
  it('print umlauts where each table has them', () => {
    assert.equal(toHex(encodeCodeTable('äöüÄÖÜß', 'cp437')), '8494818E999AE1');
    assert.equal(toHex(encodeCodeTable('äöüÄÖÜß', 'cp858')), '8494818E999AE1');
    assert.equal(toHex(encodeCodeTable('äöüÄÖÜß', 'wpc1252')), 'E4F6FCC4D6DCDF');
  });

  it('print the euro sign where there is one and a question mark elsewhere', () => {
    const euros = tables.map((table) => toHex(encodeCodeTable('9 €', table)));
    assert.deepEqual(euros, ['39203F', '39203F', '3920D5', '392080', '39203F']);
  });

  it('print the languages of the guests', () => {
    assert.equal(toHex(encodeCodeTable('Żurek', 'cp852')), 'BD7572656B');
    assert.equal(toHex(encodeCodeTable('борщ', 'cp866')), 'A1AEE0E9');
    assert.equal(toHex(encodeCodeTable('Şiş', 'wpc1254')), 'DE69FE');
    assert.equal(toHex(encodeCodeTable('œuf 9 €', 'iso8859-15')), 'BD7566203920A4');
  });

  it('put an umlaut typed as letter and dots together', () => {
    assert.equal(toHex(encodeCodeTable('Ka\u0308se', 'cp858')), '4B847365');
  });

  it('spend one question mark on a character outside the table', () => {
    assert.equal(decodeCodeTable(encodeCodeTable('🍕!', 'cp858'), 'cp858'), '?!');
  });

  it('read every byte and write it back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tables, ...others), fc.uint8Array(), (table, bytes) => {
        assert.deepEqual(encodeCodeTable(decodeCodeTable(bytes, table), table), bytes);
      }),
    );
  });
});
