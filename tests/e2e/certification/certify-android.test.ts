// Simulated Android devices are certified through the real adb: its server, the protocol of the device, the shell.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { catalogue } from '#certification/catalogue/catalogue';
import { readRun } from '#certification/certificate/node-files';
import { makeKey, signerIn, trustedKeysIn } from '#certification/certificate/node-keys';
import { signedCertificate } from '#certification/certificate/node-signing';
import { addToFolder, readFolder } from '#certification/whitelist/node-folder';
import { serverWhitelist } from '#certification/whitelist/server-rows';
import { whitelistTable } from '#certification/whitelist/table';
import type { Certified } from '#cli/certifying';
import { describeWith } from '../../peers.ts';
import { withCertifying } from './certifying-bench.ts';

const classOf = ({ judgement }: Certified, id: string) => judgement.results.get(id)?.class;

/** The whitelist of a folder in which the certificate of these records lies. */
function whitelistOf({ records }: Certified) {
  const home = mkdtempSync(join(tmpdir(), 'mpos-twin-whitelist-'));
  try {
    const [first, second] = records.map(readRun);
    assert.ok(first !== undefined && second !== undefined);
    const keys = join(home, 'keys');
    makeKey(keys);
    const at = second.endedAt;
    const issued = signedCertificate(first, second, { authorisedBy: 'Carla', issuedAt: at }, [signerIn(keys)]);
    if ('refused' in issued) return assert.fail(issued.refused.join(' '));
    writeFileSync(join(home, 'certificate.json'), issued.text);
    const trust = { keys: trustedKeysIn(keys), threshold: 1 };
    const folder = join(home, 'whitelist');
    const added = { at, revocations: null, device: first.device };
    const path = join(home, 'certificate.json');
    assert.throws(() => addToFolder(folder, [path], trust, added), { code: 'certificate-simulated' });
    addToFolder(folder, [path], trust, { ...added, rehearsal: true });
    const { certificates, leftAside } = readFolder(folder, trust);
    assert.deepEqual(leftAside, []);
    const asked = { at, revocations: null, dueWithinDays: 90, catalogue: catalogue.version };
    const [row] = whitelistTable(certificates, asked);
    assert.deepEqual([row?.standing, row?.reason?.en.slice(0, 23)], ['refused', 'Only a simulated device']);
    return whitelistTable(certificates, { ...asked, rehearsal: true });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

describeWith('adb', 'simulated Android devices, certified through the real adb', function () {
  const { plugIn, certify } = withCertifying(this);

  it('that are tablets are conditional by their display', async () => {
    const certified = await certify(await plugIn('lenovo-tab-m8'), 'tablet');
    assert.equal(classOf(certified, 'DSP-2'), 'conditional');
    assert.match(certified.judgement.conditions.join(), /A tablet: the screens are scaled/);
  });

  it('that are too old end as a refused row of the whitelist, with the reason, though much of them is unknown', async () => {
    const canary = await plugIn('zebra-tc51');
    const certified = await certify(await plugIn('planted-android-6'), 'too-old', { canary: canary.serial });
    assert.deepEqual([certified.reasons, certified.judgement.verdict], [[], 'rejected']);
    for (const id of ['OS-3', 'OS-7', 'PWR-4', 'NTF-1']) assert.equal(classOf(certified, id), 'unknown', id);
    const [row, ...others] = whitelistOf(certified);
    assert.deepEqual(others, []);
    assert.deepEqual([row?.standing, row?.reason?.en], ['refused', 'It failed in its certification: OS-1.']);
    const { rows } = serverWhitelist(row === undefined ? [] : [row]);
    assert.deepEqual([rows[0]?.mostAndroid, rows[0]?.refused?.en], [6, row?.reason?.en]);
  });

  it('of which only something else is unknown get no certificate', async () => {
    const canary = await plugIn('zebra-tc51');
    const certified = await certify(await plugIn('planted-rooted'), 'rooted', { canary: canary.serial });
    assert.deepEqual([classOf(certified, 'OS-3'), certified.judgement.verdict], ['fail', 'rejected']);
    assert.match(certified.reasons.join(), /Unknown in the run/);
  });
});

describeWith('adb', 'simulated Android devices that do not stay, certified through the real adb', function () {
  const { timers, plugIn, certify } = withCertifying(this);

  it('that start anew in the middle are asked everything anew', async () => {
    const plugged = await plugIn('rocket-class');
    let reboots = 1;
    const told: string[] = [];
    timers.after(8_000, () => {
      if ((reboots -= 1) >= 0) plugged.device.system.send({ type: 'REBOOT' });
    });
    const certified = await certify(plugged, 'reboots', { tell: (text) => told.push(text) });
    assert.match(told.join(), /started anew/);
    assert.equal(classOf(certified, 'OS-1'), 'pass');
  });

  it('that freeze leave a run inconclusive, and go on when they are awake again', async () => {
    const plugged = await plugIn('rocket-class');
    timers.after(4_000, () => plugged.device.system.send({ type: 'HANG' }));
    const stopped = await certify(plugged, 'freezes');
    assert.match(stopped.reasons.join(), /does not answer any more/);
    assert.deepEqual([stopped.judgement.verdict, stopped.records], ['not judged', []]);
    assert.equal(classOf(stopped, 'NET-4'), 'unknown');
    plugged.device.system.send({ type: 'THAW' });
    const certified = await certify(plugged, 'freezes');
    assert.equal(certified.records.length, 2);
    assert.equal(classOf(certified, 'NET-4'), 'pass');
  });

  it('that vanish leave a run inconclusive, and go on when they are plugged in again', async () => {
    const plugged = await plugIn('rocket-class');
    timers.after(4_000, () => void plugged.pull());
    const stopped = await certify(plugged, 'vanishes');
    assert.match(stopped.reasons.join(), /The device is not there/);
    assert.deepEqual([stopped.judgement.verdict, stopped.records], ['not judged', []]);
    assert.equal(classOf(stopped, 'NET-4'), 'unknown');
    await plugged.putIn();
    const certified = await certify(plugged, 'vanishes');
    assert.equal(certified.records.length, 2);
    assert.equal(classOf(certified, 'NET-4'), 'pass');
  });

  it('that let the computer in no more leave a run inconclusive, and go on when somebody allows it again', async () => {
    const plugged = await plugIn('pixel-6a');
    const { debugging } = plugged.device;
    timers.after(4_000, debugging.revoke);
    const stopped = await certify(plugged, 'revoked');
    assert.match(stopped.reasons.join(), /does not trust this computer any more/);
    assert.deepEqual([stopped.judgement.verdict, stopped.records], ['not judged', []]);
    assert.equal(classOf(stopped, 'NET-4'), 'unknown');
    await assert.rejects(certify(plugged, 'revoked'), { code: 'adb-device-unauthorized' });
    await until(() => debugging.questions().length === 1);
    debugging.questions()[0]?.answer('ALLOW_ALWAYS');
    await wait(1_000);
    const certified = await certify(plugged, 'revoked');
    assert.equal(certified.records.length, 2);
    assert.equal(classOf(certified, 'NET-4'), 'pass');
  });
});

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !holds(); i += 1) await wait(50);
  assert.ok(holds());
}
