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
  floor: { operators: ['Anna'], devices: [{ name: device }] },
  work: {
    steps: [
      { at: '1s', device, do: 'book', article: 'Soup', quantity: 3 },
      { at: '2s', device, do: 'book', article: 'Pils', lines: 40 },
      { at: '3s', device, do: 'reprint', job: 17 },
      { at: '4s', device, do: 'book', article: 'Water' },
    ],
  },
} satisfies ScenarioInput);

function shortest(fails: (candidate: Scenario) => boolean): Scenario['work']['steps'] {
  let smallest: Scenario = scenario;
  const tries = (change: Change): boolean => {
    const candidate = change(smallest);
    if (candidate === smallest || !fails(candidate)) return false;
    smallest = candidate;
    return true;
  };
  fewerLines({ smallest: () => smallest, tries });
  return smallest.work.steps;
}

describe('lines', () => {
  it('booked one after the other become one step, and as few as it takes', () => {
    const [booked] = shortest(({ work }) => (work.steps[0]?.lines ?? 1) >= 11 || work.steps.length > 3);
    assert.deepEqual(booked, { at: 1_000, device, do: 'book', article: 'Soup', quantity: 1, lines: 11 });
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
