// Whoever has a parked tab open is shown what comes late of its payment.
import assert from 'node:assert/strict';
import type { EventOf } from '#history/events';
import { Story, STORY_LIMITS } from '../story.ts';
import { lateOutcomes } from './late-outcomes.ts';

function connects(device: string) {
  if (device === 'C01') return { kind: 'admitted', session: 1 } as const;
  const { heartbeatMs, toleranceMs } = STORY_LIMITS;
  return { kind: 'welcome', hold: 'none', serverClockMs: 0, heartbeatMs, toleranceMs } as const;
}
const by = (device: string) => ({ tab: 5, device, operator: 'Anna' });
const line = { seq: 1, article: 'Soup', quantity: 1, cents: 500, place: 'none' };

/** Tab 5 owes 5.00, is parked for payment 1 of H02, and open at that device under token 2. */
function open(device: string): Story {
  return new Story()
    .server('up')
    .fact({ kind: 'started' })
    .at(1_000)
    .event(device, connects(device))
    .fact({ kind: 'booked', ...by('H02'), token: 1, source: '40', offline: false, bookings: [line] })
    .begins(1, 5, 1, 'H02')
    .at(4_000)
    .fact({ kind: 'payment-parked', payment: 1, tab: 5 })
    .at(5_000)
    .fact({ kind: 'tab-locked', token: 2, ...by(device) });
}
/** The card was charged. */
function paid(story: Story): Story {
  const sums = { paidCents: 500, tipCents: 0, refundCents: 0, record: null } as const;
  return story
    .at(10_000)
    .fact({ kind: 'payment-ended', payment: 1, tab: 5, outcome: 'paid', ...sums })
    .fact({ kind: 'billed', bill: 1, ...by('H02'), cents: 500, tender: 'card', payment: 1, source: '40' });
}
const shows = (story: Story, device: string, more: Partial<EventOf<'late-outcome-shown'>> = {}): Story =>
  story.event(device, {
    ...({ kind: 'late-outcome-shown', tab: 5, payment: 1, outcome: 'paid', cents: 500, balanceCents: 0 } as const),
    ...more,
  });
const asks = (story: Story): Story => story.at(12_000).asks('H01', 'takings').at(12_100).shows('H01', 'takings');
const devices = [
  { name: 'H01', family: 'handheld' },
  { name: 'C01', family: 'client' },
];
const said = (story: Story, more: object = { lateOutcomes: true }): string => {
  const { verdict, evidence } = story.judged(lateOutcomes, {}, true, { floor: { devices, ...more } as never });
  return verdict === 'fail' ? (evidence[0]?.sentence.split('; however ')[1] ?? '') : verdict;
};

describe('a late outcome', () => {
  it('is shown before the answer to what is asked next', () => {
    assert.equal(said(asks(shows(paid(open('H01')), 'H01'))), 'pass');
    assert.match(said(asks(paid(open('H01')))), /was shown nothing of it before/);
    const before = open('H01').at(9_900).asks('H01', 'takings');
    assert.equal(said(paid(before).at(12_100).shows('H01', 'takings')), 'pass', 'asked before');
  });

  it('is shown after the answer that the tab is open, where that came later', () => {
    const heard = () =>
      paid(open('H01'))
        .at(10_500)
        .event('H01', { kind: 'hello', clockMs: 0 })
        .event('H01', connects('H01'))
        .at(11_000)
        .event('H01', { kind: 'hold', tab: 5, token: 2 });
    assert.match(said(asks(heard())), /was shown nothing of it before/);
    assert.equal(said(asks(shows(heard(), 'H01'))), 'pass');
    assert.equal(said(asks(shows(paid(open('H01')), 'H01').event('H01', { kind: 'hold', tab: 5, token: 2 }))), 'pass');
    const over = paid(open('H01')).fact({
      kind: 'tab-released',
      tab: 5,
      token: 2,
      device: 'H01',
      cause: 'lease-ended',
    });
    assert.equal(said(asks(over.event('H01', { kind: 'hold', tab: 5, token: 2 }))), 'pass', 'its hold has ended');
  });

  it('is nothing to a device that does not know any more that it has the tab open, and is on its way to say so', () => {
    const knows = () => open('H01').event('H01', { kind: 'hold', tab: 5, token: 2 });
    const reset = knows()
      .at(9_900)
      .event('H01', { kind: 'hold-lost', tab: 5, token: 2, why: 'SWIPE' })
      .event('H01', { kind: 'hello', clockMs: 0 });
    assert.equal(said(asks(paid(reset).event('H01', connects('H01')))), 'pass');
    assert.match(said(asks(paid(knows()))), /was shown nothing of it before/);
  });

  it('is nothing to a device that comes back when its hold has ended', () => {
    const back = (hold: 'held' | 'ended'): Story =>
      paid(open('H01'))
        .at(10_500)
        .asks('H01', 'takings')
        .event('H01', { kind: 'hello', clockMs: 0, tab: 5, token: 2 })
        .event('H01', { ...connects('H01'), hold } as never);
    assert.equal(said(back('ended').at(12_100).shows('H01', 'takings')), 'pass');
    assert.match(said(back('held').at(12_100).shows('H01', 'takings')), /was shown nothing of it before/);
  });

  it('is not asked for in histories of servers that told nobody', () => {
    assert.equal(said(asks(paid(open('H01'))), {}), 'pass');
  });

  it('is shown in time while the server hears the device', () => {
    const heard = (until: number): Story => paid(open('H01')).at(11_000).heard('H01', 2).at(until).heard('H01', 2);
    assert.equal(said(heard(26_000)), 'pass');
    assert.match(said(heard(27_000)), /nothing of it was shown there/);
  });

  it('is shown on coming back with the hold, and to nobody who comes back without', () => {
    const back = (token: number | undefined): Story => {
      const hello = { kind: 'hello', clockMs: 0, ...(token === undefined ? {} : { tab: 5, token }) } as const;
      return paid(open('H01')).at(11_000).event('H01', hello).event('H01', connects('H01'));
    };
    assert.match(said(asks(back(2))), /was shown nothing of it before/);
    assert.equal(said(asks(back(undefined))), 'pass');
    assert.equal(said(asks(back(3))), 'pass');
    const lost = paid(open('H01')).event('H01', { kind: 'hold-lost', tab: 5, token: 2, why: 'OFF' });
    assert.equal(said(asks(lost)), 'pass');
  });

  it('is shown before the answer to what ends the hold', () => {
    const bill = (story: Story): Story =>
      story
        .at(12_000)
        .asks('H01', 'bill')
        .fact({ kind: 'tab-released', tab: 5, token: 2, device: 'H01', cause: 'bill' })
        .at(12_100)
        .shows('H01', 'billed');
    assert.match(said(bill(paid(open('H01')))), /was shown nothing of it before/);
    const dialled = paid(open('H01')).at(12_000).asks('H01', 'bill').at(12_050).event('H01', { kind: 'dialled' });
    const over = dialled.fact({ kind: 'tab-released', tab: 5, token: 2, device: 'H01', cause: 'bill' });
    assert.equal(said(over.at(12_100).shows('H01', 'billed')), 'pass', 'answered on its next connection');
    const ended = paid(open('H01')).fact({
      kind: 'tab-released',
      tab: 5,
      token: 2,
      device: 'H01',
      cause: 'lease-ended',
    });
    assert.equal(said(asks(ended)), 'pass', 'nobody has it open any more');
  });

  it('stands on the next screen of the tab at a thin client', () => {
    const screen = (story: Story, number: number): Story =>
      story.event('C01', {
        ...{ kind: 'screen', screen: number, title: 'Tab 5', tab: 5, token: 2, bytes: 1, balanceCents: 0 },
        ...{ changed: 0, gone: 0, lines: [] },
      } as never);
    const before = (): Story => screen(open('C01').at(9_000), 1);
    const twice = (story: Story): Story => screen(screen(story.at(11_000), 2).at(12_000), 3);
    assert.match(said(screen(twice(paid(before())).at(13_000), 4)), /showed that tab without it/);
    assert.equal(said(screen(twice(shows(paid(before()), 'C01')).at(13_000), 4)), 'pass');
  });

  it('is of that payment and tab, what settled it, and what is owed since', () => {
    const shown = (more: Partial<EventOf<'late-outcome-shown'>>): string => said(shows(paid(open('H01')), 'H01', more));
    assert.equal(shown({}), 'pass');
    assert.match(shown({ balanceCents: 500 }), /the tab has owed 0.00 since/);
    assert.match(shown({ cents: 400 }), /it was paid, and 5.00 of that settled the tab/);
    assert.match(shown({ outcome: 'not-paid' }), /it was paid/);
    assert.match(shown({ tab: 6 }), /it had no such tab open then/);
    assert.match(shown({ payment: 2 }), /it had no such tab open then/);
    assert.match(said(shows(paid(open('H01')), 'T01')), /it had no such tab open then/);
    const unpaid = open('H01')
      .at(10_000)
      .fact({
        ...{ kind: 'payment-ended', payment: 1, tab: 5, outcome: 'not-paid', paidCents: 0, tipCents: 0 },
        ...{ refundCents: 0, record: null },
      });
    assert.equal(said(shows(unpaid, 'H01', { outcome: 'not-paid', cents: 0, balanceCents: 500 })), 'pass');
  });

  it('is nothing to be told where the tab was settled otherwise', () => {
    const cash = open('H01').fact({
      ...{ kind: 'billed', bill: 2, ...by('H01'), cents: 500, tender: 'cash', payment: null, source: '40' },
    });
    const sums = { paidCents: 500, tipCents: 0, refundCents: 500, record: null } as const;
    const late = cash.at(10_000).fact({ kind: 'payment-ended', payment: 1, tab: 5, outcome: 'paid', ...sums });
    assert.equal(said(asks(late)), 'pass');
    assert.match(said(shows(late, 'H01')), /it had no such tab open then/);
  });
});
