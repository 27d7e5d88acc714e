// The server as a child process: what it says of the machine it runs on.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleConfig } from '#cli/example-config';
import { createServerChild } from '#simulators/grounds/wire/server-child';

describe('a server that starts as a child process', function () {
  this.timeout(30_000);
  const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-child-'));
  const { NODE_OPTIONS } = process.env;
  afterEach(() => {
    if (NODE_OPTIONS === undefined) delete process.env['NODE_OPTIONS'];
    else process.env['NODE_OPTIONS'] = NODE_OPTIONS;
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('stands still, for the history, when it takes long to start', async () => {
    const lateMs = 1_700;
    const wait = `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${lateMs})`;
    process.env['NODE_OPTIONS'] = `--import=data:text/javascript,${encodeURIComponent(wait)}`;
    const configPath = join(folder, 'server.json');
    writeFileSync(configPath, JSON.stringify(exampleConfig()));
    const stalls: number[] = [];
    const child = createServerChild({
      configPath,
      dataPath: join(folder, 'data'),
      entry: () => {},
      stall: (fromMs, toMs) => stalls.push(toMs - fromMs),
      ended: (code) => assert.fail(`ended with ${code}`),
    });
    assert.equal(await child.start(), true);
    await child.stop();
    assert.ok((stalls[0] ?? 0) >= lateMs, `stalls of ${stalls.join(', ')} ms`);
  });
});
