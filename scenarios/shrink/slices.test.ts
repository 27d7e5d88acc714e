import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent } from '#history/events';
import { scenarioSchema, type Scenario, type ScenarioInput } from '../format/scenario.ts';
import { sessionsOf, SESSIONS } from './sessions.ts';
import { slicesOf } from './slices.ts';

const told = scenarioSchema.parse({
  format: 1,
  name: 'evening',
  about: 'Three devices; two have to do with tab 7.',
  duration: '10min',
  floor: { operators: ['Anna'], devices: [{ name: 'H1' }, { name: 'H2' }, { name: 'H3' }] },
  work: {
    steps: [
      { at: '1s', device: 'H1', do: 'sign-on' },
      { at: '2s', device: 'H1', do: 'open', tab: 5 },
      { at: '3s', device: 'H2', do: 'open', tab: 7 },
      { at: '4s', device: 'H1', do: 'new-balance' },
      { at: '5s', device: 'H1', do: 'open', tab: 7 },
      { at: '6s', device: 'H1', do: 'book' },
      { at: '7s', device: 'H3', do: 'open', tab: 9 },
    ],
  },
  faults: [
    { fault: 'put-away', at: '8s', target: 'H3' },
    { fault: 'server-killed', at: '9s' },
  ],
} satisfies ScenarioInput);

const fact = (node: string, device: string, tab: number): HistoryEvent =>
  ({
    t: 1,
    node,
    kind: 'fact',
    n: 1,
    at: 1,
    fact: { kind: 'tab-locked', device, tab, token: 1 },
  }) satisfies EventBody & {
    t: number;
    node: string;
  };

const shown = ({ floor, work, faults }: Scenario) => ({
  devices: floor.devices.map(({ name }) => name).join(' '),
  steps: work.steps.map(({ at = 0 }) => at / 1_000).join(' '),
  faults: faults.map(({ fault: name }) => name).join(' '),
});

describe('slices of a told evening', () => {
  it('widen from what the evidence names to what had to do with the same tab', () => {
    const evidence = fact('server', 'H1', 7);
    const events = [evidence, fact('server', 'H2', 7), fact('server', 'H3', 9)];
    assert.deepEqual(slicesOf(told, events, [evidence]).map(shown), [
      { devices: 'H1', steps: '1 5 6', faults: 'server-killed' },
      { devices: 'H1', steps: '1 2 4 5 6', faults: 'server-killed' },
      { devices: 'H1 H2', steps: '1 3 5 6', faults: 'server-killed' },
      { devices: 'H1 H2', steps: '1 2 3 4 5 6', faults: 'server-killed' },
    ]);
  });

  it('are none where the evidence names nobody', () => {
    assert.deepEqual(slicesOf(told, [], [{ t: 1, node: 'run', kind: 'phase', phase: 'end' }]), []);
  });
});

describe('sessions', () => {
  it('go from opening a tab to the next at the same device', () => {
    assert.deepEqual(sessionsOf(told.work.steps), [-1, 0, 1, 0, 2, 2, 3]);
  });

  it('are left out as a whole', () => {
    assert.equal(SESSIONS.size(told), 4);
    assert.equal(shown(SESSIONS.without(told, 1, 2)).steps, '1 2 4 7');
  });
});
