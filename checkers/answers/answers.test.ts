// What devices are answered, and whether that was done.
import assert from 'node:assert/strict';
import type { Reply } from '#protocols/mpos/messages';
import type { Fact } from '#server/core/facts';
import { answers } from './answers.ts';
import { evening, type Story } from '../story.ts';

const held = (): Story => evening().at(2_000).opens('H01', 'Anna', 5, 1).at(3_000);
const done = { did: 'done' } as const;
const handedOver = (closed: boolean, ...seqs: number[]) => ({ did: 'handed-over', seqs, closed }) as const;

const BILLED = { kind: 'billed', device: 'H01', operator: 'Anna', tender: 'cash', payment: null } as const;

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

  it('to a bill names the one that was made for that tab by this decision, and its hold is over', () => {
    const asked = (): Story => held().asks('H01', 'bill', { tab: 5, token: 1, seqs: [] });
    const made = (story: Story, bill: number, tab: number, cents: number): Story =>
      story.fact({ ...BILLED, bill, tab, cents });
    const freed = (story: Story): Story =>
      story.fact({ kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'bill' });
    const told = { did: 'billed', seqs: [] as number[], bill: 3, cents: 500 } as const;
    const said = (story: Story): string => story.answers('H01', told).verdict(answers);
    assert.equal(said(freed(made(asked(), 3, 5, 500))), 'pass');
    assert.match(said(freed(made(asked(), 4, 5, 500))), /no bill 3/);
    assert.match(said(freed(made(asked(), 3, 6, 500))), /no bill 3/);
    assert.match(said(freed(made(asked(), 3, 5, 600))), /no bill 3 over 500 cents/);
    assert.match(said(made(asked(), 3, 5, 500)), /hold of tab 5 has not ended/);
    const earlier = freed(made(asked(), 3, 5, 500))
      .answers('H01', told)
      .asks('H01', 'bill', { tab: 5, token: 1 });
    assert.match(said(earlier), /no bill 3/);
  });

  it('to a change repeats it, under a hold that lasts, with the bill of a part', () => {
    const cancel = { kind: 'cancel', lines: [{ seq: 1, quantity: 1 }], reason: 'mistake' } as never;
    const share = { kind: 'bill-share', of: 2 } as never;
    const said = (change: object, told: object, ...facts: Parameters<Story['fact']>): string => {
      const story = held().asks('H01', 'change', { tab: 5, token: 1, seqs: [], change: change as never });
      const answer = { did: 'changed', seqs: [], balanceCents: 0, change, ...told };
      return story
        .fact(...facts)
        .answers('H01', answer as never)
        .verdict(answers);
    };
    assert.equal(said(cancel, {}), 'pass');
    assert.match(said(cancel, { change: share }), /another change/);
    const gone = { kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'bill' } as const;
    assert.match(said(cancel, {}, gone), /hold of tab 5 is gone/);
    const part = { ...BILLED, bill: 3, tab: 5, cents: 500 };
    assert.equal(said(share, { bill: 3, cents: 500 }, part), 'pass');
    assert.match(said(share, {}, part), /names no bill/);
    assert.match(said(share, { bill: 4, cents: 500 }, part), /no such bill/);
    assert.match(said(share, { bill: 3, cents: 501 }, part), /no such bill/);
    assert.match(said(share, { bill: 3, cents: 500 }), /no such bill/);
  });

  it('to a scan names its card, under a hold that lasts', () => {
    const card = { kind: 'voucher', code: 'A1' } as const;
    const asked = (): Story => held().asks('H01', 'scan', { tab: 5, token: 1, seqs: [], card });
    const told = (code: string) =>
      ({ did: 'scanned', seqs: [] as number[], scan: 1, card: { ...card, code } }) as const;
    assert.equal(asked().answers('H01', told('A1')).verdict(answers), 'pass');
    assert.match(asked().answers('H01', told('A2')).verdict(answers), /another card/);
    const gone = asked().fact({ kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'lease-ended' });
    assert.match(gone.answers('H01', told('A1')).verdict(answers), /hold of tab 5 is gone/);
  });

  it('to a reversal names the one that was begun at the terminal that was asked for', () => {
    const asked = (terminal: string): Story => evening().asks('H01', 'reverse', { tab: 5, token: 0, terminal });
    const begun = (story: Story): Story => {
      const whose = { tab: 5, device: 'H01', operator: 'Anna', paidCents: 500 };
      return story.fact({ kind: 'reversal-begun', payment: 1, terminal: 'pt1', ...whose } as never);
    };
    const told = (payment: number) => ({ did: 'reversing', terminal: 'pt1', payment }) as const;
    assert.equal(begun(asked('pt1')).answers('H01', told(1)).verdict(answers), 'pass');
    assert.match(begun(asked('pt1')).answers('H01', told(2)).verdict(answers), /no such reversal/);
    assert.match(asked('pt1').answers('H01', told(1)).verdict(answers), /no such reversal/);
    assert.match(begun(asked('pt2')).answers('H01', told(1)).verdict(answers), /it asked for pt2/);
  });

  it('to what changes nothing is of its kind', () => {
    const said = (type: string, answer: object, fields = {}): string =>
      evening()
        .asks('H01', type, fields)
        .answers('H01', answer as never)
        .verdict(answers);
    const code = { did: 'code', code: 'X1' };
    assert.equal(said('freestyle-code', code), 'pass');
    assert.match(said('takings', code), /no answer to takings/);
    assert.equal(said('takings', { did: 'takings', takings: [] }), 'pass');
    assert.match(said('freestyle-code', { did: 'takings', takings: [] }), /no answer to freestyle-code/);
    assert.equal(said('camera', { did: 'viewing', camera: 'door' }, { camera: 'door' }), 'pass');
    assert.match(said('camera', { did: 'viewing', camera: 'bar' }, { camera: 'door' }), /it asked for door/);
    assert.equal(said('end-of-day', done, { terminal: 'pt1' }), 'pass');
    assert.match(said('end-of-day', code, { terminal: 'pt1' }), /no answer to end-of-day/);
  });

  it('names the tab and the token of the hold, and the payment of that tab and device', () => {
    const opened = (ask: number, told: object, device = 'H01'): string =>
      evening()
        .asks('H01', 'open', { tab: ask })
        .fact({ kind: 'tab-locked', tab: 5, token: 7, device, operator: 'Anna' })
        .answers('H01', { did: 'opened', tab: 5, token: 7, balanceCents: 0, parked: false, ...told })
        .verdict(answers);
    assert.equal(opened(5, {}), 'pass');
    assert.match(opened(5, { token: 6 }), /not its own/);
    assert.match(opened(5, { tab: 6 }), /hold of tab 6 is not its own/);
    assert.match(opened(6, {}), /not its own/);
    assert.match(opened(5, {}, 'H02'), /not its own/);
    const pay = (tab: number, device: string): string =>
      held()
        .asks('H01', 'pay', { tab: 5, token: 1, seqs: [] })
        .begins(1, tab, 1, device)
        .answers('H01', { did: 'paying', seqs: [], payment: 1 })
        .verdict(answers);
    assert.equal(pay(5, 'H01'), 'pass');
    assert.match(pay(6, 'H01'), /not that of tab 5/);
    assert.match(pay(5, 'H02'), /not that of tab 5/);
  });

  it('says that lines are handed over while the hold lasts, each of them and no other', () => {
    const said = (type: string, token: number, ...seqs: number[]): string =>
      held()
        .asks('H01', type, { tab: 5, token, seqs: [1, 2] })
        .answers('H01', handedOver(false, ...seqs))
        .verdict(answers);
    assert.equal(said('hand-over', 1, 1, 2), 'pass');
    assert.equal(said('book', 1, 1, 2), 'pass');
    assert.match(said('hand-over', 1, 1), /it had sent the lines 1,2, not 1/);
    assert.match(said('hand-over', 1, 1, 3), /it had sent the lines 1,2, not 1,3/);
    assert.match(said('hand-over', 2, 1, 2), /its hold of tab 5 is gone/);
    assert.match(said('new-balance', 1, 1, 2), /it asked for new-balance/);
  });

  it('says that somebody is signed on or off, and a ticket printed again, that is', () => {
    const said = (story: Story, device = 'H01'): string => story.answers(device, done).verdict(answers);
    const off = evening().asks('H01', 'sign-off').fact({ kind: 'signed-off', device: 'H01' });
    assert.equal(said(off), 'pass');
    const nobody = evening().fact({ kind: 'signed-off', device: 'H01' }).asks('H01', 'sign-on', { operator: 'Ben' });
    assert.match(said(nobody), /nobody is signed on/);
    const freed = held().asks('till', 'force-free', { tab: 5 });
    freed.fact({ kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'forced' });
    assert.equal(said(freed, 'till'), 'pass');
    const job = { document: 'bill', tab: 5, queue: 'counter', device: 'H01', lines: [], route: 'static' } as const;
    const queued = (n: number, ticket: number, copy: boolean) =>
      ({ kind: 'job-queued', job: n, ticket, copy, ...job }) as never;
    const again = (ticket: number, copy: boolean): Story =>
      evening()
        .fact(queued(1, 1, false))
        .asks('till', 'reprint', { job: 1 })
        .fact(queued(2, ticket, copy));
    assert.equal(said(again(1, true), 'till'), 'pass');
    assert.match(said(again(2, true), 'till'), /job 1 is not printed again/);
    assert.match(said(again(1, false), 'till'), /job 1 is not printed again/);
    const twice = again(1, true).answers('till', done).asks('till', 'reprint', { job: 1 });
    assert.match(said(twice, 'till'), /job 1 is not printed again/);
  });

  it('is compared in all it says, and for no request of number 0', () => {
    const shown = (fields: object, did = 'opened'): string =>
      evening()
        .asks('H01', 'open', { tab: 5 })
        .fact({ kind: 'tab-locked', tab: 5, token: 1, device: 'H01', operator: 'Anna' })
        .answers('H01', { did: 'opened', tab: 5, token: 1, balanceCents: 700, parked: true })
        .shows('H01', did, { token: 1, balanceCents: 700, parked: true, ...fields })
        .verdict(answers);
    assert.equal(shown({}), 'pass');
    assert.match(shown({ balanceCents: 800 }), /balanceCents was 700, not 800/);
    assert.match(shown({ parked: false }), /parked was true/);
    assert.match(shown({}, 'done'), /it was answered "opened"/);
    assert.match(shown({ bill: 3 }), /bill was undefined, not 3/);
    assert.match(shown({ cents: 3 }), /cents was undefined, not 3/);
    assert.match(shown({ payment: 3 }), /payment was undefined, not 3/);
    const unasked = evening().event('H01', { kind: 'reply', req: 0, ok: true, did: 'done' });
    assert.equal(unasked.verdict(answers), 'pass');
    assert.equal(evening().asks('H01', 'open', { tab: 5 }).refused('H01', 'tab-locked').verdict(answers), 'pass');
  });

  it('may be shown, or asked for, a little before its fact where times are measured', () => {
    const early = (gapMs: number): Story =>
      evening()
        .asks('H01', 'sign-off')
        .shows('H01', 'done')
        .at(1_000 + gapMs)
        .fact({ kind: 'signed-off', device: 'H01' });
    assert.equal(early(400).answers('H01', done).verdict(answers, { slackMs: 500 }), 'pass');
    assert.match(early(400).answers('H01', done).at(9_000).signsOn('H02', 'Ben').verdict(answers), /no such answer/);
    assert.equal(evening().answers('till', done).verdict(answers, { slackMs: 500 }), 'pass');
  });

  it('is not one to a thin client, which is shown what has come of it', () => {
    assert.equal(evening().answers('C01', done).verdict(answers), 'pass');
  });

  it('is no refusal, which may be another the next time', () => {
    const refusal = { type: 'reply', req: 4, ok: false, code: 'try-again' } as unknown as Reply;
    const story = held().asks('H01', 'open', { tab: 6 });
    const req = story.events.findLast((event) => event.kind === 'sent')?.req ?? 0;
    story.fact({ kind: 'answered', device: 'H01', req, reply: { ...refusal, req } as never });
    assert.match(story.verdict(answers), /a refusal is no answer for good/);
  });

  it('is told with its request, and a showing of it with the answer it should be', () => {
    const [none] = evening().answers('till', done).judged(answers).evidence;
    assert.deepEqual(none, {
      events: [11],
      sentence:
        'let till ask for nothing (request 0); then at 0:00:01.000 it was answered "done"; however it has not asked for',
    });
    const wrong = held().asks('H01', 'open', { tab: 6 }).answers('H01', done).judged(answers);
    assert.deepEqual([wrong.evidence[0]?.events, wrong.judged], [[16, 17], 4]);
    assert.match(wrong.evidence[0]?.sentence ?? '', /^let H01 ask for open \(request 3\); then .* answered "done"; /);
    const again = held().answers('H01', { ...done, did: 'opened', tab: 5, token: 1, balanceCents: 0, parked: false });
    assert.deepEqual(again.judged(answers).evidence[0]?.events, [13, 16], 'the first answer to it');
    const shown = held().asks('H01', 'takings').shows('H01', 'takings').judged(answers).evidence[0];
    assert.deepEqual(shown?.events, [17]);
    assert.match(shown?.sentence ?? '', /it was shown "takings"; however the journal has no such answer$/);
    const refused = held().refused('H01', 'held-by-payment').judged(answers).evidence[0];
    assert.deepEqual(refused?.events, [13, 16]);
    assert.match(
      refused?.sentence ?? '',
      /it was shown "a refusal"; however it had been answered "opened" already, not "held-by-payment"$/,
    );
  });

  it('stays the first one of each device, however many others are given', () => {
    const both = held().opens('H02', 'Ben', 6, 2);
    assert.equal(both.shows('H01', 'opened', { token: 1, balanceCents: 0 }).verdict(answers), 'pass');
    assert.match(both.shows('H01', 'opened', { token: 2, balanceCents: 0 }).verdict(answers), /token was 1, not 2/);
  });

  it('does not say that a ticket is printed again where another one is, or none', () => {
    const job = { document: 'bill', route: 'static', queue: 'counter', tab: 5, device: 'H01', ticket: 3 } as const;
    const printed = (): Story =>
      held()
        .fact({ kind: 'job-queued', job: 3, ...job, copy: false, lines: [] })
        .asks('H01', 'reprint', { job: 3 });
    const copy = (ticket: number): Fact => ({ kind: 'job-queued', job: 4, ...job, ticket, copy: true, lines: [] });
    assert.equal(printed().fact(copy(3)).answers('H01', done).verdict(answers), 'pass');
    assert.match(printed().fact(copy(2)).answers('H01', done).verdict(answers), /job 3 is not printed again/);
    assert.match(printed().answers('H01', done).verdict(answers), /job 3 is not printed again/);
    const unknown = held().asks('H01', 'reprint', { job: 9 }).answers('H01', done);
    assert.match(unknown.verdict(answers), /job 9 is not printed again/);
  });

  it('names what was not asked for where nothing was', () => {
    const reversing = held()
      .asks('H01', 'reverse')
      .answers('H01', { did: 'reversing', payment: 1, terminal: 'pt1' } as never);
    assert.match(reversing.verdict(answers), /it asked for no terminal/);
    const viewing = held()
      .asks('H01', 'camera')
      .answers('H01', { did: 'viewing', camera: 'door' } as never);
    assert.match(viewing.verdict(answers), /it asked for no camera/);
  });
});
