// Fiscal signatures: what is asked of the signing unit, what bills say while it has failed, and what a restart leaves of it.
import assert from 'node:assert/strict';
import type { CloudAnswer } from '#protocols/cloud/exchange';
import { CoreByHand } from '../by-hand.ts';
import type { ServerConfigInput } from '../config.ts';
import type { Timer } from '../turn.ts';

const floor = {
  operators: ['Anna'],
  devices: [{ name: 'H01', family: 'handheld' }],
  printers: [{ name: 'counter' }],
  fallbackPrinter: 'counter',
  simpleOrder: { tab: 90, article: 'Espresso' },
} satisfies ServerConfigInput;

/** A server whose signing unit is asked by hand; H01 books and settles. */
function server(services: ServerConfigInput['services'] = { tse: {} }) {
  const core = new CoreByHand({ ...floor, services }, { nowMs: 0, wallMs: 1_000 });
  let seq = 0;
  const say = (message: object): void => core.ask('H01', message);
  const line = (article: string) => ({ seq: (seq += 1), article, quantity: 1, cents: 690, place: 'none' });
  const on = (type: string, tab: number, articles: string[], more: object = {}): void => {
    if (core.state.tabs.get(tab)?.lock == null) say({ type: 'open', tab });
    const token = core.state.tabs.get(tab)?.lock?.token;
    say({ type, tab, token, bookings: articles.map(line), ...more });
  };
  say({ type: 'sign-on', operator: 'Anna' });
  return {
    restart: () => core.restart(),
    say,
    line,
    book: (tab: number, ...articles: string[]) => on('new-balance', tab, articles, { offline: false }),
    bill: (tab: number, ...articles: string[]) => on('bill', tab, articles),
    change: (tab: number, change: object, ...articles: string[]) => on('change', tab, articles, { change }),
    later: (ms: number) => void (core.clock.wallMs += ms),
    answers: (answer: CloudAnswer | null, service: 'tse' | 'nocoo' = 'tse') =>
      core.feed({ kind: 'service-answered', service, answer }),
    due: (timer: Timer) => core.feed({ kind: 'timer', timer }),
    rested: () => core.feed({ kind: 'timer', timer: { kind: 'service-rest', service: 'tse' } }),
    /** What was asked since this was looked at last. */
    asked: () => core.take('ask-service').map(({ request }) => request),
    timers: () =>
      core.outputs.flatMap((one) => (one.kind === 'timer' && one.timer.kind === 'signature-wait' ? [one.timer] : [])),
    facts: (...kinds: string[]) => core.journal.flatMap(({ fact }) => (kinds.includes(fact.kind) ? [fact] : [])),
    kinds: (...kinds: string[]) => core.journal.flatMap(({ fact }) => (kinds.includes(fact.kind) ? [fact.kind] : [])),
    /** The last line of every bill that was to be printed. */
    bills: () =>
      core.journal.flatMap(({ fact }) =>
        fact.kind === 'job-queued' && fact.document === 'bill' ? [fact.lines.at(-1)] : [],
      ),
    notices: () =>
      core.journal.flatMap(({ fact }) =>
        fact.kind === 'job-queued' && fact.document === 'notice' ? [fact.lines] : [],
      ),
    held: () => core.state.locks.size,
  };
}

const signed = (handOver: number, status = 201): CloudAnswer => ({
  status,
  body: { key: `hand-over-${handOver}`, counter: handOver, signature: `s${handOver}` },
});
const NOTE = 'Signing unit out of order';
const COURSE = ['signature-due', 'signature-made', 'tse-failed', 'tse-back'];

describe('a fiscal signature', () => {
  it('is asked for with the hand-over, all of it, with its time in the journal; the tab waits for nothing', () => {
    const one = server();
    one.book(5, 'Soup', 'Pils');
    assert.equal(one.held(), 0);
    const body = { handOver: 1, atMs: 1_000, tab: 5, operator: 'Anna', cents: 1_380 };
    assert.deepEqual(one.asked(), [
      {
        path: '/tse/signatures',
        key: 'hand-over-1',
        body: { ...body, lines: ['1 x Soup  6.90', '1 x Pils  6.90'] },
      },
    ]);
    one.answers(signed(1));
    assert.deepEqual(one.kinds(...COURSE), ['signature-due', 'signature-made']);
    assert.deepEqual(one.asked(), []);
  });

  it('is due for every hand-over, however it was made, and not where nothing is booked or no unit is', () => {
    const one = server();
    one.book(5, 'Soup');
    one.book(5);
    one.bill(5, 'Pils');
    one.change(6, { kind: 'move', to: 7 }, 'Soup');
    one.say({ type: 'simple-order', tab: 90, bookings: [one.line('Espresso')] });
    assert.deepEqual(
      one.facts('signature-due').map((fact) => 'handOver' in fact && [fact.handOver, 'tab' in fact && fact.tab]),
      [
        [1, 5],
        [2, 5],
        [3, 6],
        [4, 90],
      ],
    );
    const none = server({});
    none.book(5, 'Soup');
    assert.deepEqual([none.kinds(...COURSE), none.asked()], [[], []]);
  });

  it('of the oldest hand-over comes first, under the same key and with the same time, until it is made', () => {
    const one = server();
    one.book(5, 'Soup');
    one.later(60_000);
    one.book(6, 'Soup');
    const bad = [
      null,
      { status: 503, body: {} },
      signed(2),
      { status: 429, body: {} },
      { status: 403, body: {} },
      { status: 200, body: null },
    ];
    for (const answer of bad) {
      const asked = one.asked().map(({ key, body }) => [key, (body as { atMs: number }).atMs]);
      assert.deepEqual(asked, [['hand-over-1', 1_000]]);
      one.answers(answer);
      one.rested();
    }
    one.answers(signed(1, 200));
    one.answers(signed(2));
    assert.deepEqual(
      one.facts('tse-failed').map((fact) => 'trouble' in fact && fact.trouble),
      ['silent', 'error', 'busy', 'certificate-expired', 'error'],
    );
    assert.deepEqual(one.kinds('signature-made', 'tse-back'), ['signature-made', 'signature-made', 'tse-back']);
  });

  it('is made up for after a restart: the same keys, and what was noted of the unit', () => {
    const one = server();
    one.book(5, 'Soup');
    one.book(6, 'Soup');
    one.restart();
    assert.deepEqual(one.timers().length, 2);
    assert.deepEqual(
      one.asked().map(({ key }) => key),
      ['hand-over-1'],
    );
    one.answers(null);
    one.restart();
    assert.deepEqual(one.timers(), []);
    one.answers(signed(1, 200));
    one.answers(signed(2));
    assert.deepEqual(one.kinds('tse-failed', 'tse-back'), ['tse-failed', 'tse-back']);
    one.restart();
    assert.deepEqual([one.asked(), one.timers()], [[], []]);
  });

  it('that comes too slowly is a failure of the unit, once', () => {
    const one = server();
    one.book(5, 'Soup');
    one.book(6, 'Soup');
    const [first, second] = one.timers();
    one.answers(signed(1));
    one.due(first as Timer);
    assert.deepEqual(one.kinds('tse-failed'), []);
    one.due(second as Timer);
    one.due(second as Timer);
    assert.deepEqual(one.facts('tse-failed'), [{ kind: 'tse-failed', trouble: 'slow' }]);
  });

  it('waits for no digital receipt, and no receipt for it', () => {
    const one = server({ tse: {}, nocoo: { receipts: 'besides' } });
    one.bill(5, 'Soup');
    one.answers(null);
    one.bill(6, 'Soup');
    one.answers({ status: 201, body: { key: 'receipt-of-bill-1', reference: 'R1' } }, 'nocoo');
    assert.deepEqual(one.kinds('receipt-sent'), ['receipt-sent']);
    one.answers(null, 'nocoo');
    one.rested();
    one.answers(signed(1));
    assert.deepEqual(one.kinds('signature-made'), ['signature-made']);
  });
});

describe('a bill', () => {
  it('says nothing of a unit that is not known to have failed', () => {
    const one = server();
    one.bill(5, 'Soup');
    assert.deepEqual(one.bills(), ['Cash']);
  });

  it('says that the unit is out of order while something of its tab is not signed, and no other bill does', () => {
    const one = server();
    one.book(5, 'Soup');
    one.answers(signed(1));
    one.book(6, 'Soup');
    one.answers(null);
    one.bill(5);
    one.bill(6);
    one.bill(7, 'Pils');
    assert.deepEqual(one.bills(), ['Cash', NOTE, NOTE]);
    one.rested();
    one.answers(signed(2));
    one.bill(8, 'Pils');
    one.answers(signed(3));
    one.bill(9, 'Pils');
    assert.deepEqual(one.bills().slice(3), [NOTE, NOTE]);
    one.answers(signed(4));
    one.answers(signed(5));
    one.bill(10, 'Pils');
    assert.deepEqual(one.bills().at(-1), 'Cash');
  });

  it('that was made before the unit was known to fail is told to people, once, and not if all of it was signed', () => {
    const one = server();
    one.bill(5, 'Soup');
    one.bill(6, 'Pils');
    one.bill(7, 'Pils');
    one.answers(signed(1));
    one.restart();
    one.answers(null);
    assert.deepEqual(one.notices(), [['Tab 6  Anna', 'NOTICE', `${NOTE},`, 'which bills do not say: 2, 3']]);
    one.bill(8, 'Soup');
    one.rested();
    one.answers({ status: 503, body: {} });
    assert.deepEqual([one.facts('tse-failed').length, one.notices().length], [2, 1]);
  });

  it('is not among those that people are told of if all of its own tab was signed, whatever was moved elsewhere', () => {
    const one = server();
    one.book(5, 'Soup');
    one.book(6, 'Pils');
    one.book(7, 'Pils');
    one.answers(signed(1));
    one.change(6, { kind: 'move', to: 8 });
    one.bill(5);
    one.bill(7);
    one.answers(signed(2));
    one.bill(8);
    one.answers(null);
    assert.deepEqual(one.notices(), [['Tab 7  Anna', 'NOTICE', `${NOTE},`, 'which bills do not say: 2']]);
  });

  it('says so, too, of lines that came from another tab', () => {
    const one = server();
    one.book(5, 'Soup');
    one.answers(null);
    one.change(5, { kind: 'move', to: 8 });
    one.restart();
    one.bill(8);
    assert.deepEqual(one.bills(), [NOTE]);
  });
});
