// A tab that was settled is busy while its bill is printed.
import assert from 'node:assert/strict';
import type { Fact } from '#server/core/facts';
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

  it('is not busy with the ticket of another, with one that is given up, or with anything but its bill', () => {
    assert.match(
      opened(
        settled()
          .at(3_500)
          .fact({ ...printed, job: 2 }),
        4_000,
      ),
      /not printed yet/,
    );
    const given: Fact = { kind: 'job-given-up', job: 1, printer: 'H01/belt', attempts: 3 };
    assert.equal(opened(settled().at(3_500).fact(given), 4_000), 'pass');
    const other = (document: 'receipt' | 'bill', copy: boolean): Story => {
      const by = { tab: 5, device: 'H01', operator: 'Anna' };
      const ticket = { route: 'belt', queue: 'H01', device: 'H01', ticket: 1, tab: 5 } as const;
      return evening()
        .at(3_000)
        .fact(
          { kind: 'billed', ...by, bill: 1, cents: 500, tender: 'cash', payment: null },
          { kind: 'job-queued', job: 1, document: document as 'bill', copy, lines: [], ...ticket },
        );
    };
    assert.equal(opened(other('receipt', false), 4_000), 'pass');
    assert.equal(opened(other('bill', true), 4_000), 'pass');
    assert.match(opened(other('bill', false), 4_000), /not printed yet/);
  });

  it('is free again to the millisecond, less what measuring adds', () => {
    assert.match(opened(settled(), 7_999), /not printed yet/);
    const slack = settled().at(7_900).opens('H02', 'Ben', 5, 2).judged(busyTabs, { slackMs: 100 });
    assert.equal(slack.verdict, 'pass');
    assert.equal(settled().at(7_899).opens('H02', 'Ben', 5, 2).judged(busyTabs, { slackMs: 100 }).verdict, 'fail');
  });

  it('neither gets lines nor gives them meanwhile, and the ticket of a later bill counts', () => {
    const moved = (tab: number, from: number, to: number): Fact =>
      ({
        kind: 'lines-moved',
        why: 'split',
        tab,
        token: 2,
        device: 'H02',
        operator: 'Ben',
        from,
        to,
        lines: [],
      }) as never;
    const told = (story: Story): string => story.judged(busyTabs).evidence[0]?.sentence ?? '';
    assert.match(
      told(
        settled()
          .at(4_000)
          .fact(moved(6, 6, 5)),
      ),
      /then H02 put lines on it at 0:00:04.000; .* bill 1/,
    );
    assert.match(
      told(
        settled()
          .at(4_000)
          .fact(moved(6, 5, 6)),
      ),
      /then H02 took its lines at/,
    );
    assert.equal(
      told(
        settled()
          .at(4_000)
          .fact(moved(5, 5, 6)),
      ),
      '',
      'who holds it gives away what is on it',
    );
    assert.match(
      told(settled().at(4_000).opens('H02', 'Ben', 5, 2)),
      /tab 5 be settled at 0:00:03.000; then H02 opened it/,
    );
    const [first = 0] = settled().at(4_000).opens('H02', 'Ben', 5, 2).judged(busyTabs).evidence[0]?.events ?? [];
    assert.equal(settled().events[first - 1]?.kind, 'fact');
  });

  it('is as busy as it was settled last', () => {
    const by = { tab: 5, device: 'H01', operator: 'Anna' };
    const again = settled()
      .at(5_000)
      .fact(printed)
      .fact({ kind: 'billed', ...by, bill: 2, cents: 0, tender: 'cash', payment: null });
    assert.equal(opened(again, 6_000), 'pass', 'the second has no ticket');
    const twice = settled()
      .at(5_000)
      .fact({ kind: 'billed', ...by, bill: 2, cents: 0, tender: 'cash', payment: null });
    assert.equal(opened(twice, 6_000), 'pass', 'the first is that of before');
  });
});
