import assert from 'node:assert/strict';
import { coverageTable } from '#search/coverage/coverage-table';
import { coverageText, marksText } from './coverage-text.ts';

const items = [
  { group: 'fault' as const, text: 'paper-out at' },
  { group: 'fault' as const, text: 'paper-out when' },
  { group: 'refusal' as const, text: 'bad-frame' },
];
const table = coverageTable(
  { 'fault paper-out at': 12 },
  { never: { 'refusal bad-frame': 'devices of ours speak well' }, seldom: {} },
  items,
);

describe('the table of what is generated', () => {
  it('tells how often, and why never', () => {
    const text = coverageText(table, { missing: false });
    assert.match(text, /^fault: .* \(1 of 2\)\n {7}12 {2}paper-out at\n {8}0 {2}paper-out when$/m);
    assert.match(text, /0 {2}bad-frame {2}\(devices of ours speak well\)/);
    assert.match(text, /3 items, 1 never come to, 1 more for a reason\n$/);
  });

  it('shows what is missing only, when that is asked for', () => {
    const text = coverageText(table, { missing: true });
    assert.doesNotMatch(text, /paper-out at/);
    assert.match(text, /paper-out when/);
  });

  it('names reasons that are none', () => {
    const stale = coverageTable(
      { 'fault paper-out at': 1 },
      { never: { 'fault paper-out at': 'no', 'fault fire': 'no' }, seldom: {} },
      items,
    );
    assert.deepEqual(stale.stale, ['fault paper-out at', 'fault fire']);
    assert.match(coverageText(stale, { missing: false }), /or no item: fault fire/);
  });

  it('lists marks with what they mean', () => {
    assert.equal(marksText([{ id: 'a-b', sort: 'always', about: 'c d' }]), 'always     a-b  c d\n');
  });
});
