// Every profile of devices from the cable to the row of the whitelist, through the real adb, as a night does it: with the
// hours that have to be waited for, the walks, a canary, and what people would find. `npm test` does two of them, in
// tests/e2e/nightly.test.ts.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nightBench } from '#cli/rehearsal/night-bench';
import { profileCatalogue } from '#simulators/android/profiles/catalogue';
import { describeWith } from '../../peers.ts';

if (process.env['MPOS_TWIN_LONG'] === '1')
  describeWith('adb', 'profiles of devices, from the cable to the whitelist', function () {
    this.timeout(6 * 60_000);
    const { profiles, start } = nightBench([...profileCatalogue.keys()], 'mpos-twin');
    const home = mkdtempSync(join(tmpdir(), 'mpos-twin-profiles-'));
    let bench: Awaited<ReturnType<typeof start>>;
    before(async () => {
      bench = await start(home);
    });
    after(async () => {
      await bench?.close();
      rmSync(home, { recursive: true, force: true });
    });

    for (const name of profiles) {
      it(`${name} comes to what it should`, async () => {
        const { verdict, sentence } = await bench.certify(name);
        assert.deepEqual([verdict, sentence], ['pass', '']);
      });
    }
  });
