/** Certificates of devices that do not exist, signed by keys of a folder: material for tests. */
import { signedCertificate } from '../certificate/node-signing.ts';
import { signerIn } from '../certificate/node-keys.ts';
import type { RunRecord } from '../certificate/run-record.ts';
import { firstRun, ORDER, secondRun } from '../certificate/sample-runs.ts';

/** What makes it another certificate than that of the sample. */
export type Sample = {
  device?: Partial<RunRecord['device']>;
  results?: (results: RunRecord['results']) => RunRecord['results'];
  issuedAt?: string;
  catalogue?: string;
};

/** The file of a certificate. */
export function sampleCertificate(keys: string, sample: Sample = {}): string {
  const [first, second] = [firstRun, secondRun].map((run): RunRecord => {
    const { device, results = (all) => all, catalogue = run.catalogue.version } = sample;
    return {
      ...run,
      device: { ...run.device, ...device },
      results: results(run.results),
      catalogue: { ...run.catalogue, version: catalogue },
    };
  }) as [RunRecord, RunRecord];
  const order = { ...ORDER, issuedAt: sample.issuedAt ?? ORDER.issuedAt };
  const issued = signedCertificate(first, second, order, [signerIn(keys)]);
  if ('refused' in issued) throw new Error(issued.refused.join(' '));
  return issued.text;
}

/** The results with one that fails, so that the device is rejected. */
export function failing(id: string): NonNullable<Sample['results']> {
  return (results) =>
    results.map((one) => {
      const { condition: _, ...rest } = one;
      return one.id === id ? { ...rest, class: 'fail' as const } : one;
    });
}
