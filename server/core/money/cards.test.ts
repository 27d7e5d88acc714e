// Cards of guests: what is asked about them, when they are given up, and what a restart leaves of it.
import assert from 'node:assert/strict';
import type { CloudAnswer } from '#protocols/cloud/exchange';
import { CUSTOMER_PATH, GIVE_BACK_PATH, REDEEM_PATH } from '#protocols/cloud/vouchers';
import type { Card } from '#protocols/mpos/cards';
import { CoreByHand } from '../by-hand.ts';
import type { ServerConfigInput } from '../config.ts';

const plain = {
  operators: ['Anna'],
  devices: [
    { name: 'H01', family: 'handheld' },
    { name: 'H02', family: 'handheld', model: 'Orbit' },
  ],
  printers: [{ name: 'counter' }],
  fallbackPrinter: 'counter',
  terminals: [{ name: 'pt1' }],
  services: { vouchers: {} },
} satisfies ServerConfigInput;

const V5: Card = { kind: 'voucher', code: 'V500-1' };
const GUEST: Card = { kind: 'customer', code: 'C1' };
const SOUP = { seq: 1, article: 'Soup', quantity: 1, cents: 690, place: 'none' };
const KINDS = ['card-scanned', 'redeemed', 'customer-known', 'card-refused', 'card-dropped', 'redeem-given-back'];

/** A server whose service of vouchers is asked by hand; a device has tab 5 open. */
function server(device = 'H01', more: Partial<ServerConfigInput> = {}) {
  const core = new CoreByHand({ ...plain, ...more });
  const say = (message: object): void => core.ask(device, message);
  const under = (): Record<string, unknown> => ({ tab: 5, token: core.state.lastToken, bookings: [] });
  core.feed({ kind: 'terminal-known', terminal: 'pt1', last: 'none' });
  say({ type: 'sign-on', operator: 'Anna' });
  say({ type: 'open', tab: 5 });
  return {
    restart: () => core.restart(),
    say: (type: string, fields: object = {}): void => say({ type, ...under(), ...fields }),
    again: (type: string, fields: object = {}): void =>
      core.send(device, { type, ...under(), ...fields, req: core.req }),
    hello: (): void => {
      const holds = { tab: 5, token: core.state.lastToken };
      core.send(device, { type: 'hello', v: 1, device, family: 'handheld', clockMs: 0, holds });
    },
    scan: (card: Card = V5, bookings: object[] = [SOUP]): void => say({ type: 'scan', ...under(), bookings, card }),
    answers: (answer: CloudAnswer | null) => core.feed({ kind: 'service-answered', service: 'vouchers', answer }),
    open: () => say({ type: 'open', tab: 5 }),
    outcome: (outcome: 'paid' | 'unknown', paidCents: number) =>
      core.feed({ kind: 'payment-outcome', payment: 1, outcome, paidCents, record: null }),
    rested: () => core.feed({ kind: 'timer', timer: { kind: 'service-rest', service: 'vouchers' } }),
    waited: (scan = 1) => core.feed({ kind: 'timer', timer: { kind: 'card-wait', scan } }),
    /** What was asked of the service since this was looked at last: `redeem card-scan-1`. */
    asked: (): string[] => {
      const names: Record<string, string> = {
        [REDEEM_PATH]: 'redeem',
        [GIVE_BACK_PATH]: 'give back',
        [CUSTOMER_PATH]: 'look up',
      };
      return core.take('ask-service').map(({ request }) => `${names[request.path] ?? ''} ${request.key}`);
    },
    waits: (): number => core.outputs.filter((one) => one.kind === 'timer' && one.timer.kind === 'card-wait').length,
    /** What the device was told of cards, and the refusals. */
    told: (): string[] =>
      core.take('send').flatMap(({ message }) => {
        if (message.type === 'card-told')
          return [`${message.result} ${message.cents ?? message.customer ?? ''}`.trimEnd()];
        return message.type === 'reply' ? [message.ok ? message.did : message.code] : [];
      }),
    facts: () => core.journal.flatMap(({ fact }) => (KINDS.includes(fact.kind) ? [fact.kind] : [])),
    causes: () => core.journal.flatMap(({ fact }) => (fact.kind === 'card-dropped' ? [fact.cause] : [])),
    owes: () => core.state.tabs.get(5)?.balanceCents,
    lines: () => core.state.tabs.get(5)?.lines,
    waiting: () => core.state.cards.size,
  };
}

const K1 = 'card-scan-1';
const redeemed = (cents = 500, key = K1, status = 201): CloudAnswer => ({ status, body: { key, cents } });
const givenBack: CloudAnswer = { status: 200, body: { key: K1, givenBack: true } };

describe('a voucher', () => {
  it('is asked about by a key of its scan, and comes off the tab when the service says so', () => {
    const one = server();
    one.scan();
    assert.deepEqual(one.asked(), [`redeem ${K1}`]);
    assert.deepEqual(one.told().slice(-1), ['scanned']);
    one.answers(redeemed());
    assert.deepEqual(one.told(), ['redeemed 500']);
    assert.equal(one.owes(), 190);
    assert.equal(one.waiting(), 0);
    assert.deepEqual(one.asked(), []);
  });

  it('that is worth more than is owed comes off as far as that, and leaves a bill over nothing', () => {
    const one = server();
    one.scan();
    one.answers(redeemed(5_000));
    assert.equal(one.owes(), 0);
    one.scan(V5, []);
    assert.equal(one.told().at(-1), 'nothing-to-pay');
    one.say('pay', { terminal: 'pt1' });
    assert.equal(one.told().at(-1), 'nothing-to-pay');
    one.say('bill');
    assert.equal(one.told().at(-1), 'billed');
    assert.deepEqual(one.lines(), []);
  });

  it('is asked about again under the same key until there is an answer, after a restart too', () => {
    const one = server();
    one.scan();
    one.asked();
    for (const answer of [null, { status: 503, body: {} }, { status: 200, body: { key: 'of-somebody-else' } }]) {
      one.answers(answer);
      one.rested();
      one.say('hand-over', { offline: false });
      assert.deepEqual(one.asked(), [`redeem ${K1}`]);
    }
    one.restart();
    assert.deepEqual(one.asked(), [`redeem ${K1}`]);
    assert.equal(one.waits(), 1);
    one.answers(redeemed(500, K1, 200));
    assert.equal(one.owes(), 190);
  });

  it('is not scanned again by a request that is repeated, and another card under its number is refused', () => {
    const one = server();
    one.scan();
    one.again('scan', { card: V5, bookings: [SOUP] });
    assert.deepEqual(one.told().slice(-2), ['scanned', 'scanned']);
    one.again('scan', { card: { ...V5, code: 'V500-2' }, bookings: [SOUP] });
    assert.deepEqual(one.told(), ['contradicting-request']);
    assert.deepEqual(one.facts(), ['card-scanned']);
  });

  it('that is good for nothing leaves the tab as it is', () => {
    for (const refused of ['used', 'expired', 'unknown']) {
      const one = server();
      one.scan();
      one.answers({ status: 409, body: { key: K1, refused } });
      assert.equal(one.told().at(-1), refused);
      assert.equal(one.owes(), 690);
      assert.deepEqual(one.facts(), ['card-scanned', 'card-refused']);
    }
  });

  it('is given back when its tab is settled first, though the service has redeemed it meanwhile', () => {
    const one = server();
    one.scan();
    one.asked();
    one.say('bill');
    assert.deepEqual(one.causes(), ['hold-ended']);
    assert.deepEqual(one.told().slice(-2), ['billed', 'dropped']);
    one.answers(redeemed());
    assert.deepEqual(one.asked(), [`give back ${K1}`]);
    one.answers(givenBack);
    assert.deepEqual(one.facts(), ['card-scanned', 'card-dropped', 'redeem-given-back']);
    assert.equal(one.owes(), 0);
    assert.equal(one.waiting(), 0);
  });

  it('is given back when its time is over, also after a restart, until the service has said so', () => {
    const one = server();
    one.scan();
    one.answers(null);
    one.waited();
    one.waited();
    one.restart();
    assert.deepEqual(one.asked(), [`give back ${K1}`]);
    assert.equal(one.waits(), 0);
    one.answers(null);
    one.rested();
    one.say('hand-over', { offline: false });
    assert.deepEqual(one.asked(), [`give back ${K1}`]);
    one.answers(givenBack);
    assert.deepEqual(one.causes(), ['waited']);
    assert.equal(one.owes(), 690);
  });

  it('is given up when a card pays, or nothing is owed any more', () => {
    const paid = server();
    paid.scan();
    paid.say('pay', { terminal: 'pt1' });
    assert.deepEqual(paid.causes(), ['payment']);
    const cancelled = server();
    cancelled.scan();
    const change = { kind: 'cancel', lines: [{ article: 'Soup', quantity: 1 }], reason: 'dropped' };
    cancelled.say('change', { change });
    assert.deepEqual(cancelled.causes(), ['nothing-owed']);
  });

  it('is told of again to a device that comes back with its hold, after a restart too', () => {
    const refused = { status: 409, body: { key: K1, refused: 'expired' } };
    const ends: [string, Card, (one: ReturnType<typeof server>) => void][] = [
      ['redeemed 500', V5, (one) => one.answers(redeemed())],
      ['expired', V5, (one) => one.answers(refused)],
      ['dropped', V5, (one) => one.waited()],
      ['known Guest 1', GUEST, (one) => one.answers({ status: 200, body: { key: K1, name: 'Guest 1' } })],
    ];
    for (const [said, card, end] of ends) {
      const one = server();
      one.scan(card);
      end(one);
      one.told();
      one.hello();
      assert.deepEqual(one.told(), [said]);
      one.restart();
      one.hello();
      assert.deepEqual(one.told(), [said]);
    }
  });

  it('that was scanned before another is not told again when its answer comes after that of the other', () => {
    const one = server();
    one.scan(V5);
    one.scan(GUEST, []);
    one.waited(2);
    one.answers(redeemed());
    one.told();
    one.hello();
    assert.deepEqual(one.told(), ['dropped']);
  });

  it('is forgotten once it is known what came of it, and the next one asked about', () => {
    const one = server();
    one.scan(V5);
    one.scan(GUEST, []);
    one.scan(V5, []);
    one.asked();
    one.answers({ status: 409, body: { key: K1, refused: 'used' } });
    assert.deepEqual(one.asked(), ['look up card-scan-2']);
    one.answers({ status: 200, body: { key: 'card-scan-2', name: 'Guest 1' } });
    assert.deepEqual(one.asked(), ['redeem card-scan-3']);
    one.answers(redeemed(500, 'card-scan-3'));
    assert.equal(one.waiting(), 0);
    const voucher = { tab: 5, article: 'Voucher redeemed', quantity: 1, cents: -500, place: 'none' };
    assert.deepEqual(one.lines()?.at(-1), voucher);
  });

  it('has come off its tab, or is given back, only if the service says so in its own answer, and about it', () => {
    for (const wrong of [
      { status: 500, body: { key: K1, cents: 500 } },
      { status: 201, body: { key: 'card-scan-2', cents: 500 } },
      { status: 200, body: { key: K1, name: 'Guest 1' } },
    ]) {
      const one = server();
      one.scan();
      one.asked();
      one.answers(wrong);
      assert.deepEqual([one.owes(), one.facts()], [690, ['card-scanned']]);
      assert.deepEqual(one.asked(), [], 'the service is left alone for a while');
    }
    const dropped = server();
    dropped.scan();
    dropped.waited();
    dropped.answers({ status: 409, body: { key: K1, refused: 'used' } });
    for (const body of [{}, { key: 'card-scan-2', givenBack: true }]) {
      dropped.asked();
      dropped.answers({ status: 200, body });
      assert.deepEqual([dropped.facts(), dropped.waiting()], [['card-scanned', 'card-dropped'], 1]);
      assert.deepEqual(dropped.asked(), []);
      dropped.rested();
      dropped.say('hand-over', { offline: false });
      assert.deepEqual(dropped.asked(), [`give back ${K1}`]);
    }
  });

  it('that covers all of a tab leaves a bill over nothing, also when something free is ordered after it', () => {
    const one = server();
    one.scan();
    one.answers(redeemed(690));
    one.say('hand-over', { bookings: [{ ...SOUP, seq: 2, article: 'Water', cents: 0 }], offline: false });
    one.say('bill');
    assert.equal(one.told().at(-1), 'billed');
    assert.deepEqual(one.lines(), []);
  });

  it('leaves nothing to bill when a part was paid after it, and the rest is taken off', () => {
    const one = server();
    one.scan();
    one.answers(redeemed(200));
    one.say('pay', { terminal: 'pt1', cents: 245 });
    one.outcome('unknown', 0);
    one.open();
    one.outcome('paid', 245);
    const change = { kind: 'discount', percent: 100 };
    one.say('change', { change });
    one.told();
    one.say('bill');
    assert.deepEqual([one.owes(), one.told()], [0, ['nothing-to-pay']]);
  });

  it('is no line that can be cancelled by itself', () => {
    const one = server();
    one.scan();
    one.answers(redeemed());
    const change = { kind: 'cancel', lines: [{ article: 'Voucher redeemed', quantity: 1 }], reason: 'dropped' };
    one.say('change', { change });
    assert.equal(one.told().at(-1), 'not-on-tab');
  });
});

describe('a customer card', () => {
  it('tells who the guest is, on a tab that owes nothing too', () => {
    const one = server();
    one.scan(GUEST, []);
    assert.deepEqual(one.asked(), [`look up ${K1}`]);
    one.answers({ status: 200, body: { key: K1, name: 'Guest 1' } });
    assert.deepEqual(one.told().slice(-1), ['known Guest 1']);
    assert.deepEqual(one.facts(), ['card-scanned', 'customer-known']);
  });

  it('is told by an answer about it only, and what waits behind it is asked about when that came too late', () => {
    const one = server();
    one.scan(GUEST, []);
    one.asked();
    one.answers({ status: 200, body: { key: 'card-scan-2', name: 'Guest 2' } });
    assert.deepEqual([one.facts(), one.asked()], [['card-scanned'], []]);
    one.rested();
    one.scan();
    one.waited();
    one.asked();
    one.answers({ status: 200, body: { key: K1, name: 'Guest 1' } });
    assert.deepEqual(one.facts(), ['card-scanned', 'card-scanned', 'card-dropped']);
    assert.deepEqual(one.asked(), ['redeem card-scan-2']);
  });

  it('that nobody waits for any more is forgotten, and its late answer is none that was wrong', () => {
    const one = server();
    one.scan(GUEST, []);
    one.say('new-balance');
    assert.deepEqual(one.causes(), ['hold-ended']);
    one.asked();
    one.answers({ status: 200, body: { key: K1, name: 'Guest 1' } });
    assert.deepEqual(one.facts(), ['card-scanned', 'card-dropped']);
    assert.equal(one.waiting(), 0);
    assert.deepEqual(one.asked(), []);
  });
});

describe('a card is refused', () => {
  it('if it is a voucher for a tab that owes nothing with the lines that come with it, or is parked', () => {
    const one = server();
    one.scan(GUEST, [SOUP]);
    one.scan(V5, [{ ...SOUP, seq: 2, article: 'Soup returned', cents: -690 }]);
    assert.equal(one.told().at(-1), 'nothing-to-pay');
    assert.equal(one.owes(), 690);
    one.say('pay', { terminal: 'pt1' });
    one.outcome('unknown', 0);
    one.open();
    one.scan(V5, []);
    assert.equal(one.told().at(-1), 'parked-tab');
    one.scan(GUEST, []);
    assert.equal(one.told().at(-1), 'scanned');
  });

  it('from a model that cannot scan, and where there is no service, before anything is booked', () => {
    const blind = server('H02');
    blind.scan();
    assert.equal(blind.told().at(-1), 'scan-not-supported');
    const none = server('H01', { services: {} });
    none.scan();
    assert.equal(none.told().at(-1), 'no-card-service');
    assert.equal(none.owes(), 0);
    assert.deepEqual(none.facts(), []);
  });
});
