// Changes of tabs, as the core decides them: money stays, the other tab is free, and rights are kept.
import assert from 'node:assert/strict';
import type { Reply } from '#protocols/mpos/messages';
import type { TabChange } from '#protocols/mpos/tab-changes';
import { apply } from '../apply/apply.ts';
import { serverConfigSchema } from '../config.ts';
import type { Fact, JournalEntry } from '../facts.ts';
import { emptyState } from '../state.ts';
import { step } from '../step.ts';
import type { Input } from '../turn.ts';

const config = serverConfigSchema.parse({
  operators: ['Anna', 'Ben', 'Cleo'],
  rights: { Ben: ['split'], Cleo: [] },
  devices: ['H01', 'H02', 'H03'].map((name) => ({ name, family: 'handheld' })),
  printers: [{ name: 'kitchen' }, { name: 'counter' }],
  places: { kitchen: 'kitchen' },
  fallbackPrinter: 'counter',
  terminals: [{ name: 'pt1' }],
});

/** What a device says: `seq` numbers go on by themselves, as do requests. */
class Device {
  token = 0;
  private req = 0;
  private seq = 0;
  private readonly name: string;
  private readonly say: (device: string, message: object) => Reply;

  constructor(name: string, say: (device: string, message: object) => Reply) {
    this.name = name;
    this.say = say;
  }

  ask(type: string, fields: object): Reply {
    this.req += 1;
    return this.say(this.name, { type, req: this.req, ...fields });
  }

  again(type: string, fields: object): Reply {
    return this.say(this.name, { type, req: this.req, ...fields });
  }

  opens(tab: number, ...lines: [article: string, quantity: number, cents: number][]): void {
    const opened = this.ask('open', { tab });
    assert.ok(opened.ok && opened.did === 'opened');
    this.token = opened.token;
    const bookings = lines.map(([article, quantity, cents]) => this.line(article, quantity, cents));
    if (lines.length > 0) this.ask('hand-over', { tab, token: this.token, bookings, offline: false });
  }

  line(article: string, quantity: number, cents: number): object {
    this.seq += 1;
    return { seq: this.seq, article, quantity, cents, place: 'kitchen' };
  }

  closes(tab: number): void {
    this.ask('new-balance', { tab, token: this.token, bookings: [] });
  }

  changes(tab: number, change: TabChange, bookings: object[] = []): Reply {
    return this.ask('change', { tab, token: this.token, bookings, change });
  }
}

function floor() {
  let state = emptyState(config);
  let now = 0;
  const journal: JournalEntry[] = [];
  const feed = (input: Input) => {
    now += 10;
    const result = step(state, { nowMs: now, wallMs: now }, input);
    state = result.state;
    journal.push(...result.facts);
    return result.outputs;
  };
  const say = (device: string, message: object): Reply => {
    const outputs = feed({ kind: 'message', device, message } as Input);
    const reply = outputs.flatMap((one) =>
      one.kind === 'send' && one.message.type === 'reply' ? [one.message] : [],
    )[0];
    assert.ok(reply !== undefined);
    return reply;
  };
  feed({ kind: 'started' });
  feed({ kind: 'terminal-known', terminal: 'pt1', last: 'none' });
  const [anna, ben, cleo] = ['H01', 'H02', 'H03'].map((name) => new Device(name, say)) as [Device, Device, Device];
  for (const [device, operator] of [[anna, 'Anna'] as const, [ben, 'Ben'] as const, [cleo, 'Cleo'] as const])
    device.ask('sign-on', { operator });
  const facts = <K extends Fact['kind']>(kind: K) =>
    journal.flatMap(({ fact }) => (fact.kind === kind ? [fact as Extract<Fact, { kind: K }>] : []));
  const told = (kind: Fact['kind']): number => facts(kind).length;
  const cents = (tab: number): number => state.tabs.get(tab)?.balanceCents ?? 0;
  /** The server starts anew from its journal. */
  const restart = (): void => {
    state = emptyState(config);
    for (const entry of journal) apply(state, entry);
    feed({ kind: 'started' });
  };
  return {
    anna,
    ben,
    cleo,
    facts,
    told,
    cents,
    feed,
    restart,
    lines: (tab: number) => state.tabs.get(tab)?.lines ?? [],
  };
}

const code = (reply: Reply): string => (reply.ok ? reply.did : reply.code);
const soup = (quantity: number) => [{ article: 'Soup', quantity }];

describe('lines of a tab', () => {
  it('go to another tab by one fact, those booked last first, and are there after a restart', () => {
    const { anna, cents, told, restart, lines } = floor();
    anna.opens(4, ['Soup', 3, 2070], ['Pils', 1, 420]);
    assert.equal(code(anna.changes(4, { kind: 'split', to: 14, lines: soup(2) })), 'changed');
    for (const look of [() => {}, restart]) {
      look();
      assert.deepEqual([cents(4), cents(14), told('lines-moved')], [1110, 1380, 1]);
      assert.deepEqual(lines(14), [{ tab: 14, article: 'Soup', quantity: 2, cents: 1380, place: 'kitchen' }]);
    }
  });

  it('move all to a tab that is empty, discount and part payments too, and come from another tab', () => {
    const { anna, cents, lines, restart } = floor();
    anna.opens(4, ['Soup', 1, 690]);
    anna.changes(4, { kind: 'discount', percent: 10 });
    anna.ask('bill', { tab: 4, token: anna.token, bookings: [], cents: 100 });
    restart();
    anna.opens(4);
    anna.changes(4, { kind: 'move', to: 5 });
    assert.deepEqual([cents(4), cents(5), lines(4).length, lines(5).length], [0, 521, 0, 3]);
    anna.closes(4);
    anna.opens(6, ['Pils', 1, 420]);
    assert.equal(code(anna.changes(6, { kind: 'move', to: 5 })), 'tab-not-empty');
    assert.equal(code(anna.changes(6, { kind: 'merge', from: 5 })), 'changed');
    assert.deepEqual([cents(5), cents(6), lines(6).length], [0, 941, 4]);
  });

  it('are moved once, however often that is asked, also after a restart', () => {
    const { anna, cents, restart, told } = floor();
    anna.opens(4, ['Soup', 3, 2070]);
    const asked = {
      tab: 4,
      token: anna.token,
      bookings: [anna.line('Soup', 1, 690)],
      change: { kind: 'split', to: 14, lines: soup(1) },
    };
    const first = anna.ask('change', asked);
    assert.deepEqual(anna.again('change', asked), first);
    restart();
    assert.deepEqual(anna.again('change', asked), first);
    assert.deepEqual([cents(4), cents(14), told('lines-moved')], [2070, 690, 1]);
    const other = { ...asked, change: { kind: 'split', to: 15, lines: soup(1) } };
    assert.equal(code(anna.again('change', other)), 'contradicting-request');
  });

  it('stay where they are when the other tab is held, and the holder is named; nothing of the request is booked', () => {
    const { anna, ben, cents, told } = floor();
    ben.opens(14, ['Pils', 1, 420]);
    anna.opens(4, ['Soup', 1, 690]);
    const change: TabChange = { kind: 'split', to: 14, lines: soup(2) };
    const refused = anna.changes(4, change, [anna.line('Soup', 1, 690)]);
    assert.ok(!refused.ok);
    assert.deepEqual([refused.code, refused.holder], ['held-by-another-device', 'H02']);
    assert.equal(code(anna.changes(4, { kind: 'merge', from: 14 })), 'held-by-another-device');
    assert.equal(
      code(ben.changes(14, { kind: 'split', to: 4, lines: [{ article: 'Pils', quantity: 1 }] })),
      'held-by-another-device',
    );
    assert.equal(code(anna.changes(4, { kind: 'move', to: 4 })), 'same-tab');
    assert.deepEqual([cents(4), cents(14), told('booked'), told('lines-moved')], [690, 420, 2, 0]);
  });

  it('stay on a tab that waits for its payment, and come to none', () => {
    const { anna, feed, cents } = floor();
    anna.opens(4, ['Soup', 1, 690]);
    anna.ask('pay', { tab: 4, token: anna.token, bookings: [], terminal: 'pt1' });
    assert.equal(code(anna.changes(4, { kind: 'discount', percent: 10 })), 'held-by-payment');
    feed({ kind: 'payment-outcome', payment: 1, outcome: 'unknown', paidCents: 0, record: null });
    anna.opens(5, ['Pils', 1, 420]);
    assert.equal(code(anna.changes(5, { kind: 'merge', from: 4 })), 'parked-tab');
    assert.equal(code(anna.changes(5, { kind: 'move', to: 4 })), 'parked-tab');
    anna.closes(5);
    anna.opens(4);
    assert.equal(code(anna.changes(4, { kind: 'cancel', lines: soup(1), reason: 'cold' })), 'parked-tab');
    assert.deepEqual([cents(4), cents(5)], [690, 420]);
  });

  it('that are not there cannot be taken, nor more than is owed', () => {
    const { anna, told } = floor();
    anna.opens(4, ['Soup', 2, 1380]);
    assert.equal(code(anna.changes(4, { kind: 'cancel', lines: soup(3), reason: 'cold' })), 'not-on-tab');
    assert.equal(code(anna.changes(4, { kind: 'merge', from: 9 })), 'not-on-tab');
    anna.changes(4, { kind: 'bill-share', of: 2 });
    assert.equal(code(anna.changes(4, { kind: 'cancel', lines: soup(2), reason: 'cold' })), 'more-than-owed');
    assert.equal(told('lines-cancelled'), 0);
  });

  it('are cancelled with a reason, and the kitchen is told', () => {
    const { anna, facts, cents } = floor();
    anna.opens(4, ['Soup', 2, 1380]);
    anna.changes(4, { kind: 'cancel', lines: soup(1), reason: 'dropped' });
    const ticket = facts('job-queued').at(-1);
    assert.deepEqual(ticket?.lines, ['Tab 4  Anna', 'Cancelled kitchen', '1 x Soup', 'Reason: dropped']);
    assert.deepEqual([ticket?.document, ticket?.queue, cents(4)], ['order', 'kitchen', 690]);
  });
});

describe('a bill over a part', () => {
  it('is over some lines or a share, and the tab stays open with the rest', () => {
    const { anna, facts, cents, restart } = floor();
    anna.opens(4, ['Soup', 2, 1381], ['Pils', 1, 420]);
    const first = anna.changes(4, { kind: 'bill-lines', lines: soup(1) });
    assert.ok(first.ok && first.did === 'changed');
    assert.deepEqual([first.bill, first.cents, first.balanceCents], [1, 690, 1111]);
    anna.changes(4, { kind: 'bill-share', of: 2 });
    assert.equal(cents(4), 555);
    restart();
    assert.equal(cents(4), 555);
    anna.ask('bill', { tab: 4, token: anna.token, bookings: [], cents: 9_999 });
    assert.deepEqual(
      facts('billed').map((bill) => bill.cents),
      [690, 556, 555],
    );
    const tickets = facts('job-queued').filter(({ document }) => document === 'bill');
    assert.deepEqual(tickets[0]?.lines.slice(2), ['1 x Soup  6.90', 'Total 6.90 EUR', 'Cash']);
    assert.deepEqual(tickets[1]?.lines.slice(2, 3), ['1 x Paid in part  5.56']);
    assert.deepEqual(tickets[2]?.lines.slice(2), [
      '1 x Soup  6.91',
      '1 x Pils  4.20',
      '1 x Paid in part  -5.56',
      'Total 5.55 EUR',
      'Cash',
    ]);
  });
});

describe('the right of an operator', () => {
  it('is needed for each change, and the refusal names it', () => {
    const { ben, cleo, told } = floor();
    ben.opens(4, ['Soup', 2, 1380]);
    cleo.opens(5, ['Soup', 2, 1380]);
    const changes: [TabChange, string][] = [
      [{ kind: 'split', to: 14, lines: soup(1) }, 'split'],
      [{ kind: 'move', to: 14 }, 'move'],
      [{ kind: 'merge', from: 14 }, 'merge'],
      [{ kind: 'cancel', lines: soup(1), reason: 'cold' }, 'cancel'],
      [{ kind: 'discount', percent: 5 }, 'discount'],
      [{ kind: 'bill-lines', lines: soup(1) }, 'part-bill'],
      [{ kind: 'bill-share', of: 2 }, 'part-bill'],
    ];
    for (const [change, right] of changes) {
      const refused = cleo.changes(5, change);
      assert.ok(!refused.ok);
      assert.deepEqual([refused.code, refused.right], ['right-missing', right]);
      if (right !== 'split') assert.equal(code(ben.changes(4, change)), 'right-missing');
    }
    assert.equal(code(ben.changes(4, { kind: 'split', to: 14, lines: soup(1) })), 'changed');
    assert.equal(told('lines-moved'), 1);
    const part = { tab: 4, token: ben.token, bookings: [], cents: 100 };
    assert.equal(code(ben.ask('bill', part)), 'right-missing');
    assert.equal(code(ben.ask('pay', { ...part, terminal: 'pt1' })), 'right-missing');
  });
});
