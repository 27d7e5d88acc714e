// What comes of taps at a thin client: by the tap that asked for it, on the screen that was shown, and with a link.
import assert from 'node:assert/strict';
import type { EventOf } from '#history/events';
import type { Fact } from '#server/core/facts';
import { findings } from '../findings.ts';
import type { SituationFact } from '../folds/situation.ts';
import { TapEffects } from './tap-effects.ts';

type Tap = Partial<EventOf<'tap'>>;
const by = { tab: 5, token: 1, device: 'C01', operator: 'Anna' };
const moved = { from: 5, to: 9, lines: [], cents: 0, source: '40' };
const bill = { kind: 'billed', bill: 1, ...by, cents: 500, tender: 'cash', payment: null };
const card = { kind: 'voucher', code: 'V1' } as const;

/** What may be tapped, the fact that it leads to, and what would not lead to it. */
const EFFECTS: [asks: Tap, fact: object, others: Tap[]][] = [
  [
    { asks: 'sign-on', operator: 'Anna' },
    { kind: 'signed-on', device: 'C01', operator: 'Anna' },
    [{ operator: 'Ben' }],
  ],
  [{ asks: 'sign-off' }, { kind: 'signed-off', device: 'C01' }, []],
  [{ asks: 'open', tab: 5 }, { kind: 'tab-locked', ...by }, [{ tab: 6 }]],
  [{ asks: 'simple-order', tab: 5 }, { kind: 'tab-locked', ...by }, [{ tab: 6 }]],
  [{ asks: 'book', tab: 5 }, { kind: 'booked', ...by, source: '40', offline: false, bookings: [] }, [{ tab: 6 }]],
  [{ asks: 'change', tab: 5 }, { kind: 'lines-moved', why: 'split', ...by, ...moved }, [{ tab: 6 }]],
  [{ asks: 'change', tab: 5 }, { kind: 'lines-cancelled', ...by, ...moved, reason: 'late' }, [{ tab: 6 }]],
  [{ asks: 'change', tab: 5 }, { kind: 'discounted', ...by, source: '40', percent: 10, cents: 1 }, [{ tab: 6 }]],
  [{ asks: 'change', tab: 5 }, { ...bill, part: { by: 'share', of: 3 } }, [{ tab: 6 }]],
  [{ asks: 'pay', tab: 5 }, { kind: 'payment-begun', payment: 1, ...by, terminal: 'pt1', cents: 1 }, [{ tab: 6 }]],
  [
    { asks: 'reverse', tab: 5, terminal: 'pt1' },
    { kind: 'reversal-begun', payment: 1, ...by, terminal: 'pt1' },
    [{ tab: 6 }, { terminal: 'pt2' }],
  ],
  [
    { asks: 'scan', tab: 5, card },
    { kind: 'card-scanned', scan: 1, ...by, card },
    [{ tab: 6 }, { card: { ...card, code: 'V2' } }],
  ],
  [{ asks: 'takings' }, { kind: 'answered', device: 'C01', req: 0, reply: { ok: true, did: 'takings' } }, []],
  [{ asks: 'new-balance', tab: 5 }, { kind: 'tab-released', ...by, cause: 'new-balance' }, [{ tab: 6 }]],
  [{ asks: 'bill', tab: 5 }, { kind: 'tab-released', ...by, cause: 'bill' }, [{ tab: 6 }]],
];

class Told {
  private readonly found = findings('taps', { timeScale: 1 });
  private readonly effects: TapEffects;
  private id = 0;

  constructor(slackMs = 0) {
    this.effects = new TapEffects(this.found, slackMs, ['C01']);
  }

  tap(t: number, screen: number, asks: Tap, node = 'C01'): this {
    const event = { t, node, kind: 'tap', screen, title: 'Tab 5', key: `key ${screen}`, x: 1, y: 1, ...asks } as const;
    this.effects.tapped(event, (this.id += 1));
    return this;
  }

  link(t: number, state: 'silent' | 'audible'): this {
    this.effects.link({ t, node: 'C01', kind: 'condition', of: 'link', state });
    return this;
  }

  admitted(): this {
    this.effects.admitted('C01');
    return this;
  }

  /** The number of the screen on which the tap was made that led to it. */
  screenOf(at: number, fact: object): number {
    const event = { t: at, node: 'server', kind: 'fact', n: 1, at, fact } as unknown as EventOf<'fact'>;
    return this.effects.fact(fact as SituationFact, event, (this.id += 1));
  }

  done(at: number, fact: object): this {
    this.screenOf(at, fact);
    return this;
  }

  get says(): string {
    const { evidence } = this.found.result(true);
    return evidence[0] === undefined
      ? ''
      : `[${evidence[0].events.join(' ')}] ${evidence[0].sentence.split('; however ')[1] ?? ''}`;
  }

  get judged(): number {
    return this.found.result(true).judged;
  }
}
const free = { kind: 'signed-off', device: 'C01' } satisfies Fact;

describe('what a tap asks for', () => {
  it('is done by the tap on the screen that was shown', () => {
    for (const [asks, fact] of EFFECTS) {
      const told = new Told().tap(1_000, 3, asks);
      assert.equal(told.screenOf(1_010, fact), 3, JSON.stringify(fact));
      assert.deepEqual([told.says, told.judged], ['', 1]);
    }
  });

  it('is not done by a tap on an older screen than the one that had an effect last', () => {
    for (const [asks, fact] of EFFECTS) {
      const told = new Told()
        .tap(1_000, 2, asks)
        .tap(1_000, 3, { asks: 'sign-off' })
        .done(1_010, free)
        .done(1_020, fact);
      if (asks.asks === 'sign-off') continue;
      const { kind } = fact as { kind: string };
      assert.match(told.says, /^\[1 2 4\] the tap that asked for it was on screen 2, which was no longer shown/, kind);
    }
    const both = new Told().tap(1_000, 3, { asks: 'sign-off' }).done(1_010, free).done(1_020, free);
    assert.match(both.says, /^\[1 1 3\] .* screen 3/, 'nor twice by one');
    const same = new Told().tap(1_000, 3, { asks: 'book', tab: 5 }).tap(1_001, 3, { asks: 'sign-off' });
    assert.match(
      same.done(1_010, { kind: 'booked', ...by }).done(1_020, free).says,
      /screen 3/,
      'nor by two of one screen',
    );
  });

  it('is another’s matter where no tap fits', () => {
    for (const [asks, fact, others] of EFFECTS) {
      for (const other of [...others, { asks: 'home' }]) {
        const told = new Told()
          .tap(1_000, 2, { ...asks, ...other })
          .tap(1_000, 3, { asks: 'help' })
          .done(1_020, fact);
        assert.deepEqual([told.says, told.judged], ['', 1], JSON.stringify(other));
        assert.equal(new Told().tap(1_000, 2, { ...asks, ...other }).screenOf(1_020, fact), 0);
      }
    }
  });

  it('is nothing of what no tap leads to, or of other devices', () => {
    for (const fact of [
      { ...bill },
      { kind: 'tab-released', ...by, cause: 'forced' },
      { kind: 'answered', device: 'C01', req: 0, reply: { ok: false, did: 'takings' } },
      { kind: 'answered', device: 'C01', req: 0, reply: { ok: true, did: 'opened' } },
      { kind: 'started' },
      { kind: 'signed-off', device: 'H01' },
    ])
      assert.equal(new Told().done(1_000, fact).judged, 0, JSON.stringify(fact));
    const elsewhere = new Told().tap(1_000, 2, { asks: 'sign-off' }, 'H01');
    assert.equal(elsewhere.screenOf(1_010, free), 0);
  });

  it('may be what is decided at once under the hold that it began', () => {
    const opened = (): Told =>
      new Told().tap(1_000, 3, { asks: 'simple-order', tab: 5 }).done(1_010, { kind: 'tab-locked', ...by });
    const booked = { kind: 'booked', ...by };
    assert.deepEqual([opened().done(1_010, booked).judged, opened().done(1_011, booked).judged], [1, 2]);
    assert.equal(opened().done(1_010, { ...booked, token: 2 }).judged, 2);
    assert.equal(opened().admitted().done(1_010, booked).judged, 2, 'that was another place');
  });

  it('begins anew with another place, where screens are numbered from one', () => {
    const old = new Told().tap(1_000, 7, { asks: 'sign-off' }).done(1_010, free);
    const told = old.admitted().tap(2_000, 1, { asks: 'sign-off' });
    assert.deepEqual([told.screenOf(2_010, free), told.says], [1, '']);
    const lost = new Told().tap(1_000, 7, { asks: 'sign-off' }).admitted();
    assert.equal(lost.screenOf(1_010, free), 0, 'what was tapped before is gone');
  });

  it('is done by one of the latest forty taps', () => {
    const told = new Told().tap(1_000, 3, { asks: 'sign-off' });
    for (let i = 0; i < 39; i += 1) told.tap(1_001, 3, { asks: 'home' });
    assert.equal(told.screenOf(1_010, free), 3);
    const more = new Told().tap(1_000, 3, { asks: 'sign-off' });
    for (let i = 0; i < 40; i += 1) more.tap(1_001, 3, { asks: 'home' });
    assert.equal(more.screenOf(1_010, free), 0);
    const silent = new Told().tap(1_000, 3, { asks: 'sign-off' });
    for (let i = 0; i < 40; i += 1) silent.tap(1_001, 3, {});
    assert.equal(silent.screenOf(1_010, free), 3, 'what asks for nothing is not remembered');
  });

  it('is not done while the link is silent, if it was tapped since', () => {
    const silent = (tappedMs: number, doneMs: number, slackMs = 0): string =>
      new Told(slackMs).link(2_000, 'silent').tap(tappedMs, 3, { asks: 'sign-off' }).done(doneMs, free).says;
    assert.match(silent(2_000, 2_500), /^\[1 2\] that led to "signed-off" while it was still silent/);
    assert.equal(silent(1_999, 2_500), '', 'it was on its way');
    assert.equal(silent(2_000, 2_500, 50), '', 'where times are measured nobody can tell');
    const heard = new Told().link(2_000, 'silent').tap(2_100, 3, { asks: 'sign-off' }).link(2_400, 'audible');
    assert.equal(heard.done(2_500, free).says, '');
  });

  it('is judged by no order of screens where times are measured', () => {
    const told = new Told(50).tap(1_000, 2, { asks: 'book', tab: 5 }).tap(1_000, 3, { asks: 'sign-off' });
    assert.equal(told.done(1_010, free).done(1_020, { kind: 'booked', ...by }).says, '');
  });
});
