import assert from 'node:assert/strict';
import { checkScenario } from '../format/check/check-scenario.ts';
import type { Scenario } from '../format/scenario.ts';
import { toInput } from '../format/to-input.ts';
import { faultSpecs } from './fault-kinds.ts';
import { changeFloor, drawFloor, spliceFloors } from './floors.ts';

const SEEDS = Array.from({ length: 40 }, (_, i) => i * 7_919);

/** A file says exactly this floor, and nothing in it is refused. */
function isAsRead(floor: Scenario): void {
  const { scenario, findings } = checkScenario(toInput(floor), { faults: faultSpecs });
  assert.deepEqual(findings, []);
  assert.deepEqual(scenario, floor);
}

describe('a generated floor', () => {
  it('is one that a file could say', () => {
    for (const seed of SEEDS) isAsRead(drawFloor(seed));
  });

  it('names its devices well, however many entries they have', () => {
    const floor = drawFloor(3_610_649_604);
    isAsRead(floor);
    assert.deepEqual(
      floor.floor.devices.slice(-5).map(({ name }) => name),
      ['Z1', 'AA', 'AB1', 'AC1', 'AD1'],
    );
  });

  it('is the same whenever its seed is drawn, and another for another seed', () => {
    for (const seed of [0, -1, 4_294_967_295]) assert.deepEqual(drawFloor(seed), drawFloor(seed));
    const floors = SEEDS.map((seed) => JSON.stringify(drawFloor(seed)));
    assert.equal(new Set(floors).size, SEEDS.length);
  });

  it('lasts as long as it is told to', () => {
    for (const minutes of [1, 7]) assert.equal(drawFloor(3, { minutes }).duration, minutes * 60_000);
  });

  it('can be changed a little, often, and is still one that a file could say', () => {
    let floor = drawFloor(1);
    let changes = 0;
    for (const seed of SEEDS) {
      const changed = changeFloor(floor, seed);
      isAsRead(changed);
      assert.deepEqual(changeFloor(floor, seed), changed);
      if (JSON.stringify(changed) !== JSON.stringify(floor)) changes += 1;
      floor = changed;
    }
    assert.ok(changes > SEEDS.length / 2, `${changes} of ${SEEDS.length} changes changed something`);
  });

  it('can be put together from two', () => {
    for (const seed of SEEDS) {
      const [a, b] = [drawFloor(seed), drawFloor(seed + 1)];
      const both = spliceFloors(a, b, seed);
      isAsRead(both);
      assert.deepEqual(spliceFloors(a, b, seed), both);
    }
  });
});
