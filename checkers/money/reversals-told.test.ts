// Who has asked for a reversal is shown what came of it.
import assert from 'node:assert/strict';
import { Story, STORY_LIMITS } from '../story.ts';
import { reversals } from './reversals.ts';

const RECORD = { receiptNo: '0001', trace: 1 };

/** Payment 1 of tab 5 was paid, and its reversal is asked for at that device, where the tab is open under token 2. */
function begun(device: string): Story {
  const by = { device, operator: 'Anna' };
  const paid = { payment: 1, tab: 5, outcome: 'paid', paidCents: 500, tipCents: 0, refundCents: 0 } as const;
  return new Story()
    .server('up')
    .fact({ kind: 'started' })
    .at(1_000)
    .event(device, connects(device))
    .begins(1, 5, 1, device)
    .event('pt1', { kind: 'money', phase: 'taken', cents: 500, ...RECORD })
    .fact({ kind: 'payment-ended', ...paid, record: RECORD })
    .at(5_000)
    .fact({ kind: 'tab-locked', tab: 5, token: 2, ...by })
    .fact({ kind: 'reversal-begun', payment: 1, tab: 5, ...by, terminal: 'pt1', paidCents: 500, record: RECORD });
}
function connects(device: string) {
  if (device === 'C01') return { kind: 'admitted', session: 1 } as const;
  const { heartbeatMs, toleranceMs } = STORY_LIMITS;
  return { kind: 'welcome', hold: 'none', serverClockMs: 0, heartbeatMs, toleranceMs } as const;
}
const ended = (story: Story, t = 10_000): Story =>
  story
    .at(t)
    .event('pt1', { kind: 'money', phase: 'reversed', cents: 500, ...RECORD })
    .fact({
      ...{ kind: 'reversal-ended', payment: 1, tab: 5, device: 'H01', operator: 'Anna', source: '40', record: null },
      ...{ outcome: 'reversed', paidCents: 500, cents: 500, tipCents: 0, refundCents: 0 },
    });
const shows = (story: Story, device: string): Story =>
  story.event(device, {
    ...{ kind: 'reversal-shown', tab: 5, payment: 1, outcome: 'reversed', paidCents: 500, cents: 500 },
  });

describe('what came of a reversal', () => {
  it('is shown at a handheld before the answer to what it asks next', () => {
    const asks = (story: Story): Story => story.at(11_000).asks('H01', 'takings').at(11_100).shows('H01', 'takings');
    assert.match(asks(ended(begun('H01'))).verdict(reversals), /was shown nothing of it before/);
    assert.equal(asks(shows(ended(begun('H01')), 'H01')).verdict(reversals), 'pass');
    const before = begun('H01').at(9_900).asks('H01', 'takings');
    assert.equal(ended(before).at(11_100).shows('H01', 'takings').verdict(reversals), 'pass', 'asked before');
  });

  it('is shown at a handheld that is in contact, in time', () => {
    const heard = (until: number): Story => ended(begun('H01')).at(11_000).heard('H01', 2).at(until).heard('H01', 2);
    assert.equal(heard(25_000).verdict(reversals), 'pass');
    assert.match(heard(27_000).verdict(reversals), /the server heard it until .* nothing of it was shown there/);
    const dials = ended(begun('H01')).at(11_000).heard('H01', 2).at(12_000).event('H01', { kind: 'dialled' });
    assert.equal(dials.at(27_000).heard('H01', 2).verdict(reversals), 'pass', 'it has given that connection up');
    const away = ended(begun('H01'))
      .at(11_000)
      .heard('H01', 2)
      .event('H01', {
        ...{ kind: 'transition', machine: 'handheld', from: 'open.booking', to: 'putAway' },
      });
    assert.equal(away.at(27_000).heard('H01', 2).verdict(reversals), 'pass');
  });

  it('is shown at a device that comes back with its hold, also after a start of the server', () => {
    const asks = (story: Story): Story => story.at(12_000).asks('H01', 'takings').at(12_100).shows('H01', 'takings');
    const back = (story: Story, token?: number): Story =>
      story
        .at(11_000)
        .event('H01', { kind: 'hello', clockMs: 0, ...(token === undefined ? {} : { tab: 5, token }) })
        .event('H01', connects('H01'));
    assert.match(asks(back(ended(begun('H01')), 2)).verdict(reversals), /was shown nothing of it before/);
    assert.equal(asks(shows(back(ended(begun('H01')), 2), 'H01')).verdict(reversals), 'pass');
    const started = (): Story => back(ended(begun('H01').at(6_000).fact({ kind: 'started' })), 2);
    assert.match(asks(started()).verdict(reversals), /was shown nothing of it before/);
    assert.equal(asks(back(ended(begun('H01')))).verdict(reversals), 'pass', 'it does not know its hold any more');
    const old = { floor: { devices: [], terminals: ['pt1'] } };
    assert.equal(asks(back(ended(begun('H01')), 2)).judged(reversals, {}, true, old as never).verdict, 'pass');
  });

  it('is told once where it was asked for without a hold, to who is connected then', () => {
    const asks = (story: Story): Story => story.at(12_000).asks('H01', 'takings').at(12_100).shows('H01', 'takings');
    const closed = (story: Story): Story =>
      story.fact({ kind: 'tab-released', tab: 5, token: 2, device: 'H01', cause: 'new-balance' });
    assert.match(asks(ended(closed(begun('H01')))).verdict(reversals), /was shown nothing of it before/);
    const again = ended(closed(begun('H01')))
      .at(11_000)
      .event('H01', connects('H01'));
    assert.equal(asks(again).verdict(reversals), 'pass');
    const started = ended(closed(begun('H01').at(6_000)).fact({ kind: 'started' }));
    assert.equal(asks(started).verdict(reversals), 'pass');
  });

  it('stands on the next screen that a thin client shows of the tab', () => {
    const open = (story: Story, n: number): Story => story.screen('C01', n, 5, 2, { balanceCents: 500 });
    const before = (): Story => ended(open(begun('C01').at(6_000), 3));
    const under = (): Story => open(before().at(10_020), 4);
    assert.equal(under().verdict(reversals), 'pass', 'that one was sent before');
    assert.equal(open(under().at(12_000), 5).verdict(reversals), 'pass', 'and so may this one');
    const lacking = (): Story => open(open(under().at(12_000), 5).at(13_000), 6);
    assert.match(lacking().verdict(reversals), /it showed that tab without it at 0:00:13/);
    assert.equal(shows(lacking(), 'C01').verdict(reversals), 'pass');
    const work = before().at(12_000).screen('C01', 4, 5, 2).at(13_000).screen('C01', 5, 5, 2);
    assert.equal(work.verdict(reversals), 'pass', 'it is done with the tab what has a screen of its own');
  });

  it('stands on no screen of another hold, and on those of a place that was taken anew', () => {
    const released = ended(begun('C01').at(6_000).screen('C01', 3, 5, 2, { balanceCents: 0 }))
      .at(12_000)
      .fact({ kind: 'tab-released', tab: 5, token: 2, device: 'C01', cause: 'forced' });
    const again = (story: Story): Story =>
      story
        .at(13_000)
        .screen('C01', 4, 0, 0)
        .at(14_000)
        .screen('C01', 5, 5, 2, { balanceCents: 500 })
        .at(15_000)
        .screen('C01', 6, 5, 2, { balanceCents: 500 });
    assert.equal(again(released).verdict(reversals), 'pass');
    const back = ended(begun('C01')).at(11_000).event('C01', connects('C01'));
    assert.match(again(back).verdict(reversals), /it showed that tab without it/, 'the same hold');
  });
});
