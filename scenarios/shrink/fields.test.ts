import assert from 'node:assert/strict';
import { scenarioSchema, type Scenario, type ScenarioInput } from '../format/scenario.ts';
import { leaveOut, type Change } from './change.ts';
import { FIELDS, USUAL_DURATIONS } from './fields.ts';

const scenario = scenarioSchema.parse({
  format: 1,
  name: 'evening',
  about: 'All kinds of things are said.',
  duration: '1min',
  settle: '2min',
  floor: {
    operators: ['Anna'],
    tables: { from: 3, to: 9 },
    devices: [{ name: 'H1', kind: 'tablet', lan: true }],
    printers: [{ name: 'kitchen', profile: 'bixolon', line: '30ms' }],
    places: { kitchen: 'kitchen' },
    terminals: [{ name: 'pt1', tipPercent: 20 }],
    services: { paymentHost: { wait: '3s' } },
  },
  server: { durations: { leaseMs: 18_000, orphanAfterMs: 2_500 } },
  work: { steps: [{ at: '10s', device: 'H1', do: 'book', article: 'Soup', quantity: 3 }] },
  faults: [{ fault: 'link-latency', at: '20s', target: 'H1', for: '5s', latencyMs: 300 }],
} satisfies ScenarioInput);

function shortest(fails: (candidate: Scenario) => boolean): Scenario {
  let smallest: Scenario = scenario;
  const tries = (change: Change): boolean => {
    const candidate = change(smallest);
    if (candidate === smallest || !fails(candidate)) return false;
    smallest = candidate;
    return true;
  };
  leaveOut(FIELDS, { smallest: () => smallest, tries });
  return smallest;
}

describe('fields', () => {
  it('are left out where they do not matter, on the floor, of the server, of steps and faults', () => {
    const { floor, server, work, faults } = shortest(() => true);
    assert.deepEqual(floor.devices, [scenarioSchema.shape.floor.shape.devices.element.parse({ name: 'H1' })]);
    assert.deepEqual([floor.tables.from, floor.places, floor.terminals[0]?.tipPercent], [1, {}, 0]);
    assert.equal(floor.printers[0]?.profile, 'epson');
    assert.equal(floor.services.paymentHost?.wait, 25_000);
    assert.deepEqual(server, scenarioSchema.shape.server.parse(undefined));
    assert.deepEqual(work.steps, [{ at: 10_000, device: 'H1', do: 'book' }]);
    assert.deepEqual(faults, [{ fault: 'link-latency', at: 20_000, target: 'H1', for: 5_000 }]);
  });

  it('stay where they matter', () => {
    const { floor, work } = shortest(
      (one) => one.work.steps[0]?.quantity === 3 && one.floor.devices[0]?.kind === 'tablet',
    );
    assert.deepEqual(work.steps, [{ at: 10_000, device: 'H1', do: 'book', quantity: 3 }]);
    assert.deepEqual([floor.devices[0]?.kind, floor.devices[0]?.lan], ['tablet', false]);
  });
});

describe('the usual durations of a server', () => {
  it('come back with everything as much later, and time enough to settle', () => {
    const changed = USUAL_DURATIONS.map((change) => change(scenario));
    assert.deepEqual(
      changed.map(({ work }) => work.steps[0]?.at),
      [10_000, 40_000, 100_000, 10_000, 10_000],
    );
    const tenfold = changed[2] as Scenario;
    assert.deepEqual([tenfold.duration, tenfold.settle, tenfold.faults[0]?.for], [600_000, 480_000, 50_000]);
    assert.deepEqual(tenfold.server, scenarioSchema.shape.server.parse(undefined));
  });
});
