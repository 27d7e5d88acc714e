// The signal of a place: whole dB from tables, and never stronger further away or behind one thing more.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BANDS, FACINGS, HELD, MATERIALS, type FloorPlan, type PlanPoint, type Spot } from '#history/floor-plan';
import { planSignals, type Carried, type Doings } from './plan-signals.ts';

const point = (more: Partial<PlanPoint> = {}): PlanPoint => ({
  name: 'inside',
  at: [0, 0],
  bands: BANDS,
  power: null,
  antenna: 'good',
  load: [],
  ...more,
});
const plan = (more: Partial<FloorPlan> = {}): FloorPlan => ({
  size: [2_000, 2_000],
  furnished: false,
  shadowing: false,
  security: 'psk',
  accessPoints: [],
  walls: [],
  rooms: [],
  crowds: [],
  ovens: [],
  stations: [],
  ...more,
});
const carried = (spot: Spot, more: Partial<Carried> = {}): Carried => ({
  spot,
  heading: [0, 0],
  facing: null,
  held: 'upright',
  ...more,
});
const quiet: Doings = { ms: 0, full: () => null, isOn: () => false };
const at = (floor: FloorPlan, where: Carried, from = point(), doings = quiet): number =>
  planSignals(floor, () => 0).hear(from, ['2.4GHz'], where, doings)['2.4GHz'] ?? 0;

const wall = { from: [50, -100] as Spot, to: [50, 100] as Spot, material: 'brick-12' as const };

describe('the signal of a place', () => {
  it('is that of a worked example: 10 m, own body, a brick wall, the cold store', () => {
    assert.equal(at(plan(), carried([100, 0])), -43);
    assert.equal(at(plan(), carried([100, 0], { facing: 'east' })), -51);
    assert.equal(at(plan({ walls: [wall] }), carried([100, 0], { facing: 'east' })), -57);
    assert.equal(at(plan({ walls: [{ ...wall, material: 'cold-store' }] }), carried([100, 0])), -78);
    assert.equal(
      at(plan({ walls: [{ ...wall, material: 'cold-store' }] }), carried([100, 0], { facing: 'east' })),
      -86,
    );
  });

  it('is never stronger further away', () => {
    const far = fc.integer({ min: 0, max: 2_000 });
    fc.assert(
      fc.property(far, far, fc.constantFrom(...BANDS), fc.boolean(), (a, b, band, furnished) => {
        const signals = planSignals(plan({ furnished }), () => 0);
        const [near, away] = [Math.min(a, b), Math.max(a, b)].map(
          (x) => signals.hear(point(), [band], carried([x, 0]), quiet)[band],
        );
        assert.ok((near ?? 0) >= (away ?? 0));
      }),
    );
  });

  it('is never stronger behind one wall, one crowd or one body more', () => {
    const spot = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }));
    const walls = fc.array(fc.record({ from: spot, to: spot, material: fc.constantFrom(...MATERIALS) }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        spot,
        spot,
        walls,
        fc.constantFrom(...FACINGS),
        fc.constantFrom(...HELD),
        (from, to, all, facing, held) => {
          const less = plan({ walls: all.slice(1) });
          const here = carried(to);
          assert.ok(at(plan({ walls: all }), here, point({ at: from })) <= at(less, here, point({ at: from })));
          const crowd = { name: 'guests', from: [100, 100] as Spot, to: [300, 300] as Spot, guests: [] };
          const full = { ...quiet, full: () => 100 };
          assert.ok(
            at(plan({ crowds: [crowd] }), here, point({ at: from }), full) <= at(plan(), here, point({ at: from })),
          );
          const shaded = at(plan(), carried(to, { facing, held }), point({ at: from }));
          assert.ok(shaded <= at(plan(), here, point({ at: from })));
        },
      ),
    );
  });

  it('is weaker behind the body than beside it, and held sideways less so', () => {
    const [upright, sideways, belt] = HELD.map((held) => at(plan(), carried([100, 0], { heading: [1, 0], held })));
    assert.deepEqual([upright, sideways, belt], [-51, -46, -55]);
    assert.equal(at(plan(), carried([100, 0], { heading: [-1, 0] })), -43);
    assert.equal(at(plan(), carried([100, 0], { heading: [0, 1] })), -43);
  });

  it('loses half a dB with each metre of guests, six at most, and half of that under a high antenna', () => {
    const crowd = (to: number) => plan({ crowds: [{ name: 'guests', from: [0, -50], to: [to, 50], guests: [] }] });
    const full = (percent: number): Doings => ({ ...quiet, full: () => percent });
    const here = carried([200, 0]);
    const empty = at(crowd(80), here);
    assert.equal(at(crowd(80), here, point(), full(100)), empty - 4);
    assert.equal(at(crowd(80), here, point(), full(50)), empty - 2);
    assert.equal(at(crowd(200), here, point(), full(100)), empty - 6);
    assert.equal(at(crowd(200), here, point({ antenna: 'above-heads' }), full(100)), empty - 3);
  });

  it('follows the guests of the plan where no fault has its say', () => {
    const guests = [
      { atMs: 1_000, percent: 100 },
      { atMs: 2_000, percent: 0 },
    ];
    const floor = plan({ crowds: [{ name: 'guests', from: [0, -50], to: [80, 50], guests }] });
    const [before, during, after] = [0, 1_000, 2_000].map((ms) =>
      at(floor, carried([200, 0]), point(), { ...quiet, ms }),
    );
    assert.equal(during, (before ?? 0) - 4);
    assert.equal(after, before);
  });

  it('costs what the antenna behind metal costs', () => {
    assert.equal(at(plan(), carried([100, 0]), point({ antenna: 'badly-placed' })), -55);
    assert.equal(at(plan(), carried([100, 0]), point({ power: 10 })), -50);
  });

  it('has the same shadow all over a square, and asks for it once', () => {
    const asked: string[] = [];
    const signals = planSignals(plan({ shadowing: true }), (place) => {
      asked.push(place);
      return 5;
    });
    const from = point();
    for (let i = 0; i < 3; i += 1)
      assert.equal(signals.hear(from, ['2.4GHz'], carried([100, 0]), quiet)['2.4GHz'], -38);
    assert.deepEqual(asked, ['inside 5 0']);
  });
});

describe('what disturbs the air', () => {
  const floor = plan({ ovens: [{ name: 'oven', at: [100, 0] }] });
  const on: Doings = { ...quiet, isOn: () => true };
  const far = point({ at: [1_000, 1_000] });

  it('an oven spoils half of the frames within 5 m, a quarter within 10, and 5 GHz not at all', () => {
    const signals = planSignals(floor, () => 0);
    const spoilt = (x: number, band: 'low' | 'high' = 'low', doings = on): number =>
      signals.interference(far, band === 'low' ? '2.4GHz' : '5GHz', [x, 0], doings).ovenPerMille;
    assert.deepEqual([spoilt(150), spoilt(151), spoilt(200), spoilt(201)], [500, 250, 250, 0]);
    assert.equal(spoilt(100, 'high'), 0);
    assert.equal(spoilt(100, 'low', quiet), 0);
  });

  it('it spoils them at the access point as well', () => {
    const signals = planSignals(floor, () => 0);
    assert.equal(signals.interference(point({ at: [110, 0] }), '2.4GHz', [900, 900], on).ovenPerMille, 500);
  });
});
