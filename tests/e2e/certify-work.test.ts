// Devices at work: their own browser, behind the real adb, is a thin client of an evening that is played on the wire.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bench } from '#benchmarks/certification/asked';
import type { EveningRecord } from '#certification/work/evening';
import { evenings } from '#certification/work/evenings';
import { playEvening } from '#cli/working';
import { findBrowser } from '#simulators/grounds/wire/browser';
import { describeWith } from '../peers.ts';
import { withAdb, type Connected } from './android-bench.ts';

/** So much faster is time, for the device and for the evening. */
const SPEED = 6;

const home = mkdtempSync(join(tmpdir(), 'mpos-twin-work-'));

describeWith('adb', 'a device at work', function () {
  const { client, connected } = withAdb(this, SPEED);
  this.timeout(10 * 60_000);
  before(async function () {
    if ((await findBrowser()) === undefined) this.skip();
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  /** Plays an evening with a device of that profile. */
  async function play(name: string, { serial }: Connected, timeScale = SPEED): Promise<EveningRecord> {
    const evening = evenings.find((one) => one.name === name);
    assert.ok(evening);
    const server = { host: '127.0.0.1', port: client().port };
    return playEvening(evening, {
      ...{ serial, server, till: bench.till, out: home, run: 'run-1', timeScale, now: Date.now },
    });
  }

  it('opens, books and bills by taps on its own screen, and is judged by the history', async () => {
    const { measures, files } = await play('taps', await connected('rocket-class', [], true), 4);
    assert.deepEqual(measures['RUN-2'], { kind: 'word', word: 'as it should' });
    assert.match(files.map(({ name }) => name).join(), /history\.ndjson,run-1\/evening-taps\.txt/);
  });

  it('goes on with its tab when it is taken up again, and is soon back when its WLAN was off', async () => {
    const phone = await connected('rocket-class', [], true);
    const { measures } = await play('put-away', phone);
    assert.deepEqual(measures['LCK-2'], { kind: 'word', word: 'same tab' });
    const back = (await play('out-of-range', phone)).measures['NET-11'];
    assert.ok(back?.kind === 'number' && back.value < 15, JSON.stringify(back));
  });
});
