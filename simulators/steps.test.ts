import assert from 'node:assert/strict';
import type { HistoryEvent } from '#history/events';
import { scenarioSchema, type ScenarioInput } from '#scenarios/format/scenario';
import { createSimRun } from './grounds/sim/ground.ts';

function played(steps: NonNullable<NonNullable<ScenarioInput['work']>['steps']>): HistoryEvent[] {
  const scenario = scenarioSchema.parse({
    format: 1,
    name: 'steps',
    about: 'What is done, step by step.',
    duration: '2min',
    settle: '1min',
    floor: {
      operators: ['Anna', 'Ben'],
      devices: [{ name: 'H1', operator: 'Anna' }],
      terminals: [{ name: 'pt1' }, { name: 'pt2' }],
    },
    work: { steps },
  } satisfies ScenarioInput);
  const events: HistoryEvent[] = [];
  createSimRun(scenario, { seed: 1, durationMs: 120_000, sinks: { fold: (event) => events.push(event) } }).play();
  return events;
}

describe('steps', () => {
  const device = 'H1';
  const steps: NonNullable<NonNullable<ScenarioInput['work']>['steps']> = [
    { at: '1s', device, do: 'sign-on', operator: 'Ben' },
    { at: '3s', device, do: 'open', tab: 7 },
    { at: '5s', device, do: 'book', article: 'Soup', quantity: 3 },
    { at: '7s', device, do: 'pay', terminal: 'pt2', confirmed: true },
  ];

  it('are done as they say: by whom, how many, at which terminal', () => {
    const events = played(steps);
    const facts = events.flatMap((event) => (event.kind === 'fact' ? [event.fact] : []));
    const signedOn = facts.find(({ kind }) => kind === 'signed-on');
    const line = events.find((event) => event.kind === 'collected');
    const begun = facts.find(({ kind }) => kind === 'payment-begun');
    assert.equal(signedOn?.['operator'], 'Ben');
    assert.deepEqual([line?.article, line?.quantity], ['Soup', 3]);
    assert.deepEqual([begun?.['terminal'], begun?.['cents']], ['pt2', 3 * 690]);
  });

  it('whose key is pressed twice are in the history once', () => {
    const events = played([...steps.slice(0, 2), { at: '5s', device, do: 'hand-over', twice: true }]);
    const acts = events.filter((event) => event.kind === 'act' && event.act === 'hand-over');
    assert.deepEqual(acts, [{ t: 5_000, node: device, kind: 'act', act: 'hand-over', twice: true }]);
  });

  it('are in the history with all that they say', () => {
    const acts = played(steps).flatMap((event) => (event.kind === 'act' ? [event] : []));
    const said = [
      { act: 'sign-on', operator: 'Ben' },
      { act: 'open', tab: 7 },
      { act: 'book' },
      { act: 'pay', to: 'pt2', confirmed: true },
    ];
    assert.deepEqual(
      acts,
      said.map((act, i) => ({ t: acts[i]?.t, node: device, kind: 'act', ...act })),
    );
  });
});
