// What thin clients show, and what comes of taps there.
import assert from 'node:assert/strict';
import { freeTime } from '../holds/free-time.ts';
import { refusals } from '../answers/refusals.ts';
import { screens } from './screens.ts';
import { Story } from '../story.ts';

/** Anna has tab 5 open at C01 under token 1; it owes 20.00 from before. */
const open = (): Story =>
  new Story()
    .server('up')
    .books('H01', 'Ben', 5, 9, 1, 2_000)
    .at(1_000)
    .event('C01', { kind: 'admitted', session: 1 })
    .screen('C01', 1, 0, 0)
    .taps('C01', 1, 'sign-on', { operator: 'Anna' })
    .fact({ kind: 'signed-on', device: 'C01', operator: 'Anna' })
    .screen('C01', 2, 0, 0)
    .at(2_000)
    .taps('C01', 2, 'open', { tab: 5 })
    .fact({ kind: 'tab-locked', tab: 5, token: 1, device: 'C01', operator: 'Anna' })
    .at(2_100)
    .screen('C01', 3, 5, 1, { beforeCents: 2_000, balanceCents: 2_000 });
const booked = (): Story =>
  open().at(3_000).taps('C01', 3, 'book', { tab: 5, token: 1 }).at(3_010).books('C01', 'Anna', 5, 1, 1, 500);

describe('screens of thin clients', () => {
  it('show a tab that is open there, and what it owes', () => {
    const lines = ['Tab 5', 'Balance before 20.00 EUR', '1 x Soup  5.00', 'Balance 25.00 EUR'];
    const shown = booked().at(3_100).screen('C01', 4, 5, 1, { beforeCents: 2_000, balanceCents: 2_500, lines });
    assert.equal(shown.verdict(screens), 'pass');
    assert.equal(shown.judged(screens, {}, false).verdict, 'unknown');
  });

  it('show no balance that the tab never had, nor one from before what was shown', () => {
    const balance = (balanceCents: number): string =>
      booked()
        .screen('C01', 4, 5, 1, { balanceCents: 2_500, lines: ['1 x Soup  5.00'] })
        .at(3_200)
        .screen('C01', 5, 5, 1, { balanceCents })
        .verdict(screens);
    assert.match(balance(2_400), /24\.00 was not what it owed/);
    assert.match(balance(2_000), /20\.00 was not what it owed since it was shown one last: 25\.00/);
    assert.match(open().screen('C01', 4, 5, 1, { beforeCents: 1 }).verdict(screens), /had not owed 0\.01 before/);
  });

  it('show the lines that were booked there, the last six of them, since the tab was opened or changed', () => {
    const shows = (story: Story, balanceCents: number, ...soups: string[]): string =>
      story
        .screen('C01', 9, 5, 1, { balanceCents, lines: soups.map((cents) => `1 x Soup  ${cents}`) })
        .verdict(screens);
    assert.equal(shows(booked(), 2_500, '5.00'), 'pass');
    assert.equal(shows(booked(), 2_500), 'nothing stood there as booked, and 1 x Soup  5.00 had been');
    assert.match(shows(booked(), 2_500, '5.00', '5.00'), /1 x Soup {2}5.00, 1 x Soup {2}5.00 stood there as booked/);
    assert.match(shows(open(), 2_000, '5.00'), /and nothing had been/);
    const many = open();
    for (let seq = 2; seq < 9; seq += 1) many.books('C01', 'Anna', 5, 1, seq, 100 * seq);
    assert.equal(shows(many, 5_500, '3.00', '4.00', '5.00', '6.00', '7.00', '8.00'), 'pass');
    const by = { tab: 5, token: 1, device: 'C01', operator: 'Anna' };
    const changed = booked().fact({ kind: 'discounted', ...by, percent: 10, cents: 250 } as never);
    assert.equal(shows(changed, 2_250), 'pass');
    const paid = { kind: 'billed', bill: 1, tab: 5, device: 'H01', operator: 'Ben', cents: 2_000, tender: 'card' };
    assert.equal(shows(booked().fact({ ...paid, payment: 1 } as never), 500, '5.00'), 'pass', 'paid late elsewhere');
    const again = (): Story => booked().event('C01', { kind: 'admitted', session: 1 });
    assert.equal(shows(again(), 2_500), 'pass');
    assert.match(shows(again().books('C01', 'Anna', 5, 1, 3, 100), 2_600, '5.00', '1.00'), /and 1 x Soup {2}1.00 had/);
    const before = booked()
      .at(3_100)
      .screen('C01', 4, 5, 1, { balanceCents: 2_500, lines: ['1 x Soup  5.00'] });
    assert.equal(before.event('C01', { kind: 'admitted', session: 1 }).verdict(screens), 'pass');
    const older = booked()
      .fact({ ...paid, payment: 1 } as never)
      .event('C01', { kind: 'admitted', session: 1 });
    assert.equal(shows(older, 2_500), 'pass', 'drawn before what came late');
    assert.match(shows(older, 2_000), /20\.00 was not what it owed/);
    const late = again().screen('C01', 9, 5, 1, { balanceCents: 2_500, lines: ['1 x Soup  5.00', '1 x Tea  1.00'] });
    assert.equal(late.judged(screens, { slackMs: 100 }).verdict, 'pass');
  });

  it('say how a payment that was waited for there has ended', () => {
    const on = (name: 'paying' | 'tables') => ({ keys: { on: name, does: [], names: [], terminals: [] } });
    const waits = (): Story => open().begins(1, 5, 1, 'C01').screen('C01', 4, 5, 1, on('paying')).at(9_000);
    const ended = (): Story => waits().ends(1, 5, 'declined');
    assert.equal(
      ended()
        .screen('C01', 5, 0, 0, { ...on('tables'), outcome: 'declined' })
        .verdict(screens),
      'pass',
    );
    assert.match(
      ended().screen('C01', 5, 0, 0, on('tables')).verdict(screens),
      /did not say how the payment had ended/,
    );
    assert.equal(waits().screen('C01', 5, 5, 1).verdict(screens), 'pass', 'it waits on');
    const anew = ended().event('C01', { kind: 'admitted', session: 1 }).screen('C01', 1, 0, 0, on('tables'));
    assert.equal(anew.verdict(screens), 'pass');
  });

  it('call a tab parked that was when it was opened there, and no other', () => {
    const parked = (): Story =>
      new Story()
        .server('up')
        .begins(1, 5, 9, 'H01')
        .fact({ kind: 'payment-parked', payment: 1, tab: 5 } as never);
    const opens = (story: Story): Story =>
      story.fact({ kind: 'tab-locked', tab: 5, token: 1, device: 'C01', operator: 'Anna' });
    const shows = (story: Story, read: { parked?: true }): string =>
      story.screen('C01', 1, 5, 1, { beforeCents: 0, ...read }).verdict(screens);
    assert.equal(shows(opens(parked()), { parked: true }), 'pass');
    assert.match(shows(opens(parked()), {}), /was not called parked there/);
    assert.match(shows(opens(new Story().server('up')), { parked: true }), /was called parked there/);
    assert.match(shows(opens(parked().ends(1, 5, 'paid')), { parked: true }), /was called parked there/);
    const twice = parked()
      .begins(2, 5, 9, 'H01')
      .fact({ kind: 'payment-parked', payment: 2, tab: 5 } as never);
    assert.equal(shows(opens(twice.ends(1, 5, 'paid')), { parked: true }), 'pass', 'it is parked for the second one');
    for (const read of [{}, { parked: true }] as const)
      assert.equal(shows(opens(parked()).ends(1, 5, 'paid'), read), 'pass', 'what came of it may not be told yet');
    assert.equal(
      opens(parked()).screen('C01', 1, 5, 1).verdict(screens),
      'pass',
      'not the screen on which it is booked',
    );
  });

  it('show what was booked on the screen before', () => {
    const late = booked().at(3_100).screen('C01', 4, 5, 1, { balanceCents: 2_000 });
    assert.match(late.verdict(screens), /20\.00 was not what it owed/);
    assert.equal(booked().at(3_100).screen('C01', 3, 5, 1, { balanceCents: 2_000 }).verdict(screens), 'pass');
  });

  it('show no hold that is none', () => {
    assert.match(open().screen('C01', 4, 5, 7).verdict(screens), /no such hold/);
    assert.match(open().screen('C01', 4, 6, 1).verdict(screens), /one of tab 5/);
    assert.match(open().screen('F01', 1, 5, 1).verdict(screens), /one of C01/);
  });

  it('do not go on showing a hold that has ended once it was claimed in vain', () => {
    const ended = (): Story =>
      open()
        .at(10_000)
        .fact({ kind: 'tab-released', tab: 5, token: 1, device: 'C01', cause: 'forced' })
        .at(10_500)
        .screen('C01', 4, 5, 1);
    assert.equal(ended().verdict(screens), 'pass');
    const claimed = ended().at(12_000).heard('C01', 1).at(12_200).screen('C01', 5, 0, 0);
    assert.equal(claimed.verdict(screens), 'pass');
    assert.match(claimed.at(13_000).screen('C01', 6, 5, 1).verdict(screens), /had ended at .* claimed it since/);
  });

  it('show how the last payment there has ended', () => {
    const paid = (outcome: string): string =>
      open()
        .begins(1, 5, 1, 'C01')
        .at(9_000)
        .ends(1, 5, 'declined')
        .screen('C01', 4, 0, 0, { outcome })
        .verdict(screens);
    assert.equal(paid('declined'), 'pass');
    assert.match(paid('paid'), /its last one was declined/);
    assert.match(open().screen('C01', 4, 0, 0, { outcome: 'paid' }).verdict(screens), /no payment was made there/);
  });
});

describe('taps', () => {
  it('are done once, and only on the screen that is shown', () => {
    const twice = booked().at(3_020).taps('C01', 3, 'book', { tab: 5, token: 1 }).books('C01', 'Anna', 5, 1, 2, 500);
    assert.match(twice.verdict(screens), /was on screen 3, which was no longer shown/);
    assert.match(booked().books('C01', 'Anna', 5, 1, 2, 500).verdict(screens), /no longer shown/);
    const next = booked().screen('C01', 4, 5, 1).taps('C01', 4, 'book', { tab: 5 }).books('C01', 'Anna', 5, 1, 2, 500);
    assert.equal(next.verdict(screens), 'pass');
  });

  it('may open, book and cash out by one of them, which is a Simple Order', () => {
    const by = { device: 'C01', operator: 'Anna' };
    const ordered = (story: Story, token: number): Story =>
      story
        .fact({ kind: 'tab-locked', tab: 99, token, ...by })
        .books('C01', 'Anna', 99, token, token, 280)
        .fact({ kind: 'billed', bill: token, tab: 99, ...by, cents: 280, tender: 'cash', payment: null })
        .fact({ kind: 'tab-released', tab: 99, token, device: 'C01', cause: 'bill' })
        .answers('C01', { did: 'billed', seqs: [token], bill: token, cents: 280 });
    const signedOn = (): Story =>
      new Story().server('up').at(1_000).event('C01', { kind: 'admitted', session: 1 }).screen('C01', 1, 0, 0);
    const once = (): Story => ordered(signedOn().taps('C01', 1, 'simple-order', { tab: 99 }), 1);
    assert.equal(once().verdict(screens), 'pass');
    assert.match(ordered(once(), 2).verdict(screens), /no longer shown/);
    const again = ordered(once().screen('C01', 2, 0, 0).taps('C01', 2, 'simple-order', { tab: 99 }), 2);
    assert.equal(again.verdict(screens), 'pass');
  });

  it('are made on screens numbered anew after every admission', () => {
    const again = booked()
      .at(5_000)
      .event('C01', { kind: 'admitted', session: 1 })
      .screen('C01', 1, 5, 1)
      .taps('C01', 1, 'book', { tab: 5 })
      .books('C01', 'Anna', 5, 1, 2, 500);
    assert.equal(again.verdict(screens), 'pass');
  });

  it('do nothing while the link is silent', () => {
    const silent = (): Story =>
      open()
        .at(3_000)
        .event('C01', { kind: 'condition', of: 'link', state: 'silent' })
        .at(3_500)
        .taps('C01', 3, 'book', { tab: 5, token: 1 });
    assert.match(silent().books('C01', 'Anna', 5, 1, 1, 500).verdict(screens), /while it was still silent/);
    const later = silent().at(4_000).event('C01', { kind: 'condition', of: 'link', state: 'audible' });
    assert.equal(later.books('C01', 'Anna', 5, 1, 1, 500).verdict(screens), 'pass');
  });
});

describe('refusals on screens', () => {
  const held = (): Story =>
    open()
      .at(20_000)
      .event('F01', { kind: 'admitted', session: 2 })
      .fact({ kind: 'signed-on', device: 'F01', operator: 'Chef' });
  const refused = (code: string, holder: string, freeInMs = 180_000): Story =>
    held()
      .at(21_000)
      .taps('F01', 1, 'open', { tab: 5 })
      .at(21_200)
      .screen('F01', 2, 0, 0, { refusal: code, holder, freeInMs });

  it('name who holds the tab, and why', () => {
    assert.equal(refused('held-by-another-device', 'C01').verdict(refusals), 'pass');
    assert.match(refused('held-by-another-device', 'F01').verdict(refusals), /not so at any time/);
    assert.match(refused('own-locked-tab', 'C01').verdict(refusals), /not so at any time/);
  });

  it('name the right that is missing', () => {
    const told = (right: string): string => {
      const story = open()
        .at(3_000)
        .taps('C01', 3, 'change', { tab: 5, token: 1, change: { kind: 'move', to: 6 } });
      story.at(3_100).screen('C01', 4, 5, 1, { refusal: 'right-missing', right });
      const floor = { devices: [{ name: 'C01', family: 'client' }], terminals: [], rights: { Anna: ['split'] } };
      return story.judged(refusals, {}, true, { floor } as object).verdict;
    };
    assert.equal(told('move'), 'pass');
    assert.equal(told('split'), 'fail');
  });

  it('tell an operator without a Freestyle sign-up', () => {
    const external = (operator: string): string =>
      held()
        .taps('F02', 1, 'sign-on', { operator })
        .screen('F02', 2, 0, 0, { refusal: 'external-operator' })
        .verdict(refusals);
    assert.equal(external('Ben'), 'pass');
    assert.match(external('Anna'), /not so at any time/);
  });

  it('tell a time that comes true, to the second', () => {
    const ends = (story: Story, at: number): string =>
      story
        .at(at)
        .fact({ kind: 'tab-released', tab: 5, token: 1, device: 'C01', cause: 'lease-ended' })
        .verdict(freeTime);
    assert.equal(ends(refused('held-by-another-device', 'C01', 161_000), 181_100), 'pass');
    assert.match(ends(refused('held-by-another-device', 'C01', 161_000), 190_000), /still held it/);
    assert.match(ends(refused('held-by-another-device', 'C01', 161_000), 170_000), /free at .* already/);
  });
});
