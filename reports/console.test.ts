import assert from 'node:assert/strict';
import type { CheckResult } from '#checkers/checker';
import type { RunResult } from '#checkers/run-result';
import { formatRun, formatSideBySide } from './console.ts';

const pass = (name: string, judged: number): CheckResult => ({
  name,
  verdict: 'pass',
  judged,
  failures: 0,
  evidence: [],
});
const failed: CheckResult = {
  name: 'lock-recovery',
  verdict: 'fail',
  judged: 98,
  failures: 1,
  evidence: [{ events: [12, 345], sentence: 'let H03 hold tab 12; then it was put away; however the lock stayed' }],
};
const unknown: CheckResult = {
  name: 'settled',
  verdict: 'unknown',
  judged: 0,
  failures: 0,
  evidence: [],
  reason: 'cut off',
};

const run = (over: Partial<RunResult> = {}): RunResult => ({
  scenario: 'saturday-night',
  verdict: 'fail',
  expectation: { verdict: 'pass', failing: [], met: false },
  ground: 'sim',
  seed: 20,
  historyHash: '401ecc4fd3f6264e',
  events: 312_345,
  steps: 1_000,
  simulatedMs: 28_800_000,
  wallMs: 3_600,
  checkers: [pass('lock-exclusion', 9_895), failed, unknown],
  history: null,
  replay: 'mpos-twin replay runs-out/7.ndjson',
  ...over,
});

const passing: Partial<RunResult> = {
  verdict: 'pass',
  expectation: { verdict: 'pass', failing: [], met: true },
  checkers: [pass('a', 1)],
};

const told = { family: 'handheld', up: 500, down: 500, tabs: 2, bookings: 4 };
const counted: CheckResult = {
  ...pass('traffic', 2),
  traffic: {
    devices: [
      { ...told, device: 'H01' },
      { ...told, device: 'C01', family: 'client', down: 119_500 },
    ],
    browser: { pages: 2, memoryBytes: 423_044_096 },
  },
};

describe('a run on the console', () => {
  it('says in a line what a tab costs in both families', () => {
    const said = (checker: CheckResult): string => formatRun(run({ checkers: [checker] }), { colour: false });
    assert.match(said(counted), /^ {2}traffic: 60 kB a tab on thin clients, 500 B a tab on standard devices: 120×$/m);
    assert.match(said(counted), /^ {2}2 pages in one browser: 423 MB$/m);
    assert.doesNotMatch(said(pass('traffic', 0)), /traffic:/);
  });

  it('says how much was answered in time, and how fast', () => {
    const figures = { what: 'tap', asked: 20_000, inTime: 19_999, p50Ms: 8, p99Ms: 41, mostMs: 4_200 } as const;
    const text = formatRun(run({ checkers: [{ ...pass('answer-times', 1), answers: [figures] }] }), { colour: false });
    assert.match(
      text,
      /^ {2}taps: 99.99 % of 20,000 answered in time, half within 8 ms, 99 % within 41 ms, all within 4\.2 s$/m,
    );
  });

  const lines = formatRun(run(), { colour: false }).split('\n');

  it('begins with what ran, how long, and its hash', () => {
    assert.equal(
      lines[0],
      '✗ saturday-night on sim · seed 20 · 8 h in 3.6 s (8,000×) · 312,345 events · hash 401ecc4fd3f6264e',
    );
  });

  it('puts invariants and counts in columns', () => {
    assert.deepEqual(lines.slice(2), [
      '  ✓ lock-exclusion  9,895 judged',
      '  ✗ lock-recovery      98 judged',
      '      let H03 hold tab 12; then it was put away; however the lock stayed  [#12 #345]',
      '  ? settled             0 judged',
      '      unknown: cut off',
      '',
      '  replay:  mpos-twin replay runs-out/7.ndjson',
    ]);
  });

  it('is the same text with colours taken out again', () => {
    const coloured = formatRun(run(), { colour: true });
    assert.match(coloured, /\p{Cc}\[31m✗/u);
    assert.equal(coloured.replace(/\p{Cc}\[\d+m/gu, ''), lines.join('\n'));
  });

  it('lets no name colour or clear the terminal', () => {
    const hostile = run({ scenario: '\u001b[2Jgone', checkers: [pass('a\u0007b', 1)] });
    assert.doesNotMatch(formatRun(hostile, { colour: false }), /(?!\n)\p{Cc}/u);
  });

  it('says how many findings there were when not all are told', () => {
    const text = formatRun(run({ checkers: [{ ...failed, failures: 1_024 }] }), { colour: false });
    assert.match(text, /however the lock stayed {2}\[#12 #345\]\n {6}1 of 1,024 findings are told\n/);
    assert.doesNotMatch(lines.join('\n'), /are told/);
  });

  it('says so when nothing was judged', () => {
    assert.match(formatRun(run({ verdict: 'unknown', checkers: [] }), { colour: false }), /no invariant was judged/);
  });

  it('says what was expected where that is no plain pass', () => {
    const text = (over: Partial<RunResult>): string => formatRun(run(over), { colour: false });
    const expectation = { verdict: 'fail' as const, failing: ['lock-recovery'] };
    assert.match(
      text({ expectation: { ...expectation, met: true } }),
      /\n\n {2}as its scenario expects: fail, lock-recovery$/m,
    );
    assert.match(
      text({ ...passing, expectation: { ...expectation, met: false } }),
      /\n\n {2}not as its scenario expects: fail, lock-recovery$/m,
    );
  });

  it('says beside the mark that a pass is not what was expected', () => {
    const expectation = { verdict: 'fail' as const, failing: [], met: false };
    const [first] = formatRun(run({ ...passing, expectation }), { colour: false }).split('\n');
    assert.match(first ?? '', /^✓ [^·]*, not as expected · /);
  });

  it('of a passing run tells where its history is and keeps quiet otherwise', () => {
    const text = formatRun(run({ ...passing, history: 'runs-out/7.ndjson' }), {
      colour: false,
    });
    assert.deepEqual(text.split('\n').slice(2), ['  ✓ a  1 judged', '', '  history: runs-out/7.ndjson']);
  });
});

describe('runs side by side', () => {
  const wire = run({
    ground: 'wire',
    verdict: 'pass',
    checkers: [pass('lock-exclusion', 98), pass('lock-recovery', 7)],
  });
  const lines = formatSideBySide([run(), wire]).split('\n');

  it('have a column for each ground', () => {
    assert.deepEqual(lines.slice(3, 7), [
      '  invariant       sim      wire',
      '  lock-exclusion  ✓ 9,895  ✓ 98',
      '  lock-recovery   ✗ 98     ✓ 7',
      '  settled         ? 0      –',
    ]);
  });

  it('tell below what failed on which ground, and how to play it again', () => {
    assert.deepEqual(lines.slice(7), [
      '',
      '  sim',
      '  ✗ lock-recovery',
      '      let H03 hold tab 12; then it was put away; however the lock stayed  [#12 #345]',
      '  ? settled',
      '      unknown: cut off',
      '  replay:  mpos-twin replay runs-out/7.ndjson',
    ]);
  });

  it('are told apart by scenario and seed where the ground is not enough', () => {
    const text = formatSideBySide([run(), run({ scenario: 'calm', seed: 7 })]);
    assert.match(text, /saturday-night · sim · seed 20 {2}calm · sim · seed 7/);
  });
});
