// What a radio plan may not say, where it says it, and in which words.
import assert from 'node:assert/strict';
import { checkScenario } from './check-scenario.ts';
import type { ScenarioInput } from '../scenario.ts';

type PlanInput = NonNullable<ScenarioInput['floor']['plan']>;

const PLAN: PlanInput = {
  size: [20, 10],
  accessPoints: [{ name: 'inside', at: [2, 2] }],
  stations: [{ name: 'H01', at: [4, 4] }],
};

/** What is wrong with a plan, as `path: message`. */
function wrong(more: Partial<PlanInput>, device: object = {}): string[] {
  const { findings } = checkScenario(
    {
      format: 1,
      name: 'plan',
      about: 'A plan.',
      duration: '1min',
      floor: {
        operators: ['Anna'],
        devices: [
          { name: 'H01', ...device },
          { name: 'T01', kind: 'tablet', lan: true },
        ],
        printers: [{ name: 'kitchen' }],
        accessPoints: ['inside'],
        plan: { ...PLAN, ...more },
      },
    },
    { faults: [] },
  );
  return findings.map(({ path, message }) => `${path.slice(2).join('.')}: ${message}`);
}

describe('a radio plan', () => {
  it('is right as it is', () => {
    assert.deepEqual(wrong({}), []);
    const walk = [
      { at: '5s', to: [4, 4] },
      { at: '10s', to: [12, 4] },
    ];
    assert.deepEqual(wrong({ stations: [{ name: 'H01', at: [4, 4], walk, every: '20s', until: '40s' }] }), []);
  });

  it('names what is on the floor, once', () => {
    const inside = { name: 'inside', at: [1, 1] };
    assert.deepEqual(wrong({ accessPoints: [inside, inside] }), [
      'accessPoints.1.name: "inside" stands on the plan already',
    ]);
    assert.deepEqual(wrong({ accessPoints: [inside, { name: 'outside', at: [1, 1] }] }), [
      'accessPoints.1.name: there is no access point "outside" on this floor',
    ]);
    assert.deepEqual(wrong({ stations: [{ name: 'H09', at: [1, 1] }] }), [
      'stations.0.name: there is no device, printer or terminal "H09" on this floor',
    ]);
    assert.deepEqual(wrong({ ovens: [{ name: 'kitchen', at: [1, 1] }] }), [
      'ovens.0.name: "kitchen" is the name of a printer already',
    ]);
  });

  it('has everything on it', () => {
    assert.deepEqual(wrong({ ovens: [{ name: 'oven', at: [21, 3] }] }), [
      'ovens.0.at: [21, 3] is not on the plan, which ends at [20, 10]',
    ]);
    assert.deepEqual(wrong({ stations: [{ name: 'H01', at: [4, 4], walk: [{ at: '30s', to: [4, 10.1] }] }] }), [
      'stations.0.walk.0.to: [4, 10.1] is not on the plan, which ends at [20, 10]',
    ]);
    assert.deepEqual(wrong({ walls: [{ from: [1, 1], to: [1, 1], material: 'glass' }] }), [
      'walls.0.to: leaves nothing between it and [1, 1]',
    ]);
    assert.deepEqual(wrong({ rooms: [{ name: 'kitchen', from: [1, 1], to: [5, 1] }] }), [
      'rooms.0.to: leaves nothing between it and [1, 1]',
    ]);
  });

  it('lets people walk as people do, and nothing else', () => {
    const walk = (...points: [at: string, x: number][]) => points.map(([at, x]) => ({ at, to: [x, 4] }));
    const station = (more: object) => wrong({ stations: [{ name: 'H01', at: [4, 4], ...more }] });
    assert.deepEqual(station({ walk: walk(['2s', 15]) }), [
      'stations.0.walk.0.at: H01 cannot be there by then: people do not run faster than 5 m/s',
    ]);
    assert.deepEqual(station({ walk: walk(['9s', 8], ['9s', 8]) }), [
      'stations.0.walk.1.at: must be later than the one before',
    ]);
    assert.deepEqual(station({ walk: walk(['9s', 8]), every: '9s' }), [
      'stations.0.every: must be longer than the walk',
    ]);
    assert.deepEqual(station({ every: '9s' }), ['stations.0.every: there is no walk that could begin anew']);
    assert.deepEqual(station({ walk: walk(['9s', 8]), until: '9s' }), [
      'stations.0.until: ends a walk that begins anew, but there is no `every`',
    ]);
    for (const name of ['kitchen', 'T01'])
      assert.deepEqual(wrong({ stations: [{ name, at: [4, 4], walk: walk(['9s', 8]) }] }), [
        `stations.0.walk: ${name} stands where it stands: nobody carries it about`,
      ]);
  });

  it('decides the signal of whoever stands on it', () => {
    const said = ['1.signal', '1.accessPoint'].map((key) => key.slice(2));
    for (const key of said)
      assert.deepEqual(wrong({}, { [key]: key === 'signal' ? -70 : 'inside' }), [
        `0.${key}: H01 stands on the plan, which decides that`,
      ]);
  });
});
