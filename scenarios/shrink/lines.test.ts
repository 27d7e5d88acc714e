import assert from 'node:assert/strict';
import { scenarioSchema, type Scenario, type ScenarioInput } from '../format/scenario.ts';
import type { Change } from './change.ts';
import { fewerLines } from './lines.ts';

const device = 'H1';
const scenario = scenarioSchema.parse({
  format: 1,
  name: 'evening',
  about: 'Lines one after the other, and many at once.',
  duration: '10min',
  floor: {
    operators: ['Anna'],
    devices: [{ name: device }],
    printers: [{ name: 'bar', roll: { lines: 100, left: 70 } }],
  },
  work: {
    steps: [
      { at: '1s', device, do: 'book', article: 'Soup', quantity: 3 },
      { at: '2s', device, do: 'book', article: 'Pils', lines: 40 },
      { at: '3s', device, do: 'reprint', job: 17 },
      { at: '4s', device, do: 'book', article: 'Water' },
    ],
  },
} satisfies ScenarioInput);

function shortest(fails: (candidate: Scenario) => boolean, of: Scenario = scenario): Scenario['work']['steps'] {
  return shrunk(fails, of).work.steps;
}

function shrunk(fails: (candidate: Scenario) => boolean, of: Scenario = scenario): Scenario {
  let smallest = of;
  const tries = (change: Change): boolean => {
    const candidate = change(smallest);
    if (candidate === smallest || !fails(candidate)) return false;
    smallest = candidate;
    return true;
  };
  fewerLines({ smallest: () => smallest, tries });
  return smallest;
}

describe('lines', () => {
  it('booked one after the other become one step, and as few as it takes', () => {
    const [booked] = shortest(({ work }) => (work.steps[0]?.lines ?? 1) >= 11 || work.steps.length > 3);
    assert.deepEqual(booked, { at: 1_000, device, do: 'book', article: 'Soup', quantity: 1, lines: 11 });
  });

  it('become as few steps as it takes, where one is too few', () => {
    const steps = Array.from({ length: 40 }, (_, i) => ({ at: i * 1_000, device, do: 'book' as const }));
    const most = 15;
    const fits = ({ work }: Scenario): boolean => work.steps.every(({ lines = 1 }) => lines <= most);
    const all = ({ work }: Scenario): boolean => work.steps.reduce((sum, { lines = 1 }) => sum + lines, 0) === 40;
    const few = shortest((one) => fits(one) && all(one), { ...scenario, work: { steps } });
    assert.ok(few.length <= 5, `${few.length} steps`);
  });

  it('take no more paper than shows it', () => {
    const small = shrunk(({ floor }) => (floor.printers[0]?.roll?.left ?? 0) >= 7);
    assert.deepEqual(small.floor.printers[0]?.roll?.left, 7);
  });

  it('stay apart where that matters, and numbers as low as they can be', () => {
    const steps = shortest(({ work }) => work.steps.length === 4 && (work.steps[2]?.job ?? 0) > 5);
    assert.deepEqual(
      steps.map(({ lines, quantity, job }) => [lines, quantity, job]),
      [
        [undefined, 1, undefined],
        [1, undefined, undefined],
        [undefined, undefined, 6],
        [undefined, undefined, undefined],
      ],
    );
  });
});
