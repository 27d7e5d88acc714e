// The command line as a user meets it: results on standard output, one clear error for bad input, exit codes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'mpos-twin-cli-'));

function twin(...args: string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', 'cli/main.ts', ...args],
    { cwd: root, encoding: 'utf8' },
  );
  return { code: status, stdout, stderr };
}

describe('mpos-twin', function () {
  this.timeout(60_000);
  /** The run whose history the tests below replay, judge and damage. */
  let played: ReturnType<typeof twin>;
  before(() => {
    played = twin('run', 'out-of-range', '--json', '--out', out, '--junit', join(out, 'junit.xml'));
  });
  after(() => rmSync(out, { recursive: true, force: true }));

  it('run --json prints exactly one JSON object with verdict, hash and checkers', () => {
    const { code, stdout } = played;
    assert.equal(code, 0);
    assert.equal(stdout.trim().split('\n').length, 1);
    const result = JSON.parse(stdout) as Record<string, unknown>;
    for (const key of [
      'verdict',
      'ground',
      'seed',
      'historyHash',
      'steps',
      'simulatedMs',
      'wallMs',
      'checkers',
      'history',
    ])
      assert.ok(key in result, key);
    assert.equal(result['verdict'], 'pass');
    assert.match(readFileSync(join(out, 'junit.xml'), 'utf8'), /<testsuite /);
    assert.match(readFileSync(join(out, 'out-of-range-sim-1', 'report.html'), 'utf8'), /<canvas/);
  });

  it('replay confirms the hash of a history', () => {
    const { code, stdout } = twin('replay', join(out, 'out-of-range-sim-1', 'history.ndjson'));
    assert.equal(code, 0);
    assert.match(stdout, /^same: \d+ events, hash [0-9a-f]{16}/);
  });

  it('replay names the first divergent event of a history that was changed', () => {
    const path = join(out, 'changed.ndjson');
    const lines = readFileSync(join(out, 'out-of-range-sim-1', 'history.ndjson'), 'utf8').split('\n');
    const header = JSON.parse(lines[0] as string) as { seed: number };
    writeFileSync(path, [JSON.stringify({ ...header, seed: header.seed + 1 }), ...lines.slice(1)].join('\n'));
    const { code, stdout } = twin('replay', path);
    assert.equal(code, 1);
    assert.match(stdout, /first divergent event: \d+\n {2}recorded: \{.*\n {2}replayed: \{/);
  });

  it('analyze judges a saved history as the run did', () => {
    const { code, stdout } = twin('analyze', join(out, 'out-of-range-sim-1', 'history.ndjson'), '--json');
    assert.equal(code, 0);
    assert.equal((JSON.parse(stdout) as { verdict: string }).verdict, 'pass');
  });

  it('analyze calls a cut-off history unknown and says where it ends', () => {
    const path = join(out, 'cut.ndjson');
    const text = readFileSync(join(out, 'out-of-range-sim-1', 'history.ndjson'), 'utf8');
    writeFileSync(path, text);
    truncateSync(path, Math.floor(text.length / 2));
    const { code, stdout, stderr } = twin('analyze', path, '--json');
    assert.equal(code, 2);
    assert.equal((JSON.parse(stdout) as { verdict: string }).verdict, 'unknown');
    assert.match(stderr, /history-damaged: .*: line \d+ /);
  });

  it('analyze refuses what is no history at all', () => {
    const path = join(out, 'garbage.ndjson');
    appendFileSync(path, Buffer.from([0xff, 0x00, 0x7b, 0x0a]));
    const { code, stderr } = twin('analyze', path);
    assert.equal(code, 64);
    assert.match(stderr, /^history-damaged: /);
  });

  for (const [what, args, error] of [
    ['a misspelt scenario', ['run', 'out-of-rage'], /^scenario-not-found: .*did you mean "out-of-range"\?/],
    ['a missing file', ['run', 'no/such.yaml'], /^file-not-found: /],
    ['an unknown verb', ['runn'], /^usage: .*\(Did you mean run\?\)/s],
    ['an unknown option', ['run', 'out-of-range', '--sede', '3'], /^usage: .*--sede/],
    ['a seed that is no number', ['run', 'out-of-range', '--seed', 'x'], /^usage: .*whole number/],
    ['an unknown ground', ['run', 'out-of-range', '--ground', 'moon'], /^usage: .*one of sim, wire/],
    ['a missing configuration', ['server', '--config', 'no.yaml', '--data', join(out, 'd')], /^file-not-found: /],
    ['nothing to explain', ['explain', 'own-locked-tap'], /^usage: .*did you mean "own-locked-tab"\?/],
  ] as const) {
    it(`${what} gets one clear error and exit 64`, () => {
      const { code, stdout, stderr } = twin(...args);
      assert.equal(code, 64, stderr);
      assert.equal(stdout, '');
      assert.match(stderr, error);
      assert.match(stderr, /\n {2}hint: .*\n {2}see: {2}docs\/errors\.md#/);
    });
  }

  it('a scenario with several mistakes gets all of them with line and column', () => {
    const path = join(out, 'wrong.yaml');
    writeFileSync(
      path,
      'format: 1\nname: wrong\nabout: x\nduration: 5 minuets\nfloor:\n  operators: [Anna]\n  devices:\n    - { name: H01, kynd: handheld }\nfaults:\n  - { fault: out-of-rage, at: 5s, target: H01 }\n',
    );
    const { code, stderr } = twin('run', path);
    assert.equal(code, 64);
    assert.match(stderr, /wrong\.yaml:4:\d+ duration: /);
    assert.match(stderr, /wrong\.yaml:8:\d+ .*did you mean "kind"/);
    assert.match(stderr, /wrong\.yaml:10:\d+ .*did you mean "out-of-range"/);
  });

  it('a scenario in which something expected never happens fails with exit 1 and a replay command', () => {
    const path = join(out, 'failing.yaml');
    const text = readFileSync(join(root, 'scenarios/library/out-of-range.yaml'), 'utf8');
    writeFileSync(path, text.replace("'open.booking red'", "'payment-parked'"));
    const { code, stdout } = twin('run', path, '--out', out);
    assert.equal(code, 1);
    assert.match(stdout, /let .*; then .*; however "payment-parked" never occurred/);
    assert.match(stdout, /replay/);
  });

  it('shrink says so when nothing fails, and exits with 2', () => {
    const { code, stdout, stderr } = twin('shrink', join(out, 'out-of-range-sim-1', 'history.ndjson'), '--out', out);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /nothing fails: out-of-range on sim, seed 1/);
  });

  it('machines, explain, doctor, config and --help answer', () => {
    assert.match(twin('machines').stdout, /^handheld /m);
    assert.match(twin('machines', 'handheld', '--format', 'mermaid').stdout, /^stateDiagram-v2\n/);
    assert.ok(JSON.parse(twin('machines', 'tab-lock', '--format', 'json').stdout));
    assert.match(twin('explain', 'lock-recovery').stdout, /180 s/);
    assert.ok((JSON.parse(twin('doctor', '--json').stdout) as { grounds: string[] }).grounds.includes('wire'));
    assert.match(twin('config').stdout, /leaseMs: 180000/);
    const help = twin('--help').stdout;
    for (const verb of ['run', 'replay', 'analyze', 'explain', 'doctor', 'server', 'machines', 'config'])
      assert.match(help, new RegExp(`^  ${verb}\\b`, 'm'));
  });
});
