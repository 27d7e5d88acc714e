/**
 * Judged runs as JUnit XML, for the machines that show test results: a suite per run, a case per invariant. Unknown is
 * an error with its reason, never a skipped case, because unknown is never a pass.
 */
import type { CheckResult } from '#checkers/checker';
import type { RunResult } from '#checkers/run-result';
import { unreachable } from '#protocols/unreachable';
import { escapeMarkup } from './escape.ts';
import { oneLine } from './figures.ts';

type Case = { name: string; xml: string; failed: boolean; broken: boolean };

/** The whole document. */
export function junitXml(results: readonly RunResult[]): string {
  const suites = results.map(suiteOf);
  const sum = (pick: (suite: Suite) => number): number => suites.reduce((total, suite) => total + pick(suite), 0);
  const counts = attributes({
    name: 'mpos-twin',
    tests: sum((suite) => suite.tests),
    failures: sum((suite) => suite.failures),
    errors: sum((suite) => suite.errors),
    time: seconds(results.reduce((total, result) => total + result.wallMs, 0)),
  });
  const body = suites.map((suite) => suite.xml).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${counts}>\n${body}</testsuites>\n`;
}

type Suite = { xml: string; tests: number; failures: number; errors: number };

function suiteOf(result: RunResult): Suite {
  const name = `${oneLine(result.scenario)} on ${result.ground}`;
  const cases = result.checkers.map((checker) => caseOf(checker, result, name));
  const shown = cases.some((one) => one.failed || one.broken);
  if (result.verdict !== 'pass' && !shown) cases.push(verdictCase(result, name));
  const failures = cases.filter((one) => one.failed).length;
  const errors = cases.filter((one) => one.broken).length;
  const head = attributes({ name, tests: cases.length, failures, errors, skipped: 0, time: seconds(result.wallMs) });
  const properties = Object.entries({
    scenario: result.scenario,
    ground: result.ground,
    seed: result.seed,
    verdict: result.verdict,
    simulatedMs: result.simulatedMs,
    events: result.events,
    historyHash: result.historyHash,
    history: result.history ?? '',
    replay: result.replay,
  }).map(([key, value]) => `      <property${attributes({ name: key, value })}/>\n`);
  const xml =
    `  <testsuite${head}>\n    <properties>\n${properties.join('')}    </properties>\n` +
    `${cases.map((one) => one.xml).join('')}  </testsuite>\n`;
  return { xml, tests: cases.length, failures, errors };
}

function caseOf(checker: CheckResult, result: RunResult, suite: string): Case {
  const open = `    <testcase${attributes({ classname: suite, name: oneLine(checker.name), assertions: checker.judged, time: 0 })}`;
  switch (checker.verdict) {
    case 'pass':
      return { name: checker.name, xml: `${open}/>\n`, failed: false, broken: false };
    case 'fail': {
      const message = checker.evidence[0]?.sentence ?? 'the invariant does not hold';
      const inner = element('failure', { message: oneLine(message), type: 'invariant' }, story(checker, result));
      return { name: checker.name, xml: `${open}>\n${inner}    </testcase>\n`, failed: true, broken: false };
    }
    case 'unknown': {
      const message = checker.reason ?? 'no reason given';
      const inner = element('error', { message: oneLine(message), type: 'unknown' }, story(checker, result));
      return { name: checker.name, xml: `${open}>\n${inner}    </testcase>\n`, failed: false, broken: true };
    }
    default:
      return unreachable(checker.verdict);
  }
}

/** A run that did not pass although no invariant says why must not look green. */
function verdictCase(result: RunResult, suite: string): Case {
  const message = `the verdict of the run is ${result.verdict}, and no invariant says why`;
  const inner = element('error', { message, type: 'unknown' }, `replay: ${result.replay}`);
  const open = `    <testcase${attributes({ classname: suite, name: 'verdict', time: 0 })}>`;
  return { name: 'verdict', xml: `${open}\n${inner}    </testcase>\n`, failed: false, broken: true };
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

function element(tag: string, fields: Record<string, string | number>, text: string): string {
  return `      <${tag}${attributes(fields)}>${escapeMarkup(text)}</${tag}>\n`;
}

function attributes(fields: Record<string, string | number>): string {
  return Object.entries(fields)
    .map(([key, value]) => ` ${key}="${escapeMarkup(String(value))}"`)
    .join('');
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(3);
