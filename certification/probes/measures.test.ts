import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalogue } from '../catalogue/catalogue.ts';
import { judgeRun, type Class } from '../catalogue/judge.ts';
import { probes } from './measures/probes.ts';
import { measuresOf } from './measuring.ts';
import { planOf } from './plan.ts';
import { badDevices, bench, goodDevice, written } from './sample-answers.ts';
import { seenOf, type Heard } from './seen.ts';

const NOON = Date.UTC(2026, 10, 27, 12);
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** When what is asked later than the rest is asked; nobody knows the maker of some, so the app is watched for twelve hours. */
const LATER_MS: Readonly<Record<string, number>> = { 'process-after': DAY_MS / 2 + 40, 'clock-later': DAY_MS };

/** Answers as they came, each within 40 ms. */
function heardOf(outputs: Readonly<Record<string, string>>): Record<string, Heard> {
  return Object.fromEntries(
    Object.entries(outputs).map(([step, output]) => {
      const askedAt = NOON + (LATER_MS[step] ?? 0);
      return [step, { command: step, askedAt, answeredAt: askedAt + 40, output }];
    }),
  );
}

const clocks = { clock: String(NOON / 1_000), 'clock-later': String((NOON + DAY_MS) / 1_000) };
const good: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({ ...goodDevice, ...clocks }).map(([step, sample]) => [step, written(sample)]),
);

function classOf(id: string, outputs: Readonly<Record<string, string>>): Class {
  const criterion = catalogue.criteria.find((one) => one.id === id);
  const probe = probes[id];
  assert.ok(criterion !== undefined && probe !== undefined, id);
  const reading = probe.measure(seenOf(heardOf(outputs), bench, probe.uses));
  return judgeRun(criterion, reading.kind === 'known' ? reading.value : reading).class;
}

/** Every bad device, with the criterion that finds it. */
const bad = Object.entries(badDevices).flatMap(([id, changes]) =>
  changes.map((change) => {
    const changed = Object.entries(change).map(([step, by]) => [step, written(by(goodDevice[step] ?? ''))] as const);
    const outputs: Readonly<Record<string, string>> = { ...good, ...Object.fromEntries(changed) };
    return { id, steps: Object.keys(change), outputs };
  }),
);

const probed = catalogue.criteria.filter(({ method }) => method === 'probe');

describe('what is asked over adb', () => {
  it('measures every criterion that the catalogue wants asked, and no other', () => {
    assert.deepEqual(Object.keys(probes).toSorted(), probed.map(({ id }) => id).toSorted());
  });

  it('keeps its evidence in the file that the catalogue names', () => {
    const files = new Map(planOf(bench).map(({ name, file }) => [name, file]));
    for (const { id, evidence } of probed) {
      const used = (probes[id]?.uses ?? []).map((step) => files.get(step));
      assert.ok(!used.includes(undefined), `${id} uses a step that is not in the plan`);
      assert.ok(used.includes(evidence), `${id}: ${evidence} is not among ${used.join(', ')}`);
    }
  });

  it('passes a device that is good in everything', () => {
    for (const { id } of probed) assert.equal(classOf(id, good), 'pass', id);
  });

  it('finds each fault by its criterion', () => {
    for (const { id, outputs } of bad) assert.notEqual(classOf(id, outputs), 'pass', id);
    assert.deepEqual(
      probed.map(({ id }) => id).filter((id) => badDevices[id] === undefined),
      ['OS-4', 'CLK-1', 'CLK-3'],
      'these have tests of their own',
    );
  });

  it('knows nothing of a device that has said nothing', () => {
    for (const { id } of probed) assert.equal(classOf(id, {}), 'unknown', id);
  });

  it('compares a build with the certified one', () => {
    const again = (fingerprint: string, api: number) => {
      const measure = measuresOf(catalogue, heardOf(good), { ...bench, certified: { fingerprint, api } }, {})['OS-4'];
      return measure?.kind === 'word' ? measure.word : measure?.kind;
    };
    assert.equal(again('Sample/rocket/rocket:11/RQ1A.200101.001/1:user/release-keys', 30), 'same build');
    assert.equal(again('Sample/rocket/rocket:11/RQ1A.200101.001/2:user/release-keys', 30), 'other build');
    assert.equal(again('Sample/rocket/rocket:10/QQ1A.200101.001/1:user/release-keys', 29), 'other API level');
  });

  it('reads a clock that is ahead, and one that drifts', () => {
    const ahead = { ...good, clock: written(String(NOON / 1_000 + 20)) };
    assert.equal(classOf('CLK-1', ahead), 'conditional');
    assert.equal(classOf('CLK-3', ahead), 'fail');
    assert.equal(classOf('CLK-1', { ...good, clock: written(String(NOON / 1_000 - 45)) }), 'fail');
  });
});

type Damage = { kind: 'drop' | 'double' | 'cut'; at: number };
const damage = fc.record({
  kind: fc.constantFrom('drop', 'double', 'cut'),
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
}) as fc.Arbitrary<Damage>;

/** A line is lost, comes twice, or the answer ends somewhere. */
function damaged(output: string, { kind, at }: Damage): string {
  if (kind === 'cut') return output.slice(0, Math.floor(at * output.length));
  const lines = output.split('\n');
  const i = Math.floor(at * lines.length);
  return lines.toSpliced(i, 1, ...(kind === 'double' ? [lines[i] as string, lines[i] as string] : [])).join('\n');
}

describe('an answer that is not whole', () => {
  it('never passes a device that did not pass', () => {
    fc.assert(
      fc.property(
        fc.nat(bad.length - 1),
        fc.array(damage, { minLength: 1, maxLength: 3 }),
        fc.nat(9),
        (i, damages, which) => {
          const one = bad[i] as (typeof bad)[number];
          const step = one.steps[which % one.steps.length] as string;
          const output = damages.reduce(damaged, one.outputs[step] ?? '');
          assert.notEqual(
            classOf(one.id, { ...one.outputs, [step]: output }),
            'pass',
            `${one.id} by ${step}: ${output}`,
          );
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('never makes a good device fail by being cut off, but leaves it unknown', () => {
    const steps = Object.keys(good);
    fc.assert(
      fc.property(
        fc.nat(probed.length - 1),
        fc.constantFrom(...steps),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (i, step, at) => {
          const criterion = probed[i] as (typeof probed)[number];
          const output = damaged(good[step] ?? '', { kind: 'cut', at });
          const one = classOf(criterion.id, { ...good, [step]: output });
          assert.ok(one === 'pass' || one === 'unknown', `${criterion.id} by ${step}: ${one}`);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('knows nothing of an app that was watched for less time than its maker deserves', () => {
    const probe = probes['PWR-4'];
    assert.ok(probe);
    const after = (maker: string, hours: number): string => {
      const getprop = written((goodDevice['getprop'] ?? '').replace('[Google]', `[${maker}]`));
      const heard = heardOf({ ...good, getprop });
      const away = { ...heard['process-after'], askedAt: NOON + hours * HOUR_MS, answeredAt: NOON + hours * HOUR_MS };
      const reading = probe.measure(seenOf({ ...heard, 'process-after': away as Heard }, bench, probe.uses));
      return reading.kind === 'unknown' ? reading.reason : JSON.stringify(reading.value);
    };
    const same = '{"kind":"word","word":"same process"}';
    assert.deepEqual([after('Google', 1), after('Google', 0.9)], [same, 'The wait was cut short.']);
    for (const maker of ['samsung', 'motorola', 'Nobody'])
      assert.deepEqual([after(maker, 12), after(maker, 11.9)], [same, 'The wait was cut short.'], maker);
  });

  it('says nothing good when the shell complains instead', () => {
    const complaints = [
      'Error: no such thing',
      "Can't find service: x",
      'null',
      'java.lang.NullPointerException: x',
      '!1',
      '!255',
    ];
    for (const { id } of probed) {
      for (const complaint of complaints) {
        const uses = probes[id]?.uses ?? [];
        const outputs = { ...good, ...Object.fromEntries(uses.map((step) => [step, written(complaint)])) };
        assert.equal(classOf(id, outputs), 'unknown', `${id}: ${complaint}`);
      }
    }
  });
});
