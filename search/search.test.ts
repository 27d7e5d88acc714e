import assert from 'node:assert/strict';
import { drawFloor } from '#scenarios/generate/floors';
import type { FloorOutcome } from './play-floor.ts';
import type { Recipe } from './recipe.ts';
import { createSearch, type Search } from './search.ts';

const passed = (recipe: Recipe, points: string[] = []): FloorOutcome => ({
  floor: recipe.floor,
  verdict: 'pass',
  failures: [],
  unknown: [],
  points,
  events: 10,
  steps: 100 + recipe.floor,
  simulatedMs: 1_000,
});

/** Plays so many floors; each seventh reaches something of its own. */
function play(search: Search, floors: number): Recipe[] {
  const played: Recipe[] = [];
  while (search.floors() < floors) {
    const batch = search.batch(floors - search.floors());
    played.push(...batch);
    search.learn(
      batch.map((recipe) => passed(recipe, ['all', ...(recipe.floor % 7 === 0 ? [`${recipe.floor}`] : [])])),
    );
  }
  return played;
}

describe('a search', () => {
  it('plays the same floors for the same seed, and others for another', () => {
    const [first, again, other] = [1, 1, 2].map((seed) => JSON.stringify(play(createSearch({ seed }), 120)));
    assert.equal(first, again);
    assert.notEqual(first, other);
  });

  it('plays the floors that were kept first, then draws, changes and splices', () => {
    const kept = [drawFloor(1, { minutes: 1 }), null, drawFloor(2, { minutes: 1 })];
    const played = play(createSearch({ seed: 1, kept }), 400);
    assert.deepEqual(
      played.slice(0, 4).map(({ origin }) => origin),
      ['kept', 'drawn', 'kept', 'drawn'],
    );
    const share = (origin: string, some: readonly Recipe[]) =>
      some.filter((recipe) => recipe.origin === origin).length / some.length;
    const [early, late] = [played.slice(0, 256), played.slice(256)];
    assert.ok(share('drawn', early) > 0.6 && share('changed', early) > 0.1, 'at first most are drawn');
    assert.ok(share('drawn', late) > 0.2 && share('changed', late) > 0.3 && share('spliced', late) > 0.1);
    assert.deepEqual(
      played.map(({ floor }) => floor),
      Array.from({ length: 400 }, (_, i) => i),
    );
  });

  it('that is not guided draws every floor, whatever was reached', () => {
    const played = play(createSearch({ seed: 1, guided: false }), 60);
    assert.ok(played.every(({ origin }) => origin === 'drawn'));
  });

  it('counts a failure again and again, and keeps the first floor of each signature', () => {
    const search = createSearch({ seed: 1 });
    const batch = search.batch();
    const failure = (signature: string) => ({ checker: 'tickets-once', signature, sentence: 'let …' });
    search.learn(
      batch.map((recipe, i): FloorOutcome => {
        if (i === 5) return { ...passed(recipe), verdict: 'unknown' };
        if (i % 2 === 0) return passed(recipe);
        return { ...passed(recipe), verdict: 'fail', failures: [failure(i === 1 ? 'a' : 'b'), failure('b')] };
      }),
    );
    assert.deepEqual(
      search.finds.list().map(({ signature, floor, later }) => [signature, floor, later]),
      [
        ['a', 1, 0],
        ['b', 1, 6],
      ],
    );
    assert.equal(search.unknown(), 1);
  });

  it('takes no outcomes of another batch', () => {
    const search = createSearch({ seed: 1 });
    const [first, second] = search.batch() as [Recipe, Recipe];
    assert.throws(() => search.learn([passed(second), passed(first)]), /another batch/);
  });
});
