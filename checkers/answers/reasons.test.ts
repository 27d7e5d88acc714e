// Why a request must be refused: each reason where it is there, and none where it is not.
import assert from 'node:assert/strict';
import type { HistoryHeader, SentEvent } from '#history/events';
import type { Fact } from '#server/core/facts';
import { Asks } from '../folds/asks.ts';
import { evening, STORY_LIMITS, type Story } from '../story.ts';
import { Reasons } from './reasons.ts';

const device = (name: string, family: string, more = {}) => ({ name, family, beltPrinter: false, ...more });
const FLOOR = {
  devices: [
    device('H01', 'handheld', { model: { name: 'Orbit' } }),
    device('H02', 'handheld', { terminal: 'pt2' }),
    device('till', 'till'),
    device('F01', 'freestyle'),
  ],
  printers: [],
  terminals: ['pt1', 'pt2'],
  places: {},
  fallbackPrinter: 'counter',
  operators: ['Anna', 'Ben', 'Chef'],
  cameras: [
    { name: 'door', kind: 'usb' },
    { name: 'yard', kind: 'ip' },
  ],
  clients: { freestyleOperators: ['Chef'], licences: { freestyle: true } },
  services: { vouchers: {} },
  simpleOrder: { tab: 9, article: 'Deposit' },
};

/** The reasons against this request after all of the story, with the holder or the right they name. */
function against(story: Story, node: string, type: string, fields: Partial<SentEvent> = {}, floor = {}): string[] {
  const header = { limits: STORY_LIMITS, floor: { ...FLOOR, ...floor } } as unknown as HistoryHeader;
  const reasons = new Reasons(header);
  for (const [id, event] of story.events.entries()) {
    if (event.kind === 'fact') reasons.seen(event.fact as Fact, event, id);
    if (event.kind === 'collected') reasons.collected(event);
  }
  const ask = new Asks().sent({ t: 4_000, node, kind: 'sent', type, req: 90, ...fields }, 99);
  return reasons.of(ask, 4_000).map(({ code, holder, right }) => [code, holder, right].filter(Boolean).join(' '));
}

const held = (): Story => evening().at(2_000).opens('H01', 'Anna', 5, 1).at(3_000);
const owing = (): Story => held().collects('H01', 5, 1, 500).books('H01', 'Anna', 5, 1, 1, 500);
const known = (terminal: string): Fact => ({ kind: 'terminal-known', terminal, last: 'none' }) as Fact;
const parked = (story: Story, tab = 5): Story => story.fact({ kind: 'payment-parked', payment: 1, tab } as Fact);
const closing: Fact = { kind: 'day-closing', device: 'till', terminal: 'pt1' } as Fact;
const reversing: Fact = { kind: 'reversal-begun', payment: 7, tab: 8, terminal: 'pt1', device: 'H02' } as Fact;
/** Nothing is left on the tab: it cannot be cancelled, discounted, billed or moved. */
const GONE = [['not-on-tab'], ['nothing-to-pay'], ['nothing-to-pay'], ['not-on-tab']];
const own = { tab: 5, token: 1, seqs: [] };

describe('a reason to refuse', () => {
  it('a sign-on is who asks for it, and a thin client of the free kind its list', () => {
    const signOn = (operator: string, node = 'H01', floor = {}): string[] =>
      against(evening(), node, 'sign-on', { operator }, floor);
    assert.deepEqual(signOn('Ben'), []);
    assert.deepEqual(signOn('Eve'), ['unknown-operator']);
    assert.deepEqual(signOn('Eve', 'H01', { operators: undefined }), []);
    assert.deepEqual(signOn('Ben', 'F01'), ['external-operator']);
    assert.deepEqual(signOn('Chef', 'F01'), []);
    assert.deepEqual(signOn('Ben', 'F01', { clients: undefined }), []);
    assert.deepEqual(against(evening(), 'H01', 'sign-on'), []);
  });

  it('anything else is that nobody is signed on', () => {
    assert.deepEqual(against(evening(), 'till', 'takings'), ['not-signed-on']);
    assert.deepEqual(against(evening(), 'H01', 'takings'), []);
    assert.deepEqual(against(evening(), 'till', 'receipt-printed', { job: 1 }), []);
  });

  it('what has no fallback printer or no licence is that', () => {
    const none = { fallbackPrinter: null };
    assert.deepEqual(against(evening(), 'H01', 'redirect-print', { job: 1 }), []);
    assert.deepEqual(against(evening(), 'H01', 'redirect-print', { job: 1 }, none), ['no-fallback-printer']);
    assert.deepEqual(against(evening(), 'F01', 'freestyle-code'), []);
    const unlicensed = { clients: { licences: { freestyle: false } } };
    assert.deepEqual(against(evening(), 'F01', 'freestyle-code', {}, unlicensed), ['licence-missing']);
    assert.deepEqual(against(evening(), 'F01', 'freestyle-code', {}, { clients: undefined }), []);
    const job = {
      kind: 'job-queued',
      job: 1,
      document: 'bill',
      tab: 5,
      device: 'H01',
      ticket: 1,
      copy: false,
      lines: [],
    };
    const queued = (route: string): Story => evening().fact({ ...job, route, queue: 'H01' } as never);
    assert.deepEqual(against(evening(), 'H01', 'reprint', { job: 1 }), ['unknown-job']);
    assert.deepEqual(against(queued('belt'), 'H01', 'reprint', { job: 1 }), []);
    assert.deepEqual(against(queued('belt'), 'H01', 'reprint', { job: 1 }, none), ['no-fallback-printer']);
    assert.deepEqual(against(queued('static'), 'H01', 'reprint', { job: 1 }, none), []);
  });

  it('opening a tab is its holder', () => {
    assert.deepEqual(against(held(), 'H02', 'open', { tab: 6 }), []);
    assert.deepEqual(against(held(), 'H02', 'open', { tab: 5 }), ['held-by-another-device H01']);
    assert.deepEqual(against(held().signsOn('H02', 'Anna'), 'H02', 'open', { tab: 5 }), ['own-locked-tab H01']);
    assert.deepEqual(against(held().signsOn('H01', 'Ben'), 'H01', 'open', { tab: 5 }), ['own-locked-tab H01']);
    assert.deepEqual(against(held().begins(1, 5, 1), 'H02', 'open', { tab: 5 }), ['held-by-payment H01']);
  });

  it('what only a till may do is that it is none', () => {
    const till = (): Story => evening().signsOn('till', 'Chef');
    for (const [type, fields] of [
      ['station-state', {}],
      ['force-free', { tab: 5 }],
      ['end-of-day', { terminal: 'pt1' }],
    ] as const) {
      assert.deepEqual(against(evening(), 'H01', type, fields), ['till-only']);
      assert.deepEqual(against(till(), 'till', type, fields), []);
    }
    const paying = held().begins(1, 5, 1).signsOn('till', 'Chef');
    assert.deepEqual(against(paying, 'till', 'force-free', { tab: 5 }), ['held-by-payment']);
    const day = (story: Story, terminal = 'pt1'): string[] => against(story, 'till', 'end-of-day', { terminal });
    assert.deepEqual(day(till(), 'pt9'), ['unknown-terminal']);
    assert.deepEqual(day(till().begins(1, 5, 1)), ['terminal-busy']);
    assert.deepEqual(day(till().fact(reversing)), ['terminal-busy']);
    assert.deepEqual(day(till().fact(closing)), ['terminal-busy']);
    assert.deepEqual(day(till().fact(closing), 'pt2'), []);
  });

  it('a camera is that there is none, or that it is not at the server', () => {
    const camera = (name: string, floor = {}): string[] => against(evening(), 'H01', 'camera', { camera: name }, floor);
    assert.deepEqual(camera('door'), []);
    assert.deepEqual(camera('yard'), ['ip-camera']);
    assert.deepEqual(camera('roof'), ['unknown-camera']);
    assert.deepEqual(camera('door', { cameras: undefined }), ['unknown-camera']);
  });

  it('a write is its hold, or the payment that keeps it', () => {
    const write = (story: Story, fields = {}, node = 'H01'): string[] =>
      against(story, node, 'hand-over', { ...own, ...fields });
    assert.deepEqual(write(held()), []);
    assert.deepEqual(write(held(), { token: 2 }), ['stale-token']);
    assert.deepEqual(write(held(), { tab: 6 }), ['stale-token']);
    assert.deepEqual(write(held(), {}, 'H02'), ['stale-token']);
    assert.deepEqual(write(held().begins(1, 5, 1)), ['held-by-payment']);
    assert.deepEqual(against(held(), 'H01', 'hand-over', { tab: 5, seqs: [] }), []);
  });

  it('a settlement is what is owed, parked or not allowed', () => {
    const bill = (story: Story, fields = {}, floor = {}): string[] =>
      against(story, 'H01', 'bill', { ...own, ...fields }, floor);
    assert.deepEqual(bill(owing()), []);
    assert.deepEqual(bill(held()), ['nothing-to-pay']);
    assert.deepEqual(bill(held().collects('H01', 5, 1, 500), { seqs: [1] }), []);
    assert.deepEqual(bill(parked(owing())), ['card-may-be-charged']);
    assert.deepEqual(bill(parked(owing()), { confirmed: true }), []);
    const rights = { rights: { Anna: ['split'] } };
    assert.deepEqual(bill(owing(), { cents: 100 }, rights), ['right-missing part-bill']);
    assert.deepEqual(bill(owing(), {}, rights), []);
    assert.deepEqual(bill(owing(), { cents: 100 }, { rights: { Anna: ['part-bill'] } }), []);
  });

  it('a payment is its terminal', () => {
    const pay = (story: Story, terminal = 'pt1', floor = {}): string[] =>
      against(story, 'H01', 'pay', { ...own, terminal }, floor);
    assert.deepEqual(pay(owing().fact(known('pt1'))), []);
    assert.deepEqual(pay(owing()), ['terminal-not-ready']);
    assert.deepEqual(pay(owing(), 'pt9'), ['unknown-terminal']);
    assert.deepEqual(pay(owing().fact(known('pt1')).begins(2, 8, 3, 'H02')), ['terminal-busy']);
    assert.deepEqual(pay(owing().fact(known('pt1'), reversing)), ['terminal-busy']);
    const assigned = { devices: [device('H01', 'handheld', { terminal: 'pt2' })] };
    assert.deepEqual(pay(owing().fact(known('pt1')), 'pt1', assigned), ['terminal-not-assigned']);
    assert.deepEqual(pay(owing().fact(known('pt2')), 'pt2', assigned), []);
    assert.deepEqual(against(owing(), 'H01', 'pay', own), []);
  });

  it('a scan is its device, the service, or the tab', () => {
    const scan = (story: Story, kind: 'voucher' | 'customer', floor = {}): string[] =>
      against(story, 'H01', 'scan', { ...own, card: { kind, code: 'A1' } }, { devices: [], ...floor });
    assert.deepEqual(scan(owing(), 'voucher'), []);
    assert.deepEqual(scan(held(), 'voucher'), ['nothing-to-pay']);
    assert.deepEqual(scan(held(), 'customer'), []);
    assert.deepEqual(scan(parked(owing()), 'voucher'), ['parked-tab']);
    assert.deepEqual(scan(parked(owing()), 'customer'), []);
    assert.deepEqual(scan(owing(), 'voucher', { services: undefined }), ['no-card-service']);
    assert.deepEqual(scan(owing(), 'voucher', { devices: FLOOR.devices }), ['scan-not-supported']);
    assert.deepEqual(against(evening(), 'H01', 'read-card'), ['scan-not-supported']);
    assert.deepEqual(against(evening(), 'H02', 'read-card'), []);
  });

  it('a reversal is its right, its terminal, its hold, or that nothing can be reversed', () => {
    const paid = (story = owing()): Story => story.begins(1, 5, 1).ends(1, 5, 'paid');
    const reverse = (story: Story, fields = {}, floor = {}, node = 'H01'): string[] =>
      against(story, node, 'reverse', { tab: 5, token: 1, terminal: 'pt1', ...fields }, floor);
    assert.deepEqual(reverse(paid()), []);
    assert.deepEqual(reverse(owing()), ['nothing-to-reverse']);
    assert.deepEqual(reverse(paid(), { token: 0 }), ['nothing-to-reverse']);
    assert.deepEqual(reverse(paid(), { token: 2 }), ['stale-token', 'nothing-to-reverse']);
    assert.deepEqual(reverse(paid(), { tab: 6 }), ['stale-token', 'nothing-to-reverse']);
    assert.deepEqual(reverse(paid(), { terminal: 'pt9' }), ['unknown-terminal']);
    assert.deepEqual(reverse(paid().begins(2, 5, 1)), ['terminal-busy', 'held-by-payment']);
    assert.deepEqual(reverse(paid(), {}, {}, 'H02'), ['terminal-not-assigned', 'stale-token', 'nothing-to-reverse']);
    assert.deepEqual(reverse(paid().fact(reversing)), ['terminal-busy']);
    assert.deepEqual(reverse(paid().fact(closing)), ['terminal-busy', 'nothing-to-reverse']);
    const assigned = { devices: [device('H01', 'handheld', { terminal: 'pt2' })] };
    assert.deepEqual(reverse(paid(), {}, assigned), ['terminal-not-assigned']);
    assert.deepEqual(reverse(paid(), {}, { rights: { Anna: [] } }), ['right-missing reverse']);
    assert.deepEqual(reverse(paid(), {}, { rights: { Anna: ['reverse'] } }), []);
  });

  it('a change is its right, the other tab, and whether what it names is there', () => {
    const change = (story: Story, asked: object, floor = {}): string[] =>
      against(story, 'H01', 'change', { ...own, change: asked as never }, floor);
    const soup = (quantity: number) => [{ article: 'Soup', quantity }];
    const cancel = { kind: 'cancel', lines: soup(1), reason: 'mistake' };
    assert.deepEqual(change(owing(), cancel), []);
    assert.deepEqual(change(owing(), cancel, { rights: { Anna: [] } }), ['right-missing cancel']);
    assert.deepEqual(change(owing(), { ...cancel, lines: soup(2) }), ['not-on-tab']);
    assert.deepEqual(change(parked(owing()), cancel), ['parked-tab']);
    assert.deepEqual(change(owing(), { kind: 'discount', percent: 10 }), []);
    assert.deepEqual(change(held(), { kind: 'discount', percent: 10 }), ['nothing-to-pay']);
    assert.deepEqual(change(held(), { kind: 'bill-share', of: 2 }), ['nothing-to-pay']);
    assert.deepEqual(change(owing(), { kind: 'bill-lines', lines: soup(1) }), []);
    const free = held().collects('H01', 5, 1, 0).books('H01', 'Anna', 5, 1, 1, 0);
    assert.deepEqual(change(free, { kind: 'bill-lines', lines: soup(1) }), ['nothing-to-pay']);
    const move = (to: number) => ({ kind: 'move', to });
    assert.deepEqual(change(owing(), move(6)), []);
    assert.deepEqual(change(owing(), move(5)), ['same-tab', 'tab-not-empty']);
    assert.deepEqual(change(held(), move(6)), ['not-on-tab']);
    const other = (): Story => owing().opens('H02', 'Ben', 6, 2).books('H02', 'Ben', 6, 2, 1, 300);
    const freed = other().fact({ kind: 'tab-released', tab: 6, token: 2, device: 'H02', cause: 'new-balance' });
    assert.deepEqual(change(other(), move(6)), ['held-by-another-device H02', 'tab-not-empty']);
    assert.deepEqual(change(freed, move(6)), ['tab-not-empty']);
    assert.deepEqual(change(freed, { kind: 'merge', from: 6 }), []);
    assert.deepEqual(change(owing(), { kind: 'merge', from: 6 }), ['not-on-tab']);
    assert.deepEqual(change(parked(owing(), 6), { kind: 'split', to: 6, lines: soup(1) }), ['parked-tab']);
  });

  it('is what all that has been done to the tab has left on it, and what of that is owed', () => {
    const by = { tab: 5, token: 1, device: 'H01', operator: 'Anna' };
    const soup = { at: 1, article: 'Soup', quantity: 1, cents: 500, place: 'none' };
    const cash = { bill: 1, tab: 5, device: 'H01', operator: 'Anna', tender: 'cash', payment: null } as const;
    const card = { ...cash, tender: 'card', payment: 1, cents: 500 } as const;
    const moved = { kind: 'lines-moved', why: 'move', ...by, from: 5, to: 6, lines: [soup], cents: 500 } as Fact;
    const voucher = { scan: 1, ...by, source: '40', code: 'V1', worthCents: 900 } as const;
    const redeemed: Fact = { kind: 'redeemed', ...voucher, cents: 500 };
    const back = { kind: 'reversal-ended', payment: 1, ...by, cents: 500 } as unknown as Fact;
    const paid = (): Story =>
      owing()
        .begins(1, 5, 1)
        .ends(1, 5, 'paid')
        .fact({ kind: 'billed', ...card });
    /** Against cancelling the soup, a discount, a bill and taking the tab over into another one. */
    const all = (story: Story): string[][] => [
      against(story, 'H01', 'change', { ...own, change: { kind: 'cancel', lines: [soup], reason: 'cold' } as never }),
      against(story, 'H01', 'change', { ...own, change: { kind: 'discount', percent: 10 } }),
      against(story, 'H01', 'bill', own),
      against(story, 'H01', 'change', { ...own, change: { kind: 'move', to: 7 } }),
    ];
    const cases: [what: string, story: Story, reasons: string[][]][] = [
      ['lines', owing(), [[], [], [], []]],
      ['a bill', owing().fact({ kind: 'billed', ...cash, cents: 500 }), GONE],
      ['a bill in part', owing().fact({ kind: 'billed', ...cash, cents: 200 }), [['more-than-owed'], [], [], []]],
      ['a card payment', paid(), GONE],
      ['a card payment that was reversed', paid().fact(back), [['not-on-tab'], [], [], []]],
      ['a payment that was declined', owing().begins(1, 5, 1).ends(1, 5, 'declined'), [[], [], [], []]],
      ['lines that have gone', owing().fact(moved), GONE],
      ['lines that have gone and come', owing().fact(moved, { ...moved, from: 6, to: 5 } as Fact), [[], [], [], []]],
      [
        'lines that were cancelled',
        owing().fact({ kind: 'lines-cancelled', ...by, source: '40', reason: 'cold', lines: [soup], cents: 500 }),
        GONE,
      ],
      ['a voucher for all', owing().fact(redeemed), [['more-than-owed'], ['nothing-to-pay'], [], []]],
      ['a voucher for some', owing().fact({ ...redeemed, cents: 300 } as Fact), [['more-than-owed'], [], [], []]],
      [
        'a discount',
        owing().fact({ kind: 'discounted', ...by, source: '40', percent: 100, cents: 500 }),
        [['more-than-owed'], ['nothing-to-pay'], ['nothing-to-pay'], []],
      ],
    ];
    for (const [what, story, reasons] of cases) assert.deepEqual(all(story), reasons, what);
    const again = owing().fact(redeemed, { kind: 'billed', ...cash, cents: 0 });
    assert.deepEqual(against(again, 'H01', 'bill', own), ['nothing-to-pay'], 'a voucher covers one bill');
    const covered = owing().fact(known('pt1'), redeemed);
    assert.deepEqual(against(covered, 'H01', 'pay', { ...own, terminal: 'pt1' }), ['nothing-to-pay'], 'but no card');
    const more = owing().fact({ ...redeemed, cents: 600 } as Fact);
    assert.deepEqual(against(more, 'H01', 'bill', own), ['nothing-to-pay'], 'not over less than nothing');
  });

  it('may be what is to be booked with it, too', () => {
    const story = held().collects('H01', 5, 1, 500);
    const lines = [{ article: 'Soup', quantity: 1 }];
    const change = { kind: 'cancel', lines, reason: 'cold' } as const;
    assert.deepEqual(against(story, 'H01', 'change', { ...own, seqs: [1], change }), []);
    assert.deepEqual(against(story, 'H01', 'change', { ...own, change }), ['not-on-tab']);
    const free = held().collects('H01', 5, 1, -500).books('H01', 'Anna', 5, 1, 1, -500);
    assert.deepEqual(against(free, 'H01', 'change', { ...own, change }), [], 'what takes off may be taken off');
  });

  it('is nothing about terminals for what is paid in cash, or about a change that is not told', () => {
    assert.deepEqual(against(owing(), 'H01', 'bill', { ...own, terminal: 'pt9' }), []);
    assert.deepEqual(against(owing(), 'H01', 'change', own), []);
    assert.deepEqual(against(owing(), 'H01', 'scan', own, { devices: [] }), []);
  });

  it('a Simple Order is its table, and what it comes to', () => {
    const order = (tab: number, cents: number, story = evening(), floor = {}): string[] =>
      against(story, 'H01', 'simple-order', { tab, line: { cents } as never }, floor);
    assert.deepEqual(order(9, 100), []);
    assert.deepEqual(order(8, 100), ['no-simple-order']);
    assert.deepEqual(order(9, 100, evening(), { simpleOrder: undefined }), ['no-simple-order']);
    assert.deepEqual(order(9, 0), ['nothing-to-pay']);
    const menu = {
      articles: [
        { name: 'Soup', cents: 500 },
        { name: 'Deposit', cents: -25 },
      ],
    };
    const tap = (floor: object): string[] => {
      const reasons = new Reasons({ limits: STORY_LIMITS, floor: { ...FLOOR, ...floor } } as unknown as HistoryHeader);
      for (const [id, event] of evening().events.entries())
        if (event.kind === 'fact') reasons.seen(event.fact as Fact, event, id);
      const of = { node: 'H01', kind: 'tap', screen: 1, title: '', key: '', x: 0, y: 0 } as const;
      const ask = new Asks().tapped({ t: 1, ...of, asks: 'simple-order', tab: 9, article: 'Deposit' }, 1);
      return ask === null ? [] : reasons.of(ask, 1).map(({ code }) => code);
    };
    assert.deepEqual(
      [tap(menu), tap({ articles: [] }), tap({})].flat(),
      Array.from({ length: 3 }, () => 'nothing-to-pay'),
    );
    assert.deepEqual(tap({ articles: [{ name: 'Deposit', cents: 25 }] }), []);
    assert.deepEqual(order(9, 100, parked(evening(), 9)), ['card-may-be-charged']);
    const held9 = evening().at(2_000).opens('H02', 'Ben', 9, 1);
    assert.deepEqual(order(9, 100, held9), ['held-by-another-device H02']);
  });
});
