// A radio plan costs next to nothing: where nobody moves it is asked a few times, and of walkers twice a second.
import assert from 'node:assert/strict';
import { readScenarioFor } from '#cli/scenarios';
import { runOnSim } from '#runs/run-on-sim';
import { resolveFloor } from '#scenarios/format/floor';
import { scenarioSchema, type Scenario } from '#scenarios/format/scenario';

const MINUTES = 30;

/** Half an hour of a calm evening, with this plan for all its devices. */
function evening(walk: { at: string; to: number[] }[] | null): Scenario {
  const base = readScenarioFor('calm-evening');
  const floor = { ...base.floor };
  const stations = resolveFloor(base).devices.map(({ name }) => ({
    name,
    at: [5, 5],
    ...(walk === null ? {} : { walk, every: '60s' }),
  }));
  const accessPoints = [{ name: 'inside', at: [6, 6] }];
  return {
    ...base,
    ground: { sim: { duration: MINUTES * 60_000 } },
    floor: { ...floor, plan: scenarioSchema.shape.floor.shape.plan.parse({ size: [20, 10], accessPoints, stations }) },
  };
}

/** What the simulation has to do for it: timers that go off. */
const steps = (scenario: Scenario): number => runOnSim(scenario, { hash: false }).steps;

describe('a radio plan', function () {
  this.timeout(60_000);
  const { plan: _, ...floor } = evening(null).floor;
  const without = steps({ ...evening(null), floor });

  it('costs a few samples where everybody stands still', () => {
    const more = steps(evening(null)) - without;
    assert.ok(Math.abs(more) < without / 50, `${more} more than ${without}`);
  });

  it('costs two samples a second of each who walks, and none while they rest', () => {
    const walk = [
      { at: '10s', to: [15, 5] },
      { at: '20s', to: [5, 5] },
    ];
    const { devices } = resolveFloor(evening(null));
    // Twenty seconds of each minute are walked; until the signal has settled it is heard some samples longer.
    const most = (20 + 6) * 2 * (MINUTES + 2) * devices.length;
    const more = steps(evening(walk)) - without;
    assert.ok(more > most / 3 && more < most * 1.1, `${more} more, ${most} expected`);
  });
});
