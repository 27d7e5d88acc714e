/**
 * The rules by which a certificate is issued, as a pure function of two runs. They must agree, know everything, and have
 * seen the canary fail; otherwise there is no certificate, and every reason is told. A device that fails gets one too:
 * it says that the device is refused, and why. One that fails what is decisive in both runs (its Android is too old, its
 * display too small) gets that also where others are unknown, or came out in two ways: no answer to them could let it pass
 * (docs/decisions/062).
 */
import { deviceName, differences } from './device-record.ts';
import { NO_CANARY, type CriterionResult, type RunRecord } from './run-record.ts';
import { EXTENSION, type Certificate, type CertifiedVerdict, type Statement } from './statement.ts';

/** How long a certificate is valid, months. */
const VALID_MONTHS = 24;

const ALL_KNOWN_RULE =
  'Any criterion failed: rejected. Any conditional: conditional, under the conditions listed. Else approved. Each criterion came out alike in two runs, and none is unknown.';
const DECIDED_RULE =
  'A decisive criterion failed in both runs: rejected, whatever the criteria that are unknown would have come to. Each that is known came out alike in two runs; one that did not is unknown.';

const TITLE = 'Certificate of an Android device for mobile POS';
const REHEARSED_TITLE = 'Rehearsal: certificate of a simulated Android device';
const RELATES_TO = 'The results relate only to the device that was tested, with the build named here.';
const REHEARSED_RELATES_TO =
  'The device that was tested is simulated. This is a rehearsal, and says nothing of any device there is.';

/** What is not in the runs; digests are SHA-256 in hex, of canonical JSON. */
export type Order = {
  id: string;
  authorisedBy: string;
  issuedAt: string;
  deviceDigest: string;
  runDigests: readonly [string, string];
};

export type Issued = { statement: Statement } | { refused: string[] };

export function issue(first: RunRecord, second: RunRecord, order: Order): Issued {
  const refused = whyNotIssued(first, second, order);
  return refused.length > 0 ? { refused } : { statement: statementOf(first, second, order) };
}

/** Every reason against a certificate, in sentences. */
export function whyNotIssued(first: RunRecord, second: RunRecord, { issuedAt }: Pick<Order, 'issuedAt'>): string[] {
  const decided = decidedBy(first, second).length > 0;
  return [
    ...differences(first.device, second.device).map((one) => `The runs are of two devices: ${one}.`),
    ...differentOrigins(first, second),
    ...(second.startedAt < first.endedAt ? ['The second run began before the first one was over.'] : []),
    ...(issuedAt < second.endedAt ? ['The certificate would be older than its runs.'] : []),
    ...[first, second].flatMap(whyRunIsVoid),
    ...(decided ? [] : [...[first, second].flatMap(whatIsUnknown), ...disagreements(first, second)]),
  ];
}

/** The decisive criteria that failed in both runs. */
function decidedBy(first: RunRecord, second: RunRecord): string[] {
  const failed = ({ catalogue, results }: RunRecord) =>
    results.filter((one) => one.class === 'fail' && catalogue.decisive?.includes(one.id) === true).map(({ id }) => id);
  const again = failed(second);
  return failed(first).filter((id) => again.includes(id));
}

function whatIsUnknown(run: RunRecord): string[] {
  const known = new Set(run.results.filter((one) => one.class !== 'unknown').map(({ id }) => id));
  const unknown = run.catalogue.criteria.filter((id) => !known.has(id));
  return unknown.length > 0 ? [`Unknown in the run of ${run.startedAt}: ${unknown.join(', ')}.`] : [];
}

function differentOrigins(first: RunRecord, second: RunRecord): string[] {
  const one = ({ catalogue, tool, laboratory, customer, item }: RunRecord) => ({
    catalogue: `${catalogue.version} ${catalogue.sha256} ${catalogue.criteria.toSorted().join(' ')}, ${(catalogue.decisive ?? []).toSorted().join(' ')}`,
    tool: `${tool.version} ${tool.commit}`,
    laboratory: `${laboratory.name}, ${laboratory.address}`,
    customer,
    item: `${item.condition} ${item.receivedAt}`,
  });
  const [a, b] = [one(first), one(second)];
  return (Object.keys(a) as (keyof typeof a)[])
    .filter((key) => a[key] !== b[key])
    .map((key) => `The runs differ in their ${key}.`);
}

function whyRunIsVoid({ catalogue, canary, startedAt, item }: RunRecord): string[] {
  return [
    ...(startedAt < item.receivedAt
      ? [`The run of ${startedAt} began before the device came, which was at ${item.receivedAt}.`]
      : []),
    ...(canary.class === 'fail'
      ? []
      : [
          canary.device === NO_CANARY
            ? `No canary was asked in the run of ${startedAt}: certify it anew, with --canary.`
            : `The canary of the run of ${startedAt} is void: ${canary.id} must fail on ${canary.device}, and came out ${canary.class}.`,
        ]),
    ...(catalogue.criteria.includes(canary.id) ? [] : [`The canary ${canary.id} is not in the catalogue.`]),
  ];
}

function disagreements(first: RunRecord, second: RunRecord): string[] {
  const classes = new Map(second.results.map((one) => [one.id, one.class]));
  return first.results
    .filter((one) => classes.has(one.id) && classes.get(one.id) !== one.class)
    .map((one) => `The runs disagree on ${one.id}: ${one.class}, then ${classes.get(one.id)}.`);
}

function statementOf(first: RunRecord, second: RunRecord, order: Order): Statement {
  const results = agreed(first, second);
  const idsOf = (one: CriterionResult['class']) => results.filter((result) => result.class === one).map(({ id }) => id);
  const certificate = certificateFrom(first, second, order);
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: deviceName(first.device), digest: { sha256: order.deviceDigest } }],
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result: ({ approved: 'PASSED', conditional: 'WARNED', rejected: 'FAILED' } as const)[certificate.verdict],
      configuration: [
        {
          name: 'catalogue',
          digest: { sha256: first.catalogue.sha256 },
          annotations: { version: first.catalogue.version },
        },
        {
          name: 'mpos-twin',
          uri: `pkg:npm/mpos-twin@${first.tool.version}`,
          annotations: { commit: first.tool.commit },
        },
      ],
      passedTests: idsOf('pass'),
      warnedTests: idsOf('conditional'),
      failedTests: idsOf('fail'),
      [EXTENSION]: certificate,
    },
  };
}

function certificateFrom(first: RunRecord, second: RunRecord, order: Order): Certificate {
  const results = agreed(first, second);
  const known = new Set(results.map(({ id }) => id));
  const unknown = first.catalogue.criteria.filter((id) => !known.has(id));
  const again = new Map(second.results.map((one) => [one.id, one]));
  return {
    title: first.device.simulated === true ? REHEARSED_TITLE : TITLE,
    id: order.id,
    verdict: verdictOf(results),
    decisionRule: unknown.length === 0 ? ALL_KNOWN_RULE : DECIDED_RULE,
    relatesTo: first.device.simulated === true ? REHEARSED_RELATES_TO : RELATES_TO,
    device: first.device,
    item: first.item,
    customer: first.customer,
    laboratory: first.laboratory,
    places: distinct([first.place, second.place]),
    testers: distinct([first, second].flatMap(testersOf)),
    authorisedBy: order.authorisedBy,
    runs: [first, second].map(({ startedAt, endedAt }, i) => ({
      startedAt,
      endedAt,
      sha256: order.runDigests[i] as string,
    })),
    issuedAt: order.issuedAt,
    validUntil: monthsAfter(order.issuedAt, VALID_MONTHS),
    validForApi: first.device.api,
    conditions: results.flatMap(({ id, condition }) =>
      condition === undefined ? [] : [{ criterion: id, ...condition }],
    ),
    results: results.map((one) => certified(one, again.get(one.id) as CriterionResult)),
    ...(unknown.length === 0 ? {} : { unknown }),
  };
}

function testersOf({ tester, results }: RunRecord): string[] {
  return [tester, ...results.flatMap((one) => one.tester ?? [])];
}

function certified(first: CriterionResult, second: CriterionResult): Certificate['results'][number] {
  const { id, unit, limits } = first;
  const uncertainties = [first, second].flatMap(({ uncertainty }) => uncertainty ?? []);
  return {
    id,
    class: first.class as Exclude<CriterionResult['class'], 'unknown'>,
    measured: [first, second].map(({ measured }) => measured as number | string),
    ...(unit === undefined ? {} : { unit }),
    ...(uncertainties.length === 0 ? {} : { uncertainty: Math.max(...uncertainties) }),
    limits,
    notes: distinct([...first.notes, ...second.notes]),
    evidence: [...first.evidence, ...second.evidence],
  };
}

function verdictOf(results: readonly CriterionResult[]): CertifiedVerdict {
  if (results.some((one) => one.class === 'fail')) return 'rejected';
  return results.some((one) => one.class === 'conditional') ? 'conditional' : 'approved';
}

/** The results on which both runs agree, in the order of the catalogue; the others nobody knows. */
function agreed(first: RunRecord, second: RunRecord): CriterionResult[] {
  const again = new Map(second.results.map((one) => [one.id, one.class]));
  return first.catalogue.criteria.flatMap((id) =>
    first.results.filter((one) => one.id === id && one.class !== 'unknown' && one.class === again.get(id)),
  );
}

const distinct = (some: readonly string[]): string[] => [...new Set(some)];

/** The same day so many months later; the last of the month where there is no such day. Times are UTC, to the second. */
export function monthsAfter(time: string, months: number): string {
  const date = new Date(time);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months);
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return `${date.toISOString().slice(0, 19)}Z`;
}
