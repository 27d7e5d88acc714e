// What needs a right is done only by who has it.
import assert from 'node:assert/strict';
import type { HistoryHeader } from '#history/events';
import type { FloorSummary } from '#history/floor-summary';
import type { Fact } from '#server/core/facts';
import type { Right } from '#protocols/mpos/tab-changes';
import type { CheckResult, Evidence } from '../checker.ts';
import { evening } from '../story.ts';
import { rights } from './rights.ts';

const by = { tab: 5, token: 1, device: 'H01', operator: 'Anna' };
const discounted: Fact = { kind: 'discounted', ...by, source: '40', percent: 10, cents: 50 };
const billed: Fact = {
  ...{ kind: 'billed', bill: 1, tab: 5, device: 'H01', operator: 'Anna', cents: 50, tender: 'cash', payment: null },
};

const verdict = (allowed: FloorSummary['rights'], fact: Fact): string => {
  const story = evening().at(2_000).opens('H01', 'Anna', 5, 1).books('H01', 'Anna', 5, 1, 1, 500).fact(fact);
  const floor = { devices: [], rights: allowed } as unknown as HistoryHeader['floor'];
  return story.judged(rights, {}, true, { floor }).evidence[0]?.sentence.split('; however ')[1] ?? 'pass';
};

describe('the right of an operator', () => {
  it('is there for whatever needs one', () => {
    assert.equal(verdict(undefined, discounted), 'pass');
    assert.equal(verdict({ Ben: [] }, discounted), 'pass');
    assert.equal(verdict({ Anna: ['discount'] }, discounted), 'pass');
    assert.match(verdict({ Anna: ['part-bill'] }, discounted), /needs the right discount/);
    assert.match(verdict({ Anna: [] }, billed), /needs the right part-bill/);
    assert.equal(verdict({ Anna: ['part-bill'] }, billed), 'pass');
    assert.equal(verdict({ Anna: [] }, { ...billed, cents: 500 } as Fact), 'pass');
  });

  it('is that of who has opened the tab, whatever the journal calls her', () => {
    assert.match(verdict({ Anna: [] }, { ...discounted, operator: 'Ben' } as Fact), /needs the right discount/);
  });

  it('is asked for each change, but for a voucher and a reversal that has ended', () => {
    const line = { at: 1, article: 'Soup', quantity: 1, cents: 500, place: 'none' };
    const moved = { ...by, kind: 'lines-moved' as const, from: 5, to: 6, lines: [line], cents: 500 };
    const record = { receiptNo: '1', trace: 1 };
    const back = { payment: 1, tab: 5, device: 'H01', operator: 'Anna', paidCents: 500 };
    const needs: [right: string | null, fact: Fact][] = [
      ['split', { ...moved, why: 'split' }],
      ['move', { ...moved, why: 'move' }],
      ['merge', { ...moved, why: 'merge' }],
      ['cancel', { kind: 'lines-cancelled', ...by, source: '40', reason: 'cold', lines: [line], cents: 500 }],
      ['reverse', { kind: 'reversal-begun', ...back, terminal: 'pt1', record }],
      [null, { kind: 'redeemed', scan: 1, ...by, source: '40', code: 'V1', worthCents: 500, cents: 500 }],
      [
        null,
        {
          ...{ kind: 'reversal-ended', ...back, source: '40', outcome: 'reversed', cents: 500, tipCents: 0 },
          ...{ refundCents: 0, record: null },
        } as Fact,
      ],
    ];
    for (const [right, fact] of needs) {
      assert.equal(verdict({ Anna: [] }, fact), right === null ? 'pass' : `that needs the right ${right}`);
      if (right !== null) assert.equal(verdict({ Anna: [right as Right] }, fact), 'pass');
    }
  });

  it('to reverse is that of who is at the device, whoever has opened the tab', () => {
    const record = { receiptNo: '1', trace: 1 };
    const begun = { kind: 'reversal-begun', payment: 1, tab: 5, terminal: 'pt1', paidCents: 500, record } as const;
    const asked: Fact = { ...begun, device: 'H02', operator: 'Anna' };
    assert.equal(verdict({ Anna: [] }, asked), 'pass');
    assert.match(verdict({ Ben: [] }, asked), /needs the right reverse/);
  });

  it('to settle in part is asked for less than all that is owed, in cash or of a card', () => {
    const floor = { devices: [], rights: { Anna: [] } } as unknown as HistoryHeader['floor'];
    const judge = (...facts: Fact[]): CheckResult => {
      const story = evening().at(2_000).opens('H01', 'Anna', 5, 1).collects('H01', 5, 1, 700);
      return story
        .books('H01', 'Anna', 5, 1, 1, 500)
        .fact(...facts)
        .judged(rights, {}, true, { floor });
    };
    const card = { payment: 1, ...by, terminal: 'pt1', baseline: 'none' } as const;
    const begun = (cents: number): Fact => ({ kind: 'payment-begun', ...card, cents });
    const cash = (cents: number): Fact => ({ ...billed, cents }) as Fact;
    const paid: Fact = { ...billed, cents: 500, tender: 'card', payment: 1 } as Fact;
    const redeemed: Fact = {
      ...{ kind: 'redeemed', scan: 1, ...by, source: '40', code: 'V1', worthCents: 200, cents: 200 },
    };
    const fails = (...facts: Fact[]): number => judge(...facts).failures;
    assert.deepEqual([fails(begun(500)), fails(begun(700)), fails(cash(500)), fails(cash(700))], [1, 0, 1, 0]);
    assert.equal(fails(paid), 0, 'what a card has settled was asked of it before');
    assert.equal(fails(begun(700), begun(500)), 1, 'what is asked of a card is owed until it is billed');
    assert.equal(fails(redeemed, cash(500)), 0, 'what a voucher has settled is owed no more');
    assert.equal(fails(paid, cash(200)), 0, 'what a bill has settled is owed no more');
    assert.deepEqual([judge(cash(500)).judged, judge(cash(700)).judged], [1, 0]);
  });

  it('is told with those that there are', () => {
    const told = (allowed: Right[]): Evidence | undefined => {
      const floor = { devices: [], rights: { Anna: allowed } } as unknown as HistoryHeader['floor'];
      const story = evening().at(2_000).opens('H01', 'Anna', 5, 1).fact(discounted);
      return story.judged(rights, {}, true, { floor }).evidence[0];
    };
    const rest =
      'then at 0:00:02.000 the server decided "discounted" for H01 on tab 5; however that needs the right discount';
    assert.deepEqual(told([]), { events: [16], sentence: `let Anna have no rights; ${rest}` });
    assert.equal(told(['split', 'move'])?.sentence, `let Anna have the rights split, move; ${rest}`);
  });

  it('is unknown in a history that is cut off', () => {
    assert.equal(evening().judged(rights, {}, false).verdict, 'unknown');
  });
});
