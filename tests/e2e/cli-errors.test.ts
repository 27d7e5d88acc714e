// Bad input and full disks: one clear error, on standard error, and never a verdict lost.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunResult } from '#checkers/run-result';
import { EXIT } from '#cli/verb';
import { program, twin } from './twin.ts';

const out = mkdtempSync(join(tmpdir(), 'mpos-twin-cli-errors-'));
after(() => rmSync(out, { recursive: true, force: true }));

const CERTIFY = ['certify', '--serial', 'A', '--bench', 'bench.json', '--out', 'no/such'];
const PLAY = ['run', 'out-of-range', '--no-report', '--json'];

describe('bad input on the command line', function () {
  this.timeout(60_000);

  for (const [what, args, error] of [
    ['a misspelt scenario', ['run', 'out-of-rage'], /^scenario-not-found: .*did you mean "out-of-range"\?/],
    ['a missing file', ['run', 'no/such.yaml'], /^file-not-found: /],
    ['a missing history', ['replay', 'no/such.ndjson'], /^file-not-found: /],
    ['an unknown verb', ['runn'], /^usage: .*\(Did you mean run\?\)/s],
    ['an unknown option', ['run', 'out-of-range', '--sede', '3'], /^usage: .*--sede/],
    ['a seed that is no number', ['run', 'out-of-range', '--seed', 'x'], /^usage: .*whole number/],
    ['an unknown ground', ['run', 'out-of-range', '--ground', 'moon'], /^usage: .*one of sim, wire/],
    ['a missing configuration', ['server', '--config', 'no.yaml', '--data', join(out, 'd')], /^file-not-found: /],
    ['a device on its battery without a tester', [...CERTIFY, '--unplugged', 'B'], /^usage: .*needs --with-tester/],
    ['a search without end', ['search'], /^usage: .*--floors 1000 or --for 10min/],
    ['a search for no time', ['search', '--for', '0s'], /^usage: .*a duration like/],
    ['nothing to explain', ['explain', 'own-locked-tap'], /^usage: .*did you mean "own-locked-tab"\?/],
  ] as const) {
    it(`gets one clear error and exit 64: ${what}`, () => {
      const { code, stdout, stderr } = twin(args);
      assert.equal(code, EXIT.badInput, stderr);
      assert.equal(stdout, '');
      assert.match(stderr, error);
      assert.match(stderr, /\n {2}hint: .*\n {2}see: {2}docs\/errors\.md#/);
    });
  }

  it('is answered by one object with --json', () => {
    const { code, stdout } = twin(['run', 'no/such.yaml', '--json']);
    assert.equal(code, EXIT.badInput);
    const { error } = JSON.parse(stdout) as { error: { code: string; detail: string } };
    assert.deepEqual([error.code, error.detail], ['file-not-found', 'no/such.yaml']);
  });

  it('in a scenario is told with line and column, all of it', () => {
    const path = join(out, 'wrong.yaml');
    writeFileSync(
      path,
      'format: 1\nname: wrong\nabout: x\nduration: 5 minuets\nfloor:\n  operators: [Anna]\n  devices:\n    - { name: H01, kynd: handheld }\nfaults:\n  - { fault: out-of-rage, at: 5s, target: H01 }\n',
    );
    const { code, stderr } = twin(['run', path]);
    assert.equal(code, EXIT.badInput);
    assert.match(stderr, /wrong\.yaml:4:\d+ duration: /);
    assert.match(stderr, /wrong\.yaml:8:\d+ .*did you mean "kind"/);
    assert.match(stderr, /wrong\.yaml:10:\d+ .*did you mean "out-of-range"/);
  });
});

describe('a file that cannot be written', function () {
  this.timeout(60_000);

  for (const [what, args, error] of [
    ['a folder that cannot be made', ['--out', '/proc/none/runs'], /^folder-not-found: /m],
    ['a full disk', ['--out', out, '--junit', '/dev/full'], /^disk-full: /m],
  ] as const) {
    it(`costs neither verdict nor history, and exits with 74: ${what}`, () => {
      const { code, stdout, stderr } = twin([...PLAY, ...args]);
      assert.equal(code, EXIT.notWritten, stderr);
      const { verdict, history, replay } = JSON.parse(stdout) as RunResult;
      assert.equal(verdict, 'pass');
      assert.equal(history === null, args[1] !== out);
      assert.match(replay, history === null ? / run out-of-range --ground sim --seed 1$/ : / replay /);
      assert.match(stderr, error);
      assert.doesNotMatch(stderr, /\n {4}at /);
    });
  }

  it('may be standard output itself', () => {
    const { status, stderr } = shell('"$@" > /dev/full', [...PLAY, '--out', out]);
    assert.equal(status, EXIT.notWritten, stderr);
    assert.match(stderr, /^disk-full: .*standard output$/m);
  });

  it('is no error where a reader has seen enough', () => {
    const { stdout, stderr } = shell('{ "$@"; echo "exit $?" >&2; } | true', ['run', '--list']);
    assert.equal(stdout, '');
    assert.equal(stderr, 'exit 0\n');
  });
});

describe('mpos-twin library', function () {
  this.timeout(60_000);
  const own = join(out, 'own');
  const yaml = (name: string, expect = '') =>
    `format: 1\nname: ${name}\nabout: Nothing happens.\nduration: 1min\nsettle: 1min\nfloor: { operators: [A], devices: [{}] }\n${expect}`;

  it('plays the scenarios of folders and files, each as it expects, and tells the build server', () => {
    mkdirSync(join(own, 'below'), { recursive: true });
    writeFileSync(join(own, 'quiet.yaml'), yaml('quiet'));
    writeFileSync(
      join(own, 'below', 'planted.yml'),
      yaml('planted', 'expect: { verdict: fail, failing: [expected-events], happens: [payment-parked] }\n'),
    );
    const junit = join(out, 'library.xml');
    const args = ['library', own, 'out-of-range', '--ground', 'sim', '--out', out, '--json', '--junit', junit];
    const { code, stdout } = twin(args);
    assert.equal(code, EXIT.pass);
    const { passed, failed, results } = JSON.parse(stdout) as { passed: number; failed: number; results: RunResult[] };
    assert.deepEqual([passed, failed], [3, 0]);
    assert.deepEqual(
      results.map(({ scenario, verdict }) => [scenario, verdict]),
      [
        ['planted', 'fail'],
        ['quiet', 'pass'],
        ['out-of-range', 'pass'],
      ],
    );
    assert.match(readFileSync(junit, 'utf8'), /<testsuites name="mpos-twin" tests="\d+" failures="0" errors="0"/);
  });

  it('tells what is wrong in any of them before it plays one', () => {
    writeFileSync(join(own, 'bad-1.yaml'), yaml('bad').replace('1min', '1 moon'));
    writeFileSync(join(own, 'bad-2.yaml'), yaml('bad', 'expekt: {}\n'));
    const { code, stdout, stderr } = twin(['library', own, '--ground', 'sim', '--out', out]);
    assert.deepEqual([code, stdout], [EXIT.badInput, '']);
    assert.match(stderr, /bad-1\.yaml:4:\d+ [^]*bad-2\.yaml:7:\d+ /);
  });
});

/** A verb in a shell command, in which `"$@"` stands for it. */
function shell(command: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync('sh', ['-c', command, 'sh', ...program(), ...args], { encoding: 'utf8', timeout: 60_000 });
}

describe('mpos-twin android, asked wrongly,', function () {
  this.timeout(60_000);

  it('ends with one error where its port is in use, nobody knows the profile, or the answer on its display is none', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const used = twin(['android', '--port', String(port)]);
    taken.close();
    assert.deepEqual([used.code, used.stdout], [EXIT.badInput, '']);
    assert.match(used.stderr, /^port-in-use: /);
    const { code, stderr } = twin(['android', '--profile', 'rockt']);
    assert.equal(code, EXIT.badInput);
    assert.match(stderr, /^usage: .*There is no profile "rockt"; did you mean "rocket-class"\?/);
    const asks = twin(['android', '--asks-for-key', 'perhaps']);
    assert.deepEqual([asks.code, asks.stdout], [EXIT.badInput, '']);
    assert.match(asks.stderr, /^usage: .*answer: must be one of once, always, refuse, nobody, not "perhaps"/);
  });
});
