import assert from 'node:assert/strict';
import { checkScenario } from '../../format/check/check-scenario.ts';
import { drawFrom } from '../draw.ts';
import { faultSpecs } from '../fault-kinds.ts';
import { drawDrill, drills, type DrillKind } from './drills.ts';

const KINDS = Object.keys(drills) as DrillKind[];
const DRILLS = KINDS.flatMap((kind) =>
  Array.from({ length: 20 }, (_, seed) => drawDrill(drawFrom(seed), undefined, kind)),
);

describe('a drill', () => {
  it('is a floor that a file could say, with nothing in it that is refused', () => {
    for (const drill of DRILLS) assert.deepEqual(checkScenario(drill, { faults: faultSpecs }).findings, []);
  });

  it('is a small one, for a minute or two, or as long as it is told to', () => {
    for (const { floor, duration } of DRILLS) {
      assert.ok(floor.devices.length <= 5);
      assert.ok(['1min', '2min'].includes(String(duration)), String(duration));
    }
    assert.equal(drawDrill(drawFrom(1), 5).duration, '5min');
  });
});
