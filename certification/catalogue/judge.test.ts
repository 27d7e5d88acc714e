import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalogue } from './catalogue.ts';
import type { Criterion } from './criterion.ts';
import { CLASSES, judge, judgeRun, unknown, worseOf, type Measure } from './judge.ts';

const criterion = (id: string): Criterion => {
  const found = catalogue.criteria.find((one) => one.id === id);
  assert.ok(found, `there is no ${id}`);
  return found;
};
const number = (value: number, uncertainty = 0): Measure => ({ kind: 'number', value, uncertainty });
const word = (said: string): Measure => ({ kind: 'word', word: said });
const rank = (one: (typeof CLASSES)[number]) => CLASSES.indexOf(one);

const anyCriterion = fc.constantFrom(...catalogue.criteria);
const anyNumber = fc.record({
  kind: fc.constant('number' as const),
  value: fc.oneof(fc.integer({ min: -10, max: 12_000 }), fc.double({ noNaN: true })),
  uncertainty: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 100, noNaN: true })),
});
const anyWord = fc
  .constantFrom(
    ...catalogue.criteria.flatMap(({ words }) =>
      [words?.pass, words?.conditional, words?.fail].flatMap((w) => w ?? []),
    ),
    '',
    'null',
  )
  .map(word);
const anyMeasure = fc.oneof(anyNumber, anyWord, fc.string().map(unknown));

describe('the judge of a criterion', () => {
  it('puts numbers between the limits of the table', () => {
    const classes = (id: string, ...values: number[]) => values.map((v) => judgeRun(criterion(id), number(v)).class);
    assert.deepEqual(classes('OS-1', 23, 24, 36), ['fail', 'pass', 'pass']);
    assert.deepEqual(classes('OS-6', 899, 900, 2599, 2600), ['fail', 'conditional', 'conditional', 'pass']);
    assert.deepEqual(classes('DSP-2', 319, 320, 480, 481, 900, 901), [
      ...['fail', 'pass', 'pass', 'conditional', 'conditional', 'fail'],
    ]);
    assert.deepEqual(classes('DSP-4', 1.3, 1.4, 2, 2.5), ['fail', 'conditional', 'pass', 'conditional']);
    assert.deepEqual(classes('OS-2', 12, 13, 400), ['pass', 'conditional', 'conditional']);
    assert.deepEqual(classes('PWR-5', 5, 10, 30, 40, 50), ['pass', 'pass', 'conditional', 'fail', 'fail']);
  });

  it('gives a value within its uncertainty of a limit the worse class, and says so', () => {
    const { class: one, notes } = judgeRun(criterion('NET-4'), number(29, 2));
    assert.equal(one, 'conditional');
    assert.match(notes[0] ?? '', /within its uncertainty/);
    assert.deepEqual(judgeRun(criterion('NET-4'), number(28, 2)), { class: 'pass', notes: [] });
  });

  it('knows no word but its own, and no number where words are asked for', () => {
    assert.equal(judgeRun(criterion('SEC-1'), word('encrypted')).class, 'pass');
    assert.equal(judgeRun(criterion('SEC-1'), word('Encrypted')).class, 'unknown');
    assert.equal(judgeRun(criterion('SEC-1'), number(1)).class, 'unknown');
    assert.equal(judgeRun(criterion('NET-2'), word('closed')).class, 'fail');
  });

  it('takes the worse of two runs that differ, and says so', () => {
    const { class: one, notes } = judge(criterion('NET-4'), number(10), number(90));
    assert.equal(one, 'conditional');
    assert.match(notes.join(' '), /two runs differ/);
  });

  it('does not pass what was measured once', () => {
    assert.deepEqual(judge(criterion('OS-1'), number(30), undefined), {
      class: 'unknown',
      notes: ['It was measured only once.'],
    });
    assert.equal(judge(criterion('OS-1'), undefined, number(23)).class, 'fail');
  });

  it('never makes anything of a value that is no number, or has no uncertainty', () => {
    const bad = fc.constantFrom(NaN, Infinity, -Infinity);
    fc.assert(
      fc.property(anyCriterion, bad, (one, value) => {
        assert.equal(judgeRun(one, number(value)).class, 'unknown');
        assert.equal(judgeRun(one, number(1, value)).class, 'unknown');
        assert.equal(judgeRun(one, number(1, -0.1)).class, 'unknown');
      }),
    );
  });

  it('never makes a pass of an unknown, in either run', () => {
    fc.assert(
      fc.property(anyCriterion, anyMeasure, fc.string(), (one, measure, reason) => {
        for (const { class: got } of [judge(one, unknown(reason), measure), judge(one, measure, unknown(reason))])
          assert.ok(got === 'unknown' || got === 'fail');
      }),
    );
  });

  it('is never better than either run, and the same whichever came first', () => {
    fc.assert(
      fc.property(anyCriterion, anyMeasure, anyMeasure, (one, a, b) => {
        const both = judge(one, a, b).class;
        assert.equal(both, worseOf(judgeRun(one, a).class, judgeRun(one, b).class));
        assert.equal(both, judge(one, b, a).class);
      }),
    );
  });

  it('never gives a number with more uncertainty a better class', () => {
    fc.assert(
      fc.property(anyCriterion, anyNumber, fc.double({ min: 0, max: 50, noNaN: true }), (one, measure, more) => {
        const wider = { ...measure, uncertainty: measure.uncertainty + more };
        assert.ok(rank(judgeRun(one, wider).class) >= rank(judgeRun(one, measure).class));
      }),
    );
  });

  it('never gives a number further out a better class', () => {
    fc.assert(
      fc.property(anyCriterion, anyNumber, fc.double({ min: 0, max: 1e6, noNaN: true }), (one, measure, by) => {
        const { numbers } = one;
        if (numbers === undefined) return;
        const { least, most } = numbers.pass;
        const worse: Measure[] = [];
        if (most === null || (least !== null && measure.value < least)) {
          worse.push({ ...measure, value: measure.value - by });
        }
        if (least === null || (most !== null && measure.value > most)) {
          worse.push({ ...measure, value: measure.value + by });
        }
        for (const other of worse) {
          assert.ok(rank(judgeRun(one, other).class) >= rank(judgeRun(one, measure).class), one.id);
        }
      }),
    );
  });
});
