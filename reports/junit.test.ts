import assert from 'node:assert/strict';
import type { CheckResult } from '#checkers/checker';
import type { RunResult } from '#checkers/run-result';
import { junitXml } from './junit.ts';

const HOSTILE = '<b> & "tab" \'12\' ]]> \u0000\u001b[31m\ud800 \uffff ü';
const run = (checkers: CheckResult[], over: Partial<RunResult> = {}): RunResult => ({
  scenario: 'saturday-night',
  verdict: 'pass',
  expectation: {
    verdict: 'pass',
    failing: [],
    met: [...checkers, over].every(({ verdict = 'pass' }) => verdict === 'pass'),
  },
  ground: 'sim',
  seed: 20,
  historyHash: 'abc',
  events: 10,
  steps: 5,
  simulatedMs: 1_000,
  wallMs: 1_500,
  checkers,
  history: null,
  replay: 'mpos-twin replay x',
  ...over,
});
const failed: CheckResult = {
  name: HOSTILE,
  verdict: 'fail',
  judged: 3,
  failures: 1,
  evidence: [{ events: [1, 2], sentence: `let ${HOSTILE}; however it was not` }],
};
const unknown: CheckResult = {
  name: 'settled',
  verdict: 'unknown',
  judged: 0,
  failures: 0,
  evidence: [],
  reason: 'cut off',
};

describe('JUnit XML', () => {
  it('is well-formed whatever names a scenario uses', () => {
    const xml = junitXml([run([failed, unknown], { scenario: HOSTILE, verdict: 'fail', replay: HOSTILE })]);
    assertWellFormed(xml);
    assert.doesNotMatch(xml, /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/u);
    assert.match(xml, /ü/);
  });

  it('has a suite per run and a case per invariant, counted', () => {
    const passing: CheckResult = { name: 'money', verdict: 'pass', judged: 7, failures: 0, evidence: [] };
    const xml = junitXml([run([passing]), run([passing, failed, unknown], { ground: 'wire', verdict: 'fail' })]);
    assertWellFormed(xml);
    assert.match(xml, /<testsuites name="mpos-twin" tests="4" failures="1" errors="1" time="3.000">/);
    assert.match(
      xml,
      /<testsuite name="saturday-night on sim" tests="1" failures="0" errors="0" skipped="0" time="1.500">/,
    );
    assert.match(xml, /<testsuite name="saturday-night on wire" tests="3" failures="1" errors="1" skipped="0"/);
    assert.match(
      xml,
      /<testcase classname="saturday-night on sim" name="money" time="0.000">\n {6}<system-out>7 judged<\/system-out>/,
    );
  });

  it('gives a failure its sentence, events and replay', () => {
    const xml = junitXml([run([{ ...failed, evidence: [{ events: [1, 2], sentence: 'let a; however b' }] }])]);
    assert.match(
      xml,
      /<failure message="let a; however b" type="invariant">let a; however b\n {2}events: #1 #2\nreplay: mpos-twin replay x<\/failure>/,
    );
  });

  it('says how many findings there were when not all are told', () => {
    assert.match(junitXml([run([{ ...failed, failures: 24 }])]), /\n1 of 24 findings are told\n/);
  });

  it('reports unknown as an error with the reason, never as skipped', () => {
    const xml = junitXml([run([unknown], { verdict: 'unknown' })]);
    assert.match(xml, /<error message="cut off" type="unknown">/);
    assert.doesNotMatch(xml, /<skipped/);
  });

  it('is green for what fails as its scenario expects, and says so', () => {
    const expectation = { verdict: 'fail', failing: ['money'], met: true } as const;
    const xml = junitXml([
      run([{ ...failed, name: 'money' }], { verdict: 'fail', expectation: { ...expectation, failing: ['money'] } }),
    ]);
    assert.match(xml, /failures="0" errors="0"/);
    assert.match(xml, /<system-out>3 judged; it fails, as the scenario expects:\nlet /);
  });

  it('is red for a pass where a failure is expected', () => {
    const xml = junitXml([run([], { expectation: { verdict: 'fail', failing: ['money'], met: false } })]);
    assert.match(xml, /<error message="the verdict of the run is pass, expected was fail, money,/);
  });

  it('is red where grounds came to different verdicts', () => {
    const xml = junitXml([run([])], ['calm: money says pass on sim and fail on wire']);
    assertWellFormed(xml);
    assert.match(
      xml,
      /failures="1"[^]*<failure message="calm: money says pass on sim and fail on wire" type="uneven">/,
    );
  });

  it('is not green when a run did not pass and nothing says why', () => {
    assert.match(junitXml([run([], { verdict: 'unknown' })]), /errors="1"[^]*<testcase[^>]* name="verdict"[^]*<error /);
  });
});

/** Tags nest and close, attributes are quoted, nothing bare is left between them. */
function assertWellFormed(xml: string): void {
  const open: string[] = [];
  const rest = xml
    .replace(/^<\?xml [^?]*\?>\n/, '')
    .replace(
      /<(\/?)([a-z-]+)((?: [a-zA-Z]+="[^"<]*")*)(\/?)>/g,
      (_tag, closes: string, name: string, _attributes: string, isEmpty: string) => {
        if (closes === '/') assert.equal(open.pop(), name);
        else if (isEmpty === '') open.push(name);
        return '';
      },
    );
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest, /[<>]|&(?!#\d+;)/);
}
