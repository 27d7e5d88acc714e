// When a device in a payment may go on.
import assert from 'node:assert/strict';
import { paymentAwaited } from './payment-awaited.ts';
import { evening, type Story } from './story.ts';

const moves = (story: Story, to: string): Story =>
  story.event('H01', { kind: 'transition', machine: 'handheld', from: 'idle', to });
/** H01 has begun a payment for tab 5, was reset, and is in another one for tab 6. */
const paying = (): Story =>
  moves(
    evening().at(2_000).opens('H01', 'Anna', 5, 1).begins(1, 5, 1).at(3_000).opens('H01', 'Anna', 6, 2).begins(2, 6, 2),
    'open.paying yellow',
  ).at(9_000);
const goesOn = (story: Story): Story => moves(story, 'open.booking');
const settles = (story: Story): Story =>
  story.event('H01', { kind: 'hold-lost', tab: 6, token: 2, why: 'PAYMENT_ENDED' });
const judge = (story: Story): string => story.at(20_000).verdict(paymentAwaited);

describe('a device in a payment', () => {
  it('goes on when it is over', () => {
    assert.equal(judge(goesOn(paying().ends(2, 6, 'declined'))), 'pass');
    assert.equal(judge(settles(paying().ends(2, 6, 'paid'))), 'pass');
    assert.equal(judge(settles(paying().fact({ kind: 'payment-parked', payment: 2, tab: 6 }))), 'pass');
    assert.equal(paying().judged(paymentAwaited, {}, false).verdict, 'unknown');
  });

  it('and not before, or when another one is', () => {
    assert.match(judge(goesOn(paying())), /it was not over/);
    assert.match(judge(goesOn(paying().ends(1, 5, 'declined'))), /it was not over/);
    assert.match(judge(settles(paying().ends(1, 5, 'paid'))), /it was not over/);
  });

  it('may lose its hold for another reason', () => {
    const why = { kind: 'hold-lost', tab: 6, token: 2, why: 'SWIPE' } as const;
    assert.equal(judge(paying().event('H01', why)), 'pass');
  });
});
