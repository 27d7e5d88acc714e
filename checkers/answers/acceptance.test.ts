// What must be refused and is not.
import assert from 'node:assert/strict';
import { acceptance } from './acceptance.ts';
import { evening, type Story } from '../story.ts';

const held = (): Story => evening().at(2_000).opens('H01', 'Anna', 5, 1).at(3_000);
const ready = (): Story => held().fact({ kind: 'terminal-known', terminal: 'pt1', last: 'none' });

describe('what is accepted', () => {
  it('is what there is no reason against', () => {
    const story = ready()
      .collects('H01', 5, 1, 500)
      .asks('H01', 'pay', { tab: 5, token: 1, seqs: [1], terminal: 'pt1' });
    story.books('H01', 'Anna', 5, 1, 1, 500).begins(1, 5, 1);
    assert.equal(story.verdict(acceptance), 'pass');
    assert.equal(story.judged(acceptance, {}, false).verdict, 'unknown');
  });

  it('is no tab that somebody holds', () => {
    assert.match(held().opens('H02', 'Ben', 5, 2).verdict(acceptance), /it was accepted/);
  });

  it('is nothing of a device at which nobody is signed on', () => {
    const off = evening().asks('H01', 'sign-off').fact({ kind: 'signed-off', device: 'H01' });
    assert.match(off.opens('H01', 'Anna', 5, 1).verdict(acceptance), /it was accepted/);
    const stranger = evening().asks('H01', 'sign-on', { operator: 'Eve' });
    assert.match(stranger.fact({ kind: 'signed-on', device: 'H01', operator: 'Eve' }).verdict(acceptance), /accepted/);
  });

  it('is no write under another token than that of the hold, and none while a payment runs', () => {
    const write = (token: number): Story =>
      held()
        .collects('H01', 5, 1, 500)
        .asks('H01', 'hand-over', { tab: 5, token, seqs: [1] });
    assert.equal(write(1).books('H01', 'Anna', 5, 1, 1, 500).verdict(acceptance), 'pass');
    assert.match(write(9).books('H01', 'Anna', 5, 1, 1, 500).verdict(acceptance), /it was accepted/);
    const paying = held()
      .begins(1, 5, 1)
      .asks('H01', 'hand-over', { tab: 5, token: 1, seqs: [1] });
    assert.match(paying.books('H01', 'Anna', 5, 1, 1, 500).verdict(acceptance), /it was accepted/);
  });

  it('is no settlement of a parked tab that nobody was warned of', () => {
    const bill = (confirmed: object): Story => {
      const story = evening().fact({ kind: 'payment-parked', payment: 1, tab: 5 }).at(2_000).opens('H01', 'Anna', 5, 1);
      story
        .collects('H01', 5, 1, 500)
        .books('H01', 'Anna', 5, 1, 1, 500)
        .asks('H01', 'bill', { tab: 5, token: 1, ...confirmed });
      const rest = { device: 'H01', operator: 'Anna', cents: 500, tender: 'cash', payment: null } as const;
      return story.fact({ kind: 'billed', bill: 1, tab: 5, ...rest });
    };
    assert.equal(bill({ confirmed: true }).verdict(acceptance), 'pass');
    assert.match(bill({}).verdict(acceptance), /it was accepted/);
  });

  it('is no payment at a terminal that is busy, or not known', () => {
    const pay = (story: Story): Story =>
      story.collects('H01', 5, 1, 500).asks('H01', 'pay', { tab: 5, token: 1, seqs: [1], terminal: 'pt1' });
    assert.match(
      pay(ready().begins(1, 9, 7, 'H02'))
        .begins(2, 5, 1)
        .verdict(acceptance),
      /it was accepted/,
    );
    assert.match(pay(held()).begins(2, 5, 1).verdict(acceptance), /it was accepted/);
  });

  it('is no force at a handheld, and none against a payment', () => {
    const force = (story: Story, device: string): string =>
      story.asks(device, 'force-free', { tab: 5 }).answers(device, { did: 'done' }).verdict(acceptance);
    assert.equal(force(held().signsOn('till', 'Chef'), 'till'), 'pass');
    assert.match(force(held(), 'H02'), /it was accepted/);
    assert.match(force(held().signsOn('till', 'Chef').begins(1, 5, 1), 'till'), /it was accepted/);
  });
});
