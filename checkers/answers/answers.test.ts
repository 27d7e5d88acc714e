// What devices are answered, and whether that was done.
import assert from 'node:assert/strict';
import { answers } from './answers.ts';
import { evening, type Story } from '../story.ts';

const held = (): Story => evening().at(2_000).opens('H01', 'Anna', 5, 1).at(3_000);
const done = { did: 'done' } as const;
const handedOver = (closed: boolean, ...seqs: number[]) => ({ did: 'handed-over', seqs, closed }) as const;

describe('an answer', () => {
  it('says what was done, and is shown as it was given', () => {
    const story = held().asks('H01', 'new-balance', { tab: 5, token: 1, seqs: [1] });
    story.fact({ kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'new-balance' });
    story.answers('H01', handedOver(true, 1)).shows('H01', 'handed-over', { closed: true });
    assert.equal(story.verdict(answers), 'pass');
    assert.equal(story.judged(answers, {}, false).verdict, 'unknown');
  });

  it('is given to what was asked, once', () => {
    assert.match(evening().answers('till', done).verdict(answers), /it has not asked for/);
    assert.match(
      held()
        .answers('H01', { ...done, did: 'opened', tab: 5, token: 1, balanceCents: 0, parked: false })
        .verdict(answers),
      /answered already/,
    );
    assert.match(held().asks('H01', 'open', { tab: 6 }).answers('H01', done).verdict(answers), /no answer to open/);
  });

  it('does not say that a tab is open, closed or still open that is not', () => {
    const opened = evening().asks('H01', 'open', { tab: 5 });
    const answer = { did: 'opened', tab: 5, token: 1, balanceCents: 0, parked: false } as const;
    assert.match(opened.answers('H01', answer).verdict(answers), /not its own/);
    const write = (type: string): Story => held().asks('H01', type, { tab: 5, token: 1, seqs: [1] });
    assert.match(write('new-balance').answers('H01', handedOver(true, 1)).verdict(answers), /has not ended/);
    assert.match(write('hand-over').answers('H01', handedOver(true, 1)).verdict(answers), /it asked for hand-over/);
    assert.match(
      write('hand-over')
        .answers('H01', handedOver(false, 1, 2))
        .verdict(answers),
      /it had sent the lines 1/,
    );
  });

  it('names the bill and the payment that were made', () => {
    const bill = held().asks('H01', 'bill', { tab: 5, token: 1 });
    assert.match(bill.answers('H01', { did: 'billed', seqs: [], bill: 3, cents: 5 }).verdict(answers), /no bill 3/);
    const pay = (payment: number): Story =>
      held()
        .asks('H01', 'pay', { tab: 5, token: 1 })
        .begins(1, 5, 1)
        .answers('H01', { did: 'paying', seqs: [], payment });
    assert.equal(pay(1).verdict(answers), 'pass');
    assert.match(pay(2).verdict(answers), /payment 2 is not that of tab 5/);
  });

  it('says that something is done only if it is', () => {
    const said = (story: Story, device: string): string => story.answers(device, done).verdict(answers);
    assert.match(said(evening().asks('H01', 'sign-on', { operator: 'Ben' }), 'H01'), /Anna is signed on/);
    assert.match(said(evening().asks('H01', 'sign-off'), 'H01'), /still signed on/);
    assert.match(said(held().asks('till', 'force-free', { tab: 5 }), 'till'), /still held/);
    const job = {
      job: 1,
      document: 'bill',
      tab: 5,
      queue: 'H01',
      device: 'H01',
      ticket: 1,
      lines: [] as string[],
    } as const;
    const queued = (): Story => evening().fact({ kind: 'job-queued', ...job, route: 'belt', copy: false });
    assert.match(said(queued().asks('till', 'reprint', { job: 1 }), 'till'), /not printed again/);
    assert.match(said(queued().asks('H01', 'receipt-printed', { job: 1 }), 'H01'), /still waits/);
    const printed = { kind: 'job-printed', job: 1, printer: 'H01/belt', evidence: 'confirmed' } as const;
    assert.equal(said(queued().asks('H01', 'receipt-printed', { job: 1 }).fact(printed), 'H01'), 'pass');
  });

  it('is not followed by a refusal when the request is repeated', () => {
    const again = evening().asks('H01', 'open', { tab: 5 });
    again.fact({ kind: 'tab-locked', tab: 5, token: 1, device: 'H01', operator: 'Anna' });
    again.answers('H01', { did: 'opened', tab: 5, token: 1, balanceCents: 0, parked: false }).at(9_000);
    assert.match(again.refused('H01', 'own-locked-tab').verdict(answers), /it had been answered "opened" already/);
  });

  it('is not shown otherwise than it was given', () => {
    const opened = (shown: object): string =>
      evening().opens('H01', 'Anna', 5, 1, shown).at(9_000).signsOn('H02', 'Ben').verdict(answers);
    assert.equal(opened({}), 'pass');
    assert.match(opened({ token: 2 }), /token was 1, not 2/);
    const story = evening().asks('H01', 'open', { tab: 5 }).shows('H01', 'opened', { token: 1 });
    assert.match(story.verdict(answers), /no such answer/);
  });
});
