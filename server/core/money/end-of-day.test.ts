// The end of day of a payment terminal against the journal, and takings of operators.
import assert from 'node:assert/strict';
import { CoreByHand } from '../by-hand.ts';
import type { Input } from '../turn.ts';

/** A floor with a till and two operators; `pay` has a card pay a tab at pt1. */
function server() {
  const core = new CoreByHand({
    operators: ['Anna', 'Ben'],
    devices: [
      { name: 'till', family: 'till' },
      { name: 'H01', family: 'handheld' },
      { name: 'H02', family: 'handheld' },
    ],
    terminals: [{ name: 'pt1' }],
  });
  core.feed({ kind: 'terminal-known', terminal: 'pt1', last: 'none' });
  core.ask('till', { type: 'sign-on', operator: 'Anna' });
  core.ask('H01', { type: 'sign-on', operator: 'Anna' });
  core.ask('H02', { type: 'sign-on', operator: 'Ben' });
  let seq = 0;
  const begin = (device: string, tab: number, cents: number, type: 'pay' | 'bill'): void => {
    seq += 1;
    core.ask(device, { type: 'open', tab });
    const bookings = [{ seq, article: 'Soup', quantity: 1, cents, place: 'none' }];
    core.ask(device, { type, tab, token: core.state.lastToken, bookings, terminal: 'pt1' });
  };
  const paid = (payment: number, paidCents: number): void => {
    const record = { receiptNo: String(payment).padStart(4, '0'), trace: payment, amountCents: paidCents };
    core.feed({ kind: 'payment-outcome', payment, outcome: 'paid', paidCents, record } as Input);
  };
  const closes = (device = 'till', terminal = 'pt1'): unknown => {
    core.take('send');
    core.ask(device, { type: 'end-of-day', terminal });
    const [reply] = core.take('send').map(({ message }) => message);
    return reply?.type === 'reply' && !reply.ok ? reply.code : core.take('close-day').map((one) => one.terminal);
  };
  const told = (cents: number | null): unknown => {
    core.take('warn');
    core.feed({ kind: 'day-closed', terminal: 'pt1', cents });
    return core.take('warn').map(({ event, fields }) => [event, fields]);
  };
  const lastDay = (): unknown => core.journal.findLast(({ fact }) => fact.kind === 'day-closed')?.fact;
  return { core, begin, paid, closes, told, lastDay };
}
const disagree = (cents: number | null, journalCents: number): unknown => [
  ['totals-disagree', { terminal: 'pt1', cents, journalCents }],
];

describe('the end of day of a terminal', () => {
  it('is asked for at the till only, of a terminal there is, and while nothing else runs there', () => {
    const { begin, closes, paid, told } = server();
    assert.equal(closes('H01'), 'till-only');
    assert.equal(closes('till', 'pt9'), 'unknown-terminal');
    begin('H01', 5, 690, 'pay');
    assert.equal(closes(), 'terminal-busy');
    paid(1, 690);
    assert.deepEqual(closes(), ['pt1']);
    assert.equal(closes(), 'terminal-busy');
    assert.deepEqual(told(690), []);
    assert.deepEqual(closes(), ['pt1']);
  });

  it('must be what the journal says, and begins anew', () => {
    const { begin, closes, paid, told, lastDay } = server();
    const day = { kind: 'day-closed', terminal: 'pt1' };
    begin('H01', 5, 690, 'pay');
    paid(1, 700);
    begin('H02', 6, 420, 'pay');
    paid(2, 420);
    closes();
    assert.deepEqual(told(1_120), []);
    assert.deepEqual(lastDay(), { ...day, cents: 1_120, journalCents: 1_120, agrees: true });
    closes();
    assert.deepEqual(told(1), disagree(1, 0));
    assert.deepEqual(lastDay(), { ...day, cents: 1, journalCents: 0, agrees: false });
    const before = lastDay();
    assert.deepEqual(told(0), [], 'what nobody has asked for is not heard');
    assert.equal(lastDay(), before);
  });

  it('is of what was paid since the last one, and nothing that was declined makes takings', () => {
    const { core, begin, closes, paid, told } = server();
    begin('H01', 5, 690, 'pay');
    core.feed({ kind: 'payment-outcome', payment: 1, outcome: 'declined', paidCents: 0, record: null });
    assert.equal(core.state.takings.size, 0);
    begin('H02', 6, 420, 'pay');
    paid(2, 420);
    closes();
    assert.deepEqual(told(420), []);
    begin('H02', 7, 100, 'pay');
    paid(3, 100);
    closes();
    assert.deepEqual(told(520), disagree(520, 100));
    begin('H02', 8, 200, 'pay');
    paid(4, 200);
    closes();
    assert.deepEqual(told(200), []);
  });

  it('that was not told, or lost by a restart, leaves either sum right the next time', () => {
    for (const lost of ['not told', 'restart'] as const)
      for (const [cents, agrees] of [
        [690, true],
        [0, true],
        [420, false],
      ] as const) {
        const { core, begin, closes, paid, told } = server();
        begin('H01', 5, 690, 'pay');
        paid(1, 690);
        closes();
        if (lost === 'not told') assert.deepEqual(told(null), disagree(null, 690));
        else {
          core.restart();
          assert.deepEqual(core.take('warn').length, 1);
        }
        closes();
        assert.deepEqual(told(cents), agrees ? [] : disagree(cents, 690));
      }
  });
});

describe('takings', () => {
  it('are in the order of names, whoever has taken something first', () => {
    for (const [first, second] of [
      ['H01', 'H02'],
      ['H02', 'H01'],
    ] as const) {
      const { core, begin } = server();
      begin(first, 5, 500, 'bill');
      begin(second, 6, 500, 'bill');
      core.take('send');
      core.ask('till', { type: 'takings' });
      const operators = core
        .take('send')
        .flatMap(({ message }) =>
          message.type === 'reply' && message.ok && message.did === 'takings'
            ? message.takings.map(({ operator }) => operator)
            : [],
        );
      assert.deepEqual(operators, ['Anna', 'Ben']);
    }
  });

  it('are told all at the till, by name, and to an operator elsewhere his or her own', () => {
    const { core, begin, paid } = server();
    const nothing = { mposCents: 0, posCents: 0, cashCents: 0, cardCents: 0, tipCents: 0, refundCents: 0 };
    const asks = (device: string): unknown => {
      core.take('send');
      core.ask(device, { type: 'takings' });
      const [reply] = core.take('send').map(({ message }) => message);
      return reply?.type === 'reply' && reply.ok && reply.did === 'takings' ? reply.takings : reply;
    };
    const ben = { ...nothing, operator: 'Ben', mposCents: 500, cashCents: 500 };
    assert.deepEqual(asks('till'), []);
    assert.deepEqual(asks('H01'), [{ ...nothing, operator: 'Anna' }]);
    begin('H02', 6, 500, 'bill');
    begin('H01', 5, 690, 'pay');
    paid(1, 700);
    begin('till', 7, 100, 'bill');
    const anna = { ...nothing, operator: 'Anna', mposCents: 690, cardCents: 690, tipCents: 10 };
    const annaAndTill = { ...anna, posCents: 100, cashCents: 100 };
    assert.deepEqual(asks('till'), [annaAndTill, ben]);
    assert.deepEqual([asks('H01'), asks('H02')], [[annaAndTill], [ben]]);
    core.restart();
    assert.deepEqual(asks('till'), [annaAndTill, ben]);
  });
});
