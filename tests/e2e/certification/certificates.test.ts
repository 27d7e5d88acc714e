// Certificates on the command line: from the key to the list of what is revoked; and no word of a key anywhere.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '#certification/certificate/node-keys';
import { firstRun, secondRun } from '#certification/certificate/sample-runs';
import { EXIT } from '#cli/verb';
import { program as programOfTwin, twin } from '../twin.ts';

const home = mkdtempSync(join(tmpdir(), 'mpos-twin-certificates-'));
after(() => rmSync(home, { recursive: true, force: true }));
const path = (name: string): string => join(home, name);
const keys = ['--keys', path('keys')];
const said: string[] = [];

function call(...args: string[]): { code: number; stdout: string; stderr: string } {
  const result = twin(args);
  said.push(result.stdout, result.stderr);
  return { ...result, code: result.code ?? -1 };
}

const good = (...args: string[]): string => {
  const { code, stdout, stderr } = call(...args);
  assert.equal(code, EXIT.pass, stderr);
  return stdout;
};

describe('certificates on the command line', function () {
  this.timeout(120_000);

  before(() => {
    writeFileSync(path('run-1.json'), JSON.stringify(firstRun));
    writeFileSync(path('run-2.json'), JSON.stringify(secondRun));
    writeFileSync(path('device.json'), JSON.stringify(firstRun.device));
    writeFileSync(path('other.json'), JSON.stringify({ ...firstRun.device, fingerprint: 'another' }));
    good('keys', 'make', ...keys);
    good('keys', 'make', '--keys', path('foreign'));
    const runs = [path('run-1.json'), path('run-2.json')];
    good('issue', ...runs, '--authorised-by', 'Carla', '--out', path('rocket.json'), ...keys);
  });

  it('hold, are checked offline, and say what they are for', () => {
    const told = good('verify', path('rocket.json'), '--device', path('device.json'), ...keys);
    assert.match(told, /rocket\.json: holds\n {2}device {5}Sample Rocket S1, .*\n {2}verdict {4}conditional/);
    assert.match(told, /Whether it was revoked is not known/);
  });

  it('are not issued over a file that is there, which may be one that was revoked', () => {
    const runs = [path('run-1.json'), path('run-2.json')];
    const before = readFileSync(path('rocket.json'));
    const { code, stderr } = call('issue', ...runs, '--authorised-by', 'Carla', '--out', path('rocket.json'), ...keys);
    assert.deepEqual([code, stderr.split(':')[0]], [EXIT.badInput, 'certificate-exists']);
    assert.deepEqual(readFileSync(path('rocket.json')), before);
  });

  it('are not issued by nobody, nor by a name that no page can show', () => {
    const runs = [path('run-1.json'), path('run-2.json')];
    for (const name of ['', '\u001b[31mCarla', 'x'.repeat(501)]) {
      const { code, stderr } = call('issue', ...runs, '--authorised-by', name, '--out', path('nobody.json'), ...keys);
      assert.equal(code, EXIT.badInput);
      assert.match(stderr, /^usage: .*printable text/);
    }
    assert.ok(!readdirSync(home).includes('nobody.json'));
  });

  it('are not revoked without a word, which would leave a list that nobody can read', () => {
    const revoke = (because: string) =>
      call('revoke', path('rocket.json'), '--because', because, '--revoked', path('kept.json'), ...keys);
    assert.equal(revoke('The battery swells.').code, EXIT.pass);
    const before = readFileSync(path('kept.json'));
    for (const because of ['', '\u001b[2J', 'x'.repeat(501)])
      assert.match(revoke(because).stderr, /^usage: .*printable/);
    assert.deepEqual(readFileSync(path('kept.json')), before);
  });

  it('are not issued for a record that says something twice', () => {
    const text = JSON.stringify(firstRun).replace('"tester":"Anna"', '"tester":"Anna","tester":"Eve"');
    writeFileSync(path('twice.json'), text);
    const runs = [path('twice.json'), path('run-2.json')];
    const { code, stderr } = call('issue', ...runs, '--authorised-by', 'Carla', '--out', path('twice.out'), ...keys);
    assert.deepEqual([code, stderr.split(':')[0]], [EXIT.badInput, 'run-record-invalid']);
  });

  it('are written as a page; but not one that does not hold, nor several', () => {
    const page = (...more: string[]) =>
      call('verify', path('rocket.json'), '--html', path('rocket.html'), ...more, ...keys);
    assert.equal(page('--at', '2035-01-01').code, EXIT.fail);
    assert.ok(!readdirSync(home).includes('rocket.html'));
    assert.match(page(path('rocket.json')).stderr, /^usage: .*for one certificate/);
    assert.equal(page().code, EXIT.pass);
    assert.match(readFileSync(path('rocket.html'), 'utf8'), /<title>Certificate of an Android device for mobile POS/);
  });

  it('are held against the evidence they were made from, wherever it lies', () => {
    const dsp = Buffer.from('a picture of a tablet');
    const evidence = [{ name: 'dsp-3.png', sha256: sha256Hex(dsp) }];
    for (const [name, run] of [
      ['run-3.json', firstRun],
      ['run-4.json', secondRun],
    ] as const) {
      const results = run.results.map((one) => (one.id === 'DSP-3' ? { ...one, evidence } : one));
      writeFileSync(path(name), JSON.stringify({ ...run, results }));
    }
    const [certificate, folder] = [path('with-evidence.json'), path('tried')];
    const runs = [path('run-3.json'), path('run-4.json')];
    good('issue', ...runs, '--authorised-by', 'Carla', '--out', certificate, ...keys);
    mkdirSync(join(folder, 'pictures'), { recursive: true });
    const verify = (...folders: string[]) => call('verify', certificate, ...keys, '--evidence', ...folders);
    const missing = verify(folder);
    assert.equal(missing.code, EXIT.fail);
    assert.match(
      missing.stderr,
      /^certificate-evidence: .*Not there: dsp-3\.png\. The record of run 1, begun at .*, is not there\./,
    );
    writeFileSync(join(folder, 'pictures', 'dsp-3.png'), dsp);
    const found = verify(home, folder);
    assert.deepEqual(
      [found.code, found.stdout.match(/evidence .*/)?.[0]],
      [EXIT.pass, 'evidence   3 files, as they were'],
    );
    writeFileSync(join(folder, 'pictures', 'dsp-3.png'), 'another picture');
    assert.match(verify(folder).stderr, /^certificate-evidence: .*Changed: dsp-3\.png\./);
    assert.equal(verify(path('nowhere')).code, EXIT.badInput);
    assert.match(verify(certificate).stderr, /^not-a-folder: /);
    rmSync(join(folder, 'pictures', 'dsp-3.png'));
    execFileSync('mkfifo', [join(folder, 'pictures', 'dsp-3.png')]);
    assert.match(verify(folder).stderr, /^not-a-file: /);
    // What cannot be read is there, as a file of somebody else, or one that leads in a circle.
    rmSync(join(folder, 'pictures', 'dsp-3.png'));
    symlinkSync('dsp-3.png', join(folder, 'pictures', 'dsp-3.png'));
    assert.match(verify(folder).stderr, /^file-not-read: /);
  });

  it('are compared, even when they have ended', () => {
    const two = [path('rocket.json'), path('rocket.json'), ...keys];
    assert.match(
      good('compare', ...two),
      /^The same build twice: .*\n {2}verdict {4}conditional \| conditional\n.*3 of 3/s,
    );
    assert.equal(JSON.parse(good('compare', '--json', ...two)).kind, 'the same build');
    good('compare', '--html', path('comparison.html'), ...two);
    assert.match(readFileSync(path('comparison.html'), 'utf8'), /0 of 3 criteria differ/);
    const { code, stderr } = call('compare', path('rocket.json'), path('device.json'), ...keys);
    assert.equal(code, EXIT.badInput);
    assert.match(stderr, /^certificate-invalid: .*device\.json/);
  });

  it('are not written over by what is made of them', () => {
    const [rocket, device, before] = [path('rocket.json'), path('device.json'), readFileSync(path('rocket.json'))];
    symlinkSync(rocket, path('another-name.html'));
    for (const args of [
      ['compare', rocket, rocket, '--html', rocket],
      ['compare', rocket, rocket, '--html', path('another-name.html')],
      ['verify', rocket, '--html', rocket],
      ['verify', rocket, '--pdf', rocket],
      ['verify', rocket, '--device', device, '--html', device],
    ]) {
      const { code, stderr } = call(...args, ...keys);
      assert.equal(code, EXIT.badInput);
      assert.match(stderr, /^usage: .* would be written over, and it is read here\./);
    }
    assert.deepEqual(readFileSync(rocket), before);
    const both = call('verify', rocket, '--html', path('both'), '--pdf', path('both'), ...keys);
    assert.match(both.stderr, /^usage: .*the same file/);
  });

  it('stay good when a disk is full while keys are made or rotated', () => {
    const [node, ...program] = programOfTwin();
    const keysOnFullDisk = (what: string, folder: string) => {
      const args = [node, ...program, 'keys', what, '--keys', folder];
      const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };
      const { status, stderr } = spawnSync('bash', ['-c', 'ulimit -f 0; exec "$@"', '-', ...args], { env });
      said.push(String(stderr));
      return status;
    };
    const folder = path('on-full-disk');
    const id = good('keys', 'make', '--keys', folder);
    assert.equal(keysOnFullDisk('rotate', folder), EXIT.badInput);
    assert.equal(good('keys', 'list', '--keys', folder), id);
    assert.equal(keysOnFullDisk('make', path('no-keys')), EXIT.badInput);
    assert.deepEqual(readdirSync(path('no-keys')), []);
  });

  it('are signed once by each key', () => {
    const runs = [path('run-1.json'), path('run-2.json')];
    const order = ['--authorised-by', 'Carla', '--out', path('signed-twice.json')];
    const { code, stderr } = call('issue', ...runs, ...order, ...keys, path('keys'));
    assert.equal(code, EXIT.badInput);
    assert.match(stderr, /^usage: .*have the same key/);
    assert.ok(!readdirSync(home).includes('signed-twice.json'));
  });

  it('are revoked once, and whoever does it again is told why they were', () => {
    const revoke = (because: string) =>
      call('revoke', path('rocket.json'), '--because', because, '--revoked', path('once.json'), ...keys);
    assert.equal(revoke('The battery swells.').stderr, '');
    assert.match(revoke('It is slow.').stderr, /^It is on the list already, .*Z, The battery swells\.\n$/);
    assert.match(call('verify', path('rocket.json'), '--revoked', path('once.json'), ...keys).stderr, /battery swells/);
  });

  it('that do not hold end with 1, and five different errors', () => {
    const text = readFileSync(path('rocket.json'), 'utf8');
    writeFileSync(
      path('tampered.json'),
      text.replace(/"sig":"./, (one) => `${one.slice(0, -1)}${one.endsWith('A') ? 'B' : 'A'}`),
    );
    const rocket = path('rocket.json');
    good('verify', rocket, ...keys);
    writeFileSync(path('before.json'), text);
    good('revoke', rocket, '--because', 'The battery swells.', '--revoked', path('revoked.json'), ...keys);
    const wrong: [string, string[]][] = [
      ['certificate-tampered', [path('tampered.json'), ...keys]],
      ['certificate-untrusted', [rocket, '--keys', path('foreign')]],
      ['certificate-expired', [rocket, '--at', '2035-01-01', ...keys]],
      ['certificate-revoked', [rocket, '--revoked', path('revoked.json'), ...keys]],
      ['certificate-other-build', [rocket, '--device', path('other.json'), ...keys]],
    ];
    for (const [code, args] of wrong) {
      const result = call('verify', ...args);
      assert.deepEqual([result.code, result.stderr.split(':')[0]], [EXIT.fail, code]);
    }
  });

  it('are not issued against the rules, and nothing is written', () => {
    const { code, stderr } = call(
      ...[
        'issue',
        path('run-1.json'),
        path('run-1.json'),
        '--authorised-by',
        'Carla',
        '--out',
        path('no.json'),
        ...keys,
      ],
    );
    assert.equal(code, EXIT.badInput);
    assert.match(stderr, /^certificate-refused: .*\nThe second run began before the first one was over\./);
    assert.ok(!readdirSync(home).includes('no.json'));
  });

  it('get one clear error for bad input', () => {
    mkdirSync(path('empty'), { recursive: true });
    writeFileSync(path('no.txt'), '{');
    const list = readFileSync(path('revoked.json'), 'utf8');
    const changed = (one: string) => `${one.slice(0, -1)}${one.endsWith('A') ? 'B' : 'A'}`;
    writeFileSync(path('list.json'), list.replace(/"sig":"./, changed));
    const rocket = path('rocket.json');
    const wrong: [RegExp, string[]][] = [
      [/^file-not-found: /, ['verify', path('nowhere.json'), ...keys]],
      [/^certificate-invalid: .*no\.txt/, ['verify', path('no.txt'), ...keys]],
      [/^is-a-folder: /, ['verify', home, ...keys]],
      [/^file-not-found: /, ['verify', rocket, '--keys', path('nowhere')]],
      [/^key-invalid: /, ['verify', rocket, '--keys', path('empty')]],
      [/^revocations-invalid: .*rocket\.json/, ['verify', rocket, '--revoked', rocket, ...keys]],
      [
        /^revocations-invalid: .*The signature of .* is not over this/,
        ['verify', rocket, '--revoked', path('list.json'), ...keys],
      ],
      [/^file-not-found: [^:]*nowhere\n/, ['verify', rocket, '--evidence', path('nowhere'), ...keys]],
      [/^device-record-invalid: .*no\.txt/, ['verify', rocket, '--device', path('no.txt'), ...keys]],
      [/^usage: .*a day like/, ['verify', rocket, '--at', '2027-02-30', ...keys]],
      [/^usage: .*whole number/, ['verify', rocket, '--threshold', '0', ...keys]],
      [/^key-exists: /, ['keys', 'make', ...keys]],
      [/^usage: .*none of make, rotate, list/, ['keys', 'lose', ...keys]],
      [
        /^run-record-invalid: .*device\.json/,
        ['issue', path('device.json'), path('device.json'), '--authorised-by', 'C', '--out', path('x'), ...keys],
      ],
    ];
    for (const [error, args] of wrong) {
      const { code, stdout, stderr } = call(...args);
      assert.equal(code, EXIT.badInput, stderr);
      assert.equal(stdout, '');
      assert.match(stderr, error);
    }
  });

  it('let no private key out, not in what is printed, nor in any file but its own', () => {
    good('keys', 'list', ...keys);
    for (const folder of ['keys', 'foreign']) {
      const secret = readFileSync(join(home, folder, 'signing.pem'), 'utf8').split('\n')[1] as string;
      // The seed is the end of it; base64 before that is the same for all keys.
      const seed = Buffer.from(secret, 'base64').subarray(-32);
      const files = readdirSync(home, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile() && one.name !== 'signing.pem')
        .map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'));
      assert.ok(files.length > 5 && said.length > 10);
      for (const text of [...files, ...said]) {
        for (const form of [secret, secret.slice(-40), seed.toString('hex'), seed.toString('base64')]) {
          assert.ok(!text.includes(form), text);
        }
      }
    }
  });
});
