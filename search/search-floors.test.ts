import assert from 'node:assert/strict';
import { step } from '#server/core/step';
import type { Step } from '#server/core/turn';
import { makeFloor } from './recipe.ts';
import { searchFloors } from './search-floors.ts';

/** A core whose leases never end. */
const neverEnding: Step = (state, clock, input) => {
  const result = step(state, clock, input);
  const outputs = result.outputs.filter((output) => output.kind !== 'timer' || output.timer.kind !== 'lease');
  return { ...result, outputs };
};

describe('a search in one thread', () => {
  it('hands over one floor after the other, learns of whole batches, and comes to an end', () => {
    const played = [];
    const floors = searchFloors({ seed: 3, minutes: 1, floors: 18 });
    let turn = floors.next();
    for (; turn.done !== true; turn = floors.next()) played.push(turn.value);
    assert.deepEqual(
      played.map(({ recipe, outcome }) => [recipe.floor, outcome.floor]),
      Array.from({ length: 18 }, (_, floor) => [floor, floor]),
    );
    for (const { recipe, scenario } of played) assert.deepEqual(makeFloor(recipe), scenario);
    assert.ok(played.slice(16).some(({ recipe }) => recipe.origin !== 'drawn'));
    assert.equal(turn.value.floors(), 18);
    assert.ok(turn.value.corpus.entries().length > 4);
  });

  it('plays on a planted core, and stops when it is told to', () => {
    let left = 16;
    const isOver = (): boolean => (left -= 1) < 0;
    const verdicts = [...searchFloors({ seed: 2, minutes: 2, isOver, plant: () => neverEnding })].map(
      ({ outcome }) => outcome.verdict,
    );
    assert.equal(verdicts.length, 16);
    assert.ok(verdicts.includes('fail') && verdicts.includes('pass'), verdicts.join(' '));
  });
});
