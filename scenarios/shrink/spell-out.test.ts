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

  it('tells nothing that came after the failure', () => {
    const late: HistoryEvent = { t: 60_001, node: 'H01', kind: 'act', act: 'sign-on' };
    assert.deepEqual(spellOut(scenario, [late], { untilMs: 60_000 }).work.steps, []);
  });
});
