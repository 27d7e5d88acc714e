// JUnit XML is valid against the schema that Jenkins takes: junit-10.xsd of its xUnit plugin, under the MIT licence.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CheckResult } from '#checkers/checker';
import type { RunResult } from '#checkers/run-result';
import { junitXml } from '#reports/junit';
import { describeWith, findPeer } from '../peers.ts';

const schema = fileURLToPath(new URL('junit-10.xsd', import.meta.url));

function validate(xml: string): { status: number | null; stderr: string } {
  return spawnSync(findPeer('xmllint') ?? '', ['--noout', '--nonet', '--schema', schema, '-'], {
    input: xml,
    encoding: 'utf8',
  });
}

const pass: CheckResult = { name: 'money', verdict: 'pass', judged: 7, failures: 0, evidence: [] };
const fail: CheckResult = {
  name: 'Küche <oben> & "unten"',
  verdict: 'fail',
  judged: 3,
  failures: 24,
  evidence: [{ events: [1, 2], sentence: 'let \u0000 a\u001b[31m\ud800 ]]>; then\r\nb; however \uffff c' }],
};
const unknown: CheckResult = {
  name: 'settled',
  verdict: 'unknown',
  judged: 0,
  failures: 0,
  evidence: [],
  reason: 'cut\toff',
};

const run = (checkers: CheckResult[], over: Partial<RunResult> = {}): RunResult => ({
  scenario: 'Größe 1\n2',
  verdict: 'pass',
  expectation: { verdict: 'pass', failing: [], met: true },
  ground: 'sim',
  seed: 20,
  historyHash: 'abc',
  events: 10,
  steps: 5,
  simulatedMs: 1_000,
  wallMs: 12_345_678.9,
  checkers,
  history: 'runs-out/a b/ü',
  replay: "mpos-twin replay 'runs-out/a b/ü'",
  ...over,
});

describeWith('xmllint', 'JUnit XML, as Jenkins reads it', () => {
  const notMet = { verdict: 'pass', failing: [], met: false } as const;
  for (const [what, xml] of [
    ['no run at all', junitXml([])],
    ['a run that passes', junitXml([run([pass])])],
    [
      'one that fails and one that is unknown',
      junitXml(
        [fail, unknown].map((one) =>
          run([pass, one], {
            verdict: one.verdict,
            expectation: { ...notMet, failing: [] },
          }),
        ),
      ),
    ],
    ['a failure that is expected', junitXml([run([fail, unknown], { verdict: 'fail' })])],
    ['a verdict that nothing explains', junitXml([run([], { expectation: { ...notMet, failing: [] } })])],
    ['grounds that differ', junitXml([run([pass])], ['a: money says pass on sim and fail on wire'])],
  ] as const) {
    it(`is valid for ${what}`, () => {
      const { status, stderr } = validate(xml);
      assert.equal(status, 0, stderr);
    });
  }

  it('would be caught with an attribute that the schema does not know', () => {
    const { status, stderr } = validate(junitXml([run([pass])]).replace('<testcase', '<testcase assertions="7"'));
    assert.notEqual(status, 0);
    assert.match(stderr, /attribute 'assertions' is not allowed/);
  });
});
