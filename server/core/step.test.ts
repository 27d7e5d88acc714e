// What the core decides, by example. The lock is covered by its model in tests/properties.
import assert from 'node:assert/strict';
import type { ClientMessage, Reply } from '#protocols/mpos/messages';
import { apply } from './apply/apply.ts';
import { serverConfigSchema, type ServerConfig } from './config.ts';
import type { Fact, JournalEntry } from './facts.ts';
import { emptyState } from './state.ts';
import { step } from './step.ts';
import type { Input, Output } from './turn.ts';

const config = serverConfigSchema.parse({
  operators: ['Anna', 'Ben', 'Chef'],
  devices: [
    { name: 'H01', family: 'handheld', beltPrinter: true },
    { name: 'H02', family: 'handheld' },
    { name: 'till', family: 'till' },
  ],
  printers: [{ name: 'kitchen', alternatives: ['counter'] }, { name: 'counter' }],
  places: { kitchen: 'kitchen' },
  fallbackPrinter: 'counter',
  terminals: [{ name: 'pt1' }],
});
const line = (seq: number, cents = 690) => ({ seq, article: 'Soup', quantity: 1, cents, place: 'kitchen' });

function server(floor: ServerConfig = config) {
  let state = emptyState(floor);
  let now = 0;
  let wallAheadMs = 1_700_000_000_000;
  const journal: JournalEntry[] = [];
  const feed = (input: Input): Output[] => {
    now += 10;
    const result = step(state, { nowMs: now, wallMs: now + wallAheadMs }, input);
    state = result.state;
    journal.push(...result.facts);
    return result.outputs;
  };
  const say = (device: string, message: Record<string, unknown>): Reply => {
    const outputs = feed({ kind: 'message', device, message: message as unknown as ClientMessage });
    const reply = outputs.flatMap((output) =>
      output.kind === 'send' && output.message.type === 'reply' ? [output.message] : [],
    )[0];
    assert.ok(reply !== undefined);
    return reply;
  };
  const facts = <K extends Fact['kind']>(kind: K) =>
    journal.flatMap(({ fact }) => (fact.kind === kind ? [fact as Extract<Fact, { kind: K }>] : []));
  const open = (device: string, req: number, tab: number): number => {
    const reply = say(device, { type: 'open', req, tab });
    assert.ok(reply.ok && reply.did === 'opened');
    return reply.token;
  };
  feed({ kind: 'started' });
  feed({ kind: 'terminal-known', terminal: 'pt1', last: 'none' });
  for (const [device, operator] of [
    ['H01', 'Anna'],
    ['H02', 'Ben'],
    ['till', 'Chef'],
  ] as const)
    say(device, { type: 'sign-on', req: 1, operator });
  return {
    feed,
    say,
    facts,
    open,
    journal,
    state: () => state,
    wait: (ms: number) => (now += ms),
    setWallClock: (byMs: number) => (wallAheadMs += byMs),
  };
}

describe('the core of the server', () => {
  it('hands back what it recorded before an error of the program', () => {
    const { state } = server();
    const before = state();
    const result = step(before, { nowMs: 1_000, wallMs: 1_000 }, { kind: 'nonsense' } as unknown as Input);
    assert.ok(result.failure instanceof Error);
    assert.equal(result.state, before);
    assert.deepEqual([result.facts, result.outputs], [[], []]);
  });

  it('books line by line at the till, with the source Officer', () => {
    const { say, facts, open } = server();
    const token = open('till', 2, 5);
    assert.ok(say('till', { type: 'book', req: 3, tab: 5, token, bookings: [line(1)] }).ok);
    assert.ok(say('till', { type: 'book', req: 4, tab: 5, token, bookings: [line(2)] }).ok);
    assert.deepEqual(
      facts('booked').map(({ source, bookings }) => [source, bookings.length]),
      [
        ['Officer', 1],
        ['Officer', 1],
      ],
    );
  });

  it('answers a repeated request as the first time and books it once', () => {
    const { say, facts, open } = server();
    const token = open('H02', 2, 5);
    const message = { type: 'hand-over', req: 3, tab: 5, token, bookings: [line(1), line(2)], offline: false };
    assert.deepEqual(say('H02', message), say('H02', message));
    assert.equal(facts('booked').length, 1);
  });

  it('does not book a line twice under another request, but acknowledges it', () => {
    const { say, facts, open } = server();
    const token = open('H02', 2, 5);
    say('H02', { type: 'hand-over', req: 3, tab: 5, token, bookings: [line(1)], offline: false });
    const again = say('H02', { type: 'new-balance', req: 4, tab: 5, token, bookings: [line(1), line(2)] });
    assert.ok(again.ok && again.did === 'handed-over');
    assert.deepEqual(again.seqs, [1, 2]);
    assert.deepEqual(
      facts('booked').map(({ bookings }) => bookings.map(({ seq }) => seq)),
      [[1], [2]],
    );
  });

  it('refuses another line under the number of one it has booked, whatever differs, and books nothing of the request', () => {
    const others = [
      { ...line(1), quantity: 2 },
      { ...line(1), article: 'Stew' },
      { ...line(1), place: 'bar' },
      line(1, 700),
    ];
    for (const type of ['hand-over', 'new-balance', 'bill'] as const) {
      for (const other of others) {
        const { say, facts, open } = server();
        const token = open('H02', 2, 5);
        say('H02', { type: 'hand-over', req: 3, tab: 5, token, bookings: [line(1)], offline: false });
        const reply = say('H02', { type, req: 4, tab: 5, token, bookings: [line(2), other], offline: false });
        assert.ok(!reply.ok && reply.code === 'contradicting-booking');
        assert.equal(facts('booked').length, 1);
        assert.equal(facts('tab-released').length, 0);
      }
    }
  });

  it('refuses a line that was booked on another tab', () => {
    const { say, open } = server();
    say('H02', { type: 'new-balance', req: 3, tab: 5, token: open('H02', 2, 5), bookings: [line(1)] });
    const reply = say('H02', { type: 'new-balance', req: 5, tab: 6, token: open('H02', 4, 6), bookings: [line(1)] });
    assert.ok(!reply.ok && reply.code === 'contradicting-booking');
  });

  it('refuses two lines of one number in one request, even if they are alike', () => {
    const { say, facts, open } = server();
    const token = open('H02', 2, 5);
    const reply = say('H02', {
      type: 'hand-over',
      req: 3,
      tab: 5,
      token,
      bookings: [line(1), line(1)],
      offline: false,
    });
    assert.ok(!reply.ok && reply.code === 'contradicting-booking');
    assert.equal(facts('booked').length, 0);
  });

  it('answers what is asked again as it did, and refuses another request under the same number', () => {
    const { say, facts, open } = server();
    const asked = { req: 3, tab: 5, token: open('H02', 2, 5), bookings: [line(1)] };
    const handOver = { ...asked, type: 'hand-over', offline: false };
    const first = say('H02', handOver);
    assert.deepEqual(say('H02', handOver), first);
    const others = [
      { ...handOver, bookings: [line(1), line(2)] },
      { ...handOver, bookings: [line(1, 700)] },
      { ...handOver, bookings: [] },
      { ...handOver, tab: 6 },
      { ...asked, type: 'new-balance' },
      { ...asked, type: 'bill' },
      { ...asked, type: 'pay', terminal: 'pt1' },
      { type: 'open', req: 3, tab: 5 },
      { type: 'sign-off', req: 3 },
    ];
    for (const other of others) {
      const reply = say('H02', other);
      assert.ok(!reply.ok && reply.code === 'contradicting-request', JSON.stringify(other));
    }
    const asOther = say('till', { type: 'sign-on', req: 1, operator: 'Anna' });
    assert.ok(!asOther.ok && asOther.code === 'contradicting-request', 'another operator');
    assert.equal(facts('booked').length, 1);
  });

  it('prints an order for an unknown place on the fallback printer, and says so', () => {
    for (const place of ['moon', 'constructor']) {
      const { say, facts, open } = server();
      const bookings = [line(1), { ...line(2), place }];
      assert.ok(say('H02', { type: 'new-balance', req: 3, tab: 5, token: open('H02', 2, 5), bookings }).ok);
      assert.deepEqual(
        facts('job-queued').map(({ queue, lines }) => [queue, lines[1], lines.includes('NOTICE')]),
        [
          ['kitchen', 'Order kitchen', false],
          ['counter', `Order ${place}`, true],
        ],
      );
    }
  });

  it('refuses a line for an unknown place when there is no fallback printer', () => {
    const { fallbackPrinter: _, ...without } = config;
    const { say, facts, open } = server(without);
    const token = open('H02', 2, 5);
    const moon = { ...line(2), place: 'moon' };
    const reply = say('H02', { type: 'hand-over', req: 3, tab: 5, token, bookings: [line(1), moon], offline: true });
    assert.ok(!reply.ok && reply.code === 'unknown-place');
    assert.equal(facts('booked').length, 0);
    const nowhere = { ...line(2), place: 'none' };
    assert.ok(say('H02', { type: 'hand-over', req: 4, tab: 5, token, bookings: [nowhere], offline: true }).ok);
  });

  it('refuses a request older than the last one', () => {
    const { say, open } = server();
    open('H02', 5, 5);
    const reply = say('H02', { type: 'open', req: 4, tab: 6 });
    assert.ok(!reply.ok && reply.code === 'out-of-order');
  });

  it('tells a refused device when a tab that a payment keeps is free at the latest, however silent its holder', () => {
    const { say, open, wait } = server();
    const token = open('H01', 2, 7);
    const bookings = [line(1)];
    assert.ok(say('H01', { type: 'pay', req: 3, tab: 7, token, bookings, terminal: 'pt1' }).ok);
    wait(100_000);
    const reply = say('H02', { type: 'open', req: 2, tab: 7 });
    assert.ok(!reply.ok && reply.code === 'held-by-payment');
    assert.equal(reply.freeInMs, config.durations.paymentHoldMs - 100_010);
  });

  it('tells a refused device who holds the tab, since when, and when it will be free', () => {
    const { say, open, wait } = server();
    open('H01', 2, 5);
    wait(60_000);
    const reply = say('H02', { type: 'open', req: 2, tab: 5 });
    assert.ok(!reply.ok && reply.code === 'held-by-another-device' && reply.holder === 'H01');
    assert.equal((reply.sinceMs ?? 0) + (reply.freeInMs ?? 0), config.durations.leaseMs);
  });

  it('ends a silent hold with its lease, and no other, whatever is done to the clock on the wall', () => {
    const { leaseMs } = config.durations;
    for (const stepMs of [-3_600_000, 3_600_000]) {
      const { feed, facts, open, wait, setWallClock } = server();
      const token = open('H01', 2, 5);
      setWallClock(stepMs);
      wait(leaseMs - 1_000);
      feed({ kind: 'timer', timer: { kind: 'lease', token } });
      assert.equal(facts('tab-released').length, 0);
      wait(1_000);
      feed({ kind: 'timer', timer: { kind: 'lease', token } });
      assert.deepEqual(
        facts('tab-released').map(({ cause }) => cause),
        ['lease-ended'],
      );
    }
  });

  it('writes down what the clock on the wall says', () => {
    const { open, journal, setWallClock } = server();
    open('H01', 2, 5);
    const before = journal.at(-1)?.at ?? 0;
    setWallClock(-3_600_000);
    open('H01', 3, 6);
    assert.equal((journal.at(-1)?.at ?? 0) - before, 10 - 3_600_000);
  });

  it('answers "try again" while a settled tab is being printed, then opens it', () => {
    const { say, open, feed, state } = server();
    const token = open('H02', 2, 5);
    assert.ok(say('H02', { type: 'bill', req: 3, tab: 5, token, bookings: [line(1)] }).ok);
    const early = say('H02', { type: 'open', req: 4, tab: 5 });
    assert.ok(!early.ok && early.code === 'try-again');
    for (const job of [...state().jobs.values()])
      feed({ kind: 'printed', printer: job.queue, job: job.job, evidence: 'confirmed' });
    assert.ok(say('H02', { type: 'open', req: 5, tab: 5 }).ok);
  });

  it('prints a reprint with the number of the first print, marked as a copy', () => {
    const { say, open, facts, feed } = server();
    const token = open('H02', 2, 5);
    say('H02', { type: 'new-balance', req: 3, tab: 5, token, bookings: [line(1)] });
    const first = facts('job-queued')[0];
    assert.ok(first !== undefined);
    feed({ kind: 'printed', printer: 'kitchen', job: first.job, evidence: 'confirmed' });
    assert.ok(say('H02', { type: 'reprint', req: 4, job: first.job }).ok);
    const copy = facts('job-queued').at(-1);
    assert.deepEqual([copy?.ticket, copy?.copy, copy?.queue], [first.ticket, true, 'kitchen']);
  });

  it('lets the till free a tab by force, and nobody else', () => {
    const { say, open, facts } = server();
    open('H01', 2, 5);
    const reply = say('H02', { type: 'force-free', req: 2, tab: 5 });
    assert.ok(!reply.ok && reply.code === 'till-only');
    assert.ok(say('till', { type: 'force-free', req: 2, tab: 5 }).ok);
    assert.deepEqual(
      facts('tab-released').map(({ cause }) => cause),
      ['forced'],
    );
  });

  it('does not settle a parked tab without a confirmation, and calls for a refund if the card was charged all the same', () => {
    const { say, open, feed, facts } = server();
    const token = open('H02', 2, 5);
    const paying = say('H02', { type: 'pay', req: 3, tab: 5, token, bookings: [line(1)], terminal: 'pt1' });
    assert.ok(paying.ok && paying.did === 'paying');
    feed({ kind: 'payment-outcome', payment: paying.payment, outcome: 'unknown', paidCents: 0, record: null });
    const again = open('H01', 2, 5);
    const warned = say('H01', { type: 'bill', req: 3, tab: 5, token: again, bookings: [] });
    assert.ok(!warned.ok && warned.code === 'card-may-be-charged');
    assert.ok(say('H01', { type: 'bill', req: 4, tab: 5, token: again, bookings: [], confirmed: true }).ok);
    feed({
      kind: 'payment-outcome',
      payment: paying.payment,
      outcome: 'paid',
      paidCents: 690,
      record: { receiptNo: '0001', trace: 1 },
    });
    assert.deepEqual(
      facts('payment-ended').map(({ refundCents }) => refundCents),
      [690],
    );
    assert.ok(
      facts('job-queued').some(
        ({ document, lines }) => document === 'notice' && lines.some((text) => text.includes('refund due')),
      ),
    );
  });

  it('settles by a late charge what is still open on the tab, and calls for a refund of the rest', () => {
    for (const [returned, settled] of [
      [190, [500]],
      [690, []],
      [900, []],
    ] as const) {
      const { say, open, feed, facts } = server();
      const token = open('H02', 2, 5);
      const paying = say('H02', { type: 'pay', req: 3, tab: 5, token, bookings: [line(1)], terminal: 'pt1' });
      assert.ok(paying.ok && paying.did === 'paying');
      const { payment } = paying;
      feed({ kind: 'payment-outcome', payment, outcome: 'unknown', paidCents: 0, record: null });
      const back = { ...line(1, -returned), article: 'Return' };
      say('H01', { type: 'new-balance', req: 3, tab: 5, token: open('H01', 2, 5), bookings: [back] });
      const record = { receiptNo: '0001', trace: 1 };
      feed({ kind: 'payment-outcome', payment, outcome: 'paid', paidCents: 700, record });
      const [ended] = facts('payment-ended');
      assert.deepEqual([ended?.tipCents, ended?.refundCents], [10, 690 - (settled[0] ?? 0)]);
      assert.deepEqual(
        facts('billed').map(({ cents }) => cents),
        settled,
      );
    }
  });

  it('makes no bill over less than nothing: what was returned beyond the orders stays on the tab', () => {
    for (const type of ['bill', 'pay'] as const) {
      const { say, open, facts } = server();
      const asked = { req: 3, tab: 5, token: open('H02', 2, 5), bookings: [line(1, -690)], terminal: 'pt1' };
      const reply = say('H02', { type, ...asked });
      assert.ok(!reply.ok && reply.code === 'nothing-to-pay');
      assert.equal(facts('billed').length, 0);
    }
  });

  it('is the fold of its journal', () => {
    const { say, open, journal, state } = server();
    const token = open('H02', 2, 5);
    say('H02', { type: 'new-balance', req: 3, tab: 5, token, bookings: [line(1)] });
    open('H01', 2, 6);
    const folded = emptyState(config);
    for (const entry of journal) apply(folded, entry);
    const { live: _, ...durable } = state();
    const { live: __, ...again } = folded;
    const timeless = (tabs: typeof folded.tabs) =>
      [...tabs.values()].map(({ lock, busyUntilMs: ___, ...tab }) => ({ ...tab, lock: lock?.token }));
    assert.deepEqual(
      { ...again, tabs: timeless(again.tabs), locks: again.locks.size },
      { ...durable, tabs: timeless(durable.tabs), locks: durable.locks.size },
    );
  });
});
