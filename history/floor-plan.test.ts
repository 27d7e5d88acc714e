// Where somebody is: the same for whoever plays a run, judges it or draws it.
import assert from 'node:assert/strict';
import { levelAt, movesNext, whereAt, type PlanStation } from './floor-plan.ts';

type Walker = Pick<PlanStation, 'at' | 'walk' | 'everyMs' | 'untilMs'>;
const once: Walker = {
  at: [0, 0],
  walk: [
    { atMs: 10_000, to: [0, 0] },
    { atMs: 20_000, to: [100, 0] },
    { atMs: 30_000, to: [100, 50] },
  ],
  everyMs: null,
  untilMs: null,
};
const again: Walker = {
  at: [0, 0],
  walk: [
    { atMs: 10_000, to: [100, 0] },
    { atMs: 20_000, to: [0, 0] },
  ],
  everyMs: 30_000,
  untilMs: 60_000,
};
const spots = (walker: Walker, times: number[]): number[][] => times.map((ms) => [...whereAt(walker, ms).spot]);

describe('somebody who walks', () => {
  it('is between two points at an even pace, and stays at the last', () => {
    const times = [0, 10_000, 15_000, 20_000, 25_000, 30_000, 90_000];
    assert.deepEqual(spots(once, times), [
      [0, 0],
      [0, 0],
      [50, 0],
      [100, 0],
      [100, 25],
      [100, 50],
      [100, 50],
    ]);
  });

  it('looks whither it walked last', () => {
    const headings = [5_000, 15_000, 25_000, 90_000].map((ms) => [...whereAt(once, ms).heading]);
    assert.deepEqual(headings, [
      [0, 0],
      [100, 0],
      [0, 50],
      [0, 50],
    ]);
  });

  it('walks again and again, until no walk begins any more', () => {
    const times = [5_000, 25_000, 35_000, 65_000, 95_000];
    assert.deepEqual(spots(again, times), [
      [50, 0],
      [0, 0],
      [50, 0],
      [0, 0],
      [0, 0],
    ]);
    assert.deepEqual(spots({ ...again, untilMs: null }, [95_000]), [[50, 0]]);
  });

  it('says when it moves next', () => {
    const next = (walker: Walker, times: number[]) => times.map((ms) => movesNext(walker, ms));
    assert.deepEqual(next(once, [0, 12_000, 30_000]), [10_000, 12_000, null]);
    assert.deepEqual(next(again, [0, 22_000, 45_000, 52_000, 70_000]), [0, 30_000, 45_000, null, null]);
    assert.equal(movesNext({ at: [0, 0], walk: [], everyMs: null, untilMs: null }, 0), null);
  });
});

describe('a level', () => {
  it('is what was said last, and nothing before', () => {
    const levels = [
      { atMs: 10, percent: 40 },
      { atMs: 20, percent: 5 },
    ];
    assert.deepEqual(
      [9, 10, 19, 20].map((ms) => levelAt(levels, ms)),
      [0, 40, 40, 5],
    );
  });
});
