// Two certificates side by side: what is said to have changed has, and nothing else is.
import assert from 'node:assert/strict';
import { issue } from '../certificate/issuing.ts';
import type { RunRecord } from '../certificate/run-record.ts';
import { firstRun, ORDER, secondRun } from '../certificate/sample-runs.ts';
import { certificateOf, type Certificate } from '../certificate/statement.ts';
import { compare } from './compare.ts';

type Result = RunRecord['results'][number];

/** The certificate of the sample, with another device and other results. */
function certificate(device: Partial<RunRecord['device']>, change: (one: Result) => Result | null): Certificate {
  const runs = [firstRun, secondRun].map((run): RunRecord => {
    const results = run.results.flatMap((one) => change(one) ?? []);
    const catalogue = { ...run.catalogue, criteria: results.map(({ id }) => id) };
    return { ...run, device: { ...run.device, ...device }, results, catalogue };
  }) as [RunRecord, RunRecord];
  const digests = { deviceDigest: 'd'.repeat(64), runDigests: ['1'.repeat(64), '2'.repeat(64)] as const };
  const issued = issue(...runs, { ...ORDER, id: 'x', ...digests });
  if ('refused' in issued) throw new Error(issued.refused.join());
  return certificateOf(issued.statement);
}

const asItIs = certificate({}, (one) => one);
const changes = (other: Certificate) => {
  const { criteria } = compare(asItIs, other);
  return criteria.filter(({ change }) => change !== 'same').map(({ id, change }) => `${id} ${change}`);
};

describe('a comparison', () => {
  it('of a certificate with itself finds nothing', () => {
    const { kind, device, criteria, conditions } = compare(asItIs, asItIs);
    assert.deepEqual([kind, device, conditions.added, conditions.gone], ['the same build', [], [], []]);
    assert.ok(criteria.length === 3 && criteria.every(({ change }) => change === 'same'));
  });

  it('knows an upgrade, another build and another device', () => {
    const kindOf = (device: Partial<RunRecord['device']>) =>
      compare(
        asItIs,
        certificate(device, (one) => one),
      ).kind;
    assert.equal(kindOf({ android: 12, api: 31, fingerprint: 'new' }), 'upgrade');
    assert.equal(kindOf({ fingerprint: 'patched' }), 'another build');
    assert.equal(kindOf({ model: 'Saturn' }), 'two devices');
    const upgraded = certificate({ api: 31 }, (one) => one);
    assert.deepEqual(compare(asItIs, upgraded).device, [{ field: 'api', first: '30', second: '31' }]);
  });

  it('says what became better or worse, and which conditions came and went', () => {
    const other = certificate({}, (one) => {
      const { condition: _condition, ...rest } = one;
      if (one.id === 'DSP-3') return { ...rest, class: 'pass' };
      return one.id === 'OS-1' ? { ...one, class: 'conditional', condition: { en: 'Only for now.' } } : one;
    });
    assert.deepEqual(changes(other), ['OS-1 worse', 'DSP-3 better']);
    const { conditions } = compare(asItIs, other);
    assert.deepEqual(conditions, { kept: [], added: ['Only for now.'], gone: ['Held upright only.'] });
  });

  it('takes numbers for the same within both uncertainties, and no further', () => {
    const measuring = (measured: number) =>
      changes(certificate({}, (one) => (one.id === 'NET-4' ? { ...one, measured } : one)));
    assert.deepEqual(measuring(23.5), []);
    assert.deepEqual(measuring(23.6), ['NET-4 measured']);
  });

  it('names criteria that only one of them has', () => {
    const fewer = certificate({}, (one) => (one.id === 'NET-4' ? null : one));
    assert.deepEqual(changes(fewer), ['NET-4 gone']);
    assert.deepEqual(
      compare(fewer, asItIs).criteria.map(({ id, change }) => `${id} ${change}`),
      ['OS-1 same', 'DSP-3 same', 'NET-4 added'],
    );
  });
});
