import assert from 'node:assert/strict';
import { scenarioSchema, type Scenario, type ScenarioInput } from '../format/scenario.ts';
import type { Change } from './change.ts';
import { shortenTimes, stretched } from './times.ts';

const scenario = scenarioSchema.parse({
  format: 1,
  name: 'evening',
  about: 'Odd times.',
  duration: '47min13s',
  floor: { operators: ['Anna'], devices: [{ name: 'H1' }] },
  work: {
    steps: [
      { at: '12min3s417ms', device: 'H1', do: 'sign-on' },
      { at: '12min9s12ms', device: 'H1', do: 'open' },
      { at: '40min1ms', device: 'H1', do: 'book' },
    ],
  },
  faults: [{ fault: 'out-of-range', at: '13min', target: 'H1', for: '4min17s' }],
} satisfies ScenarioInput);

/** The scenario with the shortest times with which it goes on failing. */
function shortest(fails: (candidate: Scenario) => boolean): Scenario {
  let smallest = scenario;
  const tries = (change: Change): boolean => {
    const candidate = change(smallest);
    if (!fails(candidate)) return false;
    smallest = candidate;
    return true;
  };
  shortenTimes({ smallest: () => smallest, tries });
  return smallest;
}

const timesOf = ({ work, faults, duration }: Scenario) => [
  ...work.steps.map(({ at }) => at),
  faults[0]?.at,
  faults[0]?.for,
  duration,
];

describe('times', () => {
  it('are a second apart where they do not matter', () => {
    assert.deepEqual(timesOf(shortest(() => true)), [1_000, 2_000, 4_000, 3_000, 1_000, 5_000]);
  });

  it('stay as long as they must be, and are round', () => {
    const long = (candidate: Scenario): boolean => {
      const [fault] = candidate.faults;
      const booked = candidate.work.steps[2]?.at ?? 0;
      return (fault?.for ?? 0) > 195_000 && booked - (fault?.at ?? 0) > 203_000;
    };
    assert.deepEqual(timesOf(shortest(long)), [1_000, 2_000, 243_000, 3_000, 240_000, 244_000]);
  });

  it('end no run before what is done in it', () => {
    const { work, duration } = shortest(({ work: { steps }, duration: end }) => {
      const booked = steps[2]?.at ?? 0;
      return booked > 2_300_000 && (end > 2_800_000 || end < booked);
    });
    assert.ok(duration >= (work.steps[2]?.at ?? 0), `${duration}`);
  });

  it('become as much longer as the durations of the server', () => {
    const longer = stretched(
      shortest(() => true),
      10,
    );
    assert.deepEqual(timesOf(longer), [10_000, 20_000, 40_000, 30_000, 10_000, 50_000]);
  });

  it('and so do the hold-offs of single printers', () => {
    const printers = [{ name: 'kitchen', failAfter: '2s' }, { name: 'bar' }];
    const floor = scenarioSchema.shape.floor.parse({ operators: ['Anna'], devices: [{ name: 'H1' }], printers });
    const longer = stretched({ ...scenario, floor }, 10);
    assert.deepEqual(
      longer.floor.printers.map(({ failAfter }) => failAfter),
      [20_000, undefined],
    );
  });

  it('and so do the times of terminals that are not as patient as usual with their host', () => {
    const services = { paymentHost: { answer: '200ms', wait: '5s' } };
    const floor = scenarioSchema.shape.floor.parse({ operators: ['Anna'], devices: [{ name: 'H1' }], services });
    const longer = stretched({ ...scenario, floor }, 10);
    assert.deepEqual(longer.floor.services, { paymentHost: { answer: 2_000, rest: 1_000, wait: 50_000 } });
  });
});
