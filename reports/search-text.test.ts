import assert from 'node:assert/strict';
import type { SearchResult } from '#search/search-result';
import { searchProgressText, searchText } from './search-text.ts';

const result: SearchResult = {
  folder: 'runs-out/search/001',
  seed: 3,
  over: 'done',
  floors: 1_200,
  kept: 200,
  unknown: 1,
  playedMs: 605_000,
  finds: [
    {
      ...{ checker: 'tickets-once', signature: 'tickets-once: printed > printed', sentence: 'let a ticket\nprint …' },
      ...{ floor: 57, origin: 'spliced', later: 12, seed: 3, repeats: true, hash: 'ab' },
      size: { steps: 6, faults: 1, devices: 2 },
      ...{ file: 'finds/a/shrunk.yaml', command: 'mpos-twin run finds/a/shrunk.yaml' },
    },
    {
      ...{ checker: 'crash', signature: 'crash: TypeError', sentence: 'TypeError: x', floor: 9, origin: 'drawn' },
      ...{ later: 0, seed: 3, repeats: false, hash: '', size: null, file: null, command: '' },
    },
  ],
  corpus: { folder: 'floors', floors: 80 },
  coverage: new Map([['a', 1]]),
  neverSeen: [{ id: 'half-open', about: 'a connection is half open' }],
};

describe('a search on the console', () => {
  it('tells each find by its sentence, where it came from and how it is played', () => {
    assert.equal(
      searchText(result),
      `1,200 floors (200 of the corpus) in 10 min 5 s, seed 3: 2 finds

  1. tickets-once: let a ticket print …
     6 steps and 1 fault at 2 devices; first on floor 57, spliced; then on 12 more
     tickets-once: printed > printed
     mpos-twin run finds/a/shrunk.yaml

  2. crash: TypeError: x
     first on floor 9, drawn; it did not repeat
     crash: TypeError

  never seen:
    half-open: a connection is half open

  unknown:  1 floor on which something could not be judged
  coverage: 1 point, by 80 floors in floors
  folder:   runs-out/search/001`,
    );
  });

  it('does not call what waiters do no steps', () => {
    const [find] = result.finds as [SearchResult['finds'][number]];
    const finds = [{ ...find, size: { steps: 0, faults: 2, devices: 1 } }];
    assert.match(searchText({ ...result, finds }), /waiters and 2 faults at 1 device;/);
  });

  it('says that an interrupted one can go on', () => {
    assert.match(searchText({ ...result, over: 'interrupted' }), /\ninterrupted; the same command goes on\n/);
  });

  it('tells on its way how fast it is and what is new', () => {
    const now = { floors: 1, floorsPerSecond: 12.34, playedMs: 2_000, corpus: 1, points: 1_001, finds: 0, unknown: 0 };
    assert.equal(
      searchProgressText({ ...now, fresh: ['a', 'b'] }),
      '2 s: 1 floor, 12.3/s, corpus 1, reached 1,001 (+2), 0 finds',
    );
  });
});
