// The whitelist on the command line, from certificates to the screen of a device that is turned away.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { failing, sampleCertificate } from '#certification/whitelist/node-sample-certificates';
import { makeKey } from '#certification/certificate/node-keys';
import { readScenarioFor } from '#cli/scenarios';
import { EXIT } from '#cli/verb';
import type { HistoryEvent } from '#history/events';
import { runOnSim } from '#runs/run-on-sim';
import { readConfig } from '#server/edges/config-file';
import { twin } from '../twin.ts';

const home = mkdtempSync(join(tmpdir(), 'mpos-twin-whitelist-e2e-'));
after(() => rmSync(home, { recursive: true, force: true }));
const path = (name: string): string => join(home, name);
const given = ['--folder', path('whitelist'), '--keys', path('keys')];
const DAY = ['--at', '2026-12-01'];

function call(what: string, ...args: string[]): { code: number | null; stdout: string; stderr: string } {
  return twin(['whitelist', what, ...args, ...given]);
}

describe('the whitelist on the command line', function () {
  this.timeout(120_000);

  before(() => {
    makeKey(path('keys'));
    writeFileSync(path('rocket.json'), sampleCertificate(path('keys')));
    const saturn = { device: { model: 'Saturn1000F2', android: 10, api: 29 }, results: failing('OS-1') };
    writeFileSync(path('saturn.json'), sampleCertificate(path('keys'), saturn));
    const { code, stderr, stdout } = call('add', path('rocket.json'), path('saturn.json'), ...DAY);
    assert.equal(code, EXIT.pass, stderr);
    assert.match(stdout, /whitelist\/rocket-s1-[0-9a-f]{12}\.json\n.*saturn1000f2-/);
  });

  it('is listed, with conditions, reasons and what is due', () => {
    const { code, stdout } = call('list', ...DAY);
    assert.equal(code, EXIT.pass);
    assert.match(
      stdout,
      /^Sample Rocket S1, Android 11: conditional\n {2}Held upright only\.\n {2}valid until 2028-11-04/,
    );
    assert.match(stdout, /Saturn1000F2, Android 10: rejected\n {2}It failed in its certification: OS-1\./);
    assert.match(call('list', '--at', '2028-10-01').stdout, /certify again: It ends in 34 days\./);
  });

  it('is exported for people and programs', () => {
    const exported = (format: string): string => {
      const { code, stdout, stderr } = call('export', '--format', format, ...DAY);
      assert.equal(code, EXIT.pass, stderr);
      return stdout;
    };
    assert.match(
      exported('markdown'),
      /\n\| Sample Rocket S1 \| 11 \(API 30\) \| conditional \| Held upright only\. \|/,
    );
    assert.match(
      exported('csv'),
      /^device,Android,.*\r\nSample Rocket S1,11 \(API 30\),conditional,Held upright only\.,/,
    );
    assert.equal(JSON.parse(exported('json')).rows.length, 2);
    assert.match(exported('html'), /<h2 id="refused">Devices that are refused<\/h2>.*Saturn1000F2/s);
  });

  it('checks a fleet, line by line', () => {
    writeFileSync(path('fleet.csv'), 'serial,model,android\nA1,Rocket S1,11\nA2,Rocket S1,12\nA3,Saturn1000F2,10\n');
    const { code, stdout } = call('check', path('fleet.csv'), ...DAY);
    assert.equal(code, EXIT.fail);
    assert.deepEqual(
      stdout.split('\n').filter((line) => line.startsWith('A')),
      [
        'A1: Rocket S1, Android 11: admitted. Its build was not compared.',
        'A2: Rocket S1, Android 12: refused. android-not-listed: The whitelist does not know this device with its version of Android.',
        'A3: Saturn1000F2, Android 10: refused. device-refused: It failed in its certification: OS-1.',
      ],
    );
    const one = call('check', '--model', 'Rocket S1', '--android', '11', '--json', ...DAY);
    assert.deepEqual([one.code, JSON.parse(one.stdout)[0].outcome], [EXIT.pass, 'admitted']);
    const build = 'Sample/rocket/rocket:11/RQ1A.200101.001/1:user/release-keys';
    const certified = call('check', '--model', 'Rocket S1', '--android', '11', '--fingerprint', build, ...DAY);
    assert.match(certified.stdout, /^Rocket S1, Android 11: admitted\. Its build is certified\.\n/);
  });

  it('names a certificate that was tampered with, leaves it aside, and ends with 1', () => {
    const folder = path('spoilt');
    mkdirSync(folder);
    const text = readFileSync(path('rocket.json'), 'utf8');
    writeFileSync(join(folder, 'good.json'), text);
    writeFileSync(join(folder, 'spoilt.json'), text.replace('"payload":"e', '"payload":"f'));
    const args = ['--folder', folder, '--keys', path('keys'), ...DAY];
    for (const more of [
      ['list'],
      ['export', '--format', 'server'],
      ['check', '--model', 'Rocket S1', '--android', '11'],
    ]) {
      const { code, stdout, stderr } = twin(['whitelist', ...more, ...args]);
      assert.equal(code, EXIT.fail);
      assert.match(stdout, /Rocket S1/);
      assert.match(stderr, /^certificate-tampered: .* Left aside: spoilt\.json\./);
    }
  });

  it('takes a certificate anew that was damaged in the folder', () => {
    const folder = path('damaged');
    const add = () => {
      const args = ['whitelist', 'add', path('rocket.json'), '--folder', folder, '--keys', path('keys'), ...DAY];
      const { code, stdout, stderr } = twin(args);
      assert.equal(code, EXIT.pass, stderr);
      return stdout.trim();
    };
    const kept = add();
    writeFileSync(kept, readFileSync(kept, 'utf8').slice(0, 100));
    assert.equal(add(), kept);
    assert.deepEqual(readFileSync(kept), readFileSync(path('rocket.json')));
  });

  it('takes a simulated device in a rehearsal only, and says each time that it is one', () => {
    writeFileSync(path('played.json'), sampleCertificate(path('keys'), { device: { simulated: true } }));
    const to = ['--folder', path('rehearsal'), '--keys', path('keys'), ...DAY];
    const rehearse = (what: string, ...args: string[]) => twin(['whitelist', what, ...args, ...to]);
    const refused = rehearse('add', path('played.json'));
    assert.equal(refused.code, EXIT.badInput);
    assert.match(refused.stderr, /^certificate-simulated: .*played\.json: It is of Sample Rocket S1 \(simulated\)\./);
    assert.equal(rehearse('add', path('played.json'), '--rehearsal').code, EXIT.pass);
    assert.match(
      rehearse('list').stdout,
      /^Sample Rocket S1 \(simulated\), Android 11: rehearsal\n {2}Only a simulated/,
    );
    assert.match(rehearse('list', '--rehearsal').stdout, /^Sample Rocket S1 \(simulated\), Android 11: conditional\n/);
    const device = ['--model', 'Rocket S1', '--android', '11'];
    assert.match(rehearse('check', ...device).stdout, /refused\. device-refused: Only a simulated/);
    assert.match(rehearse('check', ...device, '--rehearsal').stdout, /Rocket S1, Android 11: admitted/);
  });

  it('answers bad input with one error', () => {
    writeFileSync(path('bad.csv'), 'model\nRocket\n');
    const wrong: [RegExp, string[]][] = [
      [/^usage: .*none of add, list, check, export/, ['lose']],
      [/^usage: .*no certificate to add/, ['add']],
      [/^usage: .*Say either/, ['check']],
      [/^fleet-invalid: .*bad\.csv: Its head has no android\./, ['check', path('bad.csv')]],
      [/^usage: .*--model and --android/, ['check', '--model', 'A']],
      [/^fleet-invalid: .*the options: android/, ['check', '--model', 'A', '--android', 'eleven']],
      [/^usage: .*one of html/, ['export', '--format', 'xml']],
      [/^certificate-expired: .*rocket\.json/, ['add', path('rocket.json'), '--at', '2035-01-01']],
      [/^file-not-found: /, ['add', path('nowhere.json')]],
      [/^usage: .*whitelist list takes no files/, ['list', path('rocket.json')]],
      [/^usage: .*whitelist export takes no files/, ['export', path('rocket.json')]],
      [/^usage: .*--out is for whitelist export, not for list/, ['list', '--out', path('list.txt')]],
      [/^usage: .*--android is for whitelist check, not for add/, ['add', path('rocket.json'), '--android', '11']],
      [/^usage: .*Say either/, ['check', path('bad.csv'), '--display', '720x1440']],
      [/^usage: .*would be taken for one/, ['export', '--format', 'json', '--out', path('whitelist/all.json')]],
    ];
    for (const [error, [what = '', ...args]] of wrong) {
      const { code, stdout, stderr } = call(what, ...args);
      assert.deepEqual([code, stdout], [EXIT.badInput, ''], stderr);
      assert.match(stderr, error);
    }
  });

  it('is exported as JSON by either word, and not as two things at once', () => {
    const [one, other] = [call('export', '--json', ...DAY), call('export', '--format', 'json', ...DAY)];
    assert.deepEqual([one.code, one.stdout], [EXIT.pass, other.stdout]);
    assert.match(call('export', '--json', '--format', 'csv').stderr, /^usage: .*--json is not --format csv/);
  });

  it('is what a server admits by: on the floor the screen of a refused device says why', () => {
    const { code } = call('export', '--format', 'server', '--out', path('for-server.json'), ...DAY);
    assert.equal(code, EXIT.pass);
    writeFileSync(path('server.yaml'), 'operators: [Anna]\ndevices: []\nwhitelist: for-server.json\n');
    const config = readConfig(readFileSync(path('server.yaml'), 'utf8'), path('server.yaml'), (name) =>
      readFileSync(name, 'utf8'),
    );
    // On a floor no day has a date, so its rows do not end.
    const whitelist = (config.whitelist ?? []).map((row) => ({ ...row, validUntil: undefined }));
    const upright = { width: 720, height: 1_440 };
    const device = (name: string, model: object, display: object = upright) => ({
      name,
      kind: 'freestyle',
      model,
      display,
    });
    const scenario = {
      format: 1,
      name: 'admitted-by-certificates',
      about: 'Devices come to a server that admits by certificates.',
      duration: '1min',
      settle: '1min',
      floor: {
        operators: ['Anna'],
        till: { operator: 'Anna' },
        devices: [
          device('F1', { name: 'Rocket S1', android: 11 }),
          device('F2', { name: 'Rocket S1', android: 12 }),
          device('F3', { name: 'Saturn1000F2', android: 10 }),
          device('F4', { name: 'Rocket S1', android: 11 }, { width: 1_440, height: 720 }),
          device('F5', { name: 'Pixel 6a', android: 13 }),
        ],
        whitelist,
      },
    };
    writeFileSync(path('floor.yaml'), stringify(scenario));
    const seen: string[] = [];
    const { verdict } = runOnSim(readScenarioFor(path('floor.yaml')), {
      event(event: HistoryEvent) {
        if (event.kind === 'admitted') seen.push(`${event.node}: admitted`);
        if (event.kind === 'told') seen.push(`${event.node}: ${event.code} ${event.sentence ?? ''}`.trimEnd());
      },
    });
    assert.equal(verdict, 'pass');
    assert.deepEqual([...new Set(seen)].toSorted(), [
      'F1: admitted',
      'F2: android-not-listed',
      'F3: device-refused It failed in its certification: OS-1.',
      'F4: condition-not-met Held upright only.',
      'F5: device-not-listed',
    ]);
  });
});
