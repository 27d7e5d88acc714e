// Parts of amounts and lines: every cent stays somewhere, whatever the numbers.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { partsOf, percentCents, shareCents, without } from './shares.ts';

const owed = fc.integer({ min: 1, max: 10_000_000 });
const line = fc.record({
  article: fc.constantFrom('Soup', 'Pils', 'Deposit', 'Paid in part'),
  quantity: fc.integer({ min: 1, max: 999 }),
  cents: fc.integer({ min: -10_000_000, max: 10_000_000 }),
});
const wanted = fc.array(
  fc.record({ article: fc.constantFrom('Soup', 'Pils', 'Deposit'), quantity: fc.integer({ min: 1, max: 999 }) }),
  { minLength: 1, maxLength: 5 },
);
const isArticle = (article: string): boolean => article !== 'Paid in part';
const sumOf = (lines: readonly { cents: number }[]): number => lines.reduce((sum, { cents }) => sum + cents, 0);
const countOf = (lines: readonly { article: string; quantity: number }[], name: string): number =>
  lines.reduce((sum, { article, quantity }) => sum + (article === name ? quantity : 0), 0);

describe('equal shares', () => {
  it('add up to what is owed, and differ by a cent at most', () => {
    fc.assert(
      fc.property(owed, fc.integer({ min: 2, max: 99 }), (cents, of) => {
        const shares: number[] = [];
        let left = cents;
        for (let guests = of; guests > 0 && left > 0; guests -= 1) {
          const share = shareCents(left, guests);
          shares.push(share);
          left -= share;
        }
        assert.equal(left, 0);
        assert.equal(sumOf(shares.map((each) => ({ cents: each }))), cents);
        if (shares.length === of) assert.ok(Math.max(...shares) - Math.min(...shares) <= 1);
        else assert.ok(shares.every((share) => share === 1));
      }),
    );
  });

  it('are as guests expect them', () => {
    assert.deepEqual([shareCents(1000, 3), shareCents(666, 2), shareCents(333, 1)], [334, 333, 333]);
  });
});

describe('a discount', () => {
  it('is between nothing and everything, and right to half a cent', () => {
    fc.assert(
      fc.property(owed, fc.integer({ min: 1, max: 100 }), (cents, percent) => {
        const off = percentCents(cents, percent);
        assert.ok(off >= 0 && off <= cents);
        assert.ok(Math.abs(off * 100 - cents * percent) <= 50);
      }),
    );
  });
});

describe('what is taken off a list of lines', () => {
  it('and what is left are all there was, in cents and in number', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), wanted, (lines, names) => {
        const parts = partsOf(lines, names, isArticle);
        const most = (name: string): number => countOf(lines, name);
        const isThere = ['Soup', 'Pils', 'Deposit'].every((name) => countOf(names, name) <= most(name));
        assert.equal(parts !== null, isThere);
        if (parts === null) return;
        const left = without(lines, parts);
        assert.equal(sumOf(parts) + sumOf(left), sumOf(lines));
        for (const name of ['Soup', 'Pils', 'Deposit'])
          assert.equal(countOf(left, name), countOf(lines, name) - countOf(names, name));
        assert.equal(countOf(left, 'Paid in part'), countOf(lines, 'Paid in part'));
        assert.ok(left.every(({ quantity }) => quantity > 0));
      }),
    );
  });

  it('are those booked last; of a line that does not divide the odd cents stay', () => {
    const lines = [
      { article: 'Soup', quantity: 1, cents: 690 },
      { article: 'Pils', quantity: 3, cents: 1000 },
      { article: 'Soup', quantity: 2, cents: 1380 },
    ];
    const soups = partsOf(lines, [{ article: 'Soup', quantity: 3 }], isArticle);
    assert.deepEqual(soups, [
      { at: 0, quantity: 1, cents: 690 },
      { at: 2, quantity: 2, cents: 1380 },
    ]);
    const pils = partsOf(lines, [{ article: 'Pils', quantity: 1 }], isArticle);
    assert.deepEqual(pils, [{ at: 1, quantity: 1, cents: 333 }]);
    assert.deepEqual(without(lines, pils ?? [])[1], { article: 'Pils', quantity: 2, cents: 667 });
    assert.equal(partsOf(lines, [{ article: 'Wine', quantity: 1 }], isArticle), null);
    assert.equal(
      partsOf(
        [{ article: 'Paid in part', quantity: 1, cents: -5 }],
        [{ article: 'Paid in part', quantity: 1 }],
        isArticle,
      ),
      null,
    );
  });
});
