// What needs a right is done only by who has it.
import assert from 'node:assert/strict';
import type { HistoryHeader } from '#history/events';
import type { FloorSummary } from '#history/floor-summary';
import type { Fact } from '#server/core/facts';
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
});
