// Counting what floors come to.
import assert from 'node:assert/strict';
import { sometimes } from '#protocols/marks';
import { allItems, itemKey } from './items.ts';
import { playSample } from './sample.ts';
import { addCounts, startTally } from './tally.ts';

const mark = sometimes('test-tally', 'a floor is counted');

describe('the tally of floors', () => {
  it('has no items twice', () => {
    const keys = allItems().map(itemKey);
    assert.equal(new Set(keys).size, keys.length);
  });

  it('counts facts with their words, refusals, and marks since it began', () => {
    mark();
    const tally = startTally();
    mark();
    tally.event({ t: 1, node: 'H01', kind: 'told', code: 'stale-token', tab: 1 });
    tally.event({
      t: 2,
      node: 'server',
      kind: 'fact',
      n: 1,
      at: 2,
      fact: { kind: 'tab-released', tab: 1, token: 1, device: 'H01', cause: 'lease-ended' },
    });
    assert.deepEqual(tally.counts(), {
      'event told': 1,
      'event fact': 1,
      'refusal stale-token': 1,
      'fact tab-released': 1,
      'fact tab-released cause = lease-ended': 1,
      'mark test-tally': 1,
    });
  });

  it('counts nothing that is no item, whatever floors do', () => {
    const { counts } = playSample(3, 1);
    // Only now: whatever was loaded meanwhile may have made marks.
    const keys = new Set(allItems().map(itemKey));
    assert.deepEqual(
      Object.keys(counts).filter((key) => !keys.has(key)),
      [],
    );
    assert.ok((counts['chart handheld: running.app.open.booking'] ?? 0) > 0);
  });

  it('is added up from several workers', () => {
    assert.deepEqual(addCounts([{ a: 1, b: 2 }, { b: 3 }]), { a: 1, b: 5 });
  });
});
