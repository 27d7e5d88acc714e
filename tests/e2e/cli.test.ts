// The command line as a user meets it: results on standard output, and exit codes that tell them.
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunResult } from '#checkers/run-result';
import { EXIT } from '#cli/verb';
import { twin, type Finished } from './twin.ts';

const out = mkdtempSync(join(tmpdir(), 'mpos-twin-cli-'));
/** The folder and the history of the run that the tests below replay, judge and damage. */
const latest = join(out, 'latest');
const history = join(latest, 'history.ndjson');

describe('mpos-twin', function () {
  this.timeout(60_000);
  let played: Finished;
  before(() => {
    played = twin(['run', 'out-of-range', '--json', '--out', out, '--junit', join(out, 'new', 'junit.xml')]);
  });
  after(() => rmSync(out, { recursive: true, force: true }));

  describe('run', () => runTests(() => played));
  describe('replay', replayTests);
  describe('analyze', analyzeTests);

  it('shrink says so when nothing fails, and exits with 2', () => {
    const { code, stdout, stderr } = twin(['shrink', latest, '--out', out]);
    assert.equal(code, EXIT.unknown);
    assert.equal(stdout, '');
    assert.match(stderr, /nothing fails: out-of-range on sim, seed 1/);
  });

  it('machines, explain, doctor, config and --help answer', () => {
    assert.match(twin(['machines']).stdout, /^handheld /m);
    assert.match(twin(['machines', 'handheld', '--format', 'mermaid']).stdout, /^stateDiagram-v2\n/);
    assert.ok(JSON.parse(twin(['machines', 'tab-lock', '--format', 'json']).stdout));
    assert.match(twin(['explain', 'lock-recovery']).stdout, /180 s/);
    assert.ok((JSON.parse(twin(['doctor', '--json']).stdout) as { grounds: string[] }).grounds.includes('wire'));
    assert.match(twin(['config']).stdout, /leaseMs: 180000/);
    const help = twin(['--help']).stdout;
    for (const verb of ['run', 'replay', 'analyze', 'explain', 'doctor', 'server', 'machines', 'config'])
      assert.match(help, new RegExp(`^  ${verb}\\b`, 'm'));
  });
});

function runTests(first: () => Finished): void {
  it('--json prints exactly one JSON object with verdict, hash and checkers', () => {
    const { code, stdout } = first();
    assert.equal(code, EXIT.pass);
    assert.equal(stdout.trim().split('\n').length, 1);
    const result = JSON.parse(stdout) as RunResult;
    for (const key of ['ground', 'seed', 'historyHash', 'steps', 'simulatedMs', 'wallMs', 'checkers', 'history'])
      assert.ok(key in result, key);
    assert.equal(result.verdict, 'pass');
    assert.match(readFileSync(join(out, 'new', 'junit.xml'), 'utf8'), /<testsuite /);
    assert.ok(readFileSync(join(latest, 'report.html'), 'utf8').includes('<title>✓ out-of-range</title>'));
  });

  it('keeps every run in a folder of its own', () => {
    const again = JSON.parse(twin(['run', 'out-of-range', '--json', '--out', out]).stdout) as RunResult;
    const before = JSON.parse(first().stdout) as RunResult;
    assert.notEqual(again.history, before.history);
    assert.equal(again.historyHash, before.historyHash);
    const eventsOf = (path: string): string[] => readFileSync(path, 'utf8').split('\n').slice(1);
    assert.deepEqual(eventsOf(before.history ?? ''), eventsOf(history));
  });

  it('in which something expected never happens fails with exit 1 and a replay command', () => {
    const path = join(out, 'failing.yaml');
    writeFileSync(path, `${scenario('failing')}expect: { happens: [payment-parked] }\n`);
    const { code, stdout } = twin(['run', path, '--out', join(out, 'b')]);
    assert.equal(code, EXIT.fail);
    assert.match(stdout, /let "payment-parked" be expected; then .*; however it never occurred/);
    assert.match(stdout, /replay/);
  });

  it('of a scenario that expects to fail passes when it fails, and fails when it passes', () => {
    const path = join(out, 'planted.yaml');
    const planted = 'expect: { verdict: fail, failing: [expected-events], happens: [payment-parked] }\n';
    writeFileSync(path, scenario('planted') + planted);
    const failed = twin(['run', path, '--out', join(out, 'b')]);
    assert.equal(failed.code, EXIT.pass, failed.stdout);
    assert.match(failed.stdout, /^ {2}as its scenario expects: fail, expected-events$/m);
    writeFileSync(path, scenario('planted') + planted.replace(', happens: [payment-parked]', ''));
    const passed = twin(['run', path, '--out', join(out, 'b')]);
    assert.equal(passed.code, EXIT.fail, passed.stdout);
    assert.match(passed.stdout, /^ {2}not as its scenario expects: fail, expected-events$/m);
  });

  it('colours only where it is wanted', () => {
    const coloured = /\p{Cc}\[/u;
    const quiet = ['run', 'out-of-range', '--no-report', '--out', join(out, 'b')];
    assert.match(twin(quiet, { FORCE_COLOR: '1' }).stdout, coloured);
    assert.doesNotMatch(twin(quiet, { FORCE_COLOR: '1', NO_COLOR: '1' }).stdout, coloured);
  });
}

function replayTests(): void {
  it('confirms the hash of a history, named by its file or its folder', () => {
    for (const what of [history, latest]) {
      const { code, stdout } = twin(['replay', what]);
      assert.equal(code, EXIT.pass);
      assert.match(stdout, /^same: \d+ events, hash [0-9a-f]{16}/);
    }
  });

  it('names the first divergent event of a history that was changed', () => {
    const path = join(out, 'changed.ndjson');
    const [first = '', ...lines] = readFileSync(history, 'utf8').split('\n');
    const header = JSON.parse(first) as { seed: number };
    writeFileSync(path, [JSON.stringify({ ...header, seed: header.seed + 1 }), ...lines].join('\n'));
    const { code, stdout } = twin(['replay', path]);
    assert.equal(code, EXIT.fail);
    assert.match(stdout, /first divergent event: \d+\n {2}recorded: \{.*\n {2}replayed: \{/);
  });

  it('refuses a history whose scenario cannot be played', () => {
    const path = join(out, 'unplayable.ndjson');
    const [first = '', ...lines] = readFileSync(history, 'utf8').split('\n');
    writeFileSync(path, [JSON.stringify({ ...(JSON.parse(first) as object), source: {} }), ...lines].join('\n'));
    const { code, stderr } = twin(['replay', path]);
    assert.equal(code, EXIT.badInput);
    assert.match(stderr, /^history-damaged: .*line 1 has a scenario that cannot be played: /);
  });
}

function analyzeTests(): void {
  it('judges a saved history as the run did, also with the line ends and the mark of Windows', () => {
    const path = join(out, 'windows.ndjson');
    writeFileSync(path, `\ufeff${readFileSync(history, 'utf8').replaceAll('\n', '\r\n')}`);
    const [plain, windows] = [history, path].map((one) => twin(['analyze', one, '--json']));
    assert.deepEqual([plain?.code, windows?.code], [EXIT.pass, EXIT.pass]);
    const { history: _, ...result } = JSON.parse(plain?.stdout ?? '') as RunResult;
    assert.equal(result.verdict, 'pass');
    assert.deepEqual(JSON.parse(windows?.stdout ?? ''), { ...result, history: path });
  });

  it('calls a cut-off history unknown and says where it ends', () => {
    const path = join(out, 'cut.ndjson');
    const text = readFileSync(history, 'utf8');
    writeFileSync(path, text);
    truncateSync(path, Math.floor(text.length / 2));
    const { code, stdout, stderr } = twin(['analyze', path, '--json']);
    assert.equal(code, EXIT.unknown);
    assert.equal((JSON.parse(stdout) as RunResult).verdict, 'unknown');
    assert.match(stderr, /history-damaged: .*: line \d+ /);
  });

  it('refuses what is no history at all', () => {
    const path = join(out, 'garbage.ndjson');
    appendFileSync(path, Buffer.from([0xfe, 0x00, 0x7b, 0x0a]));
    const { code, stderr } = twin(['analyze', path]);
    assert.equal(code, EXIT.badInput);
    assert.match(stderr, /^history-damaged: /);
  });
}

/** A small scenario in which nothing goes wrong, up to its expectations. */
function scenario(name: string): string {
  return `format: 1\nname: ${name}\nabout: Anna signs on.\nduration: 1min\nsettle: 1min\nfloor: { operators: [Anna], devices: [{ name: H01 }] }\nwork: { steps: [{ at: 1s, device: H01, do: sign-on }] }\n`;
}
