import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Checker, CheckResult, Fold, Verdict } from './checker.ts';
import { findings } from './findings.ts';
import { startJudging, verdictOf } from './judge.ts';

const header = { timeScale: 1 } as HistoryHeader;
const act = (t: number): HistoryEvent => ({ t, node: 'H01', kind: 'act', act: 'open' });
const fact = (t: number, kind: string): HistoryEvent => ({
  t,
  node: 'server',
  kind: 'fact',
  n: 1,
  at: t,
  fact: { kind },
});

/** A checker that does nothing but what `fold` does with events. */
const checker = (name: string, fold: Omit<Fold, 'end'>): Checker => ({
  name,
  about: '',
  start: (given) => ({ ...fold, end: (whole) => findings(name, given).result(whole) }),
});

describe('the judge', () => {
  it('tells every fold the events it asks for, in order and by their numbers, however many there are', () => {
    const first: number[] = [];
    const second: number[] = [];
    const judge = startJudging(header, [
      checker('first', { on: { act: ({ t }, id) => first.push(t, id) } }),
      checker('second', { on: { act: (_, id) => second.push(id) }, facts: { billed: (_, __, id) => second.push(id) } }),
    ]);
    const events = Array.from({ length: 5_000 }, (_, i) =>
      i % 3 === 0 ? act(10 * i) : fact(10 * i, i % 3 === 1 ? 'billed' : 'booked'),
    );
    for (const event of events) judge.event(event);
    judge.end();
    const numbered = events.map((event, i) => ({ event, id: i + 1 }));
    assert.deepEqual(
      first,
      numbered.filter(({ event }) => event.kind === 'act').flatMap(({ event, id }) => [event.t, id]),
    );
    assert.deepEqual(
      second,
      numbered.filter(({ id }) => id % 3 !== 0).map(({ id }) => id),
    );
  });

  it('tells a fold that asks for all facts of each of them, before it is told of that kind', () => {
    const told: string[] = [];
    const fold = {
      on: { fact: (event) => told.push(`any ${event.fact.kind}`) },
      facts: { billed: (_, event) => told.push(`one ${event.fact.kind}`) },
    } satisfies Omit<Fold, 'end'>;
    const judge = startJudging(header, [checker('facts', fold)]);
    for (const event of [fact(1, 'billed'), act(2), fact(3, 'booked')]) judge.event(event);
    judge.end();
    assert.deepEqual(told, ['any billed', 'one billed', 'any booked']);
  });

  it('tells it of each fact, also of a kind by itself that another fold asks for', () => {
    const told: string[] = [];
    const judge = startJudging(header, [
      checker('one', { facts: { booked: () => told.push('one'), billed: () => told.push('one') } }),
      checker('any', { on: { fact: (event) => told.push(event.fact.kind), act: () => told.push('act') } }),
      checker('acts', { on: { act: () => told.push('other act') } }),
    ]);
    for (const event of [fact(1, 'booked'), act(2), fact(3, 'billed'), fact(4, 'started')]) judge.event(event);
    judge.end();
    assert.deepEqual(told, ['one', 'one', 'booked', 'act', 'billed', 'started', 'other act']);
  });

  it('leaves out the last moment of a history that is cut off, however much it tells of it', () => {
    const told: number[] = [];
    const fold = { on: { act: (_: HistoryEvent, id: number) => told.push(id) } };
    const times = [10, 20, 20, ...Array.from({ length: 3_000 }, () => 30)];
    for (const [whole, judged] of [
      [false, 3],
      [true, times.length],
    ] as const) {
      told.length = 0;
      const judge = startJudging(header, [checker('acts', fold)]);
      for (const t of times) judge.event(act(t));
      judge.end(whole);
      assert.deepEqual(
        told,
        Array.from({ length: judged }, (_, i) => i + 1),
      );
    }
  });

  it('judges a moment of a history that is cut off when something later is told, whoever asks for that', () => {
    const told: number[] = [];
    const judge = startJudging(header, [checker('acts', { on: { act: (_, id) => told.push(id) } })]);
    for (const event of [act(10), act(20), fact(30, 'booked')]) judge.event(event);
    judge.end(false);
    assert.deepEqual(told, [1, 2]);
  });

  it('says of a history that is cut off what its checkers say of it', () => {
    const judge = startJudging(header, [checker('any', {})]);
    judge.event(act(1));
    assert.deepEqual(
      judge.end(false).map(({ verdict }) => verdict),
      ['unknown'],
    );
  });

  it('gives one verdict for all: a failure outweighs an unknown, and that a pass', () => {
    const all = (...verdicts: Verdict[]): Verdict => verdictOf(verdicts.map((verdict) => ({ verdict }) as CheckResult));
    assert.equal(all(), 'pass');
    assert.equal(all('pass', 'pass'), 'pass');
    assert.equal(all('pass', 'unknown', 'pass'), 'unknown');
    assert.equal(all('unknown', 'unknown'), 'unknown');
    assert.equal(all('pass', 'unknown', 'fail'), 'fail');
    assert.equal(all('fail', 'fail'), 'fail');
  });
});
