import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent } from '#history/events';
import { scenarioSchema, type ScenarioInput } from '../format/scenario.ts';
import { spellOut } from './spell-out.ts';

const scenario = scenarioSchema.parse({
  format: 1,
  name: 'evening',
  about: 'One waiter, one device.',
  duration: '10min',
  floor: {
    operators: ['Anna'],
    tables: { from: 1, to: 9 },
    devices: [{ name: 'H01' }],
    articles: [{ name: 'Soup', cents: 690, place: 'kitchen' }],
    terminals: [{ name: 'pt1' }],
  },
  work: { waiters: {} },
} satisfies ScenarioInput);

describe('telling an evening', () => {
  const tell = (...bodies: EventBody[]) =>
    spellOut(
      scenario,
      bodies.map((body, i): HistoryEvent => ({ t: 1_000 * (i + 1), node: 'H01', ...body })),
      { untilMs: 60_000 },
    ).work.steps;

  it('keeps what an operator chose in every act', () => {
    const steps = tell(
      { kind: 'act', act: 'sign-on' },
      { kind: 'act', act: 'open', tab: 7 },
      { kind: 'collected', tab: 7, seq: 1, article: 'Soup', quantity: 1, cents: 690, place: 'kitchen', offline: false },
      { kind: 'act', act: 'hand-over', tab: 7 },
      { kind: 'act', act: 'pay', tab: 7, to: 'pt1' },
      { kind: 'act', act: 'bill', tab: 7, confirmed: true },
    );
    const device = 'H01';
    assert.deepEqual(steps, [
      { at: 1_000, device, do: 'sign-on' },
      { at: 2_000, device, do: 'open', tab: 7 },
      { at: 3_000, device, do: 'book', article: 'Soup' },
      { at: 4_000, device, do: 'hand-over' },
      { at: 5_000, device, do: 'pay', terminal: 'pt1' },
      { at: 6_000, device, do: 'bill', confirmed: true },
    ]);
  });

  it('tells what was tapped at a thin client as what was booked', () => {
    const floor = {
      ...scenario.floor,
      devices: scenario.floor.devices.map((one) => ({ ...one, kind: 'client' as const })),
    };
    const tap = (key: string, asks?: 'book' | 'bill'): EventBody => ({
      ...{ kind: 'tap', screen: 1, title: 'Tab 7', key, x: 1, y: 1 },
      ...(asks === undefined ? {} : { asks }),
      ...(asks === 'book' ? { article: key } : {}),
    });
    const bodies: EventBody[] = [
      { kind: 'act', act: 'open', tab: 7 },
      tap('7'),
      tap('Soup', 'book'),
      { kind: 'act', act: 'book', tab: 7 },
      { kind: 'transition', machine: 'mpos-client', from: 'a', to: 'b' },
      tap('Soup', 'book'),
      { kind: 'act', act: 'bill', tab: 7 },
      tap('Bill', 'bill'),
    ];
    const events = bodies.map((body, i): HistoryEvent => ({ t: 1_000 * (i + 1), node: 'H01', ...body }));
    const { steps } = spellOut({ ...scenario, floor }, events, { untilMs: 60_000 }).work;
    assert.deepEqual(
      steps.map(({ at, do: act, article }) => [at, act, article]),
      [
        [1_000, 'open', undefined],
        [3_000, 'book', 'Soup'],
        [6_000, 'book', 'Soup'],
        [7_000, 'bill', undefined],
      ],
    );
  });

  it('keeps who signed on, which ticket was printed again, and keys that were pressed twice', () => {
    const steps = tell(
      { kind: 'act', act: 'sign-on', operator: 'Ben' },
      { kind: 'act', act: 'open', tab: 7, twice: true },
      { kind: 'act', act: 'reprint', job: 3 },
    );
    assert.deepEqual(
      steps.map(({ do: act, operator, job, twice }) => [act, operator, job, twice]),
      [
        ['sign-on', 'Ben', undefined, undefined],
        ['open', undefined, undefined, true],
        ['reprint', undefined, 3, undefined],
      ],
    );
  });

  it('makes one step of lines that were booked in one go', () => {
    const line = (seq: number, article: string): HistoryEvent => ({
      ...{ t: 5_000, node: 'H01', kind: 'collected', tab: 7, seq, article, quantity: 2 },
      ...{ cents: 690, place: 'kitchen', offline: false },
    });
    const events = [line(1, 'Soup'), line(2, 'Soup'), line(3, 'Soup'), { ...line(4, 'Soup'), t: 6_000 }];
    assert.deepEqual(spellOut(scenario, events, { untilMs: 60_000 }).work.steps, [
      { at: 5_000, device: 'H01', do: 'book', article: 'Soup', quantity: 2, lines: 3 },
      { at: 6_000, device: 'H01', do: 'book', article: 'Soup', quantity: 2 },
    ]);
  });

  it('tells a booking that was asked for once: by its line, or by the act if there was none', () => {
    const steps = tell(
      { kind: 'act', act: 'book' },
      { kind: 'collected', tab: 7, seq: 1, article: 'Soup', quantity: 1, cents: 690, place: 'kitchen', offline: false },
      { kind: 'act', act: 'book' },
      { kind: 'act', act: 'new-balance' },
    );
    assert.deepEqual(
      steps.map(({ do: act, article }) => [act, article]),
      [
        ['book', 'Soup'],
        ['book', undefined],
        ['new-balance', undefined],
      ],
    );
  });

  it('tells a run on the wire in the times of the scenario', () => {
    const told = spellOut(
      scenario,
      [
        { t: 150, node: 'H01', kind: 'act', act: 'sign-on' },
        { t: 200, node: 'H01', kind: 'fault', phase: 'begun', fault: 'put-away', id: 1, params: {} },
        { t: 300, node: 'H01', kind: 'fault', phase: 'ended', fault: 'put-away', id: 1, params: {} },
      ],
      { untilMs: 500, timeScale: 20 },
    );
    assert.equal(told.duration, 10_000);
    assert.deepEqual(told.work.steps, [{ at: 3_000, device: 'H01', do: 'sign-on' }]);
    assert.deepEqual(told.faults, [{ fault: 'put-away', at: 4_000, target: 'H01', for: 2_000 }]);
  });

  it('leaves faults as they are that wait for an event, if so wanted', () => {
    const waiting = { fault: 'server-killed', when: { fact: 'payment-begun' } };
    const killed: HistoryEvent = {
      ...{ t: 9_000, node: 'server', kind: 'fault', phase: 'begun', fault: 'server-killed', id: 1, params: {} },
    };
    const tellFaults = (waits: boolean) =>
      spellOut({ ...scenario, faults: [waiting] }, [killed], { untilMs: 60_000, waits }).faults;
    assert.deepEqual(tellFaults(true), [waiting]);
    assert.deepEqual(tellFaults(false), [{ fault: 'server-killed', at: 9_000 }]);
  });

  it('tells nothing that came after the failure', () => {
    const late: HistoryEvent = { t: 60_001, node: 'H01', kind: 'act', act: 'sign-on' };
    assert.deepEqual(spellOut(scenario, [late], { untilMs: 60_000 }).work.steps, []);
  });
});
