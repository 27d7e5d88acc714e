// A change of a tab against what was asked for.
import assert from 'node:assert/strict';
import type { TabChange } from '#protocols/mpos/tab-changes';
import { unlikeChange, type Changed } from './change-asked.ts';

type Lines = readonly { article: string; quantity: number }[];
const by = { tab: 5, token: 1, device: 'H01', operator: 'Anna', source: '40' } as const;
const soups = (quantity: number): Lines => [{ article: 'Soup', quantity }];
const moved = (why: 'split' | 'move' | 'merge', lines: Lines = soups(2), from = 5, to = 9): Changed =>
  ({ kind: 'lines-moved', ...by, why, from, to, lines }) as unknown as Changed;
const cancelled = (reason: string, lines: Lines): Changed =>
  ({ kind: 'lines-cancelled', ...by, reason, lines }) as unknown as Changed;
const billed = (part?: object): Changed =>
  ({ kind: 'billed', ...by, bill: 1, cents: 500, tender: 'cash', payment: null, ...(part && { part }) }) as Changed;
const discounted: Changed = { kind: 'discounted', ...by, percent: 10, cents: 50 };

/** Each change that may be asked for, and the fact that is just that. */
const PAIRS: [asked: TabChange, done: Changed][] = [
  [{ kind: 'split', to: 9, lines: [{ article: 'Soup', quantity: 2 }] }, moved('split')],
  [{ kind: 'move', to: 9 }, moved('move')],
  [{ kind: 'merge', from: 5 }, moved('merge')],
  [
    { kind: 'cancel', reason: 'late', lines: [{ article: 'Soup', quantity: 2 }] } as TabChange,
    cancelled('late', soups(2)),
  ],
  [{ kind: 'discount', percent: 10 }, discounted],
  [{ kind: 'bill-lines', lines: [{ article: 'Soup', quantity: 2 }] }, billed({ by: 'lines', lines: soups(2) })],
  [{ kind: 'bill-share', of: 3 }, billed({ by: 'share', of: 3 })],
];

describe('a change of a tab', () => {
  it('is what was asked for, and nothing else that may be', () => {
    for (const [asked] of PAIRS) {
      for (const [other, done] of PAIRS) {
        const wrong = unlikeChange(done, asked);
        if (asked === other) assert.equal(wrong, '', asked.kind);
        else assert.match(wrong, /^as ".+" instead of ".+"$/, `${asked.kind} and ${other.kind}`);
      }
    }
  });

  it('says what it is, and what it should have been', () => {
    const asked: TabChange = { kind: 'discount', percent: 10 };
    const said = PAIRS.map(([, done]) => unlikeChange(done, asked).split('"')[1] ?? '');
    assert.deepEqual(said, [
      'split to 9: 2 x Soup',
      'move to 9',
      'merge from 5',
      'cancel for late: 2 x Soup',
      '',
      'bill: 2 x Soup',
      'bill over one of 3 shares',
    ]);
    assert.equal(unlikeChange(billed(), asked), 'as "bill" instead of "discount 10 %"');
  });

  it('differs by the other tab, the lines, the reason, or how much', () => {
    const [split, move, merge, cancel, discount, lines, share] = PAIRS.map(([asked]) => asked);
    assert.notEqual(unlikeChange(moved('split', soups(2), 5, 8), split), '');
    assert.notEqual(unlikeChange(moved('split', soups(1)), split), '');
    assert.notEqual(unlikeChange(moved('move', soups(2), 5, 8), move), '');
    assert.notEqual(unlikeChange(moved('merge', soups(2), 6), merge), '');
    assert.equal(unlikeChange(moved('merge', soups(7), 5, 1), merge), '', 'all that is on it');
    assert.notEqual(unlikeChange(cancelled('broken', soups(2)), cancel), '');
    assert.notEqual(unlikeChange({ ...discounted, percent: 20 } as Changed, discount), '');
    assert.notEqual(unlikeChange(billed({ by: 'lines', lines: soups(3) }), lines), '');
    assert.notEqual(unlikeChange(billed({ by: 'share', of: 2 }), share), '');
  });

  it('may name its lines in any order, and one article more than once', () => {
    const asked = {
      ...{ kind: 'split', to: 9 },
      lines: [
        { article: 'Soup', quantity: 1 },
        { article: 'Pils', quantity: 1 },
        { article: 'Soup', quantity: 1 },
      ],
    } as unknown as TabChange;
    const done = [
      { article: 'Pils', quantity: 1 },
      { article: 'Soup', quantity: 2 },
    ];
    assert.equal(unlikeChange(moved('split', done), asked), '');
    assert.equal(unlikeChange(moved('split', [...done].reverse()), asked), '');
    assert.match(unlikeChange(moved('split', soups(2)), asked), /instead of "split to 9: 1 x Pils, 2 x Soup"/);
  });

  it('is taken as it is where an old history does not tell what was asked for', () => {
    for (const [, done] of PAIRS) assert.equal(unlikeChange(done, undefined), '');
  });
});
