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

  it('takes no hello for a claim by which a device asks for a place anew', () => {
    const left = { kind: 'client-left', client: 'H01', session: 1, cause: 'replaced' } as const;
    const asksAnew = (heardMs: number): Story => restart(held()).at(heardMs).heard('H01', 1).at(22_000).fact(left);
    assert.equal(judge(release(asksAnew(22_000).at(50_000), 'restart')), 'pass');
    assert.match(judge(release(asksAnew(21_999).at(50_000), 'restart')), /no GRACE_ENDS/, 'it was back before');
  });

  it('ends no hold for a payment that has not ended so', () => {
    assert.match(judge(release(held().begins(1, 5, 1), 'payment')), /no payment has ended so/);
  });

  it('takes a sign of life for one of the holder since the start, and before the decision', () => {
    const heard = (from: string, token: number, t = 22_000): Story => restart(held()).at(t).heard(from, token);
    assert.match(judge(books(heard('H02', 1))), /no A_WRITES there/, 'of another device');
    assert.match(judge(books(heard('H01', 2))), /no A_WRITES there/, 'of another hold');
    assert.match(judge(books(restart(held().heard('H01', 1)))), /no A_WRITES there/, 'before the start');
    const late = restart(held()).at(22_000);
    late.events.push(...heard('H01', 1, 23_000).events.slice(-1));
    assert.match(judge(books(late)), /no A_WRITES there/, 'after the decision');
    assert.equal(judge(books(books(heard('H01', 1).at(30_000)))), 'pass', 'and is back for good');
  });

  it('lets a holder be heard of while the server ends its hold, by what measuring adds', () => {
    const ended = (heardMs: number, cause: ReleaseCause = 'restart'): string =>
      release(restart(held()).at(heardMs).heard('H01', 1).at(50_000), cause).judged(lockModel, { slackMs: 100 })
        .verdict;
    assert.equal(ended(49_900), 'pass');
    assert.equal(ended(49_899), 'fail');
    assert.equal(ended(49_900, 'lease-ended'), 'pass');
    assert.equal(ended(49_950, 'new-balance'), 'pass', 'it is back');
  });

  it('lets a short lease end without a note of the silence, and no other hold', () => {
    assert.equal(judge(release(held(), 'lease-ended')), 'pass');
    assert.equal(judge(release(restart(held()), 'lease-ended')), 'pass');
    assert.match(judge(release(held().begins(1, 5, 1), 'lease-ended')), /no LEASE_ENDS there/);
    const { sentence = '', events } =
      release(held().begins(1, 5, 1), 'lease-ended').judged(lockModel).evidence[0] ?? {};
    assert.match(
      sentence,
      /tab 5 be payment by the model .* at 0:00:03.000 the server decided "tab-released:lease-ended"/,
    );
    assert.equal(events?.length, 2);
  });

  it('names what was decided', () => {
    const sentence = (story: Story): string => story.judged(lockModel).evidence[0]?.sentence ?? '';
    assert.match(sentence(books(evening())), /tab 5 be free .* the server decided "booked"/);
    assert.match(sentence(held().opens('H02', 'Ben', 5, 2)), /the server decided "tab-locked"/);
    assert.match(sentence(held().begins(1, 5, 1).begins(2, 5, 1)), /the server decided "payment-begun"/);
    const parked = { kind: 'payment-parked', payment: 1, tab: 5 } as const;
    assert.match(sentence(held().fact(parked)), /the server decided "payment-parked"/);
    assert.equal(books(evening()).judged(lockModel).evidence[0]?.events.length, 1);
  });

  it('goes on with the next payment of a tab, whatever becomes of the one before', () => {
    const parked = { kind: 'payment-parked', payment: 1, tab: 5 } as const;
    const again = release(held().begins(1, 5, 1).fact(parked), 'parked').opens('H02', 'Ben', 5, 2);
    const paying = again.begins(2, 5, 2, 'H02', 'Ben').ends(1, 5, 'paid');
    assert.match(judge(books(paying)), /no A_WRITES there/, 'that still runs');
    const declined = held().begins(1, 5, 1).ends(1, 5, 'declined');
    assert.equal(judge(books(declined)), 'pass');
    assert.match(judge(release(held().begins(1, 5, 1).ends(1, 5, 'paid'), 'bill')), /no A_CLOSES there|leaves it/);
  });
});
