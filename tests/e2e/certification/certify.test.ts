// A device from the cable to the certificate: asked over the protocol of the adb server, two runs, findings, a canary.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { catalogue } from '#certification/catalogue/catalogue';
import { evidenceIn } from '#certification/certificate/node-evidence';
import { readRun } from '#certification/certificate/node-files';
import { makeKey, sha256Hex, signerIn, trustedKeysIn } from '#certification/certificate/node-keys';
import { signedCertificate } from '#certification/certificate/node-signing';
import { runRecordSchema, type RunRecord } from '#certification/certificate/run-record';
import { authentic } from '#certification/certificate/verifying';
import type { Findings } from '#certification/probes/bench';
import { readAllFindings } from '#certification/probes/node-session';
import { startSampleAdb, type Device, type SampleAdb } from '#certification/probes/node-sample-adb';
import { planOf } from '#certification/probes/plan';
import { bench, goodDevice, written } from '#certification/probes/sample-answers';
import { utcSecond } from '#certification/probes/recording';
import type { Extra } from '#certification/probes/run';
import { goodFindings } from '#certification/probes/sample-findings';
import { certifyDevice, type Certified, type Certifying } from '#cli/certifying';
import { EXIT } from '#cli/verb';
import { program, twin } from '../twin.ts';

const DAY_MS = 86_400_000;
/** Ten days ago, so that the runs are over when a certificate is issued now. */
const NOON = Math.floor(Date.now() / DAY_MS - 10) * DAY_MS + DAY_MS / 2;
const patched = new Date(NOON - 30 * DAY_MS).toISOString().slice(0, 10);
const properties = goodDevice['getprop']?.replace('2026-09-05', patched) ?? '';
const rocket = { ...goodDevice, getprop: properties };

const found = goodFindings(catalogue);
const findings: Findings = { format: 1, runs: [found, found] };

describe('mpos-twin certify', function () {
  this.timeout(60_000);
  let home: string;
  let adb: SampleAdb;
  let now = NOON;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'mpos-twin-certify-'));
    adb = await startSampleAdb();
    now = NOON;
    adb.devices.set('A1', device(rocket));
    adb.devices.set('OLD', device({ getprop: properties.replace('sdk]: [30]', 'sdk]: [23]') }));
  });
  afterEach(async () => {
    await adb.close();
    rmSync(home, { recursive: true, force: true });
  });

  /** Answers as the sample does; `trouble` may do otherwise before. */
  function device(samples: Readonly<Record<string, string>>, trouble: Device = () => ''): Device {
    const answers = Map.groupBy(planOf(bench), ({ command }) => command);
    const times = new Map<string, number>();
    return (line) => {
      const command = line.replace(/; echo "end-of-answer \$\?"$/, '');
      const bad = trouble(command);
      if (bad !== '') return bad;
      if (command === 'echo here') return written('here');
      if (command === 'cat /proc/uptime') return written(`${((now - NOON) / 1_000 + 3_600).toFixed(2)} 100.00`);
      if (command === 'date +%s') return written(String(Math.floor(now / 1_000)));
      // What is asked several times in a run is answered in that order.
      const steps = answers.get(command) ?? [];
      const time = times.get(command) ?? 0;
      times.set(command, time + 1);
      return written(samples[steps[time % steps.length]?.name ?? ''] ?? '!127');
    };
  }

  function certify(
    more: Partial<Pick<Certifying, 'canary' | 'findings' | 'work' | 'tell'>> & { extras?: Extra[] } = {},
  ) {
    return certifyDevice({
      serial: 'A1',
      bench,
      findings: more.findings === undefined ? findings : more.findings,
      out: home,
      canary: more.canary === undefined ? 'OLD' : more.canary,
      extras: new Set(more.extras ?? ['long', 'walk']),
      server: { host: '127.0.0.1', port: adb.port },
      clock: { now: () => now, sleep: (ms) => Promise.resolve(void (now += ms)), limitMs: (ms) => ms },
      tell: more.tell ?? (() => {}),
      work: more.work,
    });
  }

  const record = (name: string): RunRecord => runRecordSchema.parse(JSON.parse(readFileSync(join(home, name), 'utf8')));
  const classOf = ({ judgement }: Certified, id: string) => judgement.results.get(id)?.class;

  it('leads to a certificate when two runs agree and the canary has failed', async () => {
    const certified = await certify();
    assert.deepEqual(certified.reasons, []);
    assert.equal(certified.judgement.verdict, 'approved');
    assert.deepEqual(certified.records, [join(home, 'run-1.json'), join(home, 'run-2.json')]);
    const { device: tested, results, canary, catalogue: by } = record('run-2.json');
    assert.equal(
      `${tested.manufacturer} ${tested.model} ${tested.api} ${tested.appVersion}`,
      'Google Rocket S1 30 1.2.0',
    );
    assert.deepEqual(tested.display, { width: 720, height: 1440 });
    assert.deepEqual(canary, { id: 'OS-1', device: 'Rocket S1, Android 11', class: 'fail' });
    assert.equal(results.length, by.criteria.length);
    for (const { id, evidence } of results) {
      assert.ok(evidence.length > 0, `${id} has no evidence`);
      for (const { name, sha256 } of evidence) assert.equal(sha256Hex(readFileSync(join(home, name))), sha256);
    }
    const keys = join(home, 'keys');
    const certificate = join(home, 'rocket.json');
    assert.equal(twin(['keys', 'make', '--keys', keys]).code, EXIT.pass);
    const issued = twin([
      'issue',
      ...certified.records,
      '--authorised-by',
      'Carla',
      '--out',
      certificate,
      '--keys',
      keys,
    ]);
    assert.equal(issued.code, EXIT.pass, issued.stderr);
    assert.match(twin(['verify', certificate, '--keys', keys]).stdout, /verdict {4}approved/);
  });

  it('puts what people have noted and photographed into the records', async () => {
    const picture = { name: 'dsp-7-1-aa.png', sha256: 'a'.repeat(64) };
    const noted = {
      ...found['DSP-7'],
      measured: 520,
      tester: 'Doris',
      notes: ['Tried by Doris.'],
      evidence: [picture],
    };
    await certify({ findings: { format: 1, runs: [{ ...found, 'DSP-7': noted }, found] } });
    const [first, second] = ['run-1.json', 'run-2.json'].map((name) =>
      record(name).results.find(({ id }) => id === 'DSP-7'),
    );
    assert.deepEqual(
      [first?.tester, first?.notes.at(-1), first?.evidence[0], second?.tester],
      ['Doris', 'Tried by Doris.', picture, undefined],
    );
    assert.ok(first?.evidence.length === 2 && second?.evidence.length === 1);
    assert.deepEqual(second?.notes, []);
  });

  it('leads to none without a canary, or when it passes', async () => {
    assert.match(
      (await certify({ canary: null })).reasons.join(),
      /No canary was asked in the run of .*, with --canary/,
    );
    adb.devices.set('NEW', device(rocket));
    assert.match((await certify({ canary: 'NEW' })).reasons.join(), /Rocket S1, Android 11, and came out pass/);
  });

  it('leads to none when something was not asked, or nobody has tried it', async () => {
    const { reasons, judgement } = await certify({ extras: [], findings: null });
    assert.match(reasons.join(), /Unknown in the run of .*PWR-4.*NET-7/);
    assert.equal(judgement.verdict, 'not judged');
  });

  it('leads to none when two runs differ, and judges by the worse one', async () => {
    let starts = 0;
    const slow = goodDevice['start-1']?.replace('801', '9001') ?? '';
    const line = planOf(bench).find(({ name }) => name === 'start-1')?.command;
    adb.devices.set(
      'A1',
      device(rocket, (command) => (command === line && (starts += 1) > 5 ? written(slow) : '')),
    );
    const certified = await certify();
    assert.equal(classOf(certified, 'OS-10'), 'fail');
    assert.equal(certified.judgement.verdict, 'rejected');
    assert.match(certified.reasons.join(), /The runs disagree on OS-10: pass, then fail/);
  });

  it('is inconclusive when a device vanishes in the middle, and goes on where it stopped', async () => {
    let isAway = false;
    const asked: string[] = [];
    adb.devices.set(
      'A1',
      device(rocket, (command) => {
        asked.push(command);
        if (command === 'dumpsys media.camera' && asked.filter((one) => one === command).length === 2) isAway = true;
        return isAway ? 'gone' : '';
      }),
    );
    const stopped = await certify();
    assert.match(stopped.reasons.join(), /The device is not there/);
    assert.equal(classOf(stopped, 'CAM-1'), 'unknown');
    assert.equal(stopped.judgement.verdict, 'not judged');
    isAway = false;
    const properties = asked.filter((command) => command === 'getprop').length;
    const certified = await certify();
    assert.deepEqual([certified.reasons, certified.judgement.verdict], [[], 'approved']);
    assert.equal(asked.filter((command) => command === 'getprop').length, properties, 'it was not asked again');
  });

  it('ends with an error of the table where a run stops', async () => {
    adb.devices.set(
      'A1',
      device({}, (command) => (command === 'cat /proc/uptime' ? written('!1') : '')),
    );
    writeFileSync(join(home, 'bench.json'), JSON.stringify(bench));
    const [node, ...before] = program();
    const to = ['--bench', join(home, 'bench.json'), '--out', join(home, 'out'), '--adb-port', `${adb.port}`, '--json'];
    const child = spawn(node, [...before, 'certify', '--serial', 'A1', ...to]);
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    assert.equal(code, EXIT.unknown);
    assert.match(stderr, /\ncertification-stopped: .* since when it runs.*\n {2}hint: .*\n {2}see: {2}docs.*\n$/);
    assert.equal((JSON.parse(stdout) as { error: { code: string } }).error.code, 'certification-stopped');
  });

  it('begins with no device that is not ready, and says what to do', async () => {
    for (const [state, code] of [
      ['unauthorized', 'adb-device-unauthorized'],
      ['offline', 'adb-device-offline'],
      ['no permissions', 'adb-device-no-permissions'],
    ] as const) {
      for (const serial of ['A1', 'OLD']) {
        adb.states.set(serial, state);
        await assert.rejects(certify(), { code });
        adb.states.clear();
      }
    }
    assert.deepEqual((await certify()).reasons, [], 'nothing was begun meanwhile');
  });

  it('takes findings from several files, each criterion from one', () => {
    const [one, two] = ['one.json', 'two.json'].map((name) => join(home, name)) as [string, string];
    const { 'DSP-7': brightness, ...others } = found;
    writeFileSync(one, JSON.stringify({ format: 1, runs: [{ 'DSP-7': brightness }, { 'DSP-7': brightness }] }));
    writeFileSync(two, JSON.stringify({ format: 1, runs: [others, others] }));
    assert.deepEqual(readAllFindings([one, two]), findings);
    assert.throws(() => readAllFindings([one, one]), { code: 'findings-invalid', message: /DSP-7 of run 1/ });
  });

  it('can be judged again with what people have found since, without the device', async () => {
    await certify({ findings: null });
    adb.devices.delete('A1');
    assert.equal((await certify()).judgement.verdict, 'approved');
  });

  it('says that a run is over without what is wanted now, and judges it anew without that', async () => {
    const short = await certify({ extras: ['walk'] });
    const over = { code: 'certification-over', detail: 'Run 1 was without --long. Run 2 was without --long.' };
    await assert.rejects(certify(), over);
    const work = { timeScale: 1 };
    const atWork = /Run 1 was without --long, --with-tester, --unplugged, --work\./;
    await assert.rejects(certify({ extras: ['long', 'walk', 'tester', 'unplugged'], work }), { message: atWork });
    adb.devices.delete('A1');
    assert.deepEqual((await certify({ extras: ['walk'] })).reasons, short.reasons);
    assert.deepEqual((await certify({ extras: [] })).reasons, short.reasons);
  });

  it('plays no evening with a device that is rejected whatever it does', async () => {
    adb.devices.set('A1', device({ ...rocket, getprop: properties.replace('sdk]: [30]', 'sdk]: [23]') }));
    const told: string[] = [];
    const order = { extras: [], work: { timeScale: 1 }, tell: (text: string) => void told.push(text) };
    assert.equal((await certify(order)).judgement.verdict, 'rejected');
    const sentence = 'No evening is played: the device is rejected whatever it does at work, by OS-1.';
    assert.deepEqual(told, ['Run 1 of 2.', sentence, 'Run 2 of 2.', sentence]);
    await certify(order);
    await assert.rejects(certify({ ...order, extras: ['long'] }), { code: 'certification-over' });
  });

  it('leaves the evidence of a certificate as it is when people find more later', async () => {
    const keys = join(home, 'keys');
    makeKey(keys);
    const issue = ({ records }: Certified) => {
      const [first, second] = records.map(readRun) as [RunRecord, RunRecord];
      const order = { authorisedBy: 'Carla', issuedAt: utcSecond(now) };
      const issued = signedCertificate(first, second, order, [signerIn(keys)]);
      if ('refused' in issued) return assert.fail(issued.refused.join(' '));
      const trust = { keys: trustedKeysIn(keys), threshold: 1 };
      return authentic(new TextEncoder().encode(issued.text), trust, sha256Hex).certificate;
    };
    const before = issue(await certify());
    const later = { ...found, 'DSP-7': { measured: 600, uncertainty: 60 } };
    const after = issue(await certify({ findings: { format: 1, runs: [later, later] } }));
    assert.notDeepEqual(before.results, after.results);
    for (const one of [before, after]) evidenceIn(one, [home]);
    const [kept = ''] = readdirSync(home).filter((name) => name.startsWith('run-1-'));
    const { endedAt, ...cut } = record(kept);
    const told = (detail: RegExp) =>
      assert.throws(() => evidenceIn(before, [home]), { code: 'certificate-evidence', detail });
    const text = readFileSync(join(home, kept), 'utf8');
    for (const other of ['{', JSON.stringify(cut), text.replace('{', `{"endedAt": "${endedAt}",`)]) {
      writeFileSync(join(home, kept), other);
      told(/^The record of run 1, begun at [^ ]+, is not as it was: .*run-1-\w+\.json.*\.$/);
    }
    rmSync(join(home, kept));
    rmSync(join(home, 'run-1.json'));
    told(/^The record of run 1, begun at [^ ]+, is not there\.$/);
    writeFileSync(join(home, 'elsewhere.json'), text.replaceAll('\n', ''));
    evidenceIn(before, [home]);
    const changed = before.results.find(({ id }) => id === 'DSP-7')?.evidence[0]?.name ?? '';
    writeFileSync(join(home, changed), '{}');
    assert.throws(() => evidenceIn(before, [home]), { code: 'certificate-evidence' });
  });

  it('is one process at a time in a folder, and the next one goes on', async () => {
    const first = certify();
    await assert.rejects(certify(), { code: 'certification-in-use', detail: home });
    assert.deepEqual((await first).reasons, []);
    assert.deepEqual((await certify()).reasons, []);
  });

  it('keeps one certification to a folder', async () => {
    await certify();
    adb.devices.set('B2', device(rocket));
    const other = { serial: 'B2', bench, findings, out: home, canary: null, extras: new Set<'long'>() };
    const server = { host: '127.0.0.1', port: adb.port };
    const clock = { now: () => now, sleep: () => Promise.resolve(), limitMs: (ms: number) => ms };
    await assert.rejects(certifyDevice({ ...other, server, clock, tell: () => {} }), { code: 'certification-other' });
    writeFileSync(join(home, 'state.json'), '{"format":1');
    await assert.rejects(certify(), { code: 'certification-damaged' });
  });
});

describe('mpos-twin certify, asked wrongly,', function () {
  this.timeout(60_000);
  const home = mkdtempSync(join(tmpdir(), 'mpos-twin-certify-'));
  after(() => rmSync(home, { recursive: true, force: true }));
  const path = join(home, 'bench.json');

  it('says what is missing, or wrong, in one error of the table', () => {
    const errorOf = (...args: string[]) => {
      const { code, stderr } = twin(['certify', ...args]);
      assert.equal(code, EXIT.badInput, stderr);
      return stderr.split(':')[0];
    };
    assert.equal(errorOf('--serial', 'A1'), 'usage');
    writeFileSync(path, JSON.stringify({ ...bench, till: 'localhost; reboot' }));
    assert.equal(errorOf('--serial', 'A1', '--bench', path, '--out', home), 'bench-invalid');
    writeFileSync(path, JSON.stringify(bench));
    const whole = ['--serial', 'A1', '--bench', path, '--out', join(home, 'out'), '--adb-port', '1'];
    assert.equal(errorOf(...whole), 'adb-not-reached');
    assert.equal(errorOf(...whole, '--canary', 'A1'), 'usage');
    assert.equal(errorOf(...whole, '--findings', path), 'findings-invalid');
    const foundPath = join(home, 'found.json');
    writeFileSync(foundPath, JSON.stringify(findings));
    assert.equal(errorOf(...whole, '--findings', foundPath, foundPath), 'findings-invalid');
    for (const wrong of [
      '"ZZ-99":{"measured":1}',
      '"OS-1":{"measured":33}',
      '"NTF-1":{"measured":"fine"}',
      '"DSP-7":{"measured":"bright"}',
      '"NTF-1":{"measured":"a"},"NTF-1":{"measured":"b"}',
    ]) {
      writeFileSync(foundPath, `{"format":1,"runs":[{${wrong}}]}`);
      assert.equal(errorOf(...whole, '--findings', foundPath), 'findings-invalid', wrong);
    }
  });
});
