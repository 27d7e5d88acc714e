/**
 * Judged runs as JUnit XML, for the machines that show test results: a suite per run, a case per invariant. It is valid
 * against the schema Jenkins takes (tests/e2e/junit-10.xsd). Unknown is an error with its reason, never a skipped case,
 * because unknown is never a pass; what fails as its scenario expects is a pass that says so.
 */
import type { CheckResult } from '#checkers/checker';
import type { RunResult } from '#checkers/run-result';
import { unreachable } from '#protocols/unreachable';
import { escapeMarkup } from './escape.ts';
import { oneLine } from './figures.ts';

export type Case = { xml: string; outcome: 'pass' | 'failure' | 'error' };
export type Suite = { xml: string; tests: number; failures: number; errors: number };

/** The whole document. `uneven` tells where grounds came to different verdicts, a line each. */
export function junitXml(results: readonly RunResult[], uneven: readonly string[] = []): string {
  const suites = [...results.map(suiteOf), ...(uneven.length === 0 ? [] : [unevenSuite(uneven)])];
  return junitDocument(
    suites,
    results.reduce((total, result) => total + result.wallMs, 0),
  );
}

/** The whole document of some suites; `wallMs` is what they took together. */
export function junitDocument(suites: readonly Suite[], wallMs: number): string {
  const sum = (pick: (suite: Suite) => number): number => suites.reduce((total, suite) => total + pick(suite), 0);
  const counts = attributes({
    name: 'mpos-twin',
    tests: sum((suite) => suite.tests),
    failures: sum((suite) => suite.failures),
    errors: sum((suite) => suite.errors),
    time: seconds(wallMs),
  });
  const body = suites.map((suite) => suite.xml).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${counts}>\n${body}</testsuites>\n`;
}

function suiteOf(result: RunResult): Suite {
  const name = `${oneLine(result.scenario)} on ${result.ground}`;
  const cases = result.checkers.map((checker) => checkerCase(checker, result, name));
  const isRed = cases.some(({ outcome }) => outcome !== 'pass');
  if (!result.expectation.met && !isRed) cases.push(verdictCase(result, name));
  const properties = Object.entries({
    scenario: result.scenario,
    ground: result.ground,
    seed: result.seed,
    verdict: result.verdict,
    expected: result.expectation.verdict,
    simulatedMs: result.simulatedMs,
    events: result.events,
    historyHash: result.historyHash,
    history: result.history ?? '',
    replay: result.replay,
  }).map(([key, value]) => `      <property${attributes({ name: key, value })}/>\n`);
  return suite(name, result.wallMs, `    <properties>\n${properties.join('')}    </properties>\n`, cases);
}

function unevenSuite(uneven: readonly string[]): Suite {
  const name = 'the same verdict on every ground';
  const cases = uneven.map((line) =>
    caseOf('failure', line, name, element('failure', { message: line, type: 'uneven' }, '')),
  );
  return suite(name, 0, '', cases);
}

/** A suite; `properties` is markup of its own, or empty. */
export function suite(name: string, wallMs: number, properties: string, cases: readonly Case[]): Suite {
  const tests = cases.length;
  const failures = cases.filter(({ outcome }) => outcome === 'failure').length;
  const errors = cases.filter(({ outcome }) => outcome === 'error').length;
  const head = attributes({ name, tests, failures, errors, skipped: 0, time: seconds(wallMs) });
  const body = cases.map(({ xml }) => xml).join('');
  return { xml: `  <testsuite${head}>\n${properties}${body}  </testsuite>\n`, tests, failures, errors };
}

function checkerCase(checker: CheckResult, result: RunResult, suiteName: string): Case {
  const name = oneLine(checker.name);
  const judged = `${checker.judged} judged`;
  const { met } = result.expectation;
  switch (checker.verdict) {
    case 'pass':
      return passedCase(name, suiteName, judged);
    case 'fail': {
      const message = oneLine(checker.evidence[0]?.sentence ?? 'the invariant does not hold');
      const told = story(checker, result);
      if (met) return passedCase(name, suiteName, `${judged}; it fails, as the scenario expects:\n${told}`);
      return caseOf('failure', name, suiteName, element('failure', { message, type: 'invariant' }, told));
    }
    case 'unknown': {
      const message = oneLine(checker.reason ?? 'no reason given');
      const told = story(checker, result);
      if (met) return passedCase(name, suiteName, `${judged}; it is unknown, as the scenario expects: ${message}`);
      return caseOf('error', name, suiteName, element('error', { message, type: 'unknown' }, told));
    }
    default:
      return unreachable(checker.verdict);
  }
}

/** A run that did not come out as it should although no invariant says why must not look green. */
function verdictCase(result: RunResult, suiteName: string): Case {
  const { verdict, failing } = result.expectation;
  const wanted = [verdict, ...failing].join(', ');
  const message = `the verdict of the run is ${result.verdict}, expected was ${wanted}, and no invariant says why`;
  return caseOf(
    'error',
    'verdict',
    suiteName,
    element('error', { message, type: 'verdict' }, `replay: ${result.replay}`),
  );
}

export const passedCase = (name: string, classname: string, told: string): Case =>
  caseOf('pass', name, classname, element('system-out', {}, told));

/** A case with what is inside it as markup. */
export function caseOf(outcome: Case['outcome'], name: string, classname: string, inner: string): Case {
  const head = attributes({ classname, name, time: seconds(0) });
  return { outcome, xml: `    <testcase${head}>\n${inner}    </testcase>\n` };
}

function story(checker: CheckResult, result: RunResult): string {
  const found = checker.evidence.map(
    ({ sentence, events }) => `${sentence}\n  events: ${events.map((n) => `#${n}`).join(' ')}`,
  );
  const told = checker.evidence.length;
  const untold = told < checker.failures ? [`${told} of ${checker.failures} findings are told`] : [];
  const history = result.history === null ? [] : [`history: ${result.history}`];
  return [...found, ...untold, ...history, `replay: ${result.replay}`].join('\n');
}

export function element(tag: string, fields: Record<string, string | number>, text: string): string {
  return `      <${tag}${attributes(fields)}>${escapeMarkup(text)}</${tag}>\n`;
}

function attributes(fields: Record<string, string | number>): string {
  return Object.entries(fields)
    .map(([key, value]) => ` ${key}="${escapeMarkup(String(value))}"`)
    .join('');
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(3);
