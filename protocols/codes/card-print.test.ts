import assert from 'node:assert/strict';
import { CARD_SIZE, darkParts } from './card-print.ts';
import { ean13Modules, withCheckDigit } from './ean13.ts';

describe('a printed card', () => {
  const cards = [
    { symbology: 'QR', code: 'V1000-1' },
    { symbology: 'EAN-13', code: '4006381333931' },
  ] as const;

  for (const card of cards)
    it(`has its ${card.symbology} in the middle, with more light around it than the standards ask`, () => {
      const parts = darkParts(card);
      const left = Math.min(...parts.map(({ x }) => x));
      const right = CARD_SIZE.width - Math.max(...parts.map(({ x, width }) => x + width));
      assert.ok(Math.abs(left - right) < 1e-9 && left > 11 * 0.33, `${left} mm, ${right} mm`);
    });
});

describe('EAN-13', () => {
  it('has the check digits of numbers that are in use', () => {
    assert.deepEqual(['400638133393', '978020137962'].map(withCheckDigit), ['4006381333931', '9780201379624']);
  });

  it('has 95 modules with three guards, whatever the first digit', () => {
    for (let first = 0; first < 10; first += 1) {
      const modules = ean13Modules(withCheckDigit(`${first}00638133393`));
      assert.match(modules, /^101[01]{42}01010[01]{42}101$/);
      assert.equal(modules.length, 95);
    }
  });
});
