import assert from 'node:assert/strict';
import { marksSeen, sometimes, type Mark } from '#protocols/marks';
import { addMarks, blindSpots, marksSince } from './blind-spots.ts';

const all: Mark[] = [
  { id: 'seen', sort: 'sometimes', about: 'it is' },
  { id: 'looked-at', sort: 'sometimes', about: 'it might be' },
  { id: 'never-reached', sort: 'reachable', about: 'somebody comes here' },
  { id: 'never-asked', sort: 'always', about: 'it must be' },
];
const here = sometimes('test-blind-spots', 'somebody looks here');

describe('the blind spots of a search', () => {
  it('are the marks that never held, and how often they were looked at', () => {
    const spots = blindSpots({ seen: { held: 1, not: 9 }, 'looked-at': { held: 0, not: 3 } }, all);
    assert.deepEqual(
      spots.map(({ id, lookedAt }) => [id, lookedAt]),
      [
        ['looked-at', 3],
        ['never-reached', 0],
        ['never-asked', 0],
      ],
    );
  });

  it('are those of all workers together', () => {
    const counts = addMarks([{ 'looked-at': { held: 0, not: 3 } }, { 'looked-at': { held: 1, not: 1 } }]);
    assert.deepEqual(counts, { 'looked-at': { held: 1, not: 4 } });
    assert.ok(!blindSpots(counts, all).some(({ id }) => id === 'looked-at'));
  });

  it('do not count what the process saw before', () => {
    here();
    const before = marksSeen();
    assert.deepEqual(marksSince(before), {});
    here(false);
    assert.deepEqual(marksSince(before), { 'test-blind-spots': { held: 0, not: 1 } });
  });
});
