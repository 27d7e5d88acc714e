// When a certificate is issued, and when it is not, with every reason.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { issue, monthsAfter, type Issued } from './issuing.ts';
import { CLASSES, NO_CANARY, runRecordSchema, type RunRecord } from './run-record.ts';
import { firstRun, ORDER, secondRun } from './sample-runs.ts';
import { certificateOf, statementSchema } from './statement.ts';

const order = {
  ...ORDER,
  id: '2026-11-04-1',
  deviceDigest: 'd'.repeat(64),
  runDigests: ['e'.repeat(64), 'f'.repeat(64)],
} as const;

const refusedBy = (first: RunRecord, second: RunRecord): string[] => {
  const issued = issue(first, second, order);
  return 'refused' in issued ? issued.refused : [];
};

const statementOf = (issued: Issued) => {
  assert.ok('statement' in issued, JSON.stringify(issued));
  return issued.statement;
};

/** A run in which the criteria have these classes. */
function withClasses(run: RunRecord, classes: readonly RunRecord['results'][number]['class'][]): RunRecord {
  const results = run.results.map((one, i) => {
    const { condition: _, ...rest } = { ...one, class: classes[i] ?? one.class };
    return rest.class === 'conditional' ? { ...rest, condition: { en: 'Only upright.' } } : rest;
  });
  return { ...run, results };
}

describe('a certificate', () => {
  it('is issued when two runs agree, and says what they found', () => {
    const statement = statementOf(issue(firstRun, secondRun, order));
    assert.deepEqual(statementSchema.parse(statement), statement);
    const { result, passedTests, warnedTests, failedTests } = statement.predicate;
    assert.deepEqual([result, passedTests, warnedTests, failedTests], ['WARNED', ['OS-1', 'NET-4'], ['DSP-3'], []]);
    const certificate = certificateOf(statement);
    assert.equal(certificate.verdict, 'conditional');
    assert.equal(certificate.validUntil, '2028-11-04T10:00:00Z');
    assert.equal(certificate.validForApi, 30);
    assert.deepEqual(certificate.testers, ['Anna', 'Ben']);
    assert.deepEqual(
      certificate.conditions.map(({ criterion, en }) => [criterion, en]),
      [['DSP-3', 'Held upright only.']],
    );
  });

  it('names everybody who has tried something, each once', () => {
    const by = (run: RunRecord, tester: string): RunRecord => {
      const [head, ...rest] = run.results;
      return { ...run, results: [{ ...(head as RunRecord['results'][number]), tester }, ...rest] };
    };
    const statement = statementOf(issue(by(firstRun, 'Doris'), by(secondRun, 'Anna'), order));
    assert.deepEqual(certificateOf(statement).testers, ['Anna', 'Doris', 'Ben']);
  });

  it('names the maker once, whatever the model begins with', () => {
    const nameWith = (model: string) => {
      const [first, second] = [firstRun, secondRun].map((run) => ({ ...run, device: { ...run.device, model } }));
      return statementOf(issue(first as RunRecord, second as RunRecord, order)).subject[0]?.name;
    };
    assert.deepEqual(['SAMPLE Rocket', 'Samplex', 'Rocket'].map(nameWith), [
      'SAMPLE Rocket',
      'Sample Samplex',
      'Sample Rocket',
    ]);
  });

  it('of a simulated device says so in its title, its subject and what it covers', () => {
    const runOf = (run: RunRecord, simulated: object): RunRecord => ({
      ...run,
      device: { ...run.device, ...simulated },
    });
    const [first, second] = [firstRun, secondRun].map((run) => runOf(run, { simulated: true }));
    const statement = statementOf(issue(first as RunRecord, second as RunRecord, order));
    assert.equal(statementSchema.parse(statement).subject[0]?.name, 'Sample Rocket S1 (simulated)');
    const { title, relatesTo } = certificateOf(statement);
    assert.match(title, /simulated Android device/);
    assert.match(relatesTo, /says nothing of any device there is/);
    const mixed = ['The runs are of two devices: simulated is yes, certified is no.'];
    assert.deepEqual(refusedBy(firstRun, second as RunRecord), mixed);
  });

  it('of a device that fails says that it is refused', () => {
    const fails = ['fail', 'pass', 'pass'] as const;
    const statement = statementOf(issue(withClasses(firstRun, fails), withClasses(secondRun, fails), order));
    assert.deepEqual([statement.predicate.result, certificateOf(statement).verdict], ['FAILED', 'rejected']);
  });

  it('is not issued on one run handed in twice', () => {
    assert.match(refusedBy(firstRun, firstRun).join(), /began before the first one was over/);
  });

  it('is not issued on runs of a device that had not come yet', () => {
    const item = { ...firstRun.item, receivedAt: '2026-11-03T07:00:00Z' };
    assert.deepEqual(refusedBy({ ...firstRun, item }, { ...secondRun, item }), [
      `The run of ${firstRun.startedAt} began before the device came, which was at ${item.receivedAt}.`,
    ]);
  });

  it('is not issued when the canary has passed, or is unknown', () => {
    for (const one of ['pass', 'conditional', 'unknown'] as const) {
      const canary = { ...secondRun.canary, class: one };
      const none = { ...secondRun.canary, device: NO_CANARY, class: one };
      assert.match(refusedBy(firstRun, { ...secondRun, canary: none }).join(), /^No canary was asked in the run of/);
      assert.match(refusedBy(firstRun, { ...secondRun, canary }).join(), /canary .* is void: OS-1 must fail/);
    }
  });

  it('is not issued when a criterion of the catalogue was left out', () => {
    const results = secondRun.results.slice(1);
    assert.match(refusedBy(firstRun, { ...secondRun, results }).join(), /^Unknown in the run of .*: OS-1\.$/);
  });

  it('is not issued for runs of two builds, catalogues, versions of the program or customers', () => {
    const others: [Partial<RunRecord>, RegExp][] = [
      [{ device: { ...firstRun.device, fingerprint: 'another' } }, /two devices: fingerprint is another/],
      [{ catalogue: { ...firstRun.catalogue, version: '1.1' } }, /differ in their catalogue/],
      [{ tool: { version: '0.1.0', commit: 'fedcba' } }, /differ in their tool/],
      [{ customer: 'Somebody else' }, /differ in their customer/],
      [{ item: { ...firstRun.item, condition: 'Dented.' } }, /differ in their item/],
    ];
    for (const [other, why] of others) assert.match(refusedBy(firstRun, { ...secondRun, ...other }).join(), why);
  });

  it('is issued just when both runs came out alike, with nothing unknown', () => {
    const classes = fc.array(fc.constantFrom(...CLASSES), { minLength: 3, maxLength: 3 });
    const alike = fc.tuple(classes, classes, fc.boolean()).map(([a, b, same]) => [a, same ? a : b] as const);
    fc.assert(
      fc.property(alike, ([a, b]) => {
        const issued = issue(withClasses(firstRun, a), withClasses(secondRun, b), order);
        const must = a.every((one, i) => one !== 'unknown' && one === b[i]);
        assert.equal('statement' in issued, must);
        if ('refused' in issued) return assert.ok(issued.refused.length > 0);
        const { verdict } = certificateOf(issued.statement);
        assert.equal(verdict === 'rejected', a.includes('fail'));
        assert.equal(
          verdict === 'approved',
          a.every((one) => one === 'pass'),
        );
      }),
    );
  });
});

describe('the rejection of a device that fails what is decisive', () => {
  const decisive = ({ catalogue, ...run }: RunRecord): RunRecord => ({
    ...run,
    catalogue: { ...catalogue, decisive: ['OS-1'] },
  });
  const [one, two] = [decisive(firstRun), decisive(secondRun)];

  it('is issued whatever else is unknown, and says what is', () => {
    const runs = [withClasses(one, ['fail', 'unknown', 'pass']), withClasses(two, ['fail', 'pass', 'pass'])] as const;
    const statement = statementOf(issue(...runs, order));
    assert.deepEqual(statementSchema.parse(statement), statement);
    const { verdict, unknown, results, decisionRule } = certificateOf(statement);
    assert.deepEqual([statement.predicate.result, verdict, unknown], ['FAILED', 'rejected', ['DSP-3']]);
    assert.deepEqual(
      results.map(({ id }) => id),
      ['OS-1', 'NET-4'],
    );
    assert.match(decisionRule, /decisive criterion failed/);
  });

  it('has left out what came out in two ways, or was not asked', () => {
    const { results, ...rest } = withClasses(two, ['fail', 'pass', 'fail']);
    const issued = issue(withClasses(one, ['fail', 'pass', 'pass']), { ...rest, results: results.slice(0, 1) }, order);
    assert.deepEqual(certificateOf(statementOf(issued)).unknown, ['DSP-3', 'NET-4']);
    const differing = issue(withClasses(one, ['fail', 'pass', 'pass']), { ...rest, results }, order);
    assert.deepEqual(certificateOf(statementOf(differing)).unknown, ['NET-4']);
  });

  it('is issued when, and only when, it has failed in both runs; nothing else is let through', () => {
    const classes = fc.array(fc.constantFrom(...CLASSES), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(classes, classes, (a, b) => {
        const issued = issue(withClasses(one, a), withClasses(two, b), order);
        const decided = a[0] === 'fail' && b[0] === 'fail';
        const alike = a.every((each, i) => each !== 'unknown' && each === b[i]);
        assert.equal('statement' in issued, decided || alike);
        if ('refused' in issued) return;
        const { verdict, unknown } = certificateOf(issued.statement);
        if (decided) assert.equal(verdict, 'rejected');
        assert.equal(unknown !== undefined, !alike);
      }),
    );
  });

  it('is not issued without a canary, on two devices, or where no run calls it decisive', () => {
    const [a, b] = [withClasses(one, ['fail', 'unknown', 'pass']), withClasses(two, ['fail', 'unknown', 'pass'])];
    const canary = { ...b.canary, class: 'pass' as const };
    assert.match(refusedBy(a, { ...b, canary }).join(), /canary .* is void/);
    assert.match(refusedBy(a, { ...b, device: { ...b.device, api: 23 } }).join(), /two devices/);
    assert.match(refusedBy(a, { ...b, catalogue: firstRun.catalogue }).join(), /differ in their catalogue/);
    const plain = [firstRun, secondRun].map((run) => withClasses(run, ['fail', 'unknown', 'pass']));
    assert.match(refusedBy(...(plain as [RunRecord, RunRecord])).join(), /Unknown in the run of .*: DSP-3/);
  });

  it('is no approval, whoever has signed it', () => {
    const { predicate, ...rest } = statementOf(issue(firstRun, secondRun, order));
    const [[name]] = Object.entries(predicate).filter(([key]) => key.startsWith('https://')) as [[string, object]];
    const wrong = (changes: object) =>
      statementSchema.safeParse({
        ...rest,
        predicate: { ...predicate, [name]: { ...certificateOf({ predicate, ...rest }), ...changes } },
      });
    assert.equal(wrong({}).success, true);
    assert.match(wrong({ unknown: ['PWR-4'] }).error?.message ?? '', /no rejection, and leaves criteria unknown/);
    assert.match(wrong({ verdict: 'rejected', unknown: ['OS-1'] }).error?.message ?? '', /known and unknown/);
    assert.equal(wrong({ verdict: 'rejected', unknown: [] }).success, false);
  });
});

describe('the end of a certificate', () => {
  it('is on the same day, or the last one of a shorter month', () => {
    assert.equal(monthsAfter('2026-02-28T12:00:00Z', 24), '2028-02-28T12:00:00Z');
    assert.equal(monthsAfter('2024-02-29T12:00:00Z', 24), '2026-02-28T12:00:00Z');
  });
});

describe('the record of a run', () => {
  it('is read as it was written', () => assert.deepEqual(runRecordSchema.parse(firstRun), firstRun));

  it('is refused where it contradicts itself', () => {
    const [os, display] = firstRun.results as [RunRecord['results'][number], RunRecord['results'][number]];
    for (const wrong of [
      { endedAt: '2026-11-01T00:00:00Z' },
      { results: [os, os] },
      { results: [{ ...os, id: 'XX-1' }] },
      { results: [{ ...os, measured: null }] },
      { results: [{ ...display, condition: undefined }] },
      { results: [{ ...os, condition: display.condition }] },
      { startedAt: '2026-11-02 08:00' },
      { verdict: 'approved' },
      { catalogue: { ...firstRun.catalogue, decisive: ['XX-1'] } },
      { catalogue: { ...firstRun.catalogue, decisive: ['OS-1', 'OS-1'] } },
    ]) {
      assert.equal(runRecordSchema.safeParse({ ...firstRun, ...wrong }).success, false, JSON.stringify(wrong));
    }
  });
});
