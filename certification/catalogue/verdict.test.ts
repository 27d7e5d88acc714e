import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalogue } from './catalogue.ts';
import type { Criterion } from './criterion.ts';
import { unknown, type Class, type Measure } from './judge.ts';
import { applies, isNeeded, judgeDevice, judgeOneRun, VERDICTS, type Measures, type Traits } from './verdict.ts';

const phone: Traits = { paying: false, api: 33 };

/** A measure of the wanted class; undefined where the criterion has no such class. */
function measureOf({ numbers, words }: Criterion, wanted: Class): Measure | undefined {
  if (wanted === 'unknown') return unknown('made so');
  const word = words?.[wanted][0];
  if (word !== undefined) return { kind: 'word', word };
  if (numbers === undefined) return undefined;
  const { pass, conditional } = numbers;
  const value = { pass: pass.least ?? pass.most, conditional: outside(pass, conditional), fail: beyond(conditional) }[
    wanted
  ];
  return value === null || value === undefined ? undefined : { kind: 'number', value, uncertainty: 0 };
}

type Range = NonNullable<Criterion['numbers']>['pass'];
function outside(pass: Range, conditional: Range): number | null {
  if (pass.most !== conditional.most) return conditional.most ?? (pass.most ?? 0) + 1;
  if (pass.least !== conditional.least) return conditional.least ?? (pass.least ?? 0) - 1;
  return null;
}
function beyond({ least, most }: Range): number | null {
  if (most !== null) return most + 1;
  return least === null ? null : least - 1;
}

const measuresOf = (pick: (one: Criterion) => Class): Measures =>
  Object.fromEntries(
    catalogue.criteria.flatMap((one) => {
      const measure = measureOf(one, pick(one)) ?? measureOf(one, 'pass');
      return measure === undefined ? [] : [[one.id, measure]];
    }),
  );
const allPass = measuresOf(() => 'pass');
const verdict = (measures: Measures, traits = phone) => judgeDevice(catalogue, traits, measures, measures).verdict;

const anyTraits = fc.record({ paying: fc.boolean(), api: fc.option(fc.integer({ min: 23, max: 36 })) });
const anyMeasures = fc
  .array(fc.constantFrom<Class>('pass', 'pass', 'pass', 'pass', 'conditional', 'unknown', 'fail'), {
    minLength: catalogue.criteria.length,
    maxLength: catalogue.criteria.length,
  })
  .map((classes) => measuresOf((one) => classes[catalogue.criteria.indexOf(one)] ?? 'unknown'));

describe('the verdict on a device', () => {
  it('is approved if all is well', () => {
    const { verdict: said, conditions } = judgeDevice(catalogue, phone, allPass, allPass);
    assert.deepEqual([said, conditions], ['approved', []]);
  });

  it('is rejected by any fail', () => {
    for (const one of catalogue.criteria) {
      const fail = measureOf(one, 'fail');
      if (fail === undefined || one.excusedBy !== undefined || !applies(one, phone)) continue;
      assert.equal(verdict({ ...allPass, [one.id]: fail }), 'rejected', one.id);
    }
  });

  it('is conditional with the sentence of each criterion that is', () => {
    for (const one of catalogue.criteria) {
      const conditional = measureOf(one, 'conditional');
      if (conditional === undefined || !applies(one, phone)) continue;
      const measures = { ...allPass, [one.id]: conditional };
      const { verdict: said, conditions } = judgeDevice(catalogue, phone, measures, measures);
      assert.deepEqual([said, conditions], ['conditional', [one.condition]], one.id);
    }
  });

  it('says what was not tested', () => {
    const measures = { ...allPass, 'DSP-7': unknown('no meter') };
    const { verdict: said, conditions } = judgeDevice(catalogue, phone, measures, measures);
    assert.deepEqual([said, conditions], ['conditional', ['Not tested: Bright enough for a terrace.']]);
  });

  it('does not judge a paying device whose patch level nobody knows', () => {
    const measures = { ...allPass, 'OS-2': unknown('no line') };
    assert.equal(verdict(measures), 'conditional');
    assert.equal(verdict(measures, { paying: true, api: 33 }), 'not judged');
  });

  it('asks of a device only what such a device has', () => {
    const { 'PWR-5': _bucket, 'NET-6': _retries, 'PAY-1': _payments, ...older } = allPass;
    assert.equal(verdict(older, { paying: false, api: 27 }), 'approved');
    assert.equal(verdict(older, { paying: false, api: 30 }), 'conditional');
    assert.equal(verdict(older, { paying: false, api: null }), 'conditional');
    assert.equal(verdict(older, { paying: true, api: 27 }), 'not judged');
  });

  it('lets a bad reputation be outweighed by what was measured, and by nothing else', () => {
    const feared = { ...allPass, 'PWR-6': { kind: 'number', value: 5, uncertainty: 0 } } as const;
    assert.equal(verdict(feared), 'conditional');
    assert.equal(verdict({ ...feared, 'PWR-4': unknown('cut short') }), 'rejected');
    assert.equal(verdict({ ...feared, 'PWR-4': { kind: 'word', word: 'back within 10 s' } }), 'rejected');
  });

  it('goes by what was measured where its maker is in no table', () => {
    const nobody = { ...allPass, 'PWR-6': unknown('in no table') };
    const classOf = (measures: Measures) => judgeOneRun(catalogue, phone, measures).get('PWR-6')?.class;
    assert.deepEqual([verdict(nobody), classOf(nobody)], ['conditional', 'conditional']);
    for (const other of [unknown('cut short'), { kind: 'word', word: 'killed' } as const])
      assert.equal(classOf({ ...nobody, 'PWR-4': other }), 'unknown');
  });

  it('is never approved or conditional while a rule of the vendor’s is unknown', () => {
    const needed = catalogue.criteria.filter((one) => isNeeded(one, { paying: true, api: null }));
    fc.assert(
      fc.property(anyMeasures, anyMeasures, fc.constantFrom(...needed), anyTraits, (first, second, one, traits) => {
        fc.pre(applies(one, traits) && isNeeded(one, traits));
        const { [one.id]: _left, ...without } = second;
        for (const [a, b] of [
          [first, without],
          [without, first],
          [without, without],
        ] as const) {
          const said = judgeDevice(catalogue, traits, a, b).verdict;
          assert.ok(said === 'not judged' || said === 'rejected', `${one.id}: ${said}`);
        }
      }),
    );
  });

  it('is approved only if every criterion passes in both runs', () => {
    fc.assert(
      fc.property(anyMeasures, anyMeasures, anyTraits, (first, second, traits) => {
        const { verdict: said, results, conditions } = judgeDevice(catalogue, traits, first, second);
        assert.equal(
          said === 'approved',
          [...results.values()].every((one) => one.class === 'pass'),
        );
        assert.ok(said !== 'conditional' || conditions.length > 0);
      }),
    );
  });

  it('never gets better when a criterion gets worse', () => {
    const steps = fc.constantFrom<[Class, Class]>(
      ['pass', 'conditional'],
      ['conditional', 'unknown'],
      ['unknown', 'fail'],
    );
    fc.assert(
      fc.property(
        anyMeasures,
        fc.constantFrom(...catalogue.criteria),
        steps,
        anyTraits,
        (rest, one, [from, to], traits) => {
          const better = measureOf(one, from);
          const worse = measureOf(one, to);
          if (better === undefined || worse === undefined) return;
          const rank = (measure: Measure) => VERDICTS.indexOf(verdict({ ...rest, [one.id]: measure }, traits));
          assert.ok(rank(worse) >= rank(better), `${one.id} from ${from} to ${to}`);
        },
      ),
    );
  });
});
