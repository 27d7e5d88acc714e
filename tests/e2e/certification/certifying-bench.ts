/** Lets a suite certify simulated Android devices through the real adb. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRehearsal, type RehearsalBench } from '#cli/rehearsal/bench';
import { createTime } from '#cli/rehearsal/time';

/** Lets a suite certify devices; they are gone after each test. */
export function withCertifying(suite: Mocha.Suite): RehearsalBench {
  suite.timeout(120_000);
  const home = mkdtempSync(join(tmpdir(), 'mpos-twin-certify-'));
  const time = createTime();
  let started: Awaited<ReturnType<typeof startRehearsal>>;
  before(async function () {
    started = await startRehearsal(home, time);
  });
  after(async () => {
    await started?.close();
    rmSync(home, { recursive: true, force: true });
  });
  afterEach(() => started?.unplug());
  const { timers, clock } = time;
  return {
    ...{ timers, clock },
    plugIn: (name) => started.plugIn(name),
    certify: (plugged, out, order) => started.certify(plugged, out, order),
  };
}
