import assert from 'node:assert/strict';
import { floorSeed } from './floor-seed.ts';

describe('the seed of a floor', () => {
  it('is another for every floor and every search, and the same each time', () => {
    const seeds = [1, 2].flatMap((search) => Array.from({ length: 500 }, (_, floor) => floorSeed(search, floor)));
    assert.equal(new Set(seeds).size, 1_000);
    assert.equal(floorSeed(1, 499), seeds[499]);
    assert.ok(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed <= 0xffff_ffff));
  });
});
