// Simulated Android devices are certified through the real adb: its server, the protocol of the device, the shell.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Certified } from '#cli/certifying';
import { describeWith } from '../../peers.ts';
import { withCertifying } from './certifying-bench.ts';

const classOf = ({ judgement }: Certified, id: string) => judgement.results.get(id)?.class;

describeWith('adb', 'simulated Android devices, certified through the real adb', function () {
  const { timers, plugIn, certify } = withCertifying(this);

  it('that are tablets are conditional by their display', async () => {
    const certified = await certify(await plugIn('lenovo-tab-m8'), 'tablet');
    assert.equal(classOf(certified, 'DSP-2'), 'conditional');
    assert.match(certified.judgement.conditions.join(), /A tablet: the screens are scaled/);
  });

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
