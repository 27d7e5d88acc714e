import assert from 'node:assert/strict';
import { scenarioSchema, type ScenarioInput } from '../format/scenario.ts';
import { plainNames } from './plain-names.ts';

const scenario = scenarioSchema.parse({
  format: 1,
  name: 'evening',
  about: 'Two devices, one of which is used first.',
  duration: '10min',
  floor: {
    operators: ['Op7', 'Op3'],
    devices: [
      { name: 'G14', operator: 'Op3', beltPrinter: true },
      { name: 'T02', operator: 'Op7' },
    ],
    printers: [{ name: 'kitchen' }],
    fallbackPrinter: 'kitchen',
  },
  work: {
    steps: [
      { at: '1s', device: 'T02', do: 'sign-on' },
      { at: '2s', device: 'T02', do: 'open', tab: 4711 },
      { at: '3s', device: 'G14', do: 'sign-on', operator: 'Op7' },
      { at: '4s', device: 'G14', do: 'open', tab: 12 },
      { when: { fact: 'tab-locked', tab: 12, device: 'G14' }, device: 'G14', do: 'swipe' },
    ],
  },
  faults: [{ fault: 'belt-printer-out-of-range', at: '5s', target: ['G14/belt'] }],
} satisfies ScenarioInput);

describe('plain names', () => {
  const { floor, work, faults } = plainNames(scenario);

  it('number the devices in the order in which they are used, wherever they are named', () => {
    assert.deepEqual(
      floor.devices.map(({ name, beltPrinter }) => ({ name, beltPrinter })),
      [
        { name: 'H1', beltPrinter: false },
        { name: 'H2', beltPrinter: true },
      ],
    );
    assert.deepEqual(
      work.steps.map(({ device }) => device),
      ['H1', 'H1', 'H2', 'H2', 'H2'],
    );
    assert.deepEqual(faults[0]?.target, ['H2/belt']);
    assert.equal(work.steps[4]?.when?.['device'], 'H2');
  });

  it('give operators names of people, the first of whom is Anna', () => {
    assert.deepEqual([floor.devices[0]?.operator, floor.devices[1]?.operator], ['Anna', 'Ben']);
    assert.equal(work.steps[2]?.operator, 'Anna');
    assert.deepEqual(floor.operators, ['Anna', 'Ben']);
  });

  it('count the tabs from 1', () => {
    assert.deepEqual([work.steps[1]?.tab, work.steps[3]?.tab, work.steps[4]?.when?.['tab']], [1, 2, 2]);
  });

  it('are plain already when they have been made plain', () => {
    const once = plainNames(scenario);
    assert.deepEqual(plainNames(once), once);
  });
});
