// Every row of the radio table is no better than the one above it, whatever else is on the air.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { randomOf } from '../random.ts';
import { airRow, packetDelayMs, qualityOf, RADIO_TABLE, radioRow, type Row } from './rates.ts';

/** Whether one row is nowhere better than the other. */
const isNoBetter = (worse: Row, better: Row): boolean => {
  const [, lossA, p50A, p90A, p99A, maxA, triesA, kbpsA] = worse;
  const [, lossB, p50B, p90B, p99B, maxB, triesB, kbpsB] = better;
  const rising = [lossA >= lossB, p50A >= p50B, p90A >= p90B, p99A >= p99B, maxA >= maxB, triesA >= triesB];
  return rising.every(Boolean) && kbpsA <= kbpsB;
};

describe('the radio table', () => {
  it('gets worse from row to row, and each row from its median to its maximum', () => {
    for (const [i, row] of RADIO_TABLE.entries()) {
      const [, , p50, p90, p99, max] = row;
      assert.ok(p50 < p90 && p90 < p99 && p99 < max, `${row[0]}`);
      const before = RADIO_TABLE[i - 1];
      assert.ok(before === undefined || (before[0] > row[0] && isNoBetter(row, before)), `${row[0]}`);
    }
  });

  it('has a row for every signal: the next weaker one', () => {
    assert.deepEqual(
      [-30, -55, -56, -92, -120].map((dbm) => radioRow(dbm)[0]),
      [-55, -55, -58, -92, -92],
    );
  });

  it('is never better for a weaker signal, a busier channel or an oven that is on', () => {
    const dbm = fc.integer({ min: -100, max: -30 });
    const load = fc.integer({ min: 0, max: 100 });
    const oven = fc.constantFrom(0, 250, 500);
    fc.assert(
      fc.property(dbm, load, oven, fc.nat(40), fc.nat(40), (signal, loadPercent, ovenPerMille, less, more) => {
        const here = airRow(signal, { loadPercent, ovenPerMille });
        assert.ok(isNoBetter(airRow(signal - less, { loadPercent, ovenPerMille }), here));
        assert.ok(isNoBetter(airRow(signal, { loadPercent: Math.min(100, loadPercent + more), ovenPerMille }), here));
        assert.ok(isNoBetter(airRow(signal, { loadPercent, ovenPerMille: 500 }), here));
      }),
    );
  });

  it('is itself where the air is calm', () => {
    for (const row of RADIO_TABLE) assert.equal(airRow(row[0]), row);
  });

  it('says what an air is good for: late by then are the packets it names', () => {
    assert.deepEqual(
      [-60, -76, -78, -82, -84, -92].map((dbm) => qualityOf(radioRow(dbm))),
      ['good', 'good', 'weak', 'weak', 'bad', 'bad'],
    );
    const random = randomOf(1, 'late');
    const late = (dbm: number): number =>
      Array.from({ length: 20_000 }, () => packetDelayMs(radioRow(dbm), random)).filter((ms) => ms > 3_000).length;
    assert.equal(late(-82), 0);
    const [some, many] = [late(-84), late(-90)];
    assert.ok(some > 20 && some < 400, `${some}`);
    assert.ok(many > 2_000, `${many}`);
  });
});
