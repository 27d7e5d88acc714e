/**
 * A simulated device is certified through the real adb, from the cable to the row of the whitelist, and what comes of it
 * is held against what is known of it: what it comes to in virtual time, and by which criteria what is planted in it has
 * to be found.
 */
import { join } from 'node:path';
import type { Verdict } from '#checkers/checker';
import { catalogue } from '#certification/catalogue/catalogue';
import type { Class } from '#certification/catalogue/judge';
import { judgeOneRun } from '#certification/catalogue/verdict';
import { readRun } from '#certification/certificate/node-files';
import { sha256Hex, signerIn, trustedKeysIn } from '#certification/certificate/node-keys';
import { signedCertificate } from '#certification/certificate/node-signing';
import { authentic, type Authentic } from '#certification/certificate/verifying';
import { utcSecond } from '#certification/probes/recording';
import { goodFindings } from '#certification/probes/sample-findings';
import { whitelistTable } from '#certification/whitelist/table';
import { writeText } from '#history/node-disk';
import { profileCatalogue } from '#simulators/android/profiles/catalogue';
import type { Certified } from '../certifying.ts';
import { bench as asked, classesOf, probed, probedOf } from './asked.ts';
import type { StartedRehearsal } from './bench.ts';
import { differing, expected, judgedWrongly, REFERENCE } from './planted.ts';

export type Rehearsed = {
  /** Pass if all came out as it should; unknown if the certification did not come to its end. */
  verdict: Verdict;
  /** What the whitelist says of it; null if it got no certificate. */
  row: string | null;
  /** Criteria asked over adb that came out otherwise than on the reference. */
  found: string[];
  /** What did not come out as it should, or why it is unknown. */
  sentences: string[];
};

/** It has to fail. */
const CANARY = 'zebra-tc51';
const DUE_WITHIN_DAYS = 90;
const CERTIFICATE_FILE = 'certificate.json';
/** What comes out otherwise in the second run: the device is no longer as it was prepared. */
const DISAGREEING: Readonly<Record<string, readonly string[]>> = {
  'oneplus-6': ['PWR-2'],
  'planted-clock-drifts': ['CLK-1'],
  // What is lost is drawn.
  'planted-lossy': ['NET-4'],
};

/** Certifies a device of that profile and says what of it is not as it should be. Errors: as `certified`. */
export async function rehearse(bench: StartedRehearsal, keys: string, name: string): Promise<Rehearsed> {
  const { judgement, measures, records, reasons, certificate } = await certified(bench, keys, name);
  if (records.length < 2) return { verdict: 'unknown', row: null, found: [], sentences: reasons };
  const traits = { paying: asked.paying, api: profileCatalogue.get(name)?.android.api ?? null };
  const [first, second] = measures.map((run) => probedOf(judgeOneRun(catalogue, traits, run)));
  const classes = first ?? new Map<string, Class>();
  const found = differing(await classesOf(REFERENCE), classes);
  const disagree = probed.filter((id) => classes.get(id) !== second?.get(id));
  const row = certificate === null ? null : rowOf(certificate, bench);
  const unknown = [...judgement.results.values()].some((one) => one.class === 'unknown');
  const sentences = [
    ...otherThan(await classesOf(name), classes),
    ...(disagree.join() === (DISAGREEING[name] ?? []).join() ? [] : [`The runs disagree on ${disagree.join(', ')}.`]),
    ...plantedWrongly(name, found),
    ...certificateWrongly({
      certificate,
      due: isDecided(classes, second) || (!unknown && disagree.length === 0),
      reasons,
    }),
    ...(row === null || row === judgement.verdict
      ? []
      : [`The whitelist says “${row}” of it, and its certification “${judgement.verdict}”.`]),
  ];
  return { verdict: sentences.length === 0 ? 'pass' : 'fail', row, found, sentences };
}

/**
 * A device of that profile, certified with the hours that have to be waited for, the walks, a canary, and what people
 * would find of a good one; with its certificate if there is one. Errors: as `plugIn` and `certifyDevice`.
 */
export async function certified(
  bench: StartedRehearsal,
  keys: string,
  name: string,
): Promise<Certified & { certificate: Authentic | null }> {
  const found = goodFindings(catalogue);
  const canary = await bench.plugIn(CANARY);
  const result = await bench.certify(await bench.plugIn(name), name, {
    findings: { format: 1, runs: [found, found] },
    canary: canary.serial,
    extras: new Set(['long', 'walk']),
  });
  const [first, second] = result.records.map(readRun);
  if (first === undefined || second === undefined || result.reasons.length > 0) return { ...result, certificate: null };
  const order = { authorisedBy: 'Carla Muster', issuedAt: utcSecond(bench.clock.now()) };
  const issued = signedCertificate(first, second, order, [signerIn(keys)]);
  if ('refused' in issued) return { ...result, reasons: issued.refused, certificate: null };
  writeText(join(bench.home, name, CERTIFICATE_FILE), issued.text);
  const trust = { keys: trustedKeysIn(keys), threshold: 1 };
  return { ...result, certificate: authentic(new TextEncoder().encode(issued.text), trust, sha256Hex) };
}

function rowOf(certificate: Authentic, { clock }: StartedRehearsal): string | null {
  const at = utcSecond(clock.now());
  const to = { at, revocations: null, dueWithinDays: DUE_WITHIN_DAYS, catalogue: catalogue.version, rehearsal: true };
  return whitelistTable([{ ...certificate, file: CERTIFICATE_FILE }], to)[0]?.verdict ?? null;
}

function otherThan(inVirtualTime: ReadonlyMap<string, Class>, overAdb: ReadonlyMap<string, Class>): string[] {
  return probed
    .filter((id) => inVirtualTime.get(id) !== overAdb.get(id))
    .map((id) => `${id} is “${overAdb.get(id)}” over adb, and “${inVirtualTime.get(id)}” in virtual time.`);
}

function plantedWrongly(name: string, found: readonly string[]): string[] {
  const one = expected[name];
  if (one === undefined) return [];
  const { missed, wrong } = judgedWrongly(one, found);
  return [
    ...missed.map((id) => `${id} should have found what is planted, and did not.`),
    ...wrong.map((id) => `${id} has nothing to do with what is planted, and found something.`),
  ];
}

/** Has what is decisive failed in both runs? */
function isDecided(first: ReadonlyMap<string, Class>, second: ReadonlyMap<string, Class> | undefined): boolean {
  return catalogue.criteria.some(
    ({ id, decisive }) => decisive === true && first.get(id) === 'fail' && second?.get(id) === 'fail',
  );
}

/** One is due if it is decided, or all is known and the runs agree, and only then. */
function certificateWrongly(of: { certificate: Authentic | null; due: boolean; reasons: readonly string[] }): string[] {
  if (of.due === (of.certificate !== null)) return [];
  return [of.due ? `It got no certificate: ${of.reasons.join(' ')}` : 'It got a certificate that was not due.'];
}
