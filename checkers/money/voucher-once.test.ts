// Vouchers: what the books of the service have as used came off one tab, and what they have not came off none.
import assert from 'node:assert/strict';
import type { EventBody } from '#history/events';
import type { Fact } from '#server/core/facts';
import { Story } from '../story.ts';
import { voucherOnce } from './voucher-once.ts';

const limits = { serviceAnswerMs: 5_000, serviceRestMostMs: 30_000, cardWaitMs: 20_000 };
const by = { tab: 5, token: 1, device: 'H01', operator: 'Anna' };
const CODE = 'V500-1';

const locked: Fact = { kind: 'tab-locked', ...by };
const booked: Fact = {
  ...{ kind: 'booked', ...by, source: '40', offline: false },
  bookings: [{ seq: 1, article: 'Soup', quantity: 1, cents: 690, place: 'none' }],
};
const scanned = (scan = 1): Fact => ({ kind: 'card-scanned', scan, ...by, card: { kind: 'voucher', code: CODE } });
const redeemed = (cents = 500, scan = 1, worthCents = 500): Fact => ({
  ...{ kind: 'redeemed', scan, ...by, source: '40', code: CODE, worthCents, cents },
});
const dropped = (cause: 'hold-ended' | 'payment' | 'nothing-owed' | 'waited', scan = 1): Fact => ({
  ...{ kind: 'card-dropped', scan, tab: 5, cause },
});
const refused: Fact = { kind: 'card-refused', scan: 1, tab: 5, why: 'used' };
const released: Fact = { kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'new-balance' };
const did = (key = 'k1', cents = 500): EventBody => ({
  ...{ kind: 'service-did', did: 'voucher-redeemed', key, code: CODE, cents },
});
const back = (key = 'k1'): EventBody => ({ kind: 'service-did', did: 'voucher-given-back', key });
const shown = (result: 'redeemed' | 'dropped', cents = 0): EventBody => ({
  ...{ kind: 'card-shown', tab: 5, scan: 1, result },
  ...(cents === 0 ? {} : { cents }),
});

const OF_THE_SERVICE = 'service-did';
const OF_THE_DEVICE = ['card-shown', 'dialled', 'sent', 'reply', 'screen'];

/** Tab 5 is open at H01 and owes 6.90 at 10 s; then something happens at each time, s; the run ends at 600 s. */
function verdict(...steps: [s: number, what: Fact | EventBody][]): string {
  const story = new Story().server('up').fact({ kind: 'started' }).at(10_000).fact(locked).fact(booked);
  for (const [s, what] of steps) {
    story.at(s * 1_000);
    if (what.kind === OF_THE_SERVICE) story.event('vouchers', what as EventBody);
    else if (OF_THE_DEVICE.includes(what.kind)) story.event('H01', what as EventBody);
    else if (what.kind === 'started') story.server('up').fact({ kind: 'started' });
    else story.fact(what as Fact);
  }
  story.at(500_000).event('run', { kind: 'phase', phase: 'faults-over' });
  story.at(600_000).event('run', { kind: 'phase', phase: 'end' });
  const result = story.judged(voucherOnce, limits, true, { floor: { devices: [{ name: 'H01' }] } } as never);
  return result.verdict === 'fail' ? (result.evidence[0]?.sentence.split('; however ')[1] ?? '') : result.verdict;
}

describe('voucher-once', () => {
  it('lets a voucher come off one tab, or be given back', () => {
    assert.equal(verdict([11, scanned()], [12, did()], [13, redeemed()], [14, shown('redeemed', 500)]), 'pass');
    assert.equal(
      verdict([11, scanned()], [12, did()], [13, released], [13, dropped('hold-ended')], [20, back()]),
      'pass',
    );
    assert.equal(verdict([11, scanned()], [31, dropped('waited')], [32, did()], [33, back()]), 'pass');
    const again: [number, Fact | EventBody][] = [
      [40, scanned(2)],
      [41, did('k2')],
      [42, redeemed(500, 2)],
    ];
    assert.equal(verdict([11, scanned()], [31, dropped('waited')], [32, did()], [33, back()], ...again), 'pass');
  });

  it('sees a voucher that is used up for nothing', () => {
    assert.match(verdict([11, scanned()], [12, did()], [31, dropped('waited')]), /used up and had come off no tab/);
    assert.match(verdict([11, scanned()], [12, did('k1#1')], [13, refused]), /used up and had come off no tab/);
    assert.match(verdict([11, scanned()], [13, refused]), /nobody had used it/);
  });

  it('sees one that comes off without being redeemed, or twice, or somewhere else', () => {
    assert.match(verdict([11, scanned()], [13, redeemed()]), /the service has not redeemed it/);
    assert.match(verdict([11, scanned()], [12, did()], [13, redeemed()], [40, back()]), /has not redeemed it/);
    const twice = verdict([11, scanned()], [12, did()], [13, redeemed()], [14, scanned(2)], [15, redeemed(190, 2)]);
    assert.match(twice, /came off 2 times/);
    assert.match(verdict([12, did()], [13, redeemed()]), /where it was not scanned/);
    assert.match(verdict([11, scanned()], [12, did()], [13, redeemed()], [14, dropped('waited')]), /already/);
  });

  it('sees one that is worth something else, or comes off for more or less than is owed', () => {
    assert.match(verdict([11, scanned()], [12, did('k1', 400)], [13, redeemed()]), /taken for worth 500/);
    assert.match(verdict([11, scanned()], [12, did()], [13, redeemed(400)]), /400 cents of 500/);
    assert.match(verdict([11, scanned()], [12, did('k1', 900)], [13, redeemed(900, 1, 900)]), /which owed 690/);
    assert.equal(verdict([11, scanned()], [12, did('k1', 900)], [13, redeemed(690, 1, 900)]), 'pass');
  });

  it('sees cards that are given up for no reason, or too early, or of which nothing comes', () => {
    assert.match(verdict([11, scanned()], [13, dropped('hold-ended')]), /which was not so/);
    assert.match(verdict([11, scanned()], [13, dropped('payment')]), /which was not so/);
    assert.match(verdict([11, scanned()], [13, dropped('nothing-owed')]), /which was not so/);
    assert.match(verdict([11, scanned()], [13, dropped('waited')]), /which was not so/);
    assert.match(verdict([11, scanned()]), /nothing had come of it/);
    assert.match(verdict([11, scanned()], [20, { kind: 'started' }], [32, dropped('waited')]), /which was not so/);
    assert.equal(verdict([11, scanned()], [20, { kind: 'started' }], [40, dropped('waited')]), 'pass');
  });

  it('sees a device that is answered something else before it is told of its card', () => {
    const asks: EventBody = { kind: 'sent', type: 'bill', req: 9, tab: 5, token: 1 };
    const answered: EventBody = { kind: 'reply', req: 9, ok: true, did: 'billed' };
    const before: [number, Fact | EventBody][] = [
      [11, scanned()],
      [12, did()],
      [13, redeemed()],
    ];
    assert.match(verdict(...before, [15, asks], [16, answered]), /had not been told of the card/);
    assert.equal(verdict(...before, [15, asks], [15.5, shown('redeemed', 500)], [16, answered]), 'pass');
    assert.equal(verdict([10.5, asks], ...before, [16, answered]), 'pass', 'it had asked before');
    const dials: EventBody = { kind: 'dialled' };
    assert.equal(verdict(...before, [15, asks], [15.5, dials], [16, answered]), 'pass', 'on the connection before');
    assert.match(verdict(...before, [14, dials], [15, asks], [16, answered]), /had not been told of the card/);
    assert.equal(verdict(...before, [15, { ...asks, token: 2 } as EventBody], [16, answered]), 'pass', 'a later hold');
  });

  it('sees a thin client whose screens do not say what came of its card', () => {
    const screen = (card?: number, token = 1): EventBody => ({
      ...{ kind: 'screen', screen: 3, title: 'Tab 5', tab: 5, token, bytes: 1, lines: [], balanceCents: 190 },
      ...(card === undefined ? {} : { card }),
    });
    const shows = (...screens: [s: number, what: EventBody][]): string =>
      verdict([11, scanned()], [12, did()], [13, redeemed()], ...screens);
    assert.match(shows([14, screen()], [15, screen()]), /not what had come of the card/);
    assert.equal(shows([14, screen()], [15, screen(1)]), 'pass', 'the first was on its way');
    assert.match(shows([14, screen()], [15, screen(1)], [16, screen()]), /not what had come of the card/);
    assert.equal(shows([14, screen(undefined, 2)], [15, screen(undefined, 2)]), 'pass', 'a later hold');
  });

  it('sees a device that shows something else than has come of its card', () => {
    const shows = (what: EventBody): string => verdict([11, scanned()], [12, did()], [13, redeemed()], [14, what]);
    assert.match(shows(shown('dropped')), /the journal says redeemed/);
    assert.match(shows(shown('redeemed', 400)), /the journal says redeemed/);
  });
});
