// The whitelist made from certificates: what counts, what is left aside, what a server is given, and who is admitted.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whitelistFileSchema } from '#protocols/whitelist';
import { readTrust } from '../certificate/node-files.ts';
import { makeKey } from '../certificate/node-keys.ts';
import type { Revocations } from '../certificate/revocations.ts';
import { checkDevices, type FleetDevice } from './check.ts';
import { addToFolder, readFolder } from './node-folder.ts';
import { failing, sampleCertificate, type Sample } from './node-sample-certificates.ts';
import { serverWhitelist } from './server-rows.ts';
import { whitelistTable, type WhitelistRow } from './table.ts';

const home = mkdtempSync(join(tmpdir(), 'mpos-twin-whitelist-'));
const keys = join(home, 'keys');
const foreign = join(home, 'foreign');
before(() => [keys, foreign].forEach(makeKey));
after(() => rmSync(home, { recursive: true, force: true }));

const AT = '2026-12-01T00:00:00Z';
const trust = () => readTrust([keys], 1);
let folders = 0;

/** A folder with these certificates. */
function folderOf(...samples: Sample[]): string {
  const folder = join(home, `whitelist-${++folders}`);
  mkdirSync(folder);
  for (const [i, sample] of samples.entries())
    writeFileSync(join(folder, `${i}.json`), sampleCertificate(keys, sample));
  return folder;
}

function tableOf(folder: string, at = AT, revocations: Revocations | null = null): WhitelistRow[] {
  const asked = { at, revocations, dueWithinDays: 90, catalogue: '1.0' };
  return whitelistTable(readFolder(folder, trust()).certificates, asked);
}

const saturn: Sample = { device: { model: 'Saturn1000F2', android: 10, api: 29 }, results: failing('OS-1') };
const upgraded: Sample = {
  device: { android: 12, api: 31, fingerprint: 'Sample/rocket/rocket:12/1:user/release-keys' },
  issuedAt: '2026-11-20T10:00:00Z',
};

describe('a table of certificates', () => {
  it('lists what holds with its conditions, and refuses what failed with the reason', () => {
    const [rocket, other] = tableOf(folderOf({}, saturn));
    assert.deepEqual(
      [rocket?.standing, rocket?.reason, rocket?.conditions.map(({ en }) => en)],
      ['listed', null, ['Held upright only.']],
    );
    assert.equal(other?.standing, 'refused');
    assert.equal(other?.reason?.en, 'It failed in its certification: OS-1.');
  });

  it('has those that have ended or were revoked as such', () => {
    const folder = folderOf({});
    const [{ digest = '' } = {}] = tableOf(folder);
    const revoked = [{ certificate: digest, revokedAt: AT, reason: 'The battery swells.' }];
    const [row] = tableOf(folder, AT, { format: 1, issuedAt: AT, revoked });
    assert.equal(row?.standing, 'over');
    assert.match(row?.reason?.de ?? '', /^Sein Zertifikat wurde widerrufen: .*The battery swells\./);
    assert.match(tableOf(folder, '2028-11-04T10:00:00Z')[0]?.reason?.en ?? '', /was valid until 2028-11-04/);
    assert.match(tableOf(folder, '2026-01-01T00:00:00Z')[0]?.reason?.en ?? '', /is valid from 2026-11-04/);
  });

  it('says when one is due: before its end, or when the catalogue has another major version', () => {
    const folder = folderOf({});
    assert.equal(tableOf(folder)[0]?.due, null);
    assert.equal(tableOf(folder, '2028-11-03T10:00:00Z')[0]?.due, 'It ends in one day.');
    assert.equal(tableOf(folder, '2028-08-06T10:00:00Z')[0]?.due, null);
    assert.equal(tableOf(folder, '2028-08-06T10:00:01Z')[0]?.due, 'It ends in 89 days.');
    assert.match(tableOf(folderOf({ catalogue: '0.9' }))[0]?.due ?? '', /catalogue 0\.9, and the present one is 1\.0/);
    assert.equal(tableOf(folderOf({ catalogue: '1.7' }))[0]?.due, null);
  });

  it('goes by the certificate issued last for a model and its Android, whatever it says', () => {
    const later = { results: failing('OS-1'), issuedAt: '2026-11-20T10:00:00Z' };
    const [newest, oldest] = tableOf(folderOf({}, later));
    assert.deepEqual([newest?.standing, newest?.replacedBy], ['refused', null]);
    assert.equal(oldest?.replacedBy, newest?.id);
    assert.deepEqual(
      tableOf(folderOf({}, upgraded)).map(({ replacedBy }) => replacedBy),
      [null, null],
    );
  });

  it('refuses a simulated device but in a rehearsal, and counts one that is there before it', () => {
    const simulated: Sample = { device: { simulated: true }, issuedAt: '2026-11-20T10:00:00Z' };
    const alone = folderOf(simulated);
    const [row] = tableOf(alone);
    assert.deepEqual([row?.standing, row?.reason?.en.slice(0, 23)], ['refused', 'Only a simulated device']);
    const rehearsed = { at: AT, revocations: null, dueWithinDays: 90, catalogue: '1.0', rehearsal: true };
    for (const [folder, asked] of [
      [alone, rehearsed],
      [folderOf({}, simulated), undefined],
      [folderOf({}, simulated), rehearsed],
    ] as const) {
      const { certificates } = readFolder(folder, trust());
      const [first] = whitelistTable(certificates, asked ?? { ...rehearsed, rehearsal: false });
      assert.deepEqual([first?.standing, first?.device.simulated], ['listed', folder === alone ? true : undefined]);
    }
  });

  it('counts a certificate once that lies there twice', () => {
    assert.equal(tableOf(folderOf({}, {})).length, 1);
  });
});

describe('a folder of certificates', () => {
  it('is read anew: whatever is damaged, tampered with or foreign is named and left aside', () => {
    const folder = folderOf({});
    const text = readFileSync(join(folder, '0.json'), 'utf8');
    writeFileSync(join(folder, 'a-foreign.json'), sampleCertificate(foreign));
    writeFileSync(join(folder, 'b-damaged.json'), text.slice(0, 100));
    const changed = text.replace(/"sig":"./, (one) => `${one.slice(0, -1)}${one.endsWith('A') ? 'B' : 'A'}`);
    writeFileSync(join(folder, 'c-tampered.json'), changed);
    writeFileSync(join(folder, 'd-respaced.json'), JSON.stringify(JSON.parse(text), null, 2));
    mkdirSync(join(folder, 'e-folder.json'));
    writeFileSync(join(folder, 'readme.txt'), 'no certificate');
    const { certificates, leftAside } = readFolder(folder, trust());
    assert.equal(certificates.length, 1);
    assert.deepEqual(
      leftAside.map(({ file, error }) => `${file} ${error.code}`),
      [
        'a-foreign.json certificate-untrusted',
        'b-damaged.json certificate-invalid',
        'c-tampered.json certificate-tampered',
        'd-respaced.json certificate-invalid',
        'e-folder.json is-a-folder',
      ],
    );
  });

  it('takes only what holds, byte for byte, and the same one once', () => {
    const folder = join(home, 'made');
    const path = join(home, 'one.json');
    writeFileSync(path, sampleCertificate(keys));
    const asked = { at: AT, revocations: null, device: null };
    const [kept = ''] = addToFolder(folder, [path], trust(), asked);
    assert.deepEqual(addToFolder(folder, [path], trust(), asked), [kept]);
    assert.deepEqual(readFileSync(kept), readFileSync(path));
    const late = { ...asked, at: '2030-01-01T00:00:00Z' };
    assert.throws(() => addToFolder(folder, [path], trust(), late), { code: 'certificate-expired' });
    writeFileSync(path, sampleCertificate(foreign));
    assert.throws(() => addToFolder(folder, [path], trust(), asked), { code: 'certificate-untrusted' });
    assert.equal(readdirSync(folder).length, 1);
    assert.throws(() => readFolder(join(home, 'nowhere'), trust()), { code: 'file-not-found' });
  });

  it('takes all of several, or none', () => {
    const folder = join(home, 'none');
    const [good, bad] = [join(home, 'good.json'), join(home, 'bad.json')];
    writeFileSync(good, sampleCertificate(keys));
    writeFileSync(bad, sampleCertificate(foreign));
    const asked = { at: AT, revocations: null, device: null };
    assert.throws(() => addToFolder(folder, [good, bad], trust(), asked), { code: 'certificate-untrusted' });
    assert.ok(!existsSync(folder));
  });
});

describe('what a server is given', () => {
  it('is valid, with a row for each model and Android, and the conditions it can check', () => {
    const file = serverWhitelist(tableOf(folderOf({}, saturn, upgraded)));
    assert.deepEqual(whitelistFileSchema.parse(JSON.parse(JSON.stringify(file))), file);
    const upright = { must: 'portrait', sentence: { en: 'Held upright only.', de: 'Nur hochkant halten.' } };
    assert.deepEqual(
      file.rows.map(({ model, leastAndroid, mostAndroid, conditions, refused, validUntil }) => ({
        versions: `${model} ${leastAndroid} ${mostAndroid}`,
        conditions,
        refused: refused?.en,
        validUntil,
      })),
      [
        {
          versions: 'Rocket S1 12 12',
          conditions: [upright],
          refused: undefined,
          validUntil: '2028-11-20T10:00:00Z',
        },
        {
          versions: 'Rocket S1 11 11',
          conditions: [upright],
          refused: undefined,
          validUntil: '2028-11-04T10:00:00Z',
        },
        {
          versions: 'Saturn1000F2 10 10',
          conditions: [],
          refused: 'It failed in its certification: OS-1.',
          validUntil: undefined,
        },
      ],
    );
  });
});

describe('a check of devices', () => {
  const rocket: FleetDevice = { model: 'Rocket S1', android: 11 };
  const build = 'Sample/rocket/rocket:11/RQ1A.200101.001/1:user/release-keys';
  const told = (device: FleetDevice, at = AT) => {
    const [checked] = checkDevices(tableOf(folderOf({}, saturn), at), [device], at);
    assert.ok(checked !== undefined);
    return [checked.outcome, checked.code, ...checked.conditions];
  };

  it('says of each what the server would say, and compares the build besides', () => {
    assert.deepEqual(told({ ...rocket, fingerprint: build }), ['admitted', null, 'Held upright only.']);
    assert.deepEqual(told(rocket), ['admitted', null, 'Held upright only.']);
    assert.deepEqual(told({ ...rocket, display: { width: 720, height: 1440 } }), ['admitted', null]);
    assert.deepEqual(told({ ...rocket, display: { width: 1440, height: 720 } }), ['refused', 'condition-not-met']);
    assert.deepEqual(told({ ...rocket, fingerprint: 'another', display: { width: 720, height: 1440 } }), [
      'other-build',
      'certificate-other-build',
    ]);
    assert.deepEqual(told({ ...rocket, android: 12 }), ['refused', 'android-not-listed']);
    assert.deepEqual(told({ ...rocket, android: 9 }), ['refused', 'android-too-old']);
    assert.deepEqual(told({ model: 'Pixel', android: 11 }), ['refused', 'device-not-listed']);
    assert.deepEqual(told({ model: 'Saturn1000F2', android: 10 }), ['refused', 'device-refused']);
    assert.deepEqual(told(rocket, '2029-01-01T00:00:00Z'), ['refused', 'device-refused']);
  });

  it('admits the build of an older certificate that still holds', () => {
    const patched: Sample = { device: { fingerprint: 'patched' }, issuedAt: '2026-11-20T10:00:00Z' };
    const table = tableOf(folderOf({}, patched));
    const outcomes = [build, 'patched', 'a third'].map((fingerprint) => {
      const [checked] = checkDevices(table, [{ ...rocket, fingerprint }], AT);
      return checked?.outcome;
    });
    assert.deepEqual(outcomes, ['admitted', 'admitted', 'other-build']);
  });
});
