// The reference model of the lock beside a run.
import assert from 'node:assert/strict';
import type { ReleaseCause } from '#server/core/facts';
import { lockModel } from './lock-model.ts';
import { evening, type Story } from '../story.ts';

const held = (): Story => evening().at(2_000).opens('H01', 'Anna', 5, 1).at(3_000);
const release = (story: Story, cause: ReleaseCause): Story =>
  story.fact({ kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause });
const restart = (story: Story): Story =>
  story.server('killed').at(20_000).server('up').fact({ kind: 'started' }).at(21_000);
const books = (story: Story): Story => story.books('H01', 'Anna', 5, 1, 1, 500);
const judge = (story: Story): string => story.verdict(lockModel);

describe('the model of the lock', () => {
  it('goes along with what a server rightly does', () => {
    const silent = { kind: 'hold-silent', tab: 5, token: 1, device: 'H01', silentMs: 30_000 } as const;
    const claimed = { kind: 'hold-claimed', tab: 5, token: 1, device: 'H01' } as const;
    assert.equal(judge(release(books(held()), 'new-balance')), 'pass');
    assert.equal(judge(release(held().fact(silent, claimed, silent), 'lease-ended')), 'pass');
    assert.equal(judge(release(held(), 'forced')), 'pass');
    assert.equal(judge(release(held().begins(1, 5, 1).ends(1, 5, 'paid'), 'payment')), 'pass');
    assert.equal(judge(release(held().begins(1, 5, 1).ends(1, 5, 'declined'), 'bill')), 'pass');
    assert.equal(judge(release(restart(held()), 'restart')), 'pass');
    assert.equal(judge(books(restart(held()).at(22_000).heard('H01', 1))), 'pass');
    assert.equal(held().judged(lockModel, {}, false).verdict, 'unknown');
  });

  it('lets a parked tab be opened, and its payment end later', () => {
    const parked = { kind: 'payment-parked', payment: 1, tab: 5 } as const;
    const story = release(held().begins(1, 5, 1).fact(parked), 'parked').opens('H02', 'Ben', 5, 2);
    assert.equal(judge(story.ends(1, 5, 'paid')), 'pass');
  });

  it('lets a restart end a hold that only a payment has kept', () => {
    assert.equal(judge(release(restart(held().begins(1, 5, 1)).ends(1, 5, 'declined'), 'restart')), 'pass');
  });

  it('knows no writing and no force while a payment runs', () => {
    assert.match(judge(books(held().begins(1, 5, 1))), /no A_WRITES there/);
    assert.match(judge(release(held().begins(1, 5, 1), 'forced')), /TILL_FORCES leaves it payment/);
    assert.match(judge(release(held().begins(1, 5, 1), 'new-balance')), /no A_CLOSES there/);
  });

  it('knows no second opening, and no writing on a tab that is free', () => {
    assert.match(judge(held().opens('H02', 'Ben', 5, 2)), /no A_OPENS there/);
    assert.match(judge(books(evening())), /no A_WRITES there/);
  });

  it('knows no end of a grace for whom has come back, and none without a restart', () => {
    assert.match(judge(release(held(), 'restart')), /no GRACE_ENDS there/);
    assert.match(judge(release(restart(held()).at(22_000).heard('H01', 1).at(50_000), 'restart')), /no GRACE_ENDS/);
  });

  it('ends no hold for a payment that has not ended so', () => {
    assert.match(judge(release(held().begins(1, 5, 1), 'payment')), /no payment has ended so/);
  });
});
