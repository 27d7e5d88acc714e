// Simple Order: one key books to and cashes out a defined table, or does nothing.
import assert from 'node:assert/strict';
import type { ClientMessage, Reply } from '#protocols/mpos/messages';
import { serverConfigSchema } from '../config.ts';
import type { Fact } from '../facts.ts';
import { emptyState, tabOf } from '../state.ts';
import { step } from '../step.ts';

const config = serverConfigSchema.parse({
  operators: ['Anna', 'Ben'],
  devices: [
    { name: 'H01', family: 'handheld' },
    { name: 'H02', family: 'handheld' },
  ],
  printers: [{ name: 'bar' }],
  places: { bar: 'bar' },
  fallbackPrinter: 'bar',
  terminals: [{ name: 'pt1' }],
  simpleOrder: { tab: 99, article: 'Espresso' },
});
const espresso = (seq: number, changes: object = {}) => ({
  ...{ seq, article: 'Espresso', quantity: 1, cents: 280, place: 'bar' },
  ...changes,
});
const order = (req: number, seq: number, changes: object = {}) => ({
  ...{ type: 'simple-order', req, tab: 99, bookings: [espresso(seq)] },
  ...changes,
});

function server() {
  let state = emptyState(config);
  let now = 0;
  const journal: Fact[] = [];
  const say = (device: string, message: object): Reply => {
    now += 10;
    const input = { kind: 'message', device, message: message as ClientMessage } as const;
    const { state: next, facts, outputs } = step(state, { nowMs: now, wallMs: now }, input);
    state = next;
    journal.push(...facts.map(({ fact }) => fact));
    const replies = outputs.flatMap((one) => (one.kind === 'send' && one.message.type === 'reply' ? one.message : []));
    assert.equal(replies.length, 1);
    return replies[0] as Reply;
  };
  /** What is refused does nothing. */
  const refused = (device: string, message: object): string => {
    const before = journal.length;
    const reply = say(device, message);
    assert.equal(journal.length, before);
    return reply.ok ? '' : reply.code;
  };
  const pass = (ms: number): void => void (now += ms);
  say('H01', { type: 'sign-on', req: 1, operator: 'Anna' });
  say('H02', { type: 'sign-on', req: 1, operator: 'Ben' });
  journal.length = 0;
  return { say, refused, journal, pass, tab: (number: number) => tabOf(state, number) };
}

describe('a Simple Order', () => {
  it('opens its table, books, makes the bill and frees the table in one decision', () => {
    const { say, journal, tab } = server();
    const reply = say('H01', order(2, 1));
    assert.ok(reply.ok && reply.did === 'billed' && reply.cents === 280);
    const kinds = journal.map(({ kind }) => kind).filter((kind) => !kind.startsWith('job-'));
    assert.deepEqual(kinds, ['tab-locked', 'booked', 'billed', 'tab-released', 'answered']);
    assert.deepEqual([tab(99).lock, tab(99).balanceCents], [null, 0]);
  });

  it('that is repeated gets the same answer and is booked once', () => {
    const { say, journal } = server();
    assert.deepEqual(say('H01', order(2, 1)), say('H01', order(2, 1)));
    assert.equal(journal.filter(({ kind }) => kind === 'booked').length, 1);
    assert.equal((say('H01', order(2, 2)) as { code?: string }).code, 'contradicting-request');
  });

  it('cashes out what was on its table before, too', () => {
    const { say } = server();
    const opened = say('H02', { type: 'open', req: 2, tab: 99 });
    assert.ok(opened.ok && opened.did === 'opened');
    const line = { seq: 1, article: 'Soup', quantity: 1, cents: 690, place: 'bar' };
    say('H02', { type: 'new-balance', req: 3, tab: 99, token: opened.token, bookings: [line] });
    const reply = say('H01', order(2, 1));
    assert.ok(reply.ok && reply.did === 'billed' && reply.cents === 970);
  });

  it('is refused while another device holds the table, and while its last bill prints', () => {
    const { say, refused, pass } = server();
    say('H02', { type: 'open', req: 2, tab: 99 });
    assert.equal(refused('H01', order(2, 1)), 'held-by-another-device');
    assert.equal(refused('H02', order(3, 1)), 'own-locked-tab');
    const free = server();
    free.say('H01', order(2, 1));
    assert.equal(free.refused('H01', order(3, 2)), 'try-again');
    free.pass(config.durations.busyMs);
    assert.ok(free.say('H01', order(3, 2)).ok);
    pass(1);
  });

  it('is for the table and the article that are set up, and for who is signed on', () => {
    const { say, refused } = server();
    assert.equal(refused('H01', order(2, 1, { tab: 98 })), 'no-simple-order');
    assert.equal(refused('H01', order(2, 1, { bookings: [espresso(1, { article: 'Soup' })] })), 'no-simple-order');
    assert.equal(refused('H01', order(2, 1, { bookings: [espresso(1, { cents: 0 })] })), 'nothing-to-pay');
    say('H01', { type: 'sign-off', req: 3 });
    assert.equal(refused('H01', order(4, 1)), 'not-signed-on');
  });

  it('does not settle a parked table, whose card may have been charged', () => {
    const { refused, tab } = server();
    tab(99).parked = 1;
    assert.equal(refused('H01', order(2, 1)), 'card-may-be-charged');
  });

  it('refuses a line under the number of another one', () => {
    const { say, refused, pass } = server();
    say('H01', order(2, 1));
    pass(config.durations.busyMs);
    const other = { bookings: [espresso(1, { cents: 300 })] };
    assert.equal(refused('H01', order(3, 1, other)), 'contradicting-booking');
    assert.equal(refused('H01', order(3, 1)), 'nothing-to-pay');
  });
});
