// Two payments that overlap, what a terminal may reverse afterwards, and what devices that come back are told of them.
import assert from 'node:assert/strict';
import type { ServerMessage } from '#protocols/mpos/messages';
import { apply } from '../apply/apply.ts';
import { CoreByHand } from '../by-hand.ts';
import { serverConfigSchema, type ServerConfigInput } from '../config.ts';
import type { TerminalRecord } from '../facts.ts';
import { emptyState } from '../state.ts';

const floor = {
  operators: ['Anna', 'Ben'],
  devices: [
    { name: 'H01', family: 'handheld' },
    { name: 'H02', family: 'handheld' },
    { name: 'H03', family: 'handheld', terminal: 'pt2' },
    { name: 'till', family: 'till' },
  ],
  terminals: [{ name: 'pt1' }, { name: 'pt2' }],
} satisfies ServerConfigInput;

type Outcome = 'paid' | 'declined' | 'not-paid' | 'unknown';

function server(more: Partial<ServerConfigInput> = {}) {
  const core = new CoreByHand({ ...floor, ...more });
  for (const terminal of ['pt1', 'pt2']) core.feed({ kind: 'terminal-known', terminal, last: 'none' });
  core.ask('H01', { type: 'sign-on', operator: 'Anna' });
  core.ask('H02', { type: 'sign-on', operator: 'Ben' });
  core.ask('H03', { type: 'sign-on', operator: 'Ben' });
  core.ask('till', { type: 'sign-on', operator: 'Ben' });
  let seq = 0;
  const opens = (device: string, tab: number): void => core.ask(device, { type: 'open', tab });
  const on = (device: string, type: string, tab: number, more: object = {}): void =>
    core.ask(device, { type, tab, token: core.state.tabs.get(tab)?.lock?.token ?? 0, bookings: [], ...more });
  const books = (device: string, tab: number, article: string, cents: number): void =>
    on(device, 'hand-over', tab, {
      bookings: [{ seq: (seq += 1), article, quantity: 1, cents, place: 'none' }],
      offline: false,
    });
  const pays = (device: string, tab: number, terminal = 'pt1', more: object = {}): void =>
    on(device, 'pay', tab, { terminal, confirmed: true, ...more });
  return {
    ...{ core, on, opens, books, pays },
    /** Tab 5 is opened, a soup for 5.00 booked on it, and that charged at terminal pt1. */
    charges: (device: string): void => {
      opens(device, 5);
      books(device, 5, 'Soup', 500);
      pays(device, 5);
    },
    /** What comes of the reversal of the first payment, at terminal pt1. */
    reversal: (outcome: 'reversed' | 'not-reversed'): void =>
      core.feed({ kind: 'reversal-outcome', terminal: 'pt1', payment: 1, outcome, record: null }),
    comes: (payment: number, outcome: Outcome, paidCents = 0, record: TerminalRecord | null = null): void =>
      core.feed({ kind: 'payment-outcome', payment, outcome, paidCents, record }),
    /** What a device is told as it comes back with a hold of that token. */
    back: (device: string, tab: number, token: number): string[] => {
      core.take('send');
      core.send(device, { type: 'hello', v: 1, device, clockMs: 0, holds: { tab, token } });
      return told(core);
    },
    owes: (tab: number) => core.state.tabs.get(tab)?.balanceCents,
  };
}

const named = (message: ServerMessage): string[] => {
  switch (message.type) {
    case 'payment-ended':
      return [`payment ${message.payment} ${message.outcome} ${message.paidCents}`];
    case 'late-outcome':
      return [`late ${message.payment} ${message.outcome}`];
    case 'welcome':
      return [`hold ${message.hold}`];
    case 'reversal-ended':
      return [`reversal ${message.outcome} ${message.balanceCents}`];
    case 'reply':
      return [message.ok ? message.did : message.code];
    default:
      return [];
  }
};
const told = (core: CoreByHand): string[] => core.take('send').flatMap(({ message }) => named(message));
const numbered = (n: number): TerminalRecord => ({ receiptNo: String(n).padStart(4, '0'), trace: n });

describe('a parked tab that a card pays anew', () => {
  /** Tab 5 is parked for payment 1 of H01; H02 has it open and pays it by another card at pt2. */
  function twice() {
    const one = server();
    one.charges('H01');
    one.comes(1, 'unknown');
    one.opens('H02', 5);
    one.pays('H02', 5, 'pt2');
    return one;
  }

  it('is not settled by the first card while the second is asked: what that has paid is due back', () => {
    const one = twice();
    one.comes(1, 'paid', 500, numbered(1));
    assert.equal(one.owes(5), 500);
    one.comes(2, 'paid', 500, numbered(1));
    assert.equal(one.owes(5), 0);
    const ended = one.core.journal.flatMap(({ fact }) => (fact.kind === 'payment-ended' ? [fact] : []));
    assert.deepEqual(
      ended.map(({ payment, refundCents }) => [payment, refundCents]),
      [
        [1, 500],
        [2, 0],
      ],
    );
  });

  it('stays held by the second payment when the first one ends', () => {
    const one = twice();
    one.comes(1, 'not-paid');
    assert.deepEqual(one.back('H02', 5, 2), ['hold payment']);
  });

  it('stays parked for the second payment when the first one ends', () => {
    const one = twice();
    one.comes(2, 'unknown');
    one.comes(1, 'not-paid');
    assert.equal(one.core.state.tabs.get(5)?.parked, 2);
    one.comes(2, 'paid', 500, numbered(1));
    assert.deepEqual([one.owes(5), one.core.state.tabs.get(5)?.parked], [0, null]);
  });
});

describe('the bill of a charge that is learnt late', () => {
  it('lists what the card was asked for, and what was booked since stays on the tab', () => {
    const one = server({ printers: [{ name: 'counter' }], fallbackPrinter: 'counter' });
    one.charges('H01');
    one.comes(1, 'unknown');
    one.opens('H02', 5);
    one.books('H02', 5, 'Wine', 700);
    one.comes(1, 'paid', 500, numbered(1));
    const bills = one.core.journal.flatMap(({ fact }) =>
      fact.kind === 'job-queued' && fact.document === 'bill' ? [fact.lines] : [],
    );
    assert.deepEqual(bills, [['Tab 5  Anna', 'Bill 1', '1 x Soup  5.00', 'Total 5.00 EUR', 'Card']]);
    assert.equal(one.owes(5), 700);
  });

  it('lists all there is where nothing is owed after it, and leaves nothing to the next guests', () => {
    for (const [article, cents, total] of [
      ['Bread', 0, '5.00'],
      ['Deposit back', -100, '4.00'],
    ] as const) {
      const one = server({ printers: [{ name: 'counter' }], fallbackPrinter: 'counter' });
      one.charges('H01');
      one.comes(1, 'unknown');
      one.opens('H02', 5);
      one.books('H02', 5, article, cents);
      one.comes(1, 'paid', 500, numbered(1));
      const bills = one.core.journal.flatMap(({ fact }) =>
        fact.kind === 'job-queued' && fact.document === 'bill' ? [fact.lines.slice(2, -1)] : [],
      );
      assert.deepEqual(bills, [
        ['1 x Soup  5.00', `1 x ${article}  ${(cents / 100).toFixed(2)}`, `Total ${total} EUR`],
      ]);
      assert.deepEqual(one.core.state.tabs.get(5)?.lines, []);
    }
  });
});

describe('a device that comes back with its hold', () => {
  it('is told how its payment ended, whatever the terminal called it, and of nothing late', () => {
    for (const [outcome, said] of [
      ['declined', 'declined'],
      ['not-paid', 'aborted'],
    ] as const) {
      const one = server();
      one.opens('H01', 5);
      one.books('H01', 5, 'Soup', 500);
      one.pays('H01', 5);
      one.comes(1, outcome);
      assert.deepEqual(one.back('H01', 5, 1), [`payment 1 ${said} 0`, 'hold held']);
      one.core.restart();
      assert.deepEqual(one.back('H01', 5, 1), [`payment 1 ${said} 0`, 'hold held']);
    }
  });

  it('is told of its last payment, also when one before it ends later', () => {
    const one = server();
    one.charges('H01');
    one.comes(1, 'unknown');
    one.opens('H01', 6);
    one.books('H01', 6, 'Soup', 500);
    one.pays('H01', 6, 'pt2');
    one.comes(2, 'declined');
    one.comes(1, 'paid', 500, numbered(1));
    assert.deepEqual(one.back('H01', 6, 2), ['payment 2 declined 0', 'hold held']);
  });
});

describe('what a terminal was paid last', () => {
  /** Tab 5 was paid at pt1, and then a card for tab 6 was declined, of which the terminal has stored that. */
  function declinedAfter(stored: TerminalRecord | null) {
    const one = server();
    one.charges('H01');
    one.comes(1, 'paid', 500, numbered(1));
    one.opens('H02', 6);
    one.books('H02', 6, 'Soup', 500);
    one.pays('H02', 6);
    one.comes(2, 'declined', 0, stored);
    one.opens('H01', 5);
    one.core.take('send');
    one.on('H01', 'reverse', 5, { terminal: 'pt1' });
    return told(one.core);
  }

  it('may be reversed after a card was declined, if the store still has it last', () => {
    assert.deepEqual(declinedAfter(numbered(1)), ['reversing']);
  });

  it('may not be reversed if the terminal has stored what was declined, or has told nothing of its store', () => {
    assert.deepEqual(declinedAfter(numbered(2)), ['nothing-to-reverse']);
    assert.deepEqual(declinedAfter({ ...numbered(1), trace: 2 }), ['nothing-to-reverse']);
    assert.deepEqual(declinedAfter(null), ['nothing-to-reverse']);
  });

  it('may not be reversed if nothing is known by which the terminal could find it', () => {
    const one = server();
    one.charges('H01');
    one.comes(1, 'paid', 500, null);
    one.opens('H01', 5);
    one.core.take('send');
    one.on('H01', 'reverse', 5, { terminal: 'pt1' });
    assert.deepEqual(told(one.core), ['nothing-to-reverse']);
  });

  it('is what the next payment is told from, after a reversal that was not made, too', () => {
    const one = server();
    one.charges('H01');
    one.comes(1, 'paid', 500, numbered(1));
    one.opens('H01', 5);
    one.on('H01', 'reverse', 5, { terminal: 'pt1' });
    one.reversal('not-reversed');
    one.reversal('reversed');
    assert.equal(one.owes(5), 0, 'what nobody has asked for is not heard');
    one.books('H01', 5, 'Wine', 700);
    one.core.take('authorise');
    one.pays('H01', 5);
    assert.deepEqual(
      one.core.take('authorise').map(({ baseline }) => baseline),
      [numbered(1)],
    );
  });
});

describe('a reversal', () => {
  it('comes off the takings of the till where the payment was made there, and is a line nobody can cancel', () => {
    const one = server();
    one.charges('till');
    one.comes(1, 'paid', 520, numbered(1));
    one.opens('till', 5);
    one.on('till', 'reverse', 5, { terminal: 'pt1' });
    one.reversal('reversed');
    assert.deepEqual(told(one.core).at(-1), 'reversal reversed 500');
    assert.deepEqual(one.core.state.takings.get('Ben'), {
      ...{ operator: 'Ben', mposCents: 0, posCents: 0, cashCents: 0, cardCents: 0, tipCents: 0, refundCents: 0 },
    });
    const lines = [{ article: 'Card payment reversed', quantity: 1 }];
    one.on('till', 'change', 5, { change: { kind: 'cancel', lines, reason: 'dropped' } });
    assert.deepEqual(told(one.core), ['not-on-tab']);
    const line = { tab: 5, article: 'Card payment reversed', quantity: 1, cents: 500, place: 'none' };
    assert.deepEqual(one.core.state.tabs.get(5)?.lines, [line]);
  });
});

describe('a terminal', () => {
  it('takes payments and reversals of a device that is bound to another one not', () => {
    const one = server();
    one.opens('H03', 5);
    one.books('H03', 5, 'Soup', 500);
    one.core.take('send');
    one.pays('H03', 5, 'pt1');
    one.on('H03', 'reverse', 5, { terminal: 'pt1' });
    one.pays('H03', 5, 'pt2');
    assert.deepEqual(told(one.core), ['terminal-not-assigned', 'terminal-not-assigned', 'paying']);
    one.comes(1, 'paid', 500, numbered(1));
    one.opens('H03', 5);
    one.core.take('send');
    one.on('H03', 'reverse', 5, { terminal: 'pt2' });
    assert.deepEqual(told(one.core), ['reversing']);
  });

  it('reverses nothing while a payment runs there, or for a tab whose payment runs at another', () => {
    const one = server();
    one.charges('H01');
    one.comes(1, 'paid', 500, numbered(1));
    one.opens('H01', 5);
    one.books('H01', 5, 'Wine', 700);
    one.pays('H01', 5, 'pt2');
    one.core.take('send');
    one.on('H01', 'reverse', 5, { terminal: 'pt1' });
    assert.deepEqual(told(one.core), ['held-by-payment']);
    one.opens('H02', 6);
    one.books('H02', 6, 'Wine', 700);
    one.pays('H02', 6);
    one.core.take('send');
    one.on('H01', 'reverse', 5, { terminal: 'pt1' });
    assert.deepEqual(told(one.core), ['terminal-busy']);
  });
});

describe('a tip', () => {
  it('settles nothing of what a card was not asked for', () => {
    const one = server();
    one.opens('H01', 5);
    one.books('H01', 5, 'Soup', 500);
    one.pays('H01', 5, 'pt1', { cents: 200 });
    one.comes(1, 'paid', 250, numbered(1));
    assert.equal(one.owes(5), 300);
    assert.equal(one.core.state.takings.get('Anna')?.tipCents, 50);
  });
});

describe('a part that was paid', () => {
  it('is a line of the tab that nobody can cancel', () => {
    const one = server();
    one.opens('H01', 5);
    one.books('H01', 5, 'Soup', 500);
    one.on('H01', 'bill', 5, { cents: 200 });
    one.opens('H01', 5);
    one.core.take('send');
    const lines = [{ article: 'Paid in part', quantity: 1 }];
    one.on('H01', 'change', 5, { change: { kind: 'cancel', lines, reason: 'dropped' } });
    assert.deepEqual([told(one.core), one.owes(5)], [['not-on-tab'], 300]);
  });
});

describe('a journal', () => {
  it('of a floor that has its terminals no more is folded all the same', () => {
    const { core, opens, books, pays, comes, on } = server();
    opens('H01', 5);
    books('H01', 5, 'Soup', 500);
    pays('H01', 5);
    comes(1, 'paid', 500, numbered(1));
    opens('H01', 5);
    on('H01', 'reverse', 5, { terminal: 'pt1' });
    core.feed({
      ...{ kind: 'reversal-outcome', terminal: 'pt1', payment: 1 },
      ...{ outcome: 'reversed', record: numbered(2) },
    });
    core.ask('till', { type: 'end-of-day', terminal: 'pt1' });
    core.feed({ kind: 'day-closed', terminal: 'pt1', cents: 0 });
    const state = emptyState(serverConfigSchema.parse({ ...floor, terminals: [{ name: 'pt3' }] }));
    for (const entry of core.journal) apply(state, entry);
    assert.equal(state.tabs.get(5)?.balanceCents, 500);
    assert.deepEqual(state.takings, core.state.takings);
    assert.deepEqual([...state.terminals.keys()], ['pt3']);
  });
});
