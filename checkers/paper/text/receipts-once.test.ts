// Who gets which receipt: the one in the books of the service, or the one on paper.
import assert from 'node:assert/strict';
import type { EventBody } from '#history/events';
import type { FloorSummary } from '#history/floor-summary';
import type { Fact } from '#server/core/facts';
import { Story } from '../../story.ts';
import { receiptsOnce } from './receipts-once.ts';

type Nocoo = NonNullable<NonNullable<FloorSummary['services']>['nocoo']>;
const INSTEAD: Nocoo = { receipts: 'instead', whenDown: 'paper' };
const QUEUE: Nocoo = { receipts: 'instead', whenDown: 'queue' };
const BESIDES: Nocoo = { receipts: 'besides', whenDown: 'paper' };
const limits = { serviceAnswerMs: 5_000, serviceRestMostMs: 30_000, receiptWaitMs: 20_000 };

const due: Fact = {
  ...{ kind: 'receipt-due', bill: 1, tab: 5, device: 'H02', operator: 'Anna', cents: 690, lines: ['Bill 1'] },
};
const sent: Fact = { kind: 'receipt-sent', bill: 1, reference: 'R1' };
const onPaper: Fact = { kind: 'receipt-on-paper', bill: 1 };
const ticket: Fact = {
  ...{ kind: 'job-queued', job: 1, document: 'bill', tab: 5, route: 'static', queue: 'counter', device: 'H02' },
  ...{ ticket: 1, copy: false, lines: [] },
};
const issued = (key = 'k1', lines = ['Bill 1'], bill = 1): EventBody => ({
  ...{ kind: 'service-did', did: 'receipt-issued', key, bill, cents: 690, lines },
});
const withdrawn: EventBody = { kind: 'service-did', did: 'receipt-withdrawn', key: 'k1' };

/** Bill 1 is settled at 10 s; then something happens at each time, s; the run ends at 600 s. */
function verdict(nocoo: Nocoo, ...steps: [s: number, what: Fact | EventBody][]): string {
  const story = new Story().server('up').fact({ kind: 'started' }).at(10_000).fact(due);
  for (const [s, what] of steps) {
    story.at(s * 1_000);
    if (what.kind === 'service-did') story.event('nocoo', what as EventBody);
    else if (what.kind === 'started') story.server('up').fact({ kind: 'started' });
    else if (what.kind === 'condition') story.event('server', what as EventBody);
    else story.fact(what as Fact);
  }
  story.at(500_000).event('run', { kind: 'phase', phase: 'faults-over' });
  story.at(600_000).event('run', { kind: 'phase', phase: 'end' });
  const floor = { devices: [{ name: 'H02' }], fallbackPrinter: 'counter', services: { nocoo } };
  const result = story.judged(receiptsOnce, limits, true, { floor } as never);
  return result.verdict === 'fail' ? (result.evidence[0]?.sentence.split('; however ')[1] ?? '') : result.verdict;
}

describe('receipts-once', () => {
  it('lets a receipt be digital, or on paper and withdrawn, or both where they come besides', () => {
    assert.equal(verdict(INSTEAD, [11, issued()], [12, sent]), 'pass');
    assert.equal(verdict(INSTEAD, [30, onPaper], [30, ticket], [40, withdrawn]), 'pass');
    assert.equal(verdict(INSTEAD, [20, issued()], [30, onPaper], [30, ticket], [40, withdrawn]), 'pass');
    assert.equal(verdict(BESIDES, [10, ticket], [11, issued()], [12, sent]), 'pass');
    assert.equal(verdict(QUEUE, [300, issued()], [301, sent]), 'pass');
  });

  it('sees a guest with none, or with two', () => {
    assert.equal(verdict(QUEUE), 'by the end the guest had none');
    assert.match(verdict(INSTEAD), /neither/);
    assert.equal(verdict(BESIDES, [10, ticket]), 'by the end the guest had none');
    assert.equal(verdict(BESIDES, [11, issued()], [12, sent]), 'nothing was printed');
    const both = 'the guest had one of the service and one on paper';
    assert.equal(verdict(INSTEAD, [20, issued()], [30, onPaper], [30, ticket]), both);
    assert.equal(
      verdict(INSTEAD, [11, issued()], [12, sent], [13, issued('k2')]),
      'the service has issued two of them',
    );
    assert.equal(
      verdict(INSTEAD, [30, onPaper], [30, ticket], [30, onPaper], [30, ticket], [31, withdrawn]),
      'it was printed 2 times',
    );
  });

  it('sees one that was taken for sent and was not, or was taken so twice or from paper', () => {
    assert.equal(verdict(INSTEAD, [12, sent]), 'it was taken for sent and was not issued');
    assert.equal(verdict(INSTEAD, [11, issued()], [12, sent], [13, sent]), 'it was taken for sent twice');
    assert.equal(
      verdict(INSTEAD, [30, onPaper], [30, ticket], [31, issued()], [32, sent], [33, withdrawn]),
      'it was taken for sent although it was on paper',
    );
  });

  it('sees paper too early, too late, or where it does not stand in', () => {
    assert.match(verdict(INSTEAD, [15, onPaper], [15, ticket]), /^paper stood in for it after 5 s only/);
    assert.match(verdict(INSTEAD, [60, onPaper], [60, ticket]), /neither its receipt nor paper$/);
    assert.match(verdict(INSTEAD, [60, issued()], [61, sent]), /neither its receipt nor paper$/);
    assert.equal(verdict(QUEUE, [30, onPaper], [30, ticket]), 'paper stood in for it where it does not');
  });

  it('gives the service its time anew after a start, and none while nobody runs', () => {
    const killed: EventBody = { kind: 'condition', of: 'server', state: 'killed' };
    const again: [number, Fact | EventBody][] = [
      [20, killed],
      [200, { kind: 'started' }],
    ];
    assert.equal(verdict(INSTEAD, ...again, [220, onPaper], [220, ticket]), 'pass');
    assert.match(verdict(INSTEAD, ...again, [215, onPaper], [215, ticket]), /after 15 s only/);
    assert.match(verdict(INSTEAD, ...again, [250, onPaper], [250, ticket]), /neither/);
  });

  it('sees a receipt that says something else, or is for no bill', () => {
    assert.equal(verdict(INSTEAD, [11, issued('k1', ['Bill 2'])], [12, sent]), 'it was issued as "Bill 2"');
    assert.equal(verdict(INSTEAD, [11, issued()], [12, sent], [13, issued('k9', [], 9)]), 'it is for bill 9');
  });
});
