// A tab that was settled is busy while its bill is printed.
import assert from 'node:assert/strict';
import { evening, type Story } from '../story.ts';
import { busyTabs } from './busy-tabs.ts';

const settled = (): Story => {
  const story = evening().at(2_000).opens('H01', 'Anna', 5, 1).books('H01', 'Anna', 5, 1, 1, 500).at(3_000);
  const by = { tab: 5, device: 'H01', operator: 'Anna' };
  const ticket = { route: 'belt', queue: 'H01', device: 'H01', ticket: 1, copy: false } as const;
  return story.fact(
    { kind: 'billed', ...by, bill: 1, cents: 500, tender: 'cash', payment: null },
    { kind: 'job-queued', job: 1, document: 'bill', tab: 5, lines: [], ...ticket },
    { kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'bill' },
  );
};
const printed = { kind: 'job-printed', job: 1, printer: 'H01/belt', evidence: 'confirmed' } as const;
const opened = (story: Story, t: number, tab = 5): string => story.at(t).opens('H02', 'Ben', tab, 2).verdict(busyTabs);

describe('a tab that was settled', () => {
  it('is not opened again while its bill is printed', () => {
    assert.match(opened(settled(), 4_000), /bill 1 was not printed yet/);
    assert.equal(opened(settled(), 4_000, 6), 'pass');
  });

  it('is opened again once the bill is out, the busy time is over, or the server was started', () => {
    assert.equal(opened(settled().at(3_500).fact(printed), 4_000), 'pass');
    assert.equal(opened(settled(), 8_000), 'pass');
    assert.equal(opened(settled().fact({ kind: 'started' }), 4_000), 'pass');
  });

  it('is not busy with paper that stands in for an older receipt', () => {
    const by = { tab: 5, device: 'H01', operator: 'Anna' };
    const ticket = { route: 'belt', queue: 'H01', device: 'H01', ticket: 2, copy: false } as const;
    const sent = settled().at(3_200).fact(printed).opens('H01', 'Anna', 5, 3).at(3_300);
    sent.fact(
      { kind: 'billed', ...by, bill: 2, cents: 500, tender: 'cash', payment: null },
      { kind: 'receipt-due', ...by, bill: 2, cents: 500, lines: [] },
      { kind: 'tab-released', tab: 5, token: 3, device: 'H01', cause: 'bill' },
      { kind: 'receipt-on-paper', bill: 1 },
      { kind: 'job-queued', job: 2, document: 'bill', tab: 5, lines: [], ...ticket },
    );
    assert.equal(opened(sent, 4_000), 'pass');
  });
});
