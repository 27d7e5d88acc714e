// What failed on the wire only is told on sim from what was seen there. Seen here is a run of a planted bug, in a twentieth of
// its time as on the wire, under a seed with which the scenario itself does not fail.
import assert from 'node:assert/strict';
import { mutantCatalogue } from '#benchmarks/mutants/catalogue';
import type { HistoryEvent } from '#history/events';
import { runOnSim } from '#runs/run-on-sim';
import { failuresOf, shrinkRun } from '#runs/shrink-run';
import { signatureOf } from '#runs/signature';
import { drawFloor } from '#scenarios/generate/floors';
import type { Step } from '#server/core/turn';

const TIME_SCALE = 20;
/** Some floor among so many shows the bug. */
const MOST_FLOORS = 40;

/** The first generated floor that shows it, what was seen of it, and what failed. */
function firstFloor(plant: () => Step) {
  for (let seed = 1; seed <= MOST_FLOORS; seed += 1) {
    const events: HistoryEvent[] = [];
    const floor = drawFloor(seed);
    const { checkers } = runOnSim(floor, { step: plant(), hash: false, event: (event) => events.push(event) });
    const [check] = failuresOf(checkers);
    if (check !== undefined) return { floor, events, checkers, check };
  }
  throw new Error(`none of ${MOST_FLOORS} floors shows it`);
}

describe('a run that failed elsewhere', function () {
  this.timeout(60_000);

  it('is shrunk by what was done and went wrong in it, though the scenario passes', () => {
    const plant = () => mutantCatalogue.find(({ name }) => name === 'double-grant')!.plant();
    const { floor, events, checkers, check } = firstFloor(plant);
    const idle = { ...floor, work: { steps: [] }, faults: [] };
    assert.deepEqual(failuresOf(runOnSim(idle, { step: plant() }).checkers), []);
    const seen = events.map((event) => ({ ...event, t: event.t / TIME_SCALE }));
    const observed = { checkers, events: seen, timeScale: TIME_SCALE };
    const shrunk = shrinkRun(idle, { plant, isOver: () => false, observed });
    assert.equal(
      shrunk?.signature,
      signatureOf(check, (id) => events[id - 1]),
    );
    assert.ok(shrunk.size.devices <= 3 && shrunk.size.steps + shrunk.size.faults <= 12, JSON.stringify(shrunk.size));
    assert.deepEqual(failuresOf(runOnSim(shrunk.scenario).checkers), []);
    assert.equal(shrinkRun(idle, { plant, isOver: () => false }), null);
  });
});
