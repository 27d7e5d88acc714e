// Takings: in whose name, with which kind of device and how it was paid.
import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Takings } from '#protocols/mpos/messages';
import type { Fact } from '#server/core/facts';
import { judgeHistory } from '../judge.ts';
import { takings } from './takings.ts';

const devices = [
  { name: 'H01', family: 'handheld' },
  { name: 'till', family: 'till' },
  { name: 'C01', family: 'client' },
];
const header = { floor: { devices }, limits: { slackMs: 0 }, timeScale: 1 } as unknown as HistoryHeader;
const nothing = { mposCents: 0, posCents: 0, cashCents: 0, cardCents: 0, tipCents: 0, refundCents: 0 };

const on = (device: string, operator: string): Fact => ({ kind: 'signed-on', device, operator });
const opened = (device: string, operator: string, tab: number): Fact => ({
  ...{ kind: 'tab-locked', tab, token: tab, device, operator },
});
const billed = (device: string, operator: string, tab: number, cents: number, payment: number | null = null): Fact => ({
  ...{ kind: 'billed', bill: tab, tab, device, operator, cents },
  ...{ tender: payment === null ? 'cash' : 'card', payment },
});
const told = (device: string, ...of: (Partial<Takings> & { operator: string })[]): Fact => ({
  ...{ kind: 'answered', device, req: 9 },
  reply: { type: 'reply', req: 9, ok: true, did: 'takings', takings: of.map((one) => ({ ...nothing, ...one })) },
});
const evening = [
  ...[on('H01', 'Anna'), on('till', 'Ben'), opened('H01', 'Anna', 1), billed('H01', 'Anna', 1, 500)],
  ...[opened('till', 'Ben', 2), billed('till', 'Ben', 2, 300)],
];
const anna = { operator: 'Anna', mposCents: 500, cashCents: 500 };
const ben = { operator: 'Ben', posCents: 300, cashCents: 300 };

function said(facts: readonly Fact[], ...more: HistoryEvent[]): string {
  const events = facts.map((fact, i): HistoryEvent => ({ t: i, node: 'server', kind: 'fact', n: i + 1, at: i, fact }));
  const [result] = judgeHistory(header, [...events, ...more], { checkers: [takings] });
  return result?.evidence[0]?.sentence.replace(/^.*; however /, '') ?? '';
}

describe('takings', () => {
  it('are told of everybody at the till, and at a handheld of who is signed on there', () => {
    assert.equal(said([...evening, told('till', anna, ben), told('H01', anna)]), '');
    assert.equal(said([on('H01', 'Ben'), told('H01', { operator: 'Ben' })]), '');
    const first = [on('H01', 'Anna'), told('H01', { operator: 'Anna' }), told('till')];
    assert.equal(said(first), '', 'who has taken nothing is not among all');
    assert.match(said([...evening, told('till', anna)]), /those of Anna and not of Anna, Ben/);
    assert.match(said([...evening, told('H01', anna, ben)]), /those of Anna, Ben and not of Anna/);
  });

  it('are what was billed in their names, whatever the bill says', () => {
    assert.equal(
      said([...evening, told('H01', { ...anna, mposCents: 400 })]),
      'Anna had taken 5.00 with mPOS devices, not 4.00',
    );
    assert.match(
      said([...evening, told('H01', { ...anna, cashCents: 0, cardCents: 500 })]),
      /5\.00 in cash, not 0\.00/,
    );
    const stolen = [...evening, opened('H01', 'Anna', 3), billed('H01', 'Ben', 3, 100)];
    assert.match(said([...stolen, told('H01', anna)]), /had taken 6\.00 with mPOS/);
  });

  it('have tips and refunds of whoever had the card asked', () => {
    const paid: Fact[] = [
      {
        ...{ kind: 'payment-begun', payment: 1, tab: 1, token: 1, device: 'H01', operator: 'Anna', terminal: 'pt1' },
        cents: 500,
        baseline: 'none',
      },
      {
        ...{ kind: 'payment-ended', payment: 1, tab: 1, outcome: 'paid', paidCents: 700, record: null },
        tipCents: 50,
        refundCents: 150,
      },
      billed('H01', 'Anna', 1, 500, 1),
    ];
    const right = { operator: 'Anna', mposCents: 500, cardCents: 500, tipCents: 50, refundCents: 150 };
    const before = [on('H01', 'Anna'), opened('H01', 'Anna', 1), ...paid];
    assert.equal(said([...before, told('H01', right)]), '');
    assert.match(said([...before, told('H01', { ...right, tipCents: 0 })]), /0\.50 of tips, not 0\.00/);
    const reversed: Fact = {
      ...{ kind: 'reversal-ended', payment: 1, tab: 1, device: 'H01', operator: 'Anna', source: '40' },
      ...{ outcome: 'reversed', paidCents: 700, cents: 500, tipCents: 50, refundCents: 150, record: null },
    };
    assert.equal(said([...before, reversed, told('H01', { operator: 'Anna' })]), '', 'until it is reversed');
    assert.match(said([...before, reversed, told('H01', right)]), /0\.00 with mPOS devices, not 5\.00/);
  });

  it('lose what is reversed, in whose name it was paid, at the till as well', () => {
    const paid = (device: string, operator: string): Fact[] => [
      {
        ...{ kind: 'payment-begun', payment: 1, tab: 2, token: 1, device, operator, terminal: 'pt1' },
        ...{ cents: 300, baseline: 'none' },
      },
      billed(device, operator, 2, 300, 1),
    ];
    const reversed = (device: string, cents: number, tipCents = 0, refundCents = 0): Fact => ({
      ...{ kind: 'reversal-ended', payment: 1, tab: 9, device, operator: 'Anna', source: '40', outcome: 'reversed' },
      ...{ paidCents: 300, cents, tipCents, refundCents, record: null },
    });
    const before = [on('till', 'Ben'), opened('till', 'Ben', 2), ...paid('till', 'Ben')];
    const none = { operator: 'Ben', posCents: 0, cardCents: 0 };
    assert.equal(said([...before, reversed('till', 300), told('till', none)]), '', 'Ben had it paid');
    const atDevice = { operator: 'Ben', posCents: 300, mposCents: -300 };
    assert.equal(said([...before, reversed('H01', 300), told('till', atDevice)]), '', 'but it is taken back elsewhere');
    const tips = { operator: 'Ben', posCents: 300, cardCents: 300, tipCents: -50 };
    assert.equal(said([...before, reversed('till', 0, 50), told('till', tips)]), '');
    const due = { operator: 'Ben', posCents: 300, cardCents: 300, refundCents: -50 };
    assert.equal(said([...before, reversed('till', 0, 0, 50), told('till', due)]), '');
    const stranger = [on('till', 'Ben'), reversed('till', 300)];
    const anna = { operator: 'Anna', posCents: -300, cardCents: -300 };
    assert.equal(said([...stranger, told('till', anna)]), '', 'nobody knows in whose name');
    assert.equal(said([on('till', 'Ben'), reversed('till', 0), told('till')]), '', 'nothing is nobody’s');
  });

  it('are given to reports, in the order of names', () => {
    const facts = [on('till', 'Ben'), opened('till', 'Ben', 2), billed('till', 'Ben', 2, 300), ...evening.slice(0, 4)];
    const events = facts.map((fact, i): HistoryEvent => ({ t: i, node: 'server', kind: 'fact', n: i, at: i, fact }));
    const [result] = judgeHistory(header, events, { checkers: [takings] });
    assert.deepEqual(result?.takings, [
      { ...nothing, ...anna },
      { ...nothing, ...ben },
    ]);
    assert.equal(result.judged, 0);
  });

  it('say which events show that they are wrong', () => {
    const eventsOf = (facts: readonly Fact[], ...more: HistoryEvent[]): number[] | undefined => {
      const all = facts.map((fact, i): HistoryEvent => ({ t: i, node: 'server', kind: 'fact', n: i, at: i, fact }));
      return judgeHistory(header, [...all, ...more], { checkers: [takings] })[0]?.evidence[0]?.events;
    };
    assert.deepEqual(eventsOf([...evening, told('till', anna)]), [7]);
    assert.deepEqual(eventsOf([...evening, told('H01', { ...anna, tipCents: 1 })]), [7]);
    const shown: HistoryEvent = { ...{ t: 99, node: 'C01', kind: 'takings' }, ...{ ...nothing, ...anna, tipCents: 1 } };
    const twice = [...evening, on('C01', 'Anna'), told('C01', anna), told('C01', anna)];
    assert.deepEqual(eventsOf(twice, shown), [9, 10], 'the one told last');
  });

  it('are shown as they were told', () => {
    const shown = (cashCents: number): HistoryEvent => ({
      ...{ t: 99, node: 'H01', kind: 'takings', req: 9 },
      ...{ ...nothing, ...anna, cashCents },
    });
    assert.equal(said([...evening, told('H01', anna)], shown(500)), '');
    assert.match(said([...evening, told('H01', anna)], shown(400)), /it showed others of Anna/);
  });

  it('are shown on the screen of a thin client as it was told last', () => {
    const facts = [...evening, on('C01', 'Anna'), told('C01', anna)];
    const shown = (cashCents: number): HistoryEvent => ({
      ...{ t: 99, node: 'C01', kind: 'takings' },
      ...{ ...nothing, ...anna, cashCents },
    });
    assert.equal(said(facts, shown(500)), '');
    assert.match(said(facts, shown(400)), /it showed others of Anna/);
    assert.match(said([...evening, on('C01', 'Anna')], shown(500)), /it showed others of Anna/, 'it was told nothing');
    const later = [
      opened('H01', 'Anna', 3),
      billed('H01', 'Anna', 3, 100),
      told('C01', { ...anna, mposCents: 600, cashCents: 600 }),
    ];
    assert.match(said([...facts, ...later], shown(500)), /it showed others of Anna/, 'those of before');
    const again: HistoryEvent[] = later.map((fact, i) => ({
      t: 100 + i,
      node: 'server',
      kind: 'fact',
      n: 99,
      at: 100,
      fact,
    }));
    assert.equal(said(facts, shown(500), ...again), '', 'more is told later');
  });
});
