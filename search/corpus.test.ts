import assert from 'node:assert/strict';
import type { Scenario } from '#scenarios/format/scenario';
import { drawFloor } from '#scenarios/generate/floors';
import { createCorpus } from './corpus.ts';

const floor: Scenario = drawFloor(1, { minutes: 1 });
const reached = (number: number, cost: number, points: string[], fails = false) => ({
  floor: number,
  cost,
  fails,
  points,
});
const kept = (corpus: ReturnType<typeof createCorpus>) =>
  corpus.entries().map((entry) => [entry.floor, [...entry.points].join(' ')]);

describe('the corpus of a search', () => {
  it('keeps a floor for what it was the first to reach, and no other', () => {
    const corpus = createCorpus();
    assert.deepEqual(
      corpus.learn(reached(0, 100, ['a', 'b']), () => floor),
      ['a', 'b'],
    );
    assert.deepEqual(
      corpus.learn(reached(1, 100, ['a']), () => assert.fail('it is not worth making')),
      [],
    );
    assert.deepEqual(
      corpus.learn(reached(2, 100, ['b', 'c']), () => floor),
      ['c'],
    );
    assert.deepEqual(kept(corpus), [
      [0, 'a b'],
      [2, 'c'],
    ]);
    assert.deepEqual([...corpus.counts()], Object.entries({ a: 2, b: 2, c: 1 }));
  });

  it('keeps the floor that comes to a point for half, and lets go of one that is best at nothing', () => {
    const corpus = createCorpus();
    corpus.learn(reached(0, 100, ['a', 'b']), () => floor);
    corpus.learn(reached(1, 51, ['a', 'b']), () => floor);
    assert.deepEqual(kept(corpus), [[0, 'a b']]);
    corpus.learn(reached(2, 50, ['a']), () => floor);
    assert.deepEqual(kept(corpus), [
      [0, 'b'],
      [2, 'a'],
    ]);
    corpus.learn(reached(3, 10, ['a', 'b']), () => floor);
    assert.deepEqual(kept(corpus), [[3, 'a b']]);
  });

  it('gives energy to what is rare, to cheap floors, and less to those that fail', () => {
    const corpus = createCorpus();
    corpus.learn(reached(0, 100, ['often']), () => floor);
    corpus.learn(reached(1, 100, ['often', 'rare']), () => floor);
    corpus.learn(reached(2, 10, ['cheap']), () => floor);
    corpus.learn(reached(3, 100, ['failing'], true), () => floor);
    for (let i = 4; i < 13; i += 1) corpus.learn(reached(i, 100, ['often']), () => floor);
    const [often, rare, cheap, failing] = corpus.energies() as [number, number, number, number];
    assert.ok(often < failing && failing < rare && rare < cheap, corpus.energies().join(' '));
    assert.ok(often > 0);
  });

  it('goes on as it was', () => {
    const corpus = createCorpus();
    for (let i = 0; i < 30; i += 1) {
      corpus.learn(reached(i, 1 + ((i * 37) % 50), [`p${i % 7}`, `q${i % 11}`]), () => floor);
    }
    const again = createCorpus({
      counts: [...corpus.counts()],
      entries: corpus.entries().map((entry) => ({ ...entry, points: [...entry.points] })),
    });
    assert.deepEqual(again.energies(), corpus.energies());
    for (const one of [corpus, again]) one.learn(reached(30, 1, ['p0', 'q3', 'new']), () => floor);
    assert.deepEqual(kept(again), kept(corpus));
    assert.deepEqual(again.energies(), corpus.energies());
  });
});
