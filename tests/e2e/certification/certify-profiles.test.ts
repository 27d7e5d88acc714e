// Profiles of devices from the cable to the row of the whitelist, through the real adb: with the hours that have to be
// waited for, the walks, a canary, and what people would find. `MPOS_TWIN_LONG=1` takes every profile there is.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bench, classesOf, probed, probedOf } from '#benchmarks/certification/asked';
import { catalogue } from '#certification/catalogue/catalogue';
import { makeKey, sha256Hex, signerIn, trustedKeysIn } from '#certification/certificate/node-keys';
import { signedCertificate } from '#certification/certificate/node-signing';
import { runRecordSchema, type RunRecord } from '#certification/certificate/run-record';
import { authentic } from '#certification/certificate/verifying';
import { judgeOneRun } from '#certification/catalogue/verdict';
import { goodFindings } from '#certification/probes/sample-findings';
import { utcSecond } from '#certification/probes/recording';
import { whitelistTable } from '#certification/whitelist/table';
import { profileCatalogue } from '#simulators/android/profiles/catalogue';
import { describeWith } from '../../peers.ts';
import { withCertifying } from './certifying-bench.ts';

const LONG = process.env['MPOS_TWIN_LONG'] === '1';
const CANARY = 'zebra-tc51';
const NAMES = LONG ? [...profileCatalogue.keys()] : ['rocket-class', 'planted-energy-saver'];
/** What comes out otherwise in the second run: the device is no longer as it was prepared. */
const DIFFERING: Readonly<Record<string, readonly string[]>> = {
  'oneplus-6': ['PWR-2'],
  'planted-clock-drifts': ['CLK-1'],
  // What is lost is drawn.
  'planted-lossy': ['NET-4'],
};
const found = goodFindings(catalogue);

describeWith('adb', 'profiles of devices, from the cable to the whitelist', function () {
  const { plugIn, certify, clock } = withCertifying(this);
  const keys = mkdtempSync(join(tmpdir(), 'mpos-twin-keys-'));
  before(() => void makeKey(keys));
  after(() => rmSync(keys, { recursive: true, force: true }));

  for (const name of NAMES) {
    it(`${name} comes to the same as in virtual time`, async () => {
      const canary = await plugIn(CANARY);
      const { judgement, reasons, records, measures } = await certify(await plugIn(name), name, {
        findings: { format: 1, runs: [found, found] },
        canary: canary.serial,
        extras: new Set(['long', 'walk']),
      });
      const traits = { paying: bench.paying, api: profileCatalogue.get(name)?.android.api ?? null };
      const [first, second] = measures.map((run) => judgeOneRun(catalogue, traits, run));
      assert.deepEqual(probedOf(first ?? new Map()), await classesOf(name));
      const differing = probed.filter((id) => first?.get(id)?.class !== second?.get(id)?.class);
      assert.deepEqual(differing, DIFFERING[name] ?? [], reasons.join('\n'));
      const unknown = [...judgement.results.values()].filter(({ class: one }) => one === 'unknown');
      assert.equal(reasons.length === 0, unknown.length === 0 && differing.length === 0, reasons.join('\n'));
      if (reasons.length === 0) assert.equal(rowOf(records), judgement.verdict);
    });
  }

  /** What the whitelist says of a device, by a certificate of these records. */
  function rowOf(records: readonly string[]): string | undefined {
    const runs = records.map((path) => runRecordSchema.parse(JSON.parse(readFileSync(path, 'utf8'))));
    const at = utcSecond(clock.now());
    const issued = signedCertificate(...(runs as [RunRecord, RunRecord]), { authorisedBy: 'Carla', issuedAt: at }, [
      signerIn(keys),
    ]);
    if ('refused' in issued) return assert.fail(issued.refused.join(' '));
    const trust = { keys: trustedKeysIn(keys), threshold: 1 };
    const certificate = authentic(new TextEncoder().encode(issued.text), trust, sha256Hex);
    const asked = { at, revocations: null, dueWithinDays: 90, catalogue: catalogue.version };
    const [row] = whitelistTable([{ ...certificate, file: 'device.json' }], asked);
    return row?.verdict;
  }
});
