// What a station shows, what taps on it do, and what they do not.
import assert from 'node:assert/strict';
import type { ClientRequest } from '#protocols/mpos/messages';
import type { StationStart } from '#server/core/turn';
import type { Screen } from './screen.ts';
import { Station } from './station.ts';

const nothing: StationStart = { operator: null, hold: null, lastReq: 0, lastSeq: 0 };
const timers = { now: () => 0, after: () => ({}), cancel() {} };

const lineOf = (article: string, quantity: number) => ({ article, quantity });

/** A station on a display of the given size, with a finger. */
function stationOf(start: StationStart = nothing, display = { width: 384, height: 684 }, scans = true) {
  const asked: ClientRequest[] = [];
  const shown: Screen[] = [];
  const said: unknown[] = [];
  const frames: number[] = [];
  const station = new Station({
    timers,
    display,
    scans,
    menu: {
      language: 'en',
      operators: ['Anna', 'Ben'],
      articles: [
        { name: 'Pils', cents: 420, place: 'bar' },
        { name: 'Soup', cents: 690, place: 'kitchen' },
      ],
      simpleOrder: { tab: 99, article: { name: 'Pils', cents: 420, place: 'bar' } },
      terminals: ['pt1'],
      cameras: ['door', 'yard'],
    },
    start,
    standing: () => [lineOf('Soup', 1), lineOf('Pils', 2), lineOf('Soup', 1)],
    ask: (request) => asked.push(request),
    say: (message) => said.push(message),
    show: (screen) => shown.push(screen),
    frame: ({ frame }) => frames.push(frame),
  });
  const finger = (phase: 'down' | 'up', text: string, screen = station.shown().number): boolean => {
    const key = station.shown().screen?.widgets.find((widget) => widget.text === text);
    assert.ok(key !== undefined, `no ${text} on "${station.shown().screen?.title}"`);
    return station.pointer({ type: 'pointer', phase, screen, x: key.x + 1, y: key.y + 1, token: 0 });
  };
  const tap = (text: string): void => {
    finger('down', text);
    finger('up', text);
  };
  const answer = (reply: Record<string, unknown>): void =>
    station.hear({ type: 'reply', req: asked.at(-1)?.req, ...reply } as Parameters<Station['hear']>[0]);
  const lines = (): string[] => (station.shown().screen?.widgets ?? []).map(({ text }) => text);
  return { station, asked, shown, said, frames, finger, tap, answer, lines };
}

function atTab5(more: object = {}) {
  const there = stationOf();
  there.tap('Anna');
  there.answer({ ok: true, did: 'done' });
  there.tap('5');
  there.tap('Open');
  there.answer({ ok: true, did: 'opened', tab: 5, token: 9, balanceCents: 1_000, parked: false, ...more });
  return there;
}

describe('a station', () => {
  it('signs on, opens a tab by its number, and books one article a tap', () => {
    const { asked, tap, answer, lines } = atTab5();
    tap('Soup');
    answer({ ok: true, did: 'handed-over', seqs: [1], closed: false, balanceCents: 1_690 });
    assert.ok(lines().includes('1 x Soup  6.90'));
    assert.ok(lines().includes('Balance 16.90 EUR'));
    assert.deepEqual(asked, [
      { type: 'sign-on', operator: 'Anna', req: 1 },
      { type: 'open', tab: 5, req: 2 },
      {
        type: 'book',
        tab: 5,
        token: 9,
        req: 3,
        bookings: [{ seq: 1, article: 'Soup', quantity: 1, cents: 690, place: 'kitchen' }],
      },
    ]);
  });

  it('does nothing for a tap on an older screen, and says that its client is behind', () => {
    const { station, asked, finger, tap, answer } = atTab5();
    const { number } = station.shown();
    tap('Pils');
    answer({ ok: true, did: 'handed-over', seqs: [1], closed: false, balanceCents: 1_690 });
    assert.equal(finger('down', 'Pils', number), false);
    assert.equal(finger('up', 'Pils', number), true);
    assert.equal(asked.length, 3);
  });

  it('does nothing while an answer is out, nor where a finger slips off its key', () => {
    const { asked, finger, tap, answer } = atTab5();
    tap('Pils');
    tap('Pils');
    assert.equal(asked.length, 3);
    answer({ ok: true, did: 'handed-over', seqs: [1], closed: false, balanceCents: 1_690 });
    finger('down', 'Pils');
    finger('up', 'Soup');
    finger('up', 'Pils');
    assert.equal(asked.length, 3);
  });

  it('says that the station of a range does not run, over the tab that is open all the same', () => {
    const { tap, lines } = atTab5({ notRunning: 'terrace' });
    assert.match(lines().join(), /The station of this range of tables,does not run/);
    tap('OK');
    assert.ok(lines().includes('Tab 5'));
  });

  it('tells a refusal with its holder and time, and goes back to where it was', () => {
    const { tap, answer, lines } = stationOf({ ...nothing, operator: 'Anna' });
    tap('5');
    tap('Open');
    const code = 'held-by-another-device';
    answer({ ok: false, code, text: 'The tab is open at another device.', holder: 'H02', freeInMs: 61_000 });
    assert.deepEqual(lines(), [
      'Not possible',
      'The tab is open at another device.',
      'Held by H02',
      'Free in 61 s at the latest',
      'OK',
    ]);
    tap('OK');
    assert.ok(lines().includes('Tables'));
  });

  it('shows takings as they were told, on a screen of their own', () => {
    const { asked, tap, answer, lines, station } = stationOf({ ...nothing, operator: 'Anna' });
    const sums = { mposCents: 1_890, posCents: 420, cashCents: 420, cardCents: 1_890, tipCents: 190, refundCents: 0 };
    const { number } = station.shown();
    tap('Takings');
    tap('5');
    assert.deepEqual(asked, [{ type: 'takings', req: 1 }], 'nothing while the answer is out');
    answer({ ok: true, did: 'takings', takings: [{ operator: 'Anna', ...sums }] });
    assert.deepEqual(lines(), [
      'Takings',
      'Operator Anna',
      'With mPOS 18.90 EUR',
      'At the till 4.20 EUR',
      'In cash 4.20 EUR',
      'By card 18.90 EUR',
      'Tips 1.90 EUR',
      'Due back 0.00 EUR',
      'OK',
    ]);
    assert.equal(station.pointer({ type: 'pointer', phase: 'up', screen: number, x: 1, y: 1, token: 0 }), true);
    tap('OK');
    assert.ok(lines().includes('Tables'));
    tap('Takings');
    answer({ ok: false, code: 'not-signed-on', text: 'Nobody is signed on.' });
    assert.equal(lines()[0], 'Sign on');
  });

  it('books and cashes out by the one key of a Simple Order, on another screen each time', () => {
    const { asked, tap, answer, lines, station } = stationOf({ ...nothing, operator: 'Anna' });
    assert.ok(lines().includes('Simple Order: Pils, tab 99'));
    const order = (seq: number): void => {
      const { number } = station.shown();
      tap('Simple Order');
      const bookings = [{ seq, article: 'Pils', quantity: 1, cents: 420, place: 'bar' }];
      assert.deepEqual(asked.at(-1), { type: 'simple-order', req: seq, tab: 99, bookings });
      answer({ ok: true, did: 'billed', seqs: [seq], bill: 1, cents: 420 });
      assert.ok(lines().includes('Cashed out'));
      assert.equal(station.shown().number, number + 1);
    };
    order(1);
    order(2);
    tap('Simple Order');
    answer({ ok: false, code: 'held-by-another-device', text: 'The tab is open at another device.', holder: 'H02' });
    assert.equal(lines()[0], 'Not possible');
    tap('OK');
    tap('5');
    assert.ok(!lines().includes('Cashed out'));
  });

  describe('with a tab open', () => {
    const worked = (...keys: string[]) => {
      const there = atTab5();
      for (const key of ['Change tab', ...keys]) there.tap(key);
      return there;
    };
    const asks = (...keys: string[]): unknown => {
      const { type, change, cents } = worked(...keys).asked.at(-1) as Extract<ClientRequest, { type: 'change' }> & {
        cents?: number;
      };
      return type === 'change' ? change : { type, cents };
    };

    it('changes it as was chosen: what, which lines, and the number or the reason', () => {
      const lines = [
        { article: 'Soup', quantity: 2 },
        { article: 'Pils', quantity: 1 },
      ];
      assert.deepEqual(asks('Cancel lines', 'Soup', 'Pils', 'Soup', 'Soup', 'Go on', 'dropped'), {
        ...{ kind: 'cancel', lines, reason: 'dropped' },
      });
      assert.deepEqual(asks('Split', 'Pils', 'Go on', '1', '7', 'Go on'), {
        ...{ kind: 'split', to: 17, lines: [{ article: 'Pils', quantity: 1 }] },
      });
      assert.deepEqual(asks('Bill over lines', 'Pils', 'Go on'), {
        ...{ kind: 'bill-lines', lines: [{ article: 'Pils', quantity: 1 }] },
      });
      assert.deepEqual(asks('Move', '8', 'Clear', '9', 'Go on'), { kind: 'move', to: 9 });
      assert.deepEqual(asks('Merge', '8', 'Go on'), { kind: 'merge', from: 8 });
      assert.deepEqual(asks('Discount', '1', '0', 'Go on'), { kind: 'discount', percent: 10 });
      assert.deepEqual(asks('Bill over a share', '3', 'Go on'), { kind: 'bill-share', of: 3 });
      assert.deepEqual(asks('Settle an amount', '5', '0', '0', 'Bill'), { type: 'bill', cents: 500 });
      assert.deepEqual(asks('Settle an amount', '5', 'Card pt1'), { type: 'pay', cents: 5 });
    });

    it('asks for nothing that cannot be meant', () => {
      const opened = { type: 'open', cents: undefined };
      assert.deepEqual(asks('Cancel lines', 'Go on'), opened);
      assert.deepEqual(asks('Discount', 'Go on'), opened);
      assert.deepEqual(asks('Discount', '1', '0', '1', 'Go on'), opened);
      assert.deepEqual(asks('Bill over a share', '1', 'Go on'), opened);
      assert.deepEqual(asks('Move', '0', 'Go on'), opened);
      assert.deepEqual(asks('Settle an amount', 'Bill'), opened);
    });

    it('shows what was chosen, forgets it on the way back, and shows the new balance when it is done', () => {
      const { lines, tap, answer, asked, station } = worked('Cancel lines', 'Soup', 'Go on');
      assert.deepEqual(lines().slice(0, 3), ['Cancel lines', 'Tab 5', '1 x Soup']);
      assert.equal(station.shown().screen?.token, 9);
      tap('Back');
      assert.equal(lines()[0], 'Tab 5');
      for (const key of ['Change tab', 'Cancel lines', 'Pils', 'Go on', 'too late', 'dropped']) tap(key);
      assert.equal(asked.length, 3, 'a second reason does nothing while the answer is out');
      answer({ ok: true, did: 'changed', seqs: [], change: {}, balanceCents: 580 });
      assert.ok(lines().includes('Balance 5.80 EUR') && lines().includes('Balance before 5.80 EUR'));
    });

    it('tells a refusal and is back at the tab, or at the tables where the hold is over', () => {
      const { lines, tap, answer } = worked('Move', '9', 'Go on');
      answer({ ok: false, code: 'right-missing', text: 'You may not do that.', right: 'move' });
      assert.deepEqual(lines(), ['Not possible', 'You may not do that.', 'Right needed: move', 'OK']);
      tap('OK');
      assert.equal(lines()[0], 'Tab 5');
      for (const key of ['Change tab', 'Move', '9', 'Go on']) tap(key);
      answer({ ok: false, code: 'stale-token', text: 'The hold is over.' });
      assert.equal(lines()[0], 'Tables');
    });
  });

  it('has a payment of its tab reversed at a terminal, and says what came of it', () => {
    const { station, asked, tap, answer, lines } = atTab5();
    for (const key of ['Change tab', 'Reverse a payment', 'Card pt1', 'Card pt1']) tap(key);
    assert.deepEqual(asked.slice(2), [{ type: 'reverse', req: 3, tab: 5, token: 9, terminal: 'pt1' }]);
    answer({ ok: true, did: 'reversing', terminal: 'pt1', payment: 3 });
    assert.equal(lines()[0], 'Tab 5');
    // What was shown as owed was settled by a late payment meanwhile.
    const ended = { type: 'reversal-ended', payment: 3, outcome: 'reversed' } as const;
    const sums = { paidCents: 550, cents: 500, balanceCents: 500 };
    station.hear({ ...ended, ...sums, tab: 6 });
    assert.ok(lines().includes('Balance 10.00 EUR'), 'that was another tab');
    station.hear({ ...ended, ...sums, tab: 5 });
    for (const line of ['Payment 3: 5.50 EUR given back', 'Owed again 5.00 EUR', 'Balance 5.00 EUR'])
      assert.ok(lines().includes(line), line);
    for (const key of ['Change tab', 'Reverse a payment', 'Card pt1']) tap(key);
    answer({ ok: false, code: 'nothing-to-reverse', text: 'There is nothing to reverse.' });
    tap('OK');
    assert.equal(lines()[0], 'Tab 5');
  });

  it('shows the view of a camera while its tab stays open, until it is left or ended', () => {
    const { station, asked, tap, answer, lines, said, frames } = atTab5();
    const frame = (view: number, number: number): void =>
      station.hear({ type: 'frame', view, frame: number, picture: 'AAAA' });
    tap('CAM');
    tap('door');
    assert.deepEqual(asked.at(-1), { type: 'camera', req: 3, camera: 'door' });
    answer({ ok: true, did: 'viewing', camera: 'door' });
    assert.deepEqual([station.shown().screen?.view?.view, station.shown().screen?.token], [3, 9]);
    frame(2, 1);
    frame(3, 2);
    assert.deepEqual(frames, [2], 'another view is none of this screen');
    tap('Back');
    assert.equal(lines()[0], 'Tab 5');
    assert.deepEqual(said, [{ type: 'leave-camera', view: 3 }]);
    for (const key of ['CAM', 'door']) tap(key);
    answer({ ok: true, did: 'viewing', camera: 'door' });
    station.hear({ type: 'view-ended', view: 3, code: 'view-lapsed', text: 'That was the view before.' });
    station.hear({ type: 'view-ended', view: 4, code: 'camera-unplugged', text: 'The camera gives no pictures.' });
    assert.deepEqual(lines(), ['Not possible', 'The camera gives no pictures.', 'OK']);
    tap('OK');
    assert.equal(lines()[0], 'Tab 5');
    for (const key of ['CAM', 'yard']) tap(key);
    answer({ ok: false, code: 'ip-camera', text: 'Cameras on IP are not shown.' });
    tap('OK');
    assert.equal(lines()[0], 'Tab 5');
  });

  describe('with a card of a guest', () => {
    const reads = (there: ReturnType<typeof atTab5>, code: string, screen = there.station.shown().number): boolean =>
      there.station.code({ type: 'code', screen, code, token: 9 });
    const card = { kind: 'voucher', code: 'V500-1' };

    it('reads its code, and asks about it for who says which kind it is', () => {
      const there = atTab5();
      const { asked, tap, answer, lines, station } = there;
      reads(there, 'V500-1');
      tap('Scan a card');
      assert.equal(station.shown().screen?.reads, true);
      const { number } = station.shown();
      tap('Voucher');
      assert.equal(asked.length, 2, 'nothing has been read yet');
      assert.equal(reads(there, 'V500-1'), false);
      assert.ok(lines().includes('Code V500-1'));
      assert.equal(reads(there, 'V500-2', number), true, 'for an older screen');
      tap('Voucher');
      tap('Voucher');
      assert.deepEqual(asked.slice(2), [{ type: 'scan', req: 3, tab: 5, token: 9, card, bookings: [] }]);
      answer({ ok: true, did: 'scanned', seqs: [], scan: 7, card });
      assert.equal(lines()[0], 'Tab 5');
      tap('Scan a card');
      assert.ok(lines().includes('Code –'), 'another card is another code');
    });

    it('says what came of it while the tab is open, and what is owed since then', () => {
      const { station, lines, tap, answer } = atTab5();
      const told = { type: 'card-told', tab: 5, token: 9, scan: 7 } as const;
      station.hear({ ...told, token: 8, result: 'used' });
      assert.ok(!lines().some((line) => line.startsWith('Card 7')), 'that was another hold');
      station.hear({ ...told, result: 'redeemed', cents: 500, balanceCents: 500 });
      assert.ok(lines().includes('Card 7: 5.00 EUR off') && lines().includes('Balance 5.00 EUR'));
      tap('Soup');
      station.hear({ ...told, scan: 8, result: 'known', customer: 'Guest 22' });
      answer({ ok: true, did: 'handed-over', seqs: [1], closed: false, balanceCents: 1_190 });
      assert.ok(lines().includes('Card 8: guest Guest 22') && lines().includes('Balance 11.90 EUR'));
    });

    it('says at once that the camera of a device reads no codes, and begins with what came of a card before', () => {
      const hold = { tab: 5, token: 9, balanceCents: 1_000, parked: false, paying: false };
      const ended = { scan: 7, tab: 5, token: 9, result: 'used' as const };
      const start = { ...nothing, operator: 'Anna', hold: { ...hold, card: ended } };
      const { asked, tap, lines } = stationOf(start, undefined, false);
      assert.ok(lines().includes('Card 7: used before'));
      tap('Scan a card');
      assert.equal(lines()[1], 'This model of device cannot scan');
      tap('OK');
      assert.equal(lines()[0], 'Tab 5');
      assert.equal(asked.length, 0);
    });
  });

  it('has a ticket printed once more by its number, once for a tap', () => {
    const { asked, tap, answer, lines } = stationOf({ ...nothing, operator: 'Anna' });
    for (const key of ['Print again', 'Go on', '1', '7', 'Go on', 'Go on']) tap(key);
    assert.deepEqual(asked, [{ type: 'reprint', job: 17, req: 1 }]);
    answer({ ok: true, did: 'done' });
    assert.equal(lines()[0], 'Tables');
    for (const key of ['Print again', '9', 'Go on']) tap(key);
    answer({ ok: false, code: 'unknown-job', text: 'There is no such print job.' });
    tap('OK');
    assert.equal(lines()[0], 'Tables');
  });

  it('settles a parked tab all the same only for who confirms the warning', () => {
    const { asked, tap, answer } = atTab5();
    tap('Bill');
    answer({ ok: false, code: 'card-may-be-charged', text: 'The card may already have been charged.' });
    tap('Settle all the same');
    assert.deepEqual(
      asked.slice(-2).map((request) => request.type === 'bill' && request.confirmed),
      [false, true],
    );
  });

  it('begins where its client was: with its operator, its tab, or its payment', () => {
    const hold = { tab: 5, token: 9, balanceCents: 1_000, parked: false, paying: false };
    assert.equal(stationOf({ ...nothing, operator: 'Anna', hold }).shown[0]?.title, 'Tab 5');
    assert.deepEqual(stationOf({ ...nothing, operator: 'Anna', hold: { ...hold, paying: true } }).lines(), [
      'Tab 5',
      'Payment at the terminal',
    ]);
    const { asked, tap } = stationOf({ operator: 'Anna', hold, lastReq: 40, lastSeq: 17 });
    tap('Pils');
    assert.ok(asked[0]?.type === 'book');
    assert.deepEqual([asked[0].req, asked[0].bookings[0]?.seq], [41, 18]);
  });

  it('hears of the end of its own hold and payment, and not of others', () => {
    const { station, lines, tap, answer } = atTab5();
    station.hear({ type: 'alive', n: 0, ended: 8 });
    assert.equal(lines()[0], 'Tab 5');
    tap('Card pt1');
    answer({ ok: true, did: 'paying', seqs: [], payment: 3 });
    const ended = { type: 'payment-ended', tab: 5, token: 9, outcome: 'paid', paidCents: 1_000, tipCents: 0 } as const;
    station.hear({ ...ended, payment: 2 });
    station.hear({ ...ended, token: 8, payment: 3 });
    assert.ok(lines().includes('Payment at the terminal'));
    station.hear({ ...ended, payment: 3 });
    assert.deepEqual(lines().slice(0, 3), ['Tables', 'Operator Anna', 'Paid']);
  });
});
