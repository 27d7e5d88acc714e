import assert from 'node:assert/strict';
import { catalogue } from './catalogue.ts';
import { whyNotSaid, wordsOf, type Said } from './saying.ts';

const criterion = (id: string) => catalogue.criteria.find((one) => one.id === id) ?? assert.fail(id);
const word = (said: string): Said => ({ kind: 'word', word: said });
const number = (value: number): Said => ({ kind: 'number', value });

describe('what may be said of a criterion', () => {
  it('are its words, and no other', () => {
    for (const said of wordsOf(criterion('NTF-1'))) assert.equal(whyNotSaid(criterion('NTF-1'), word(said)), null);
    assert.match(
      whyNotSaid(criterion('NTF-1'), word('fine')) ?? '',
      /^“fine” is none of “app ended”, .*“covered, then/,
    );
    assert.match(whyNotSaid(criterion('NTF-1'), number(1)) ?? '', /^One of “app ended”, /);
  });

  it('is a number of its unit, and no more than there is', () => {
    assert.equal(whyNotSaid(criterion('DSP-7'), number(520)), null);
    assert.equal(whyNotSaid(criterion('DSP-7'), word('bright')), 'A number is asked for (cd/m²), and not “bright”.');
    assert.equal(whyNotSaid(criterion('INP-2'), number(10)), null);
    for (const wrong of [11, 9.5])
      assert.equal(whyNotSaid(criterion('INP-2'), number(wrong)), 'It is a whole number up to 10 (of 10).');
  });
});
