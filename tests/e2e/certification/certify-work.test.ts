// Devices at work: their own browser, behind the real adb, is a thin client of an evening that is played on the wire.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bench } from '#benchmarks/certification/asked';
import type { EveningRecord } from '#certification/work/evening';
import { evenings } from '#certification/work/evenings';
import { playEvening } from '#cli/working';
import type { PlantedQuirk } from '#simulators/android/start';
import { findBrowser } from '#simulators/grounds/wire/browser';
import { describeWith } from '../../peers.ts';
import { withAdb, type Connected } from './android-bench.ts';

/** So much faster is time, for the device and for the evening; and where it takes many minutes. */
const SPEED = 6;
const FAST = 12;
/** Evenings of many minutes. */
const LONG = process.env['MPOS_TWIN_LONG'] === '1';

/** Lets a suite play evenings with devices of so quick a time. */
function withEvenings(suite: Mocha.Suite, speed: number) {
  const { client, connected } = withAdb(suite, speed);
  const home = mkdtempSync(join(tmpdir(), 'mpos-twin-work-'));
  suite.timeout(15 * 60_000);
  before(async function () {
    if ((await findBrowser()) === undefined) this.skip();
  });
  after(() => rmSync(home, { recursive: true, force: true }));
  async function play(name: string, { serial }: Connected, timeScale = speed): Promise<EveningRecord> {
    const evening = evenings.find((one) => one.name === name);
    assert.ok(evening);
    const server = { host: '127.0.0.1', port: client().port };
    return playEvening(evening, {
      ...{ serial, server, till: bench.till, out: home, run: 'run-1', timeScale, now: Date.now },
    });
  }
  const device = (name: string, planted: readonly PlantedQuirk[] = []) => connected(name, planted, true);
  return { play, device };
}

describeWith('adb', 'a device at work', function () {
  const { play, device } = withEvenings(this, SPEED);

  it('opens, books and bills by taps on its own screen, and is judged by the history', async () => {
    const { measures, files } = await play('taps', await device('rocket-class'), 4);
    assert.deepEqual(measures['RUN-2'], { kind: 'word', word: 'as it should' });
    assert.match(files.map(({ name }) => name).join(), /history\.ndjson,run-1\/evening-taps\.txt/);
  });

  it('goes on with its tab when it is taken up again, and is soon back when its WLAN was off', async () => {
    const phone = await device('rocket-class');
    const { measures } = await play('put-away', phone);
    assert.deepEqual(measures['LCK-2'], { kind: 'word', word: 'same tab' });
    const back = (await play('out-of-range', phone)).measures['NET-11'];
    assert.ok(back?.kind === 'number' && back.value < 15, JSON.stringify(back));
  });

  it('says nothing of a device that goes away in the middle', async () => {
    const phone = await device('rocket-class');
    const gone = setTimeout(() => phone.device.system.send({ type: 'REBOOT' }), 8_000);
    const { measures, spoiled } = await play('put-away', phone);
    clearTimeout(gone);
    assert.deepEqual([measures['LCK-2']?.kind, spoiled], ['unknown', true]);
  });
});

if (LONG)
  describeWith('adb', 'a device at work for longer', function () {
    const { play, device } = withEvenings(this, FAST);
    const savesBy = (takes: string, afterScreenOffS: number): PlantedQuirk[] => [
      { quirk: 'energy-saver', with: { takes, afterScreenOffS, exemptible: false } },
    ];
    /** The number that an evening says of such a device. */
    async function numberOf(name: string, id: string, phone: Connected): Promise<number> {
      const measure = (await play(name, phone)).measures[id];
      assert.ok(measure?.kind === 'number', JSON.stringify(measure));
      return measure.value;
    }

    it('answers in Doze, unless its energy saving freezes the browser', async () => {
      assert.ok((await numberOf('doze', 'PWR-3', await device('rocket-class'))) < 15);
      assert.ok((await numberOf('doze', 'PWR-3', await device('rocket-class', savesBy('time', 60)))) > 60);
    });

    it('has no heartbeat in time for half an hour if it is one that freezes apps', async () => {
      assert.ok((await numberOf('screen-off', 'NET-8', await device('planted-freezes'))) > 3);
    });

    it('is heard all the time while it lies there, so that nobody knows when its tab would be free', async () => {
      const { measures } = await play('left-lying', await device('rocket-class'));
      assert.match(JSON.stringify(measures['LCK-1']), /went on being heard/);
    });
  });
